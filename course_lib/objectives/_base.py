"""What every objective of the course offers, written once."""

from __future__ import annotations

from abc import ABC, abstractmethod

import numpy as np

from course_lib import _checks
from course_lib.functions._sums import narrow


class SmoothFunction(ABC):
    """f : Rⁿ → R with gradient and Hessian, for one point (n,) or many at once (…, n).

    A subclass gives `n` and the three formulas `_value`, `_gradient`, `_hessian`; where value and gradient share work
    it gives `_value_and_gradient` too. float32 points get float32 answers.
    """

    n: int

    @abstractmethod
    def _value(self, x: np.ndarray) -> np.ndarray: ...

    @abstractmethod
    def _gradient(self, x: np.ndarray) -> np.ndarray: ...

    @abstractmethod
    def _hessian(self, x: np.ndarray) -> np.ndarray: ...

    def _value_and_gradient(self, x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        return self._value(x), self._gradient(x)

    def __call__(self, x: np.ndarray) -> np.ndarray:
        """f(x): shape (…, n) → (…).

        Raises:
            ValueError: the last axis of x does not have n entries.
        """
        x = self._points(x)
        return narrow(self._value(x), x)

    def gradient(self, x: np.ndarray) -> np.ndarray:
        """∇f(x): shape (…, n) → (…, n).

        Raises:
            ValueError: the last axis of x does not have n entries.
        """
        x = self._points(x)
        return narrow(self._gradient(x), x)

    def hessian(self, x: np.ndarray) -> np.ndarray:
        """∇²f(x): shape (…, n) → (…, n, n).

        Raises:
            ValueError: the last axis of x does not have n entries.
        """
        x = self._points(x)
        return narrow(self._hessian(x), x)

    def value_and_grad(self, x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """f(x) and ∇f(x): shape (…, n) → (…) and (…, n).

        Raises:
            ValueError: the last axis of x does not have n entries.
        """
        x = self._points(x)
        value, gradient = self._value_and_gradient(x)
        return narrow(value, x), narrow(gradient, x)

    def _points(self, x: np.ndarray) -> np.ndarray:
        x = _checks.stepped("x", x)
        if x.ndim == 0 or x.shape[-1] != self.n:
            raise ValueError(f"x must have {self.n} entries along its last axis, got shape {x.shape}")
        return x


class SeparableFunction(SmoothFunction):
    """f(x) = Σᵢ φ(xᵢ) over the last axis, whatever its length; a scalar x is its own only entry.

    A subclass gives φ, φ', φ'' entrywise as `_phi`, `_slope`, `_curvature`.
    """

    @abstractmethod
    def _phi(self, x: np.ndarray) -> np.ndarray: ...

    @abstractmethod
    def _slope(self, x: np.ndarray) -> np.ndarray: ...

    @abstractmethod
    def _curvature(self, x: np.ndarray) -> np.ndarray: ...

    def _value(self, x: np.ndarray) -> np.ndarray:
        return np.sum(self._phi(x), axis=-1)

    def _gradient(self, x: np.ndarray) -> np.ndarray:
        return self._slope(x)

    def _hessian(self, x: np.ndarray) -> np.ndarray:
        curvature = self._curvature(x)
        return curvature[..., None] * np.eye(x.shape[-1], dtype=x.dtype) if x.ndim else curvature

    def _points(self, x: np.ndarray) -> np.ndarray:
        return _checks.stepped("x", x)


def matrices(rows: list[list[np.ndarray | float]], dtype: np.dtype) -> np.ndarray:
    """Entries of shape (…) put into matrices of shape (…, n, n); a number among them is a constant."""
    entries = np.broadcast_arrays(*(entry for row in rows for entry in row))
    return np.stack(entries, axis=-1, dtype=dtype).reshape(*entries[0].shape, len(rows), len(rows))
