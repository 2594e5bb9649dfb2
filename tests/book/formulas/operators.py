"""The part of the evaluation that binds a letter: derivatives, sums, products and extrema; cases and matrices."""

from collections.abc import Mapping, Sequence
from functools import reduce

import numpy as np

from formulas.nodes import Node, Unreadable

TINY = 1e-40  # a complex step: its square vanishes beside every number of the book's examples
EXACT = {
    "=": np.equal, r"\le": np.less_equal, r"\ge": np.greater_equal, "<": np.less, ">": np.greater,
    r"\ne": np.not_equal,
}  # fmt: skip


class Operators:
    """What it needs of the rest, the names and `value`, the class that inherits from it has."""

    def derivative(self, node: Node) -> object:
        """Change the variable's entries one by one in an imaginary direction: exact to rounding."""
        key = "".join(node.value)
        start = self.look(key)
        found, single = np.empty(np.shape(start)), np.ndim(start) == 0
        for place in np.ndindex(np.shape(start)):
            moved = np.array(start, dtype=np.complex128)
            moved[place] += 1j * TINY
            self.names[key] = moved[()]
            change = np.imag(self.value(node.parts[0])) / TINY
            if np.ndim(change) and single:  # of a column by one number
                found = change
                break
            if np.ndim(change):
                self.names[key] = start
                raise Unreadable(f"the derivative of an array with shape {np.shape(change)}")
            found[place] = change
        self.names[key] = start
        return found[()]

    def over(self, node: Node) -> object:
        sign, (variable, _), rule, high = node.value
        body, *ends = node.parts
        low = 1
        if rule and rule[0] == "=":
            low = int(self.value(ends[1]))
        if rule and r"\le" in rule[:1]:
            low = int(self.value(ends[0]))
        if rule and rule[-1] == "<":
            numbers = range(low if rule[0] == r"\le" else 0, int(self.value(ends[len(rule)])))
        elif high:
            numbers = range(low, int(self.value(ends[-1])) + 1)
        else:
            numbers = self.indices(body, variable)
        before, terms = self.names.get(variable), []
        for number in numbers:
            self.names[variable] = number
            terms.append(self.value(body))
        self.names.pop(variable)
        if before is not None:
            self.names[variable] = before
        operation = {r"\sum": np.add, r"\prod": np.multiply, r"\max": np.maximum, r"\min": np.minimum}[sign]
        return reduce(operation, terms)

    def indices(self, body: Node, variable: str) -> Sequence[int]:
        """The range of an index that is not said: as long as what carries it."""
        given = self.names.get(rf"\sum_{variable}")
        if given is not None:
            return [int(number) for number in np.ravel(given)]
        if body.kind == "name" and body.parts and body.parts[0] == Node("name", (), (variable, "")):
            table = self.names.get("".join(body.value))
            if isinstance(table, Mapping):
                return sorted(table)
            if table is not None and not callable(table):
                return range(1, len(table) + 1)
        for part in body.parts:
            found = self.indices(part, variable)
            if found:
                return found
        return ()

    def matrix(self, node: Node) -> object:
        return np.array([self.values(row.parts) for row in node.parts], dtype=np.float64)

    def cases(self, node: Node) -> object:
        for row in node.parts:
            if len(row.parts) == 1 or all(holds for *_, holds in self.compared(row.parts[1])):
                return self.value(row.parts[0])
        raise Unreadable("no case applies")

    def modulo(self, node: Node) -> object:
        return tuple(self.values(node.parts))

    def compared(self, node: Node) -> list[tuple[object, str, object, bool]]:
        """The links of a chain of relations, exactly compared: left side, sign, right side, whether it holds."""
        sides, found = self.values(node.parts), []
        for left, sign, right in zip(sides, node.value, sides[1:], strict=False):
            if sign == r"\equiv":
                found.append((left, sign, right, (left - right[0]) % right[1] == 0))
            else:
                found.append((left, sign, right, bool(np.all(EXACT[sign](left, right)))))
        return found
