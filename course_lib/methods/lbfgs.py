"""L-BFGS (section 6.2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

import numpy as np

from course_lib import _checks
from course_lib.methods._pairs import Pair, first_length, new_pair, scale
from course_lib.running.line_search import StrongWolfe
from course_lib.types import LineSearch, Method


class LBFGSState(NamedTuple):
    """The last point and gradient (n,), None before the first step, and the latest pairs (s, y, yᵀs), oldest first."""

    x: np.ndarray | None
    g: np.ndarray | None
    pairs: tuple[Pair, ...]


def two_loop(g: np.ndarray, pairs: Sequence[Pair]) -> np.ndarray:
    """Hg, where H is (yᵀs/yᵀy) I of the latest pair, updated by BFGS with each pair, the oldest first; no pair: g.

    H itself is never formed: about 4mn multiplications for m pairs.

    Args:
        g: vector (n,).
        pairs: triples (s, y, yᵀs), each with yᵀs > 0.

    Returns:
        A new vector (n,).

    Source: Nocedal, "Updating Quasi-Newton Matrices with Limited Storage".
    """
    q, shares = g.copy(), []
    for s, y, ys in reversed(pairs):
        shares.append(s @ q / ys)
        q -= shares[-1] * y
    if pairs:
        _, y, ys = pairs[-1]
        q *= scale(y, ys)
    for (s, y, ys), share in zip(pairs, reversed(shares), strict=True):
        q += (share - y @ q / ys) * s
    return q


@dataclass(frozen=True)
class LBFGS(Method):
    """p_k = −H_k ∇f(x_k) as in BFGS, where H_k is built afresh from the latest m pairs: O(mn) instead of O(n²).

    H starts from (yᵀs/yᵀy) I of the latest pair. A pair with yᵀs ≤ 1e-10 ‖y‖ ‖s‖ is skipped. The line search is
    `StrongWolfe()` unless the caller names another; with batches, where a search has no meaning, the length is 1.

    Args:
        memory: m ≥ 1, the number of pairs kept.

    Raises:
        TypeError: memory is not a whole number.
        ValueError: memory < 1; at `init`, a start that is not a vector.

    Source: Liu and Nocedal, "On the limited memory BFGS method for large scale optimization".
    """

    memory: int = 10

    default_search: ClassVar[LineSearch] = StrongWolfe()
    restarts: ClassVar[bool] = True

    def __post_init__(self) -> None:
        _checks.settle(self, memory=_checks.whole("memory", self.memory, least=1))

    def init(self, x0: np.ndarray) -> LBFGSState:
        """No pair yet."""
        _checks.vector("x0", x0, "LBFGS")
        return LBFGSState(None, None, ())

    def direction(self, x: np.ndarray, g: np.ndarray, state: LBFGSState) -> tuple[np.ndarray, LBFGSState]:
        """p = −Hg with the pair of the step that led to x taken in; x, g and p are vectors (n,)."""
        pair = new_pair(state, x, g)
        pairs = state.pairs if pair is None else (*state.pairs, pair)[-self.memory :]
        return -two_loop(g, pairs), LBFGSState(x, g, pairs)

    def trial_length(self, k: int, g: np.ndarray) -> float:
        """1; min(1, 1/‖g‖₁) at the first step, where p = −g."""
        return first_length(k, g)
