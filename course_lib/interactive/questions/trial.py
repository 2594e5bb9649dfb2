"""One run of a reader's function on arguments of its own: a value, an exception, or no end."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np

from course_lib.interactive.questions._limit import EndlessLoop, call

__all__ = ["EndlessLoop", "Outcome", "equal", "numbers", "parameters", "run", "same"]


class Outcome(NamedTuple):
    """What one call gave: its value or its exception, and the names of the arrays that it changed."""

    value: Any
    error: BaseException | None
    changed: tuple[str, ...]


def run(function: Callable, arguments: Sequence) -> Outcome:
    """Call with copies of the arrays, and stop a loop that does not end."""
    own = [np.array(a) if isinstance(a, np.ndarray) else a for a in arguments]
    value, error = call(function, own)
    if isinstance(error, KeyboardInterrupt):
        raise error
    if isinstance(value, np.ndarray):
        value = np.array(value)
    pairs = zip(parameters(function, len(own)), arguments, own, strict=True)
    changed = (name for name, a, b in pairs if isinstance(a, np.ndarray) and not np.array_equal(a, b))
    return Outcome(value, error, tuple(changed))


def parameters(function: Callable, count: int) -> list[str]:
    """The names of the first `count` parameters, as the reader calls them."""
    try:
        names = list(inspect.signature(function).parameters)
    except (TypeError, ValueError):
        names = []
    return [names[i] if i < len(names) else f"argument {i + 1}" for i in range(count)]


def same(one: Outcome, other: Outcome) -> bool:
    """Whether two calls behaved alike, numbers up to rounding."""
    if one.error or other.error:
        return repr(one.error) == repr(other.error)
    return one.changed == other.changed and equal(one.value, other.value)


def equal(one: Any, other: Any) -> bool:
    """Whether two values are the same numbers in the same shape, up to rounding."""
    one, other = numbers(one), numbers(other)
    if one is None or other is None:
        return one is other
    return one.shape == other.shape and np.allclose(one, other, rtol=1e-9, atol=1e-12, equal_nan=True)


def numbers(value: Any) -> np.ndarray | None:
    """The value as an array of floats, None where it is no such thing."""
    try:
        return None if value is None else np.asarray(value, dtype=float)
    except (TypeError, ValueError):
        return None
