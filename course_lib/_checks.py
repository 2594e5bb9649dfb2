"""Checks of what a caller passes in; each answers with a sentence that says what would be right."""

from __future__ import annotations

import math
from collections.abc import Iterable
from numbers import Integral, Real

import numpy as np


def number(name: str, value: object) -> float:
    """A finite real number."""
    if isinstance(value, bool) or not isinstance(value, Real):
        raise TypeError(f"{name} must be a real number, got {value!r} of type {type(value).__name__}")
    if not math.isfinite(value):
        raise ValueError(f"{name} must be finite, got {value!r}")
    return float(value)


def positive(name: str, value: object) -> float:
    """A finite number > 0."""
    if number(name, value) <= 0:
        raise ValueError(f"{name} must be greater than 0, got {value!r}")
    return float(value)


def nonnegative(name: str, value: object) -> float:
    """A finite number ≥ 0."""
    if number(name, value) < 0:
        raise ValueError(f"{name} must be at least 0, got {value!r}")
    return float(value)


def inside(name: str, value: object, low: float, high: float) -> float:
    """A number in (low, high)."""
    if not low < number(name, value) < high:
        raise ValueError(f"{name} must lie in ({low:g}, {high:g}), got {value!r}")
    return float(value)


def share(name: str, value: object) -> float:
    """A number in [0, 1): how much of the past a mean or a velocity keeps."""
    if not 0 <= number(name, value) < 1:
        raise ValueError(f"{name} must lie in [0, 1), got {value!r}")
    return float(value)


def whole(name: str, value: object, *, least: int) -> int:
    """An integer ≥ least."""
    if isinstance(value, bool) or not isinstance(value, Integral):
        raise TypeError(f"{name} must be a whole number, got {value!r} of type {type(value).__name__}")
    if value < least:
        raise ValueError(f"{name} must be at least {least}, got {value!r}")
    return int(value)


def rate(name: str, value: object) -> object:
    """A positive number, or a function of k (whose values are checked when they are used)."""
    return value if callable(value) else positive(name, value)


def floats(name: str, value: object) -> np.ndarray:
    """A floating-point array: float types are kept, integers become float64, anything else is refused."""
    try:
        array = np.asarray(value)
    except ValueError as ragged:
        raise ValueError(f"{name} must be an array of numbers, got rows of different lengths: {value!r}") from ragged
    if array.dtype.kind in "iu":
        return array.astype(np.float64)
    if array.dtype.kind != "f":
        raise TypeError(f"{name} must be an array of real numbers, got dtype {array.dtype}: {value!r}")
    return array


def finite(name: str, value: object, *, ndim: int | None = None) -> np.ndarray:
    """A new, non-empty, finite floating-point array, with ndim axes where that is given."""
    array = np.array(floats(name, value))
    if array.size == 0:
        raise ValueError(f"{name} must not be empty, got shape {array.shape}")
    if ndim is not None and array.ndim != ndim:
        raise ValueError(f"{name} must have {ndim} axes, got shape {array.shape}")
    return all_finite(name, array)


def all_finite(name: str, array: np.ndarray) -> np.ndarray:
    """The same array, whose entries are all finite."""
    if not np.isfinite(array).all():
        index = tuple(int(i) for i in np.argwhere(~np.isfinite(array))[0])  # empty for a scalar
        raise ValueError(f"{name} must be finite, got {array[index]}{f' at index {index}' if index else ''}")
    return array


def symmetric(name: str, value: object) -> np.ndarray:
    """A finite, square, symmetric matrix."""
    matrix = finite(name, value, ndim=2)
    if matrix.shape[0] != matrix.shape[1]:
        raise ValueError(f"{name} must be square, got shape {matrix.shape}")
    gap = np.abs(matrix - matrix.T).max()
    if gap > 1e-12 * np.abs(matrix).max():
        raise ValueError(
            f"{name} must be symmetric, but differs from its transpose by {gap:g}; pass (A + A.T) / 2 instead"
        )
    return matrix


def frozen(array: np.ndarray) -> np.ndarray:
    """The same array, made read-only."""
    array = np.asarray(array)
    array.flags.writeable = False
    return array


def vector(name: str, value: np.ndarray, user: str) -> np.ndarray:
    """An array with one axis, which `user` needs."""
    if np.ndim(value) != 1:
        raise ValueError(f"{name} must be a vector of shape (n,) for {user}, got shape {np.shape(value)}")
    return value


def method(name: str, value: object) -> object:
    """Something with init(x0) and direction(x, g, state)."""
    if isinstance(value, type):
        raise TypeError(f"{name} must be an object such as {value.__name__}(…), got the class {value.__name__} itself")
    if not (hasattr(value, "init") and hasattr(value, "direction")):
        raise TypeError(f"{name} must have init(x0) and direction(x, g, state), got {value!r}")
    return value


def settle(instance: object, **values: object) -> None:
    """Put checked values into a frozen dataclass while it is being made."""
    for field, value in values.items():
        object.__setattr__(instance, field, value)


def generator(name: str, value: object) -> np.random.Generator:
    """A numpy.random.Generator."""
    if not isinstance(value, np.random.Generator):
        raise TypeError(f"{name} must be a numpy.random.Generator, got {value!r}; pass np.random.default_rng(seed)")
    return value


def one_of(name: str, value: object, known: Iterable[str]) -> str:
    """One of the known names."""
    known = tuple(known)
    if not isinstance(value, str) or value not in known:
        raise ValueError(f"{name} must be one of {', '.join(map(repr, known))}, got {value!r}")
    return value


def same_shape(name: str, array: np.ndarray, other_name: str, other: np.ndarray) -> None:
    """Two arrays of one shape, so that nothing is broadcast silently."""
    if array.shape != other.shape:
        raise ValueError(f"{name} must have the shape of {other_name}, {other.shape}, got {array.shape}")


def at_least(name: str, value: object, least: float) -> np.ndarray:
    """A number, or an array of numbers, finite and ≥ least; as float64, for formulas that broadcast."""
    array = finite(name, value).astype(np.float64)
    if (array < least).any():
        raise ValueError(f"{name} must be at least {least:g}, got {array.min():g}")
    return array


def above(name: str, value: object, limit: float) -> np.ndarray:
    """A number, or an array of numbers, finite and > limit; as float64, for formulas that broadcast."""
    array = finite(name, value).astype(np.float64)
    if (array <= limit).any():
        raise ValueError(f"{name} must be greater than {limit:g}, got {array.min():g}")
    return array


def curvatures(mu: object, L: object) -> tuple[float, float]:
    """The smallest and the largest curvature, 0 < mu ≤ L."""
    mu, L = positive("mu", mu), positive("L", L)
    if mu > L:
        raise ValueError(f"L must be at least mu = {mu:g}, got {L:g}")
    return mu, L
