"""Logistic regression: the convex model of the course on real data."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from course_lib import _checks
from course_lib.functions.activations import sigmoid, sigmoid_derivative, softplus
from course_lib.objectives._base import SmoothFunction


@dataclass(frozen=True, eq=False)
class LogisticRegression(SmoothFunction):
    """f(w) = (1/N) Σᵢ [log(1 + e^{zᵢ}) − yᵢzᵢ] + ½ l2 ‖w‖², z = Xw, ∇f = Xᵀ(σ(z) − y)/N + l2 w.

    Args:
        X: one sample a row, (N, n); an intercept is a column of ones.
        y: labels 0 or 1, (N,).
        l2: weight of the penalty, ≥ 0.

    Raises:
        ValueError: a shape that does not fit, a label other than 0 and 1, l2 < 0.
    """

    X: np.ndarray
    y: np.ndarray
    l2: float = 0.0

    def __post_init__(self) -> None:
        X = _checks.finite("X", self.X, ndim=2)
        y = _checks.finite("y", self.y, ndim=1)
        if len(y) != len(X):
            raise ValueError(f"y must have one label for each of the {len(X)} rows of X, got {len(y)}")
        wrong = y[(y != 0) & (y != 1)]
        if wrong.size:
            raise ValueError(f"y must hold labels 0 and 1, got {wrong[0]:g}")
        _checks.nonnegative("l2", self.l2)
        object.__setattr__(self, "X", _checks.frozen(X))
        object.__setattr__(self, "y", _checks.frozen(y.astype(X.dtype)))

    @property
    def n(self) -> int:
        """The number of weights."""
        return self.X.shape[1]

    @cached_property
    def L(self) -> float:
        """Smoothness: the largest eigenvalue of XᵀX/(4N), since σ' ≤ ¼, plus l2."""
        return float(np.linalg.norm(self.X, 2) ** 2 / (4 * len(self.X)) + self.l2)

    @property
    def mu(self) -> float:
        """Strong convexity that holds everywhere: l2."""
        return self.l2

    def accuracy(self, w: np.ndarray) -> float:
        """The share of rows whose predicted class, 1 where Xw > 0, is their label."""
        return float(np.mean((self.X @ w > 0) == (self.y == 1)))

    def _value(self, w: np.ndarray) -> np.ndarray:
        z = w @ self.X.T
        return np.mean(softplus(z) - self.y * z, axis=-1) + 0.5 * self.l2 * np.sum(w**2, axis=-1)

    def _gradient(self, w: np.ndarray) -> np.ndarray:
        return (sigmoid(w @ self.X.T) - self.y) @ self.X / len(self.y) + self.l2 * w

    def _hessian(self, w: np.ndarray) -> np.ndarray:
        curvature = sigmoid_derivative(w @ self.X.T)
        return self.X.T * curvature[..., None, :] @ self.X / len(self.y) + self.l2 * np.eye(self.n)
