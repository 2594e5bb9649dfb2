"""Automatic differentiation of scalars: forward with dual numbers, backward along the graph of the computation.

Section 4.3.

Both take functions written with NumPy on arrays whose entries are `Dual` or `Variable`: + − · /, powers, `@`, sums and
the elementary functions of `_Number`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from course_lib import _checks

Rule = Callable[..., tuple]


def _unary(rule: Rule) -> Callable:
    """A function of one number from its rule a ↦ (value, ∂/∂a)."""

    def function(self: _Number) -> _Number:
        value, slope = rule(self.value)
        return self._made(value, (self, slope))

    return function


def _binary(rule: Rule) -> tuple[Callable, Callable]:
    """An operator and its reflection from the rule (a, b) ↦ (value, ∂/∂a, ∂/∂b)."""

    def operator(self: _Number, other: Any) -> _Number:
        if isinstance(other, np.ndarray):
            return NotImplemented  # NumPy then takes the array entry by entry
        value, left, right = rule(self.value, other.value if isinstance(other, type(self)) else other)
        return self._made(value, (self, left), (other, right))

    def reflected(self: _Number, other: Any) -> _Number:
        value, _, right = rule(other, self.value)
        return self._made(value, (self, right))

    return operator, reflected


class _Number:
    """Each operation once: its value and its local derivatives. What becomes of these is up to `_made`."""

    __add__, __radd__ = _binary(lambda a, b: (a + b, 1.0, 1.0))
    __sub__, __rsub__ = _binary(lambda a, b: (a - b, 1.0, -1.0))
    __mul__, __rmul__ = _binary(lambda a, b: (a * b, b, a))
    __truediv__, __rtruediv__ = _binary(lambda a, b: (a / b, 1.0 / b, -a / (b * b)))
    __neg__ = _unary(lambda a: (-a, -1.0))
    exp = _unary(lambda a: (np.exp(a), np.exp(a)))
    log = _unary(lambda a: (np.log(a), 1.0 / a))
    sin = _unary(lambda a: (np.sin(a), np.cos(a)))
    cos = _unary(lambda a: (np.cos(a), -np.sin(a)))
    sqrt = _unary(lambda a: (np.sqrt(a), 0.5 / np.sqrt(a)))
    tanh = _unary(lambda a: (t := np.tanh(a), 1.0 - t * t))

    def __pow__(self, exponent: float) -> _Number:
        a = self.value
        return self._made(a**exponent, (self, exponent * a ** (exponent - 1) if exponent else 0.0))


@dataclass(frozen=True, eq=False)
class Dual(_Number):
    """value + slope·ε with ε² = 0: a number and its derivative along one direction, carried forward together.

    Source: Griewank and Walther, *Evaluating Derivatives*.
    """

    value: Any
    slope: Any

    def _made(self, value: Any, *inputs: tuple[Any, Any]) -> Dual:
        return Dual(value, sum(local * number.slope for number, local in inputs if isinstance(number, Dual)))


@dataclass(frozen=True, eq=False)
class Variable(_Number):
    """A number that knows what it was made from: pairs of an earlier Variable and the derivative by it.

    Source: Griewank and Walther, *Evaluating Derivatives*.
    """

    value: Any
    parents: tuple[tuple[Variable, Any], ...] = field(default=(), repr=False)

    def _made(self, value: Any, *inputs: tuple[Any, Any]) -> Variable:
        return Variable(value, tuple(pair for pair in inputs if isinstance(pair[0], Variable)))


def jacobian_vector_product(f: Callable[[np.ndarray], Any], x: np.ndarray, v: np.ndarray) -> np.ndarray:
    """J v with J_ij = ∂y_i/∂x_j at x, by one sweep forward; with v = e_j this is column j.

    Args:
        f: takes an array of numbers like x and returns an array, or a number.
        x: where, any shape.
        v: the direction, of the shape of x.

    Returns:
        Array of the shape of f(x). If x holds `Dual` or `Variable`, so does it.

    Raises:
        TypeError: f is not a function, or v not an array of real numbers.
        ValueError: x or v empty or not finite, or of different shapes.

    Source: Griewank and Walther, *Evaluating Derivatives*.
    """
    _callable(f)
    x, v = _array("x", x), _array("v", v)
    _checks.same_shape("v", v, "x", x)
    y = np.asarray(f(_each(Dual, x, v)))
    return _each(lambda entry: entry.slope if isinstance(entry, Dual) else 0.0, y)


def vector_jacobian_product(f: Callable[[np.ndarray], Any], x: np.ndarray, w: np.ndarray) -> np.ndarray:
    """Jᵀ w with J_ij = ∂y_i/∂x_j at x, by one sweep backward; with w = e_i this is row i.

    Args:
        f: takes an array of numbers like x and returns an array, or a number.
        x: where, any shape.
        w: weights of the outputs, of the shape of f(x).

    Returns:
        Array of the shape of x. If x holds `Dual` or `Variable`, so does it.

    Raises:
        TypeError: f is not a function, or w not an array of real numbers.
        ValueError: x empty or not finite, or w of another shape than f(x).

    Source: Griewank and Walther, *Evaluating Derivatives*.
    """
    _callable(f)
    inputs = _each(Variable, _array("x", x))
    y, w = np.asarray(f(inputs)), _array("w", w)
    _checks.same_shape("w", w, "f(x)", y)
    outputs = [pair for pair in zip(y.flat, w.flat, strict=True) if isinstance(pair[0], Variable)]
    adjoint: dict[Variable, Any] = {}
    for number, weight in outputs:
        adjoint[number] = adjoint.get(number, 0.0) + weight
    for number in reversed(_ordered(number for number, _ in outputs)):
        for parent, local in number.parents:
            adjoint[parent] = adjoint.get(parent, 0.0) + adjoint[number] * local
    return _each(lambda entry: adjoint.get(entry, 0.0), inputs)


def gradient(f: Callable[[np.ndarray], Any], x: np.ndarray) -> np.ndarray:
    """∇f(x) for f with one number as its value, by one sweep backward.

    Args:
        f, x: as in `vector_jacobian_product`; f returns a number.

    Returns:
        Array of the shape of x.

    Raises:
        TypeError, ValueError: as `vector_jacobian_product`, or f returns more than one number.
    """
    return vector_jacobian_product(f, x, 1.0)


def count_edges(f: Callable[[np.ndarray], Any], x: np.ndarray) -> int:
    """The edges of the graph of f at x: pairs of a number and one it was made from, one local derivative each.

    Args:
        f, x: as in `vector_jacobian_product`.
    """
    _callable(f)
    y = np.asarray(f(_each(Variable, _array("x", x))))
    return sum(len(number.parents) for number in _ordered(entry for entry in y.flat if isinstance(entry, Variable)))


def _ordered(outputs: Iterable[Variable]) -> list[Variable]:
    """All numbers that the outputs are made from, each after its parents."""
    order, seen, waiting = [], set(), [(number, False) for number in outputs]
    while waiting:
        number, parents_done = waiting.pop()
        if parents_done:
            order.append(number)
        elif number not in seen:
            seen.add(number)
            waiting += [(number, True), *((parent, False) for parent, _ in number.parents)]
    return order


def _each(make: Callable, *arrays: np.ndarray) -> np.ndarray:
    """An array of make(entries), of their shape; floating-point where all are numbers."""
    made = [make(*entries) for entries in zip(*(array.ravel().tolist() for array in arrays), strict=True)]
    numbers = any(isinstance(entry, _Number) for entry in made)
    result = np.empty(len(made), object if numbers else np.float64)
    result[:] = made
    return result.reshape(arrays[0].shape)


def _array(name: str, value: Any) -> np.ndarray:
    """An array of real numbers, or one of numbers that are being differentiated themselves."""
    array = np.asarray(value)
    if array.dtype == object and array.size and all(isinstance(entry, _Number) for entry in array.flat):
        return array
    return _checks.finite(name, value).astype(np.float64)


def _callable(f: Any) -> None:
    if not callable(f):
        raise TypeError(f"f must be a function of x, got {f!r}")
