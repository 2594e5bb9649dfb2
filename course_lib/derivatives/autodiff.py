"""Automatic differentiation of scalars: forward with dual numbers, backward along the graph of the computation.

Section 4.3.

Both take functions written with NumPy on arrays whose entries are `Dual` or `Variable`: + − · /, powers, `@`, sums, and
exp, log, sin, cos, sqrt, tanh. Comparisons and truth values are those of the values, so that a function may branch: its
derivative is that of the branch taken, at a kink too. Sweeps may be nested.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from course_lib import _checks
from course_lib.derivatives import _entries
from course_lib.derivatives._numbers import Number

_SWEEPS = itertools.count(1)
"""Each sweep has a number of its own; one that begins inside another has the larger."""


@dataclass(frozen=True, eq=False)
class Dual(Number):
    """value + slope·ε with ε² = 0: a number and its derivative along one direction, carried forward together.

    Source: Griewank and Walther, *Evaluating Derivatives*.
    """

    value: Any
    slope: Any
    sweep: int = field(default=0, repr=False)

    def _made(self, value: Any, *inputs: tuple[Dual, Any]) -> Dual:
        return Dual(value, sum(local * number.slope for number, local in inputs), self.sweep)


@dataclass(frozen=True, eq=False)
class Variable(Number):
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
    x, v = _entries.array("x", x), _entries.array("v", v)
    _checks.same_shape("v", v, "x", x)
    sweep = next(_SWEEPS)
    y = _entries.answer(f, _entries.each(lambda value, slope: Dual(value, slope, sweep), x, v))
    return _entries.each(lambda entry: entry.slope if _entries.belongs(entry, sweep) else 0.0, y)


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
    w = _entries.array("w", w)
    inputs, y = _graph(f, x)
    _checks.same_shape("w", w, "f(x)", y)
    return _back(inputs, y, w)


def _back(inputs: np.ndarray, y: np.ndarray, w: np.ndarray) -> np.ndarray:
    """Jᵀ w along the graph that leads from the inputs to y."""
    sweep = inputs.flat[0].sweep
    outputs = [pair for pair in zip(y.flat, w.flat, strict=True) if _entries.belongs(pair[0], sweep)]
    adjoint: dict[Variable, Any] = {}
    for number, weight in outputs:
        adjoint[number] = adjoint.get(number, 0.0) + weight
    for number in reversed(_ordered(number for number, _ in outputs)):
        for parent, local in number.parents:
            adjoint[parent] = adjoint.get(parent, 0.0) + adjoint[number] * local
    return _entries.each(lambda entry: adjoint.get(entry, 0.0), inputs)


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
    outputs = (entry for entry in y.flat if _entries.belongs(entry, inputs.flat[0].sweep))
    return sum(len(number.parents) for number in _ordered(outputs))


def _graph(f: Callable[[np.ndarray], Any], x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The inputs as variables of a new sweep, and f of them."""
    sweep = next(_SWEEPS)
    inputs = _entries.each(lambda value: Variable(value, (), sweep), _entries.array("x", x))
    return inputs, _entries.answer(f, inputs)


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
