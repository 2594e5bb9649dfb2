"""Huber's function: a parabola continued by its tangents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from course_lib import _checks
from course_lib.objectives._base import SeparableFunction


@dataclass(frozen=True)
class Huber(SeparableFunction):
    """f(x) = Σᵢ h(xᵢ), h(x) = ½x² where |x| ≤ τ and τ(|x| − τ/2) beyond; minimum 0 at 0.

    Convex with L = 1, and the worst function for gradient descent: with τ = R/(2k + 1), k steps of length 1 from
    distance R stay on the linear part. Any number of variables: the sum runs over the last axis.

    Args:
        threshold: τ > 0.

    Raises:
        TypeError: threshold is not a number.
        ValueError: threshold ≤ 0.

    Source: Huber, "Robust estimation of a location parameter"; as worst case: Drori and Teboulle, "Performance of
        first-order methods for smooth convex minimization: a novel approach".
    """

    threshold: float

    L: ClassVar[float] = 1.0
    """Smoothness: h'' ≤ 1."""
    mu: ClassVar[float] = 0.0
    """Strong convexity: none, since h'' = 0 beyond the threshold."""

    def __post_init__(self) -> None:
        _checks.positive("threshold", self.threshold)

    @property
    def minimizers(self) -> np.ndarray:
        """The minimiser 0 as one row (1, 1) that broadcasts to any number of variables."""
        return np.zeros((1, 1))

    def _phi(self, x: np.ndarray) -> np.ndarray:
        inner = self._slope(x)
        return inner * (x - inner / 2)

    def _slope(self, x: np.ndarray) -> np.ndarray:
        return np.clip(x, -self.threshold, self.threshold)

    def _curvature(self, x: np.ndarray) -> np.ndarray:
        # At |x| = τ there is no second derivative; the value from inside is taken.
        return (np.abs(x) <= self.threshold).astype(x.dtype)
