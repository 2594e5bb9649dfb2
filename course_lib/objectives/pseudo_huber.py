"""The hyperbola √(1 + x²), a smooth neighbour of |x|."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from course_lib.objectives._base import SeparableFunction


@dataclass(frozen=True)
class PseudoHuber(SeparableFunction):
    """f(x) = Σᵢ √(1 + xᵢ²), ∇f = x/√(1 + x²), ∇²f = diag((1 + x²)^{−3/2}); minimum n at 0.

    Convex with L = 1. Newton's step is x⁺ = −x³, entry by entry: cubic convergence from |x| < 1, the two-cycle ±1,
    divergence from |x| > 1. Any number of variables: the sum runs over the last axis.

    Source: Charbonnier, Blanc-Féraud, Aubert and Barlaud, "Deterministic edge-preserving regularization in computed
        imaging".
    """

    L: ClassVar[float] = 1.0
    """Smoothness: (1 + x²)^{−3/2} ≤ 1."""
    mu: ClassVar[float] = 0.0
    """Strong convexity: none, since (1 + x²)^{−3/2} → 0 far out."""

    @property
    def minimizers(self) -> np.ndarray:
        """The minimiser 0 as one row (1, 1) that broadcasts to any number of variables."""
        return np.zeros((1, 1))

    def _phi(self, x: np.ndarray) -> np.ndarray:
        return np.hypot(1, x)

    def _slope(self, x: np.ndarray) -> np.ndarray:
        return x / np.hypot(1, x)

    def _curvature(self, x: np.ndarray) -> np.ndarray:
        return (1 / np.hypot(1, x)) ** 3
