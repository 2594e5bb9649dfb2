"""Beale's function: a flat valley between steep walls, and two saddles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from course_lib.objectives._base import SmoothFunction, matrices


@dataclass(frozen=True)
class Beale(SmoothFunction):
    """f(x, y) = Σᵢ rᵢ², rᵢ = cᵢ − x(1 − yⁱ), c = (1.5, 2.25, 2.625), with minimum 0 at (3, ½).

    ∇f = 2 Σᵢ rᵢ∇rᵢ with ∇rᵢ = (yⁱ − 1, i x yⁱ⁻¹), ∇²f = 2 Σᵢ (∇rᵢ∇rᵢᵀ + rᵢ∇²rᵢ).

    Source: Beale, "On an iterative method for finding a local minimum of a function of more than one variable";
        Moré, Garbow and Hillstrom, "Testing unconstrained optimization software".
    """

    n: ClassVar[int] = 2
    """The number of variables."""

    @property
    def start(self) -> np.ndarray:
        """The usual start (1, 1), from which pure Newton ends at the saddle (0, 1)."""
        return np.array([1.0, 1.0])

    @property
    def minimizers(self) -> np.ndarray:
        """The global minimiser (3, ½) as one row (1, 2)."""
        return np.array([[3.0, 0.5]])

    @property
    def saddles(self) -> np.ndarray:
        """Both saddles, rows (2, 2): (0, 1) with f = 14.203125, and (0.1005, −2.6445) with f = 9.8645."""
        return np.array([[0.0, 1.0], [0.10053793732415836, -2.644513585023125]])

    def _value(self, x: np.ndarray) -> np.ndarray:
        return np.sum(_residuals(x)[0] ** 2, axis=-1)

    def _gradient(self, x: np.ndarray) -> np.ndarray:
        r, r_x, r_y, _, _ = _residuals(x)
        return 2 * np.stack([np.sum(r * r_x, axis=-1), np.sum(r * r_y, axis=-1)], axis=-1)

    def _hessian(self, x: np.ndarray) -> np.ndarray:
        r, r_x, r_y, r_xy, r_yy = _residuals(x)
        xx, yy = np.sum(r_x**2, axis=-1), np.sum(r_y**2 + r * r_yy, axis=-1)
        xy = np.sum(r_x * r_y + r * r_xy, axis=-1)
        return 2 * matrices([[xx, xy], [xy, yy]], x.dtype)


def _residuals(point: np.ndarray) -> tuple[np.ndarray, ...]:
    """rᵢ, ∂rᵢ/∂x, ∂rᵢ/∂y, ∂²rᵢ/∂x∂y, ∂²rᵢ/∂y² for i = 1, 2, 3 along a new last axis; ∂²rᵢ/∂x² = 0."""
    x, y = point[..., :1], point[..., 1:]
    one = np.ones_like(y)
    powers = np.concatenate([y, y**2, y**3], axis=-1)
    slopes = np.concatenate([one, 2 * y, 3 * y**2], axis=-1)
    bends = np.concatenate([0 * one, 2 * one, 6 * y], axis=-1)
    c = np.array([1.5, 2.25, 2.625], dtype=point.dtype)
    return c - x * (1 - powers), powers - 1, x * slopes, slopes, x * bends
