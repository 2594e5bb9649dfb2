r"""A grammar for the book's LaTeX: from tokens to a tree that `evaluation` computes with NumPy.

Own, because no kept parser serves. On the 110 labelled equations of the book SymPy 1.14's `parse_latex` answers with
its ANTLR grammar 67 times, in 56 seconds, but takes \begin{aligned} for a product of letters, ^{\mathsf T} for a power,
\nabla for a factor, and stops in silence at \Bigl; with its Lark grammar it reads 2, latex2sympy2_extended 1. All make
commutative numbers of x^{\mathsf T}Ax. Here products are matrix products, so that vectors and transposes are checked.

    relation  = sum ((= | \le | ...) sum)*        term    = run ((\odot | \cdot | /) run)*
    sum       = [+-] term ([+-] term)*            run     = factor+, a product
    factor    = primary (^ ... | _ ... | ')*      primary = number | name | call | (sum) | |sum| | \frac | \sum ...
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from formulas.tokens import RELATIONS, spelled

NAMED = {r"\log", r"\exp", r"\sin", r"\cos", r"\tanh", r"\cosh", r"\sinh", r"\det", r"\max", r"\min"}
BIG = {r"\sum", r"\prod"}
ENDS = {")", "]", "}", r"\}", r"\rvert", r"\rVert", r"\rangle", ",", ";", "&", r"\\", r"\endcases", r"\endmatrix"}
BRACKETS = {"(": ")", "[": "]", r"\{": r"\}", r"\lvert": r"\rvert", r"\lVert": r"\rVert", "|": "|", r"\|": r"\|"}
TRANSPOSE = r"\mathsf T"
STOPS = RELATIONS | ENDS | {"+", "-", r"\odot", r"\cdot", r"\times", "/", r"\pmod", r"\text", r"\quad", r"\dots"}


class Unreadable(ValueError):
    """A formula outside the grammar, or a name without a value."""


class Node(NamedTuple):
    """A tree: its kind, its parts, and for numbers, names and relations what they are."""

    kind: str
    parts: tuple[Node, ...] = ()
    value: object = None


class Parser:
    """Reads one statement; `functions` are the names that are called when a bracket follows them."""

    def __init__(self, row: list[str], functions: frozenset[str]) -> None:
        self.row, self.at, self.functions, self.bars = list(row), 0, functions, []

    def peek(self, ahead: int = 0) -> str:
        return self.row[self.at + ahead] if self.at + ahead < len(self.row) else ""

    def take(self, expected: str | None = None) -> str:
        token = self.peek()
        if not token or (expected is not None and token != expected):
            raise Unreadable(f"{expected or 'more'} expected, got {token or 'the end'} in {spelled(self.row)}")
        self.at += 1
        return token

    def statement(self) -> Node:
        found = self.relation()
        if self.at < len(self.row):
            raise Unreadable(f"{self.peek()} is not understood in {spelled(self.row)}")
        return found

    def relation(self) -> Node:
        sides, signs = [self.sum()], []
        while self.peek() in RELATIONS:
            signs.append(self.take())
            sides.append(self.values() if r"\dots" in self.row[self.at :] and "," in self.row[self.at :] else self.sum())
            if signs[-1] == r"\equiv":
                self.take(r"\pmod")
                sides[-1] = Node("modulo", (sides[-1], self.argument()))
        return Node("relation", tuple(sides), tuple(signs)) if signs else sides[0]

    def values(self) -> Node:
        """A row of whole numbers: 0, 1, 2, \\dots or 1, \\dots, D."""
        found = []
        last = ""
        while self.peek() and (self.peek() == "," or self.peek() not in ENDS):
            last = self.peek()
            if self.peek() == r"\dots":
                self.take()
            else:
                found.append(self.sum())
            if self.peek() == ",":
                self.take()
        return Node("values", tuple(found), last == r"\dots")

    def sum(self) -> Node:
        sign = self.take() if self.peek() in ("+", "-") else "+"
        found = self.term()
        found = Node("negative", (found,)) if sign == "-" else found
        while self.peek() in ("+", "-"):
            sign = self.take()
            found = Node("plus" if sign == "+" else "minus", (found, self.term()))
        return found

    def term(self) -> Node:
        found = self.run()
        while self.peek() in (r"\odot", r"\cdot", r"\times", "/"):
            sign = self.take()
            if sign == "/":
                found = Node("quotient", (found, self.factor()))
                while self.starts_factor():
                    found = Node("product", (found, self.factor()))
            else:
                found = Node("entrywise" if sign == r"\odot" else "product", (found, self.run()))
        return found

    def run(self) -> Node:
        found = self.factor()
        while self.starts_factor():
            found = Node("product", (found, self.factor()))
        return found

    def starts_factor(self) -> bool:
        token = self.peek()
        if token in ("|", r"\|"):
            return not self.bars or self.bars[-1] != token
        return bool(token) and token not in STOPS

    def factor(self) -> Node:
        found = self.primary()
        while self.peek() in ("^", "_", "'", "!"):
            if self.peek() == "_":
                self.take()
                found = Node("entry", (found, self.index()))
            elif self.peek() == "!":
                self.take()
                found = Node("call", (found,), "factorial")
            else:
                found = self.power(found)
        return found

    def power(self, base: Node) -> Node:
        self.take("^")
        if self.peek() == "{" and self.peek(1) == "-" and self.peek(2) == TRANSPOSE:
            self.at += 4
            return Node("transpose", (Node("power", (base, Node("negative", (Node("number", value=1.0),)))),))
        if self.peek() == TRANSPOSE or (self.peek() == "{" and self.peek(1) == TRANSPOSE):
            self.argument()
            return Node("transpose", (base,))
        return Node("power", (base, self.argument()))

    def argument(self) -> Node:
        r"""What a macro or a ^ takes: a group in braces, or one sign; of \frac12 each digit by itself."""
        if self.peek() == "{":
            self.take()
            found, self.bars = self.outside_bars(self.relation), self.bars
            self.take("}")
            return found
        if self.peek().isdigit() and len(self.peek()) > 1:
            first, rest = self.peek()[0], self.peek()[1:]
            self.row[self.at : self.at + 1] = [first, rest]
        if self.peek() in (r"\frac", r"\sqrt"):
            return self.primary()
        return Node("number", value=float(self.take())) if self.peek().isdigit() else self.letter()

    def letter(self) -> Node:
        return Node("name", value=(self.take(), ""))

    def outside_bars(self, read: Callable[[], Node]) -> Node:
        before, self.bars = self.bars, []
        found, self.bars = read(), before
        return found

    def index(self) -> Node:
        start = self.at
        if self.peek() != "{":
            found = self.argument()
            return found._replace(parts=(), value=found.value) if found.kind == "name" else found
        depth = 0
        for end in range(start, len(self.row)):
            depth += (self.row[end] == "{") - (self.row[end] == "}")
            if depth == 0:
                break
        inner = self.row[start + 1 : end]
        self.at = end + 1
        try:
            return Parser(inner, self.functions).statement()
        except Unreadable:
            return Node("label", value=spelled(inner))

    def primary(self) -> Node:
        token = self.peek()
        if token[:1].isdigit():
            return Node("number", value=float(self.take()))
        if token in BRACKETS or token == r"\langle":
            return self.bracket()
        if token in (r"\frac", r"\sqrt", r"\overline"):
            self.take()
            return self.fraction() if token == r"\frac" else Node("call", (self.argument(),), token)
        if token in BIG or (token in (r"\max", r"\min") and self.peek(1) == "_"):
            return self.over(self.take())
        if token == r"\partial":
            above = self.change()
            if self.peek() == "/":
                self.take()
                return self.derivative(above, self.change())
            return above
        if token in (r"\begincases", r"\beginmatrix"):
            return self.table(self.take())
        if token == r"\nabla":
            return self.gradient()
        if not token or token in STOPS or token in ("^", "_", "{"):
            raise Unreadable(f"a value expected, got {token or 'the end'} in {spelled(self.row)}")
        return self.name()

    def bracket(self) -> Node:
        opening = self.take()
        if opening == r"\langle":
            left = self.outside_bars(self.sum)
            self.take(",")
            right = self.outside_bars(self.sum)
            self.take(r"\rangle")
            return Node("inner", (left, right))
        self.bars.append(opening)
        found = self.relation()
        self.bars.pop()
        self.take(BRACKETS[opening])
        if opening in ("|", r"\lvert"):
            return Node("call", (found,), "abs")
        if opening not in (r"\|", r"\lVert"):
            return found
        if self.peek() == "_":
            self.take()
            return Node("norm", (found,), spelled(self.norm_index()))
        return Node("norm", (found,), "")

    def norm_index(self) -> list[str]:
        start = self.at
        self.index()
        return [token for token in self.row[start : self.at] if token not in "{}"]

    def fraction(self) -> Node:
        above, below = self.outside_bars(self.argument_or_change), self.outside_bars(self.argument_or_change)
        if above.kind == "change" and below.kind == "change":
            return self.derivative(above, below)
        return Node("quotient", (above, below))

    def argument_or_change(self) -> Node:
        if self.peek() == "{" and self.peek(1) == r"\partial":
            self.take()
            found = self.change()
            self.take("}")
            return found
        if self.peek() == r"\partial":
            self.take()
            return Node("change", (), "")
        return self.argument()

    def change(self) -> Node:
        r"""\partial J, \partial W_\ell, \partial\operatorname{tr}(...), or \partial alone."""
        self.take(r"\partial")
        if self.peek() in ("}", ""):
            return Node("change", (), "")
        if self.peek() in NAMED | {r"\operatorname{tr}", r"\lVert", r"\|"}:
            return Node("change", (self.factor(),), "")
        return Node("change", (self.letters()[0],), "")

    def derivative(self, above: Node, below: Node) -> Node:
        r"""\partial J/\partial W_\ell is a name; \partial/\partial W asks for the derivative of what follows."""
        variable = below.parts[0]
        if above.parts and above.parts[0].kind == "name":
            (base, prime), index = above.parts[0].value, variable.parts
            letters = [r"\partial", base + prime, "/", r"\partial", variable.value[0]]
            return Node("name", index, (spelled(letters), ""))
        body = above.parts[0] if above.parts else self.run()
        return Node("derivative", (body,), variable.value)

    def gradient(self) -> Node:
        self.take(r"\nabla")
        operator, variable = [r"\nabla"], None
        while self.peek() in ("^", "_"):
            if self.take() == "^":
                operator += ["^", self.take()]
            else:
                variable = self.letter().value
        if variable is None and self.peek() not in BRACKETS:
            return self.name(operator)
        return Node("derivative", (self.factor(),), variable or ("x", ""))

    def over(self, sign: str) -> Node:
        r"""\sum_{i=1}^N, \sum_j, \min_{i<k}: the index, its range as far as it is said, and the body."""
        self.take("_")
        index = self.index()
        variable, low, high = index, (), ()
        if index.kind == "relation":
            variable = index.parts[0] if index.parts[0].kind == "name" else index.parts[1]
            low = index.parts
        if self.peek() == "^":
            self.take()
            high = (self.argument(),)
        body = self.run()
        rule = index.value if index.kind == "relation" else ()
        return Node("over", (body, *low, *high), (sign, variable.value, rule, bool(high)))

    def table(self, opening: str) -> Node:
        closing, rows = opening.replace("begin", "end"), [[]]
        while self.peek() != closing:
            if self.peek() in (r"\text", ",", r"\quad", "."):
                self.take()
            elif self.peek() == "&":
                self.take()
            elif self.peek() == r"\\":
                self.take()
                rows.append([])
            else:
                rows[-1].append(self.relation())
        self.take(closing)
        return Node(closing.removeprefix(r"\end"), tuple(Node("row", tuple(row)) for row in rows if row))

    def name(self, operator: Sequence[str] = ()) -> Node:
        r"""A letter with its index, hat, star and primes, called if it is a function and a bracket follows."""
        name, spelling = self.letters(operator)
        base, prime = name.value
        named = base in NAMED or base.startswith((r"\operatorname", r"\mathbb E"))
        if not (named or {base + prime, spelling} & self.functions):
            return name
        exponent = None
        if self.peek() == "^" and self.peek(1) != TRANSPOSE and not (self.peek(1) == "{" and self.peek(2) == TRANSPOSE):
            exponent = self.power(name).parts[1] if named else None
        if self.peek() in ("(", "[", r"\{") and base != r"\mathbb E":
            found = Node("call", self.arguments(), name)
        elif named:
            found = Node("call", (self.tight(),), name)
        else:
            return name
        return Node("power", (found, exponent)) if exponent else found

    def letters(self, operator: Sequence[str] = ()) -> tuple[Node, str]:
        """A name by itself and as it is spelled."""
        start, base, prime, parts = self.at, spelled([*operator, self.take()]), "", ()
        while True:
            if self.peek() == "_" and not parts:
                self.take()
                parts = (self.index(),)
            elif self.peek() == "'":
                prime += self.take()
            elif self.peek() == "^" and self.peek(1) in (r"\star", "+"):
                self.take()
                base += f"^{self.take()}"
            else:
                return Node("name", parts, (base, prime)), spelled([*operator, *self.row[start : self.at]])

    def arguments(self) -> tuple[Node, ...]:
        closing = BRACKETS[self.take()]
        found = [self.outside_bars(self.sum)]
        while self.peek() in (",", ";"):
            self.take()
            found.append(self.outside_bars(self.sum))
        self.take(closing)
        return tuple(found)

    def tight(self) -> Node:
        """The argument of a function without brackets: one factor, and plain letters and numbers after it."""
        found = self.factor()
        while self.starts_factor() and self.peek() not in BRACKETS and self.peek() not in BIG | NAMED:
            if self.peek().startswith((r"\operatorname", r"\math")):
                break
            found = Node("product", (found, self.factor()))
        return found


def parse(row: list[str], functions: frozenset[str]) -> Node:
    """Return the tree of one statement."""
    return Parser(row, functions).statement()
