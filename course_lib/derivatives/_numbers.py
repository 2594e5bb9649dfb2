"""Numbers that carry derivatives: each operation once, with its value and its local derivatives. Section 4.3."""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any

import numpy as np

Rule = Callable[..., tuple]


def _unary(rule: Rule) -> Callable:
    """A function of one number from its rule a ↦ (value, ∂/∂a)."""

    def function(self: Number) -> Number:
        value, slope = rule(self.value)
        return self._made(value, (self, slope))

    return function


def _binary(rule: Rule) -> tuple[Callable, Callable]:
    """An operator and its reflection from the rule (a, b) ↦ (value, ∂/∂a, ∂/∂b).

    To the inner of two nested sweeps, the numbers of the outer one are constants.
    """

    def forward(self: Number, other: Any) -> Number:
        if isinstance(other, np.ndarray):
            return NotImplemented  # NumPy then takes the array entry by entry
        inner = other.sweep - self.sweep if isinstance(other, Number) else -1
        if inner > 0:
            return reflected(other, self)
        if inner == 0:
            value, left, right = rule(self.value, other.value)
            return self._made(value, (self, left), (other, right))
        value, left, _ = rule(self.value, other)
        return self._made(value, (self, left))

    def reflected(self: Number, other: Any) -> Number:
        value, _, right = rule(other, self.value)
        return self._made(value, (self, right))

    return forward, reflected


def _comparison(compare: Callable[[Any, Any], bool]) -> Callable:
    def of_values(self: Number, other: Any) -> bool:
        return NotImplemented if isinstance(other, np.ndarray) else compare(value_beneath(self), value_beneath(other))

    return of_values


def value_beneath(number: Any) -> Any:
    """The value beneath all sweeps."""
    while isinstance(number, Number):
        number = number.value
    return number


class Number:
    """Each operation once: its value and its local derivatives. What becomes of these is up to `_made`."""

    __eq__, __ne__ = _comparison(operator.eq), _comparison(operator.ne)
    __lt__, __le__ = _comparison(operator.lt), _comparison(operator.le)
    __gt__, __ge__ = _comparison(operator.gt), _comparison(operator.ge)
    __hash__ = object.__hash__

    def __bool__(self) -> bool:
        return bool(value_beneath(self))

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

    def __pow__(self, exponent: float) -> Number:
        a = self.value
        return self._made(a**exponent, (self, exponent * a ** (exponent - 1) if exponent else 0.0))
