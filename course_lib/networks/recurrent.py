"""The smallest recurrent network: one unit that uses the same two weights at every step, trained to add up.

Section 7.4.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from course_lib import _checks


@dataclass(frozen=True, eq=False)
class RecurrentSum:
    """J(w, u) = mean ½(h_T − Σ_t x_t)² with h_0 = 0, h_t = w h_{t−1} + u x_t; it is 0 at w = u = 1.

    Args:
        X: one sequence x_1, …, x_T a row, (N, T).

    Raises:
        ValueError: X is not a matrix, empty, or not finite.

    Source: Pascanu, Mikolov and Bengio, "On the difficulty of training recurrent neural networks".
    """

    X: np.ndarray

    def __post_init__(self) -> None:
        _checks.settle(self, X=_checks.frozen(_checks.finite("X", self.X, ndim=2)))

    def states(self, theta: np.ndarray) -> np.ndarray:
        """h_0, …, h_T of each sequence.

        Args:
            theta: (w, u) along the last axis, (…, 2).

        Returns:
            Array (T + 1, …, N).

        Raises:
            ValueError: the last axis of theta has not two entries.
        """
        theta = _checks.stepped("theta", theta)
        if theta.ndim == 0 or theta.shape[-1] != 2:
            raise ValueError(f"theta must hold w and u along its last axis, got shape {theta.shape}")
        w, u = theta[..., :1], theta[..., 1:]
        states = [np.zeros((*theta.shape[:-1], len(self.X)))]
        for x in self.X.T:
            states.append(w * states[-1] + u * x)
        return np.array(states)

    def f(self, theta: np.ndarray) -> np.ndarray:
        """J at each point of theta, (…, 2); errors as in `states`."""
        error = self.states(theta)[-1] - self.X.sum(axis=1)
        return 0.5 * np.mean(error**2, axis=-1)

    def value_and_grad(self, theta: np.ndarray) -> tuple[float, np.ndarray]:
        """J and ∇J: δ_T = h_T − Σx, δ_{t−1} = w δ_t, ∂J/∂w = mean Σ_t δ_t h_{t−1}, ∂J/∂u = mean Σ_t δ_t x_t.

        Args:
            theta: (w, u), (2,).

        Raises:
            ValueError: theta is not a pair.
        """
        theta = _checks.vector("theta", _checks.stepped("theta", theta), "value_and_grad")
        h = self.states(theta)
        error = h[-1] - self.X.sum(axis=1)
        delta = theta[0] ** np.arange(len(h) - 2, -1, -1.0)[:, None] * error
        gradient = np.array([np.sum(delta * h[:-1]), np.sum(delta * self.X.T)]) / len(self.X)
        return float(0.5 * np.mean(error**2)), gradient
