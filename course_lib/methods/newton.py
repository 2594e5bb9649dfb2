"""Newton's method (section 6.1)."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from course_lib import _checks
from course_lib.types import Method


@dataclass(frozen=True)
class Newton(Method):
    """(∇²f(x_k) + τI) p_k = −∇f(x_k), with α = 1; τ = 0 in pure Newton.

    damping = 0 goes to the stationary point of the quadratic model, be it a minimum, a saddle or a maximum. With
    damping > 0, τ is the first of 0, d, 10d, 100d, … for which ∇²f + τI has a Cholesky factorisation, that is, is
    positive definite, and p is a descent direction. Nothing is inverted: p solves the system. NumPy has no solver for
    triangular systems, so that the Cholesky factor is only a test here, and LU factors give p.

    Where the system has no solution (∇²f singular without damping, or not finite) p is nan, and the run stops: "not
    finite", or "line search failed" under a search.

    Args:
        hessian: function of x, (n,) → (n, n) symmetric, such as the `hessian` of an objective.
        damping: d ≥ 0, the first τ tried when the Hessian is not positive definite.

    Raises:
        TypeError: hessian is not a function; on the way, hessian(x) is not an array of real numbers.
        ValueError: damping < 0; at `init`, a start that is not a vector; on the way, a Hessian of another shape, or not
            symmetric to a third of the digits of its largest entry, which differences of gradients are.

    Source: Nocedal and Wright, *Numerical Optimization*, Newton's method with Hessian modification.
    """

    hessian: Callable[[np.ndarray], np.ndarray]
    damping: float = 0.0

    def __post_init__(self) -> None:
        if not callable(self.hessian) or isinstance(self.hessian, type):
            raise TypeError(f"hessian must be a function of x that returns a matrix, got {self.hessian!r}")
        _checks.settle(self, damping=_checks.nonnegative("damping", self.damping))

    def init(self, x0: np.ndarray) -> None:
        """No state."""
        _checks.vector("x0", x0, "Newton")

    def direction(self, x: np.ndarray, g: np.ndarray, state: None) -> tuple[np.ndarray, None]:
        """p with (∇²f(x) + τI) p = −g; x, g and p are vectors (n,)."""
        H = _checks.called("hessian must be a function of x alone", self.hessian, x)
        H = _checks.floats("hessian(x)", H).astype(g.dtype, copy=False)
        if H.shape != (g.size, g.size):
            raise ValueError(f"hessian(x) must have shape {(g.size, g.size)} for x of shape {g.shape}, got {H.shape}")
        gap = np.abs(H - H.T).max()
        if gap > float(np.finfo(H.dtype).eps) ** (1 / 3) * np.abs(H).max():  # differences of gradients pass
            raise ValueError(
                f"hessian(x) must be symmetric, but differs from its transpose by {gap:g}; return (H + H.T) / 2"
            )
        tau = 0.0
        while np.isfinite(tau) and np.isfinite(H).all():
            shifted = H + tau * np.eye(g.size, dtype=g.dtype)
            try:
                # L exists only where the matrix is positive definite; a browser's NumPy answers nan and raises nothing.
                if self.damping and np.isnan(np.linalg.cholesky(shifted)).any():
                    raise np.linalg.LinAlgError
                return np.linalg.solve(shifted, -g), None
            except np.linalg.LinAlgError:
                tau = max(self.damping, 10 * tau) or math.inf
        return np.full_like(g, np.nan), None
