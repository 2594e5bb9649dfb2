"""Himmelblau's function: four minima, a maximum between them, four saddles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from course_lib.objectives._base import SmoothFunction, matrices


@dataclass(frozen=True)
class Himmelblau(SmoothFunction):
    """f(x, y) = u² + v², u = x² + y − 11, v = x + y² − 7, with minimum 0 at four points; ∇f = (4xu + 2v, 2u + 4yv).

    Source: Himmelblau, *Applied Nonlinear Programming*.
    """

    n: ClassVar[int] = 2
    """The number of variables."""

    @property
    def minimizers(self) -> np.ndarray:
        """The four global minimisers, rows (4, 2), one a quadrant, counterclockwise from (3, 2)."""
        return np.array(
            [
                [3.0, 2.0],
                [-2.805118086952745, 3.131312518250573],
                [-3.779310253377747, -3.2831859912861696],
                [3.5844283403304917, -1.8481265269644036],
            ]
        )

    @property
    def maximizers(self) -> np.ndarray:
        """The one local maximiser as a row (1, 2), with f = 181.6165."""
        return np.array([[-0.2708445906673476, -0.9230385564799815]])

    @property
    def saddles(self) -> np.ndarray:
        """The four saddles, rows (4, 2), counterclockwise from the right: f = 13.3119, 67.7192, 104.0152, 178.3372."""
        return np.array(
            [
                [3.385154183607021, 0.07385187983774928],
                [0.08667750455539636, 2.884254701174776],
                [-3.0730257507643897, -0.08135304428796751],
                [-0.12796134673068008, -1.9537149802445763],
            ]
        )

    def _value(self, x: np.ndarray) -> np.ndarray:
        _, _, u, v = _parts(x)
        return u**2 + v**2

    def _gradient(self, x: np.ndarray) -> np.ndarray:
        a, b, u, v = _parts(x)
        return np.stack([4 * a * u + 2 * v, 2 * u + 4 * b * v], axis=-1)

    def _hessian(self, x: np.ndarray) -> np.ndarray:
        a, b, u, v = _parts(x)
        return matrices([[8 * a**2 + 4 * u + 2, 4 * (a + b)], [4 * (a + b), 8 * b**2 + 4 * v + 2]], x.dtype)


def _parts(point: np.ndarray) -> tuple[np.ndarray, ...]:
    """The coordinates, and u and v."""
    x, y = point[..., 0], point[..., 1]
    return x, y, x**2 + y - 11, x + y**2 - 7
