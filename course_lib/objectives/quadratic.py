"""The quadratic, on which everything about gradient descent can be computed exactly (section 5.1)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from course_lib import _checks
from course_lib.objectives._base import SmoothFunction


@dataclass(frozen=True, eq=False)
class Quadratic(SmoothFunction):
    """f(x) = ½ xᵀAx − bᵀx, ∇f(x) = Ax − b, ∇²f = A.

    Args:
        A: symmetric matrix (n, n).
        b: vector (n,); zero when left out.

    Raises:
        ValueError: A not square, not symmetric or not finite; b of another length.
    """

    A: np.ndarray
    b: np.ndarray | None = None

    def __post_init__(self) -> None:
        A = _checks.symmetric("A", self.A)
        b = np.zeros(len(A), A.dtype) if self.b is None else _checks.finite("b", self.b, ndim=1)
        if len(b) != len(A):
            raise ValueError(f"b must have {len(A)} entries, as A has rows, got {len(b)}")
        _checks.settle(self, A=_checks.frozen(A), b=_checks.frozen(b))

    @property
    def n(self) -> int:
        """The number of variables."""
        return len(self.b)

    @cached_property
    def eigenvalues(self) -> np.ndarray:
        """Of A, ascending: the curvatures along its principal axes."""
        return _checks.frozen(np.linalg.eigvalsh(self.A))

    @property
    def L(self) -> float:
        """Smoothness: ‖∇f(x) − ∇f(y)‖ ≤ L‖x − y‖, the largest |eigenvalue| of A."""
        return float(np.abs(self.eigenvalues).max())

    @property
    def mu(self) -> float:
        """The smallest eigenvalue of A; f is μ-strongly convex when it is positive."""
        return float(self.eigenvalues[0])

    @property
    def minimizers(self) -> np.ndarray:
        """The minimiser A⁻¹b as one row (1, n).

        Raises:
            ValueError: A is not positive definite, so that there is no minimiser or no single one.
        """
        if self.mu <= 0:
            raise ValueError(
                f"A must be positive definite for a single minimiser, its smallest eigenvalue is {self.mu:g}"
            )
        return np.linalg.solve(self.A, self.b)[None]

    def _value(self, x: np.ndarray) -> np.ndarray:
        return 0.5 * np.sum(x * (x @ self.A), axis=-1) - x @ self.b

    def _gradient(self, x: np.ndarray) -> np.ndarray:
        return x @ self.A - self.b

    def _value_and_gradient(self, x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        Ax = x @ self.A
        return 0.5 * np.sum(x * Ax, axis=-1) - x @ self.b, Ax - self.b

    def _hessian(self, x: np.ndarray) -> np.ndarray:
        return np.broadcast_to(self.A, (*x.shape[:-1], self.n, self.n))
