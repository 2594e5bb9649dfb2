"""Powell's singular function: a minimum without second-order certainty."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from course_lib.objectives._base import SmoothFunction

# The four linear forms: x₁ + 10x₂, x₃ − x₄, x₂ − 2x₃, x₁ − x₄.
FORMS = ((1, 10, 0, 0), (0, 0, 1, -1), (0, 1, -2, 0), (1, 0, 0, -1))


@dataclass(frozen=True)
class PowellSingular(SmoothFunction):
    """f(x) = (x₁ + 10x₂)² + 5(x₃ − x₄)² + (x₂ − 2x₃)⁴ + 10(x₁ − x₄)⁴, with minimum 0 at 0.

    With z = Mx the four brackets, ∇f = Mᵀ(2z₁, 10z₂, 4z₃³, 40z₄³) and ∇²f = Mᵀ diag(2, 10, 12z₃², 120z₄²) M, whose rank
    is 2 at the minimiser: Newton converges only linearly there, f falling by (2/3)⁴ a step.

    Source: Powell, "An iterative method for finding stationary values of a function of several variables";
        Moré, Garbow and Hillstrom, "Testing unconstrained optimization software".
    """

    n: ClassVar[int] = 4
    """The number of variables."""

    @property
    def start(self) -> np.ndarray:
        """The usual start (3, −1, 0, 1), where f = 215."""
        return np.array([3.0, -1.0, 0.0, 1.0])

    @property
    def minimizers(self) -> np.ndarray:
        """The only minimiser 0 as one row (1, 4); f is convex, and no other point is stationary."""
        return np.zeros((1, 4))

    def _value(self, x: np.ndarray) -> np.ndarray:
        z = x @ _forms(x).T
        return z[..., 0] ** 2 + 5 * z[..., 1] ** 2 + z[..., 2] ** 4 + 10 * z[..., 3] ** 4

    def _gradient(self, x: np.ndarray) -> np.ndarray:
        M = _forms(x)
        z = x @ M.T
        return np.stack([2 * z[..., 0], 10 * z[..., 1], 4 * z[..., 2] ** 3, 40 * z[..., 3] ** 3], axis=-1) @ M

    def _hessian(self, x: np.ndarray) -> np.ndarray:
        M = _forms(x)
        z = x @ M.T
        second = np.stack(
            [np.full_like(z[..., 0], 2), np.full_like(z[..., 0], 10), 12 * z[..., 2] ** 2, 120 * z[..., 3] ** 2],
            axis=-1,
        )
        return M.T * second[..., None, :] @ M


def _forms(x: np.ndarray) -> np.ndarray:
    return np.array(FORMS, dtype=x.dtype)
