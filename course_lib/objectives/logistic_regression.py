"""Logistic regression: the convex model of the course on real data (section 5.1)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from course_lib import _checks
from course_lib.bounds.eigenvalues import power_iteration
from course_lib.functions._sums import mean_of_rows, product
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
        TypeError: X or y is not an array of real numbers, or l2 not a number.
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
        _checks.settle(self, X=_checks.frozen(X), y=_checks.frozen(y.astype(X.dtype)))

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

    def estimate_L(self, rng: np.random.Generator, tol: float = 1e-6) -> float:
        """L by power iteration on v ↦ Xᵀ(Xv)/(4N), for data too large for the singular values that `L` takes.

        Args:
            rng: draws the first vector.
            tol: relative residual of the eigenvalue; the residual is added to it, so that L is not underestimated
                by the error that is left.

        Raises:
            TypeError, ValueError: as in `power_iteration`.
        """
        pair = power_iteration(lambda v: self.X.T @ (self.X @ v) / (4 * len(self.X)), rng, n=self.n, tol=tol)
        return pair.value + pair.residual + self.l2

    def accuracy(self, w: np.ndarray) -> np.ndarray:
        """The share of rows whose predicted class, 1 where Xw > 0, is their label; for rows of weights one share each.

        Raises:
            ValueError: the last axis of w does not have n entries.
        """
        return np.mean((self._points(w) @ self.X.T > 0) == (self.y == 1), axis=-1)

    # With s = 1 − 2y ∈ {1, −1}: log(1 + eᶻ) − yz = log(1 + eˢᶻ) and σ(z) − y = s σ(sz), both free of cancellation.
    @property
    def _sign(self) -> np.ndarray:
        return 1 - 2 * self.y

    def _value(self, w: np.ndarray) -> np.ndarray:
        return self._loss(w, self._sign * (w @ self.X.T))

    def _gradient(self, w: np.ndarray) -> np.ndarray:
        return self._slope(w, self._sign * (w @ self.X.T))

    def _value_and_gradient(self, w: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        sz = self._sign * (w @ self.X.T)
        return self._loss(w, sz), self._slope(w, sz)

    def _loss(self, w: np.ndarray, sz: np.ndarray) -> np.ndarray:
        return mean_of_rows(softplus(sz), axis=-1) + 0.5 * np.sum(self.l2 * w * w, axis=-1)

    def _slope(self, w: np.ndarray, sz: np.ndarray) -> np.ndarray:
        return product(self._sign * sigmoid(sz), self.X) / len(self.y) + self.l2 * w

    def _hessian(self, w: np.ndarray) -> np.ndarray:
        curvature = sigmoid_derivative(w @ self.X.T)
        return self.X.T * curvature[..., None, :] @ self.X / len(self.y) + self.l2 * np.eye(self.n, dtype=w.dtype)
