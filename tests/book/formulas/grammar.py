r"""A grammar for the book's LaTeX: from tokens to a tree that `evaluation` computes with NumPy.

Own, because no kept parser serves. On the 110 labelled equations of the book SymPy 1.14's `parse_latex` answers with
its ANTLR grammar 67 times, in about a minute, but takes \begin{aligned} for a product of letters, ^{\mathsf T} for a
power, \nabla for a factor, and stops in silence at \Bigl; with its Lark grammar it reads 2, latex2sympy2_extended 1.
All make commutative numbers of x^{\mathsf T}Ax. Here products are matrix products, so that shapes and transposes count.

    relation  = sum ((= | \le | ...) sum)*        term    = run ((\odot | \cdot | /) run)*
    sum       = [+-] term ([+-] term)*            run     = factor+, a product
    factor    = primary (^ ... | _ ... | ')*      primary = number | name | call | (sum) | |sum| | \frac | \sum ...
"""

from __future__ import annotations

from formulas.names import Names
from formulas.nodes import BIG, BRACKETS, ENDS, STOPS, TRANSPOSE, Node, Unreadable
from formulas.tokens import RELATIONS, spelled


class Parser(Names):
    """Reads one statement."""

    def statement(self) -> Node:
        found = self.relation()
        if self.at < len(self.row):
            raise Unreadable(f"{self.peek()} is not understood in {spelled(self.row)}")
        return found

    def relation(self) -> Node:
        sides, signs = [self.sum()], []
        while self.peek() in RELATIONS:
            signs.append(self.take())
            sides.append(
                self.values() if r"\dots" in self.row[self.at :] and "," in self.row[self.at :] else self.sum()
            )
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
            if self.peek() in (r"\text", ",", r"\quad", ".") or self.peek() == "&":
                self.take()
            elif self.peek() == r"\\":
                self.take()
                rows.append([])
            else:
                rows[-1].append(self.relation())
        self.take(closing)
        return Node(closing.removeprefix(r"\end"), tuple(Node("row", tuple(row)) for row in rows if row))


def parse(row: list[str], functions: frozenset[str]) -> Node:
    """Return the tree of one statement."""
    return Parser(row, functions).statement()
