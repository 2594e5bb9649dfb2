"""Automatic differentiation of scalars: forward with dual numbers, backward along the graph of the computation.

Section 4.3.

Both take functions written with NumPy on arrays whose entries are `Dual` or `Variable`: + − · /, powers, `@`, sums and
the elementary functions of `_Number`. Comparisons and truth values are those of the values, so that a function may
branch: its derivative is that of the branch taken, at a kink too. Sweeps may be nested.
"""

from __future__ import annotations

import itertools
import operator
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from numbers import Real
from typing import Any

import numpy as np

from course_lib import _checks

Rule = Callable[..., tuple]

_SWEEPS = itertools.count(1)
"""Each sweep has a number of its own; one that begins inside another has the larger."""


def _unary(rule: Rule) -> Callable:
    """A function of one number from its rule a ↦ (value, ∂/∂a)."""

    def function(self: _Number) -> _Number:
        value, slope = rule(self.value)
        return self._made(value, (self, slope))

    return function


def _binary(rule: Rule) -> tuple[Callable, Callable]:
    """An operator and its reflection from the rule (a, b) ↦ (value, ∂/∂a, ∂/∂b).

    To the inner of two nested sweeps, the numbers of the outer one are constants.
    """

    def forward(self: _Number, other: Any) -> _Number:
        if isinstance(other, np.ndarray):
            return NotImplemented  # NumPy then takes the array entry by entry
        inner = other.sweep - self.sweep if isinstance(other, _Number) else -1
        if inner > 0:
            return reflected(other, self)
        if inner == 0:
            value, left, right = rule(self.value, other.value)
            return self._made(value, (self, left), (other, right))
        value, left, _ = rule(self.value, other)
        return self._made(value, (self, left))

    def reflected(self: _Number, other: Any) -> _Number:
        value, _, right = rule(other, self.value)
        return self._made(value, (self, right))

    return forward, reflected


def _comparison(compare: Callable[[Any, Any], bool]) -> Callable:
    def of_values(self: _Number, other: Any) -> bool:
        return NotImplemented if isinstance(other, np.ndarray) else compare(_value(self), _value(other))

    return of_values


def _value(number: Any) -> Any:
    """The value beneath all sweeps."""
    while isinstance(number, _Number):
        number = number.value
    return number


class _Number:
    """Each operation once: its value and its local derivatives. What becomes of these is up to `_made`."""

    __eq__, __ne__ = _comparison(operator.eq), _comparison(operator.ne)
    __lt__, __le__ = _comparison(operator.lt), _comparison(operator.le)
    __gt__, __ge__ = _comparison(operator.gt), _comparison(operator.ge)
    __hash__ = object.__hash__

    def __bool__(self) -> bool:
        return bool(_value(self))

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
    sweep: int = field(default=0, repr=False)

    def _made(self, value: Any, *inputs: tuple[Dual, Any]) -> Dual:
        return Dual(value, sum(local * number.slope for number, local in inputs), self.sweep)


@dataclass(frozen=True, eq=False)
class Variable(_Number):
    """A number that knows what it was made from: pairs of an earlier Variable and the derivative by it.

    Source: Griewank and Walther, *Evaluating Derivatives*.
    """

    value: Any
    parents: tuple[tuple[Variable, Any], ...] = field(default=(), repr=False)
    sweep: int = field(default=0, repr=False)

    def _made(self, value: Any, *inputs: tuple[Variable, Any]) -> Variable:
        return Variable(value, inputs, self.sweep)


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
    x, v = _array("x", x), _array("v", v)
    _checks.same_shape("v", v, "x", x)
    sweep = next(_SWEEPS)
    y = _answer(f, _each(lambda value, slope: Dual(value, slope, sweep), x, v))
    return _each(lambda entry: entry.slope if _belongs(entry, sweep) else 0.0, y)


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
    w = _array("w", w)
    inputs, y = _graph(f, x)
    _checks.same_shape("w", w, "f(x)", y)
    return _back(inputs, y, w)


def _back(inputs: np.ndarray, y: np.ndarray, w: np.ndarray) -> np.ndarray:
    """Jᵀ w along the graph that leads from the inputs to y."""
    sweep = inputs.flat[0].sweep
    outputs = [pair for pair in zip(y.flat, w.flat, strict=True) if _belongs(pair[0], sweep)]
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
    inputs, y = _graph(f, x)
    if y.shape != ():
        raise ValueError(
            f"f must return one number to have a gradient, got shape {y.shape}; "
            "for the Jacobian of a vector function take vector_jacobian_product or jacobian_vector_product"
        )
    return _back(inputs, y, np.array(1.0))


def count_edges(f: Callable[[np.ndarray], Any], x: np.ndarray) -> int:
    """The edges of the graph of f at x: pairs of a number and one it was made from, one local derivative each.

    Args:
        f, x: as in `vector_jacobian_product`.
    """
    inputs, y = _graph(f, x)
    outputs = (entry for entry in y.flat if _belongs(entry, inputs.flat[0].sweep))
    return sum(len(number.parents) for number in _ordered(outputs))


def _graph(f: Callable[[np.ndarray], Any], x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The inputs as variables of a new sweep, and f of them."""
    sweep = next(_SWEEPS)
    inputs = _each(lambda value: Variable(value, (), sweep), _array("x", x))
    return inputs, _answer(f, inputs)


def _answer(f: Callable[[np.ndarray], Any], inputs: np.ndarray) -> np.ndarray:
    """f of a copy, which it may overwrite, as an array of numbers."""
    if not callable(f):
        raise TypeError(f"f must be a function of x, got {f!r}")
    y = _checks.array("f(x)", f(inputs.copy()))
    if y.dtype != object:
        return _checks.floats("f(x)", y)
    for entry in y.flat:
        if not isinstance(_value(entry), Real):
            raise TypeError(f"f must return real numbers, got {entry!r}")
    return y


def _belongs(entry: Any, sweep: int) -> bool:
    return isinstance(entry, _Number) and entry.sweep == sweep


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
    array = _checks.array(name, value)
    if array.dtype == object and array.size and all(isinstance(entry, _Number) for entry in array.flat):
        return array
    return _checks.finite(name, value).astype(np.float64)
