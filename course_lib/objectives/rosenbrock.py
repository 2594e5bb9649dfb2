"""Rosenbrock's curved valley."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from course_lib import _checks
from course_lib.objectives._base import SmoothFunction


@dataclass(frozen=True)
class Rosenbrock(SmoothFunction):
    """f(x) = Σᵢ 100 (xᵢ₊₁ − xᵢ²)² + (1 − xᵢ)², with minimum 0 at (1, …, 1).

    Args:
        n: the number of variables, ≥ 2.

    Raises:
        TypeError: n is not a whole number.
        ValueError: n < 2.

    Source: Rosenbrock, "An automatic method for finding the greatest or least value of a function".
    """

    n: int = 2

    def __post_init__(self) -> None:
        _checks.whole("n", self.n, least=2)

    @property
    def start(self) -> np.ndarray:
        """The usual start (−1.2, 1, −1.2, 1, …), shape (n,)."""
        return np.where(np.arange(self.n) % 2, 1.0, -1.2)

    @property
    def minimizers(self) -> np.ndarray:
        """The global minimiser (1, …, 1) as one row (1, n)."""
        return np.ones((1, self.n))

    def _value(self, x: np.ndarray) -> np.ndarray:
        u, v = x[..., :-1], x[..., 1:]
        return np.sum(100 * (v - u**2) ** 2 + (1 - u) ** 2, axis=-1)

    def _gradient(self, x: np.ndarray) -> np.ndarray:
        u, v = x[..., :-1], x[..., 1:]
        gradient = np.zeros_like(x)
        gradient[..., :-1] += -400 * u * (v - u**2) - 2 * (1 - u)
        gradient[..., 1:] += 200 * (v - u**2)
        return gradient

    def _hessian(self, x: np.ndarray) -> np.ndarray:
        u, v = x[..., :-1], x[..., 1:]
        hessian = np.zeros((*x.shape, self.n), x.dtype)
        i = np.arange(self.n - 1)
        hessian[..., i, i] += 1200 * u**2 - 400 * v + 2
        hessian[..., i + 1, i + 1] += 200
        hessian[..., i, i + 1] = hessian[..., i + 1, i] = -400 * u
        return hessian
