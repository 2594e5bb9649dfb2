"""What every objective of the course offers, written once."""

from __future__ import annotations

from abc import ABC, abstractmethod

import numpy as np

from course_lib import _checks


class SmoothFunction(ABC):
    """f : Rⁿ → R with gradient and Hessian, for one point (n,) or many at once (…, n).

    A subclass gives `n` and the three formulas `_value`, `_gradient`, `_hessian`.
    """

    n: int

    @abstractmethod
    def _value(self, x: np.ndarray) -> np.ndarray: ...

    @abstractmethod
    def _gradient(self, x: np.ndarray) -> np.ndarray: ...

    @abstractmethod
    def _hessian(self, x: np.ndarray) -> np.ndarray: ...

    def __call__(self, x: np.ndarray) -> np.ndarray:
        """f(x): shape (…, n) → (…)."""
        return self._value(self._points(x))

    def gradient(self, x: np.ndarray) -> np.ndarray:
        """∇f(x): shape (…, n) → (…, n)."""
        return self._gradient(self._points(x))

    def hessian(self, x: np.ndarray) -> np.ndarray:
        """∇²f(x): shape (…, n) → (…, n, n)."""
        return self._hessian(self._points(x))

    def value_and_grad(self, x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """f(x) and ∇f(x)."""
        x = self._points(x)
        return self._value(x), self._gradient(x)

    def _points(self, x: np.ndarray) -> np.ndarray:
        x = _checks.floats("x", x)
        if x.ndim == 0 or x.shape[-1] != self.n:
            raise ValueError(f"x must have {self.n} entries along its last axis, got shape {x.shape}")
        return x
