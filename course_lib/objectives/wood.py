"""Wood's function: two curved valleys, tied together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from course_lib.objectives._base import SmoothFunction, matrices


@dataclass(frozen=True)
class Wood(SmoothFunction):
    """f = 100(b − a²)² + (1 − a)² + 90(d − c²)² + (1 − c)² + 10(b + d − 2)² + 0.1(b − d)², x = (a, b, c, d).

    The minimum is 0 at (1, 1, 1, 1). From the usual start pure Newton ends at a saddle with f = 7.877.

    Source: Colville, "A comparative study of nonlinear programming codes"; Moré, Garbow and Hillstrom, "Testing
        unconstrained optimization software".
    """

    n: ClassVar[int] = 4
    """The number of variables."""

    @property
    def start(self) -> np.ndarray:
        """The usual start (−3, −1, −3, −1), where f = 19192."""
        return np.array([-3.0, -1.0, -3.0, -1.0])

    @property
    def minimizers(self) -> np.ndarray:
        """The only minimiser (1, 1, 1, 1) as one row (1, 4)."""
        return np.ones((1, 4))

    @property
    def saddles(self) -> np.ndarray:
        """Both saddles, rows (2, 4): f = 7.8770 with one negative curvature, f = 35.0900 with two."""
        return np.array(
            [
                [-0.9679740249375931, 0.9471391408178418, -0.9695163103315911, 0.9512476657923252],
                [-0.03125102339433596, 0.16597138685578314, -0.031258171023264066, 0.18426393469672842],
            ]
        )

    def _value(self, x: np.ndarray) -> np.ndarray:
        a, b, c, d = np.moveaxis(x, -1, 0)
        valleys = 100 * (b - a**2) ** 2 + (1 - a) ** 2 + 90 * (d - c**2) ** 2 + (1 - c) ** 2
        return valleys + 10 * (b + d - 2) ** 2 + 0.1 * (b - d) ** 2

    def _gradient(self, x: np.ndarray) -> np.ndarray:
        a, b, c, d = np.moveaxis(x, -1, 0)
        u, v = b - a**2, d - c**2
        tie, gap = 20 * (b + d - 2), 0.2 * (b - d)
        along_a, along_b = -400 * a * u - 2 * (1 - a), 200 * u + tie + gap
        along_c, along_d = -360 * c * v - 2 * (1 - c), 180 * v + tie - gap
        return np.stack([along_a, along_b, along_c, along_d], axis=-1)

    def _hessian(self, x: np.ndarray) -> np.ndarray:
        a, b, c, d = np.moveaxis(x, -1, 0)
        rows = [
            [1200 * a**2 - 400 * b + 2, -400 * a, 0, 0],
            [-400 * a, 220.2, 0, 19.8],
            [0, 0, 1080 * c**2 - 360 * d + 2, -360 * c],
            [0, 19.8, -360 * c, 200.2],
        ]
        return matrices(rows, x.dtype)
