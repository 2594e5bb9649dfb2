"""What a formula typed by a reader is worth at given values; `formula.js` is the same in the page, line by line.

    sum     = product {("+" | "-") product}
    product = signed {("*" | "/") signed}
    signed  = ("+" | "-") signed | power
    power   = atom [raised] ["^" signed]          so -x^2 is -(x^2), and x^-1 and x^2^3 = x^(2^3) can be written
    atom    = number | name | function "(" sum {"," sum} ")" | "(" sum ")"

Nothing is ever run as code. What is not finite on the way makes the whole not a number.
"""

from __future__ import annotations

import math
import operator
import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from course_lib.showing.notation import GREEK

FUNCTIONS: dict[str, Callable[..., float]] = {
    "sqrt": math.sqrt,
    "exp": math.exp,
    "log": math.log,
    "abs": abs,
    "tanh": math.tanh,
    "sin": math.sin,
    "cos": math.cos,
    "max": max,
    "min": min,
}
OPERATIONS = {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv}
LONGEST, DEEPEST = 200, 40  # characters, and signs and parentheses one within the other

_OTHER_NAMES = {"ln": "log", "√": "sqrt", "ϕ": "phi", "ϵ": "epsilon", "ϑ": "theta"}
_SPELLED = {letter: word for word, letter in GREEK.items()}
_SIGNS = str.maketrans("−–·⋅×∗÷∕⁄", "--****///")
_LOWERED = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789", "_")
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-")
_TOKEN = re.compile(
    r"(?P<space>[ \t\u00a0\u2009\u202f]+)"
    r"|(?P<number>(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)"
    r"|(?P<name>√|[A-Za-zα-ωϑϕϵ][A-Za-z0-9_₀-₉α-ωϑϕϵ]*)"
    r"|(?P<raised>[⁺⁻]?[⁰¹²³⁴-⁹]+)"
    r"|(?P<sign>\*\*|[-+*/^(),=−–·⋅×∗÷∕⁄])"
)


class FormulaError(ValueError):
    """What cannot be read: the kind of fault, at which character (from 1) it stands, and what stands there."""

    def __init__(self, kind: str, at: int, what: str) -> None:
        super().__init__(f"{kind} at character {at}: {what!r}")
        self.kind, self.at, self.what = kind, at, what


class _Token(NamedTuple):
    kind: str
    text: str
    at: int


def evaluate(text: str, values: Mapping[str, float]) -> float:
    """The formula's value; nan where it, or a part of it, is not finite.

    Args:
        text: 1 - alpha*L/2, or as it is printed: 1 − α·L/2.
        values: name → value; x0 is also read as x_0 and x₀, alpha as α.

    Raises:
        FormulaError: the text is no formula in these names.
    """
    if len(text) > LONGEST:
        raise FormulaError("long", LONGEST + 1, "")
    return _Reader(_tokens(text), {spelled(name): value for name, value in values.items()}).whole()


def spelled(name: str) -> str:
    """The one spelling of a name: Greek letters as words, an index behind the letter."""
    letters = (_OTHER_NAMES.get(letter, _SPELLED.get(letter, letter)) for letter in name.translate(_LOWERED))
    plain = "".join(letters)
    return _OTHER_NAMES.get(plain, plain)


def _tokens(text: str) -> list[_Token]:
    found, place = [], 0
    while place < len(text):
        match = _TOKEN.match(text, place)
        if match is None:
            raise FormulaError("character", place + 1, text[place])
        if match[0] == "=":
            raise FormulaError("equals", place + 1, "=")
        if match.lastgroup != "space":
            found.append(_Token(match.lastgroup, match[0].translate(_SIGNS), place + 1))
        place = match.end()
    return [*found, _Token("end", "", len(text) + 1)]


class _Reader:
    """Reads from left to right and computes on the way."""

    def __init__(self, tokens: list[_Token], values: Mapping[str, float]) -> None:
        self.tokens, self.values, self.place, self.depth = tokens, values, 0, 0

    @property
    def next(self) -> _Token:
        return self.tokens[self.place]

    def take(self, *signs: str) -> _Token | None:
        """The next token if it is one of these signs."""
        token = self.next
        if token.kind != "sign" or token.text not in signs:
            return None
        self.place += 1
        return token

    def whole(self) -> float:
        value, token = self.sum(), self.next
        if token.kind != "end":
            raise FormulaError({")": "close", ",": "comma"}.get(token.text, "operator"), token.at, token.text)
        return value

    def sum(self) -> float:
        value = self.product()
        while sign := self.take("+", "-"):
            value = _apply(OPERATIONS[sign.text], value, self.product())
        return value

    def product(self) -> float:
        value = self.signed()
        while sign := self.take("*", "/"):
            value = _apply(OPERATIONS[sign.text], value, self.signed())
        return value

    def signed(self) -> float:
        self.depth += 1
        if self.depth > DEEPEST:
            raise FormulaError("deep", self.next.at, self.next.text)
        sign = self.take("+", "-")
        value = self.power() if sign is None else self.signed() * (1 if sign.text == "+" else -1)
        self.depth -= 1
        return value

    def power(self) -> float:
        value = self.atom()
        if self.next.kind == "raised":
            value = _apply(math.pow, value, float(self.next.text.translate(_RAISED)))
            self.place += 1
        return _apply(math.pow, value, self.signed()) if self.take("^", "**") else value

    def atom(self) -> float:
        token = self.next
        if token.kind == "number":
            self.place += 1
            return _apply(float, token.text)
        if token.kind == "name":
            self.place += 1
            return self.named(token)
        if self.take("("):
            value = self.sum()
            self.closed(token)
            return value
        raise FormulaError("end" if token.kind == "end" else "operand", token.at, token.text)

    def named(self, token: _Token) -> float:
        """The value of a name, or of a function of what stands in its parentheses."""
        name = spelled(token.text)
        called = self.next.text == "("
        if name in self.values:
            return float(self.values[name])
        if name not in FUNCTIONS:
            raise FormulaError("function" if called else "name", token.at, token.text)
        if not called:
            raise FormulaError("call", token.at, token.text)
        parenthesis = self.take("(")
        arguments = [self.sum()]
        while self.take(","):
            arguments.append(self.sum())
        self.closed(parenthesis)
        if (len(arguments) > 1) != (name in {"max", "min"}):
            raise FormulaError("arguments", token.at, token.text)
        return _apply(FUNCTIONS[name], *arguments)

    def closed(self, parenthesis: _Token) -> None:
        token = self.next
        if self.take(")"):
            return
        if token.kind == "end":
            raise FormulaError("open", parenthesis.at, "(")
        raise FormulaError("comma" if token.text == "," else "operator", token.at, token.text)


def _apply(function: Callable[..., float], *arguments: float | str) -> float:
    """The function's value; nan where it or an argument is not finite."""
    if any(isinstance(argument, float) and math.isnan(argument) for argument in arguments):
        return math.nan
    try:
        value = function(*arguments)
    except (ArithmeticError, ValueError):
        return math.nan
    return value if math.isfinite(value) else math.nan
