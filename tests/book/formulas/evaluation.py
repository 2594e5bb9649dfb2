"""The value of a formula's tree for given values of its letters: vectors are columns, products matrix products."""

import math
from collections.abc import Callable, Mapping, Sequence
from functools import cache, reduce

import numpy as np
from formulas.grammar import Node, Unreadable
from formulas.tokens import spelled, tokens

TINY = 1e-40  # a complex step: its square vanishes beside every number of the book's examples
ENTRYWISE: dict[str, Callable] = {
    r"\log": np.log, r"\exp": np.exp, r"\sin": np.sin, r"\cos": np.cos, r"\tanh": np.tanh, r"\cosh": np.cosh,
    r"\sinh": np.sinh, r"\sqrt": np.sqrt, r"\overline": np.mean,
}  # fmt: skip


def column(value: object) -> object:
    """A vector as a column, a matrix as it is; a table of values by index and a function stay what they are."""
    if callable(value) or isinstance(value, Mapping | str):
        return value
    if isinstance(value, list | tuple):
        return [column(entry) for entry in value]
    array = np.asarray(value)
    if array.dtype.kind in "iub":
        array = array.astype(np.float64)
    if array.ndim == 0 or array.shape == (1, 1):
        return array.reshape(())[()]
    return array[:, None] if array.ndim == 1 else array


def absolute(value: np.ndarray) -> np.ndarray:
    """|x|, analytic away from 0, so that a complex step passes."""
    return np.where(np.real(value) < 0, -value, value)[()]


def norm(value: np.ndarray) -> np.ndarray:
    """√Σx² without complex conjugates, for the same reason."""
    return np.sqrt(np.sum(np.asarray(value) ** 2))


@cache
def canonical(key: str) -> str:
    """A name in one spelling."""
    return spelled(tokens(key))


class Evaluation:
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
        number = int(round(float(np.real(self.value(index)))))
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
            flat = [np.squeeze(each, -1) if np.ndim(each) == 2 and np.shape(each)[1] == 1 else each for each in arguments]
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
            r"\det": determinant,
        }
        if base in matrix:
            return matrix[base](arguments[0])
        raise Unreadable(f"{base}{prime} has no value")

    def derivative(self, node: Node) -> object:
        """Change the variable's entries one by one in an imaginary direction: exact to rounding."""
        key = "".join(node.value)
        start = self.look(key)
        found = np.empty(np.shape(start))
        for place in np.ndindex(np.shape(start)):
            moved = np.array(start, dtype=np.complex128)
            moved[place] += 1j * TINY
            self.names[key] = moved[()]
            change = np.imag(self.value(node.parts[0])) / TINY
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


EXACT = {
    "=": np.equal, r"\le": np.less_equal, r"\ge": np.greater_equal, "<": np.less, ">": np.greater,
    r"\ne": np.not_equal,
}  # fmt: skip


def determinant(matrix: np.ndarray) -> object:
    return np.linalg.det(matrix)


def key_of(node: Node) -> str:
    """The name as the registry writes it: x_k, x_{k+1}, \\varphi'_\\ell, n_{in}."""
    base, prime = node.value
    if not node.parts:
        return base + prime
    inner = spelling(node.parts[0])
    alone = node.parts[0].kind == "name" and not node.parts[0].parts or len(inner) == 1
    return f"{base}{prime}_{inner}" if alone else f"{base}{prime}_{{{inner}}}"


def spelling(node: Node) -> str:
    """An index as text."""
    if node.kind == "number":
        return f"{node.value:g}"
    if node.kind == "name":
        return key_of(node)
    if node.kind == "label":
        return str(node.value).replace(r"\text", "")
    if node.kind in ("plus", "minus"):
        return ("+" if node.kind == "plus" else "-").join(map(spelling, node.parts))
    if node.kind in ("product", "negative"):
        return ("-" if node.kind == "negative" else "") + "".join(map(spelling, node.parts))
    return node.kind
