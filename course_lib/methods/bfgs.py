"""BFGS (section 6.2)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

import numpy as np

from course_lib import _checks
from course_lib.methods._pairs import Pair, first_length, new_pair, scale
from course_lib.running.line_search import StrongWolfe
from course_lib.types import LineSearch, Method

EARLY, FAR = 20, 10
"""For so many pairs H is built again where its scale turns out to be so many times too small."""


class BFGSState(NamedTuple):
    """The last point and gradient (n,), None before the first step, and H (n, n), None while it is the identity.

    Early in a run also γ, from which H was built, and the pairs it was built with; γ = ∞ once H stays as it is.
    """

    x: np.ndarray | None
    g: np.ndarray | None
    H: np.ndarray | None
    gamma: float = math.inf
    pairs: tuple[Pair, ...] = ()


def bfgs_update(H: np.ndarray, s: np.ndarray, y: np.ndarray) -> np.ndarray:
    """H⁺ = (I − ρsyᵀ) H (I − ρysᵀ) + ρssᵀ with ρ = 1/yᵀs, so that H⁺y = s; as one rank-two change of H.

    Multiplied out, H⁺ = H + swᵀ + wsᵀ with w = ½ρ(1 + ρyᵀHy)s − ρHy: O(n²) operations, and exactly symmetric.

    Args:
        H: symmetric matrix (n, n).
        s, y: vectors (n,) with yᵀs > 0, which keeps H positive definite.

    Returns:
        A new matrix (n, n).

    Source: Nocedal and Wright, *Numerical Optimization*, the chapter on quasi-Newton methods.
    """
    rho = 1 / (y @ s)
    Hy = H @ y
    w = rho / 2 * (1 + rho * (y @ Hy)) * s - rho * Hy
    sw = np.outer(s, w)
    return H + (sw + sw.T)


@dataclass(frozen=True)
class BFGS(Method):
    """p_k = −H_k ∇f(x_k) with H_k ≈ (∇²f)⁻¹ learnt from the pairs s = x_k − x_{k−1}, y = ∇f(x_k) − ∇f(x_{k−1}).

    H_{k+1} is the symmetric matrix with H_{k+1} y = s that is nearest to H_k, in a norm weighted by curvature. H is the
    identity at first, and γI with γ = yᵀs/yᵀy once there is a pair to measure its scale by. The first step may lead
    through a region far steeper than what comes; so if yᵀs/yᵀy of one of the first 20 pairs is above 10γ, H is built
    again, from that scale and all pairs so far, so that what it has learnt on a quadratic is kept. A pair with
    yᵀs ≤ 1e-10 ‖y‖ ‖s‖, possible where f is not convex and the search does not ask for the Wolfe conditions, is
    skipped. The line search is `StrongWolfe()` unless the caller names another; with batches, where a search has no
    meaning, the length is 1.

    Raises:
        ValueError: at `init`, a start that is not a vector.

    Source: Broyden; Fletcher; Goldfarb; Shanno, four papers of 1970; Nocedal and Wright, *Numerical Optimization*; the
        scale γ: Shanno and Phua, "Matrix conditioning and nonlinear optimization". Taking it again is this library's
        rule, chosen by counts of evaluations on the problems of Moré, Garbow and Hillstrom.
    """

    default_search: ClassVar[LineSearch] = StrongWolfe()
    restarts: ClassVar[bool] = True

    def init(self, x0: np.ndarray) -> BFGSState:
        """Nothing known: H = I."""
        _checks.vector("x0", x0, "BFGS")
        return BFGSState(None, None, None)

    def direction(self, x: np.ndarray, g: np.ndarray, state: BFGSState) -> tuple[np.ndarray, BFGSState]:
        """p = −Hg with H brought up to date by the step that led to x; x, g and p are vectors (n,)."""
        _, _, H, gamma, pairs = state
        if (pair := new_pair(state, x, g)) is not None:
            H, gamma, pairs = _learnt(H, gamma, pairs, pair)
        return -g if H is None else -(H @ g), BFGSState(x, g, H, gamma, pairs)

    def trial_length(self, k: int, g: np.ndarray) -> float:
        """1; min(1, 1/‖g‖₁) at the first step, where p = −g."""
        return first_length(k, g)


def _learnt(
    H: np.ndarray | None, gamma: float, pairs: tuple[Pair, ...], pair: Pair
) -> tuple[np.ndarray, float, tuple[Pair, ...]]:
    """H, γ and the pairs with one pair more."""
    pairs, new = (*pairs, pair), scale(pair.y, pair.ys)
    if H is None or new > FAR * gamma:
        gamma, H = new, new * np.eye(pair.y.size, dtype=pair.y.dtype)
        for s, y, _ in pairs:
            H = bfgs_update(H, s, y)
    else:
        H = bfgs_update(H, pair.s, pair.y)
    return _checks.frozen(H), *((gamma, pairs) if len(pairs) < EARLY else (math.inf, ()))
