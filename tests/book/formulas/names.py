"""The part of the grammar that reads names: letters with index, hat, star and primes, calls and derivatives."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from formulas.nodes import BIG, BRACKETS, NAMED, STOPS, TRANSPOSE, Node, Unreadable
from formulas.tokens import spelled


class Names:
    """A row of tokens and a place in it; `functions` are the names that are called when a bracket follows them.

    What it needs of the rest of the grammar, sums, factors and powers, the class that inherits from it has.
    """

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

    def starts_factor(self) -> bool:
        token = self.peek()
        if token in ("|", r"\|"):
            return not self.bars or self.bars[-1] != token
        return bool(token) and token not in STOPS

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
            return type(self)(inner, self.functions).statement()
        except Unreadable:
            return Node("label", value=spelled(inner))

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

    def change(self) -> Node:
        r"""\partial J, \partial W_\ell, dx, \partial\operatorname{tr}(...), or \partial alone."""
        sign = self.take()
        if self.peek() in ("}", ""):
            return Node("change", (), sign)
        if self.peek() in NAMED | {r"\operatorname{tr}", r"\lVert", r"\|"}:
            return Node("change", (self.factor(),), sign)
        return Node("change", (self.letters()[0],), sign)

    def derivative(self, above: Node, below: Node) -> Node:
        r"""\partial J/\partial W_\ell is a name; \partial/\partial W asks for the derivative of what follows."""
        variable = below.parts[0]
        if above.parts and above.parts[0].kind == "name":
            (base, prime), index = above.parts[0].value, variable.parts or above.parts[0].parts
            letters = [above.value, base + prime, "/", below.value, variable.value[0]]
            return Node("name", index, (spelled(letters), ""))
        body = above.parts[0] if above.parts else self.run()
        return Node("derivative", (body,), variable.value)

    def argument_or_change(self) -> Node:
        total = self.peek(1) == "d" and (self.peek(2) == "}" or self.peek(3) in ("}", "_"))
        if self.peek() == "{" and (self.peek(1) == r"\partial" or total):
            self.take()
            found = self.change()
            self.take("}")
            return found
        if self.peek() == r"\partial":
            return Node("change", (), self.take())
        if self.peek() == "d" and self.peek(1) in ("{", "d"):  # \frac d{dx}
            return Node("change", (), self.take())
        return self.argument()
