"""Checks of what a caller passes in; each answers with a sentence that says what would be right.

**What an element may be**, everywhere in the library:

- float64 and float32 are computed in as they are: the answer has the type of the question.
- Whole numbers, signed or not, become float64.
- float16 is for storing. `course_lib.functions` answer it in float16; data in it (matrices, samples, targets) are
  widened to float32. Points to take steps from, a run's x0, an objective's x, a network's θ, are refused in it.
- Wider floats, complex numbers, truth values, text, dates and objects are refused with a TypeError, and so is an array
  with a mask. Numbers in the other byte order are turned round.

Long sums in float32 and float16 are added up in float64 and rounded once.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from numbers import Integral, Real

import numpy as np

COMPUTED_IN = "dfe"
"""NumPy's letters for float64, float32 and float16."""


def number(name: str, value: object) -> float:
    """A finite real number."""
    if isinstance(value, bool) or not isinstance(value, Real):
        raise TypeError(f"{name} must be a real number, got {value!r} of type {type(value).__name__}")
    try:
        made = float(value)
    except OverflowError:  # a whole number or a fraction beyond all floats
        made = math.inf
    if not math.isfinite(made):
        raise ValueError(f"{name} must be finite, got {value!r}")
    return made


def positive(name: str, value: object) -> float:
    """A finite number > 0."""
    made = number(name, value)
    if made <= 0:
        raise ValueError(f"{name} must be greater than 0, got {value!r}")
    return made


def nonnegative(name: str, value: object) -> float:
    """A finite number ≥ 0."""
    made = number(name, value)
    if made < 0:
        raise ValueError(f"{name} must be at least 0, got {value!r}")
    return made


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


def array(name: str, value: object) -> np.ndarray:
    """The value as an array of any type; NumPy alone would drop a mask in silence."""
    parts = (value, *value) if isinstance(value, list | tuple) else (value,)
    if any(isinstance(part, np.ma.MaskedArray) for part in parts):
        raise TypeError(
            f"{name} must not have a mask, since masked entries would count as numbers; "
            f"leave them out with .compressed() or fill them with .filled(…), got {value!r}"
        )
    try:
        return np.asarray(value)
    except ValueError as ragged:
        raise ValueError(f"{name} must be an array of numbers, got rows of different lengths: {value!r}") from ragged


def floats(name: str, value: object) -> np.ndarray:
    """A floating-point array under the rule for element types at the top of this file."""
    if type(value) is np.ndarray and value.dtype.char in COMPUTED_IN and value.dtype.isnative:
        return value
    made = array(name, value)
    if made.dtype.kind in "iu":
        return made.astype(np.float64)
    if made.dtype.kind != "f":
        raise TypeError(f"{name} must be an array of real numbers, got dtype {made.dtype}: {value!r}")
    if made.dtype.itemsize > 8:
        raise TypeError(f"{name} must be float64 or float32, got dtype {made.dtype}; write {name}.astype(np.float64)")
    return made.astype(made.dtype.newbyteorder("="), copy=False)


def stepped(name: str, value: object) -> np.ndarray:
    """Numbers to take steps from, float64 or float32: in float16 most steps would round to nothing, and ε to 0."""
    made = floats(name, value)
    if made.dtype == np.float16:
        raise TypeError(
            f"{name} must be float64 or float32 where steps are taken, got dtype float16; "
            f"write {name}.astype(np.float32)"
        )
    return made


def finite(name: str, value: object, *, ndim: int | None = None) -> np.ndarray:
    """A new, non-empty, finite array of float64 or float32, with ndim axes where that is given."""
    given = floats(name, value)
    array = np.array(given, np.float32 if given.dtype == np.float16 else given.dtype)
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


def called(rule: str, function: Callable, *arguments: object) -> object:
    """function(*arguments); where it does not take them, `rule` says how it has to be called.

    An error from inside the function is the function's own and passes through.
    """
    try:
        return function(*arguments)
    except TypeError as error:
        if error.__traceback__.tb_next is None:
            raise TypeError(f"{rule}: {error}") from error
        raise


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
