"""The value of a formula's tree for given values of its letters: vectors are columns, products matrix products."""

import math
from collections.abc import Callable, Mapping, Sequence
from functools import reduce

import numpy as np

from formulas.nodes import Node, Unreadable
from formulas.operators import Operators
from formulas.values import absolute, canonical, column, key_of, norm

ENTRYWISE: dict[str, Callable] = {
    r"\log": np.log, r"\exp": np.exp, r"\sin": np.sin, r"\cos": np.cos, r"\tanh": np.tanh, r"\cosh": np.cosh,
    r"\sinh": np.sinh, r"\sqrt": np.sqrt, r"\overline": np.mean,
}  # fmt: skip


class Evaluation(Operators):
    """Computes trees; `names` holds what each letter stands for, and `used` collects the names that were looked up."""

    def __init__(self, names: Mapping[str, object]) -> None:
        self.names = {canonical(key): column(value) for key, value in names.items()}
        self.used: set[str] = set()

    def value(self, node: Node) -> object:
        method = getattr(self, node.kind, None)
        if method is None:
            raise Unreadable(f"a {node.kind} has no value")
        return method(node)

    def values(self, parts: Sequence[Node]) -> list:
        return [self.value(part) for part in parts]

    def number(self, node: Node) -> float:
        return node.value

    def look(self, key: str) -> object:
        self.used.add(key)
        return self.names[key]

    def knows(self, node: Node) -> bool:
        try:
            self.name(node)
        except Unreadable:
            return False
        return True

    def name(self, node: Node) -> object:
        base, prime = node.value
        index = node.parts[0] if node.parts else None
        for key in (key_of(node), base + prime if index else ""):
            if key and key in self.names and (index is None or key == key_of(node)):
                return self.look(key)
        if index is not None and base + prime in self.names:
            table = self.look(base + prime)
            return table if callable(table) else self.at(table, index, key_of(node))
        if index is None and base == "e":
            return math.e
        if index is None and base == r"\pi":
            return math.pi
        if base == r"\mathbf 1":
            return 1.0
        raise Unreadable(f"{key_of(node)} has no value")

    def at(self, table: object, index: Node, name: str) -> object:
        if index.kind == "label":
            raise Unreadable(f"{name} has no value")
        number = round(float(np.real(self.value(index))))
        try:
            if isinstance(table, Mapping):
                return column(table[number])
            if not 1 <= number <= len(table):
                raise IndexError(number)
            return column(table[number - 1] if isinstance(table, list) else table[number - 1].squeeze())
        except (KeyError, IndexError, TypeError):
            raise Unreadable(f"{name}: there is no number {number}") from None

    def entry(self, node: Node) -> object:
        if node.parts[1].kind == "relation":  # 1_{i=j}
            return self.value(node.parts[0]) * all(holds for *_, holds in self.compared(node.parts[1]))
        return self.at(self.value(node.parts[0]), node.parts[1], "an entry")

    def plus(self, node: Node) -> object:
        left, right = self.values(node.parts)
        return self.together(np.add, left, right)

    def minus(self, node: Node) -> object:
        left, right = self.values(node.parts)
        return self.together(np.subtract, left, right)

    def negative(self, node: Node) -> object:
        return -self.value(node.parts[0])

    def entrywise(self, node: Node) -> object:
        left, right = self.values(node.parts)
        return self.together(np.multiply, left, right)

    def together(self, operation: Callable, left: object, right: object) -> object:
        """Add or multiply entry by entry: equal shapes, or a number with anything."""
        if np.ndim(left) and np.ndim(right) and np.shape(left) != np.shape(right):
            raise Unreadable(f"shapes {np.shape(left)} and {np.shape(right)} meet")
        return operation(left, right)

    def product(self, node: Node) -> object:
        left, right = self.values(node.parts)
        if callable(left) or callable(right):
            raise Unreadable("a function stands where a number should")
        if np.ndim(left) == 0 or np.ndim(right) == 0:
            return left * right
        if np.shape(left)[1] != np.shape(right)[0]:
            raise Unreadable(f"shapes {np.shape(left)} and {np.shape(right)} cannot be multiplied")
        return column(left @ right)

    def quotient(self, node: Node) -> object:
        above, below = self.values(node.parts)
        return self.together(np.divide, above, below)

    def power(self, node: Node) -> object:
        base, exponent = self.values(node.parts)
        if np.ndim(base) == 2 and np.shape(base)[0] == np.shape(base)[1]:
            whole = int(np.real(exponent))
            if whole == -1 and np.iscomplexobj(base):
                return np.linalg.inv(base)
            return np.linalg.matrix_power(base, whole)
        if np.ndim(base) == 0 and np.real(base) < 0 and float(np.real(exponent)).is_integer():
            return base ** int(np.real(exponent))
        return np.power(base, exponent) if np.ndim(base) else base**exponent

    def transpose(self, node: Node) -> object:
        return np.transpose(self.value(node.parts[0]))

    def inner(self, node: Node) -> object:
        left, right = self.values(node.parts)
        if np.shape(left) != np.shape(right):
            raise Unreadable(f"shapes {np.shape(left)} and {np.shape(right)} in a scalar product")
        return np.sum(left * right)

    def norm(self, node: Node) -> object:
        if node.value == "":
            measure = self.names.get(r"\|\cdot\|", norm)
            return measure(self.value(node.parts[0]))
        return self.look(rf"\|\cdot\|_{node.value}")(np.squeeze(self.value(node.parts[0])))

    def call(self, node: Node) -> object:
        arguments = self.values(node.parts)
        if isinstance(node.value, str):
            if node.value == "abs":
                return absolute(arguments[0])
            return math.factorial(round(arguments[0])) if node.value == "factorial" else np.sqrt(arguments[0])
        base, prime = node.value.value
        if base + prime in self.names or key_of(node.value) in self.names:
            function = self.name(node.value)
            if not callable(function):
                raise Unreadable(f"{base}{prime} is called, but stands for a number")
            flat = [
                np.squeeze(each, -1) if np.ndim(each) == 2 and np.shape(each)[1] == 1 else each for each in arguments
            ]
            return column(function(*flat))
        if base == r"\log" and node.value.parts:
            return np.log(arguments[0]) / np.log(self.value(node.value.parts[0]))
        if base in ENTRYWISE and not prime:
            return ENTRYWISE[base](arguments[0])
        if base in (r"\max", r"\min"):
            return reduce(np.maximum if base == r"\max" else np.minimum, arguments)
        matrix = {
            r"\operatorname{tr}": np.trace,
            r"\operatorname{diag}": lambda d: np.diag(np.ravel(d)),
            r"\det": np.linalg.det,
        }
        if base in matrix:
            return matrix[base](arguments[0])
        raise Unreadable(f"{base}{prime} has no value")
