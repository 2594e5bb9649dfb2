"""What the laws are drawn from, and the derivative that they are held against."""

from collections.abc import Callable

import numpy as np
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

rngs = st.integers(0, 2**32 - 1).map(np.random.default_rng)
powers_of_two = st.integers(-20, 20).map(lambda e: 2.0**e)
"""Twelve decades of factors that round nothing."""


def numbers(largest: float = 30.0) -> st.SearchStrategy[float]:
    return st.floats(-largest, largest, allow_subnormal=False)


def arrays(*shape: int, largest: float = 30.0) -> st.SearchStrategy[np.ndarray]:
    return hnp.arrays(np.float64, shape, elements=numbers(largest))


def decades(low: float, high: float) -> st.SearchStrategy[float]:
    """Positive numbers, spread evenly over the powers of ten."""
    return st.floats(low, high).map(lambda e: 10.0**e)


def rotation(rng: np.random.Generator, n: int) -> np.ndarray:
    """An orthogonal matrix."""
    return np.linalg.qr(rng.standard_normal((n, n)))[0]


def positive_definite(rng: np.random.Generator, n: int, least: float = 0.1, largest: float = 10.0) -> np.ndarray:
    """A symmetric matrix with eigenvalues in [least, largest]."""
    Q = rotation(rng, n)
    A = Q * rng.uniform(least, largest, n) @ Q.T
    return (A + A.T) / 2


def along(f: Callable[[np.ndarray], complex], x: np.ndarray, v: np.ndarray) -> np.ndarray:
    """d/dt f(x + tv) at t = 0 by the complex step Im f(x + ihv)/h; nothing is subtracted, so no digit is lost."""
    h = 1e-20
    return np.imag(f(x + 1j * h * v)) / h


def close(actual: object, desired: object, ulps: float, scale: float | None = None) -> None:
    """Equal up to a few units in the last place of the larger entries, or of `scale`."""
    actual, desired = np.asarray(actual), np.asarray(desired)
    assert actual.shape == desired.shape
    size = np.max(np.abs(desired), initial=0.0) if scale is None else scale
    np.testing.assert_allclose(actual, desired, rtol=0, atol=ulps * np.finfo(np.float64).eps * size)
