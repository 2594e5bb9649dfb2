"""Gradient descent (section 1.3)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from course_lib import _checks
from course_lib.types import Method, Rate


@dataclass(frozen=True)
class GradientDescent(Method):
    """p_k = −∇f(x_k), so that x_{k+1} = x_k − α ∇f(x_k).

    Args:
        learning_rate: α > 0, a number or a function of k = 1, 2, …

    Raises:
        ValueError: learning_rate is a number ≤ 0 or not finite.

    Source: Cauchy, "Méthode générale pour la résolution des systèmes d'équations simultanées".
    """

    learning_rate: Rate

    def __post_init__(self) -> None:
        _checks.settle(self, learning_rate=_checks.rate("learning_rate", self.learning_rate))

    def init(self, x0: np.ndarray) -> None:
        """No state."""
        return None

    def direction(self, x: np.ndarray, g: np.ndarray, state: None) -> tuple[np.ndarray, None]:
        """p = −g."""
        return -g, None
