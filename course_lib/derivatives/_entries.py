"""Arrays whose entries are numbers that carry derivatives."""

from collections.abc import Callable
from numbers import Real
from typing import Any

import numpy as np

from course_lib import _checks
from course_lib.derivatives._numbers import Number, value_beneath


def array(name: str, value: Any) -> np.ndarray:
    """An array of real numbers, or one of numbers that are being differentiated themselves."""
    entries = _checks.array(name, value)
    if entries.dtype == object and entries.size and all(isinstance(entry, Number) for entry in entries.flat):
        return entries
    return _checks.finite(name, value).astype(np.float64)


def each(make: Callable, *arrays: np.ndarray) -> np.ndarray:
    """An array of make(entries), of their shape; floating-point where all are numbers."""
    made = [make(*entries) for entries in zip(*(array.ravel().tolist() for array in arrays), strict=True)]
    numbers = any(isinstance(entry, Number) for entry in made)
    result = np.empty(len(made), object if numbers else np.float64)
    result[:] = made
    return result.reshape(arrays[0].shape)


def answer(f: Callable[[np.ndarray], Any], inputs: np.ndarray) -> np.ndarray:
    """f of a copy, which it may overwrite, as an array of numbers."""
    if not callable(f):
        raise TypeError(f"f must be a function of x, got {f!r}")
    y = _checks.array("f(x)", f(inputs.copy()))
    if y.dtype != object:
        return _checks.floats("f(x)", y)
    for entry in y.flat:
        if not isinstance(value_beneath(entry), Real):
            raise TypeError(f"f must return real numbers, got {entry!r}")
    return y


def belongs(entry: Any, sweep: int) -> bool:
    return isinstance(entry, Number) and entry.sweep == sweep
