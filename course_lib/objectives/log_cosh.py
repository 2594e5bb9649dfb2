"""log cosh: smooth, convex, and not quadratic."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from course_lib.objectives._base import SeparableFunction


@dataclass(frozen=True)
class LogCosh(SeparableFunction):
    """f(x) = Σᵢ log cosh xᵢ, ∇f = tanh x, ∇²f = diag(1/cosh² x); minimum 0 at 0.

    Convex with L = 1. Gradient descent with α > 2 neither converges nor diverges, but ends in a two-cycle;
    Newton diverges from |x| > 1.0886595, where sinh 2x > 4x. Any number of variables: the sum runs over the last axis.

    Source: Hyvärinen, "Fast and robust fixed-point algorithms for independent component analysis", uses it as contrast.
    """

    L: ClassVar[float] = 1.0
    """Smoothness: 1/cosh² ≤ 1."""
    mu: ClassVar[float] = 0.0
    """Strong convexity: none, since 1/cosh² x → 0 far out."""

    @property
    def minimizers(self) -> np.ndarray:
        """The minimiser 0 as one row (1, 1) that broadcasts to any number of variables."""
        return np.zeros((1, 1))

    def _phi(self, x: np.ndarray) -> np.ndarray:
        # cosh x = 1 + 2 sinh²(x/2) keeps every digit near 0; cosh x = e^|x| (1 + e^{−2|x|})/2 never overflows.
        size = np.abs(x)
        near = np.log1p(2 * np.sinh(np.minimum(size, 1) / 2) ** 2)
        far = size + np.log1p(np.exp(-size) ** 2) - np.log(2).astype(x.dtype)
        return np.where(size < 1, near, far)

    def _slope(self, x: np.ndarray) -> np.ndarray:
        return np.tanh(x)

    def _curvature(self, x: np.ndarray) -> np.ndarray:
        e = np.exp(-np.abs(x))
        return (2 * e / (1 + e**2)) ** 2
