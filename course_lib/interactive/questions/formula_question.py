"""Questions whose answer is a formula: compared with the right one at sample points, in the kernel and on the page."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from course_lib import _checks
from course_lib.interactive.questions import page
from course_lib.interactive.questions.formula import FUNCTIONS, FormulaError, evaluate, spelled
from course_lib.interactive.questions.shown import EMPTY, OTHER, Shown, all_different
from course_lib.interactive.questions.verdict import Status, Verdict
from course_lib.showing import notation

FEWEST_POINTS = 3
ACCURACY = 1e-9  # of the answer's largest value
NOT_FINITE = Verdict(
    Status.NOT_YET,
    "At {where} your formula has no finite value: it divides by zero there, leaves the domain of a function, "
    "or grows out of range. It could not be compared.",
)
_PRODUCT = "A product is written `a*b`, not `ab`."
_FAULTS = {
    "character": "`{what}`, character {at}, is no part of a formula here. Write it with + − * / ^, parentheses and "
    "functions; $|x|$ is `abs(x)`.",
    "equals": "Write the right side alone, without the `=` at character {at}.",
    "name": "There is no name `{what}` here, at character {at}. {names} " + _PRODUCT,
    "function": "There is no function `{what}`, at character {at}. {functions} " + _PRODUCT,
    "call": "`{what}`, at character {at}, is a function. Put parentheses around what it is applied to.",
    "arguments": "At character {at}: `max` and `min` take several arguments with commas between them, all other "
    "functions take one.",
    "operand": "Before `{what}`, at character {at}, something is missing.",
    "operator": "Before `{what}`, at character {at}, an operation is missing. " + _PRODUCT,
    "end": "The formula breaks off: something is missing at its end.",
    "open": "The parenthesis at character {at} is never closed.",
    "close": "The parenthesis at character {at} closes nothing.",
    "comma": "The comma at character {at} has no place there. A decimal is written with a point.",
    "long": "The formula is too long. A shorter one will do.",
    "deep": "At character {at} too many parentheses stand one within the other.",
}


@dataclass(frozen=True, eq=False, repr=False)
class FormulaQuestion(Shown):
    """A question with a formula as its answer; see `ask_formula`."""

    prompt: str
    answer: str
    names: Mapping[str, Sequence[float]]
    wrong: Mapping[str, str]
    explanation: str
    points: tuple[dict[str, float], ...] = field(init=False)
    values: tuple[tuple[float, ...], ...] = field(init=False)
    tolerance: float = field(init=False)

    def __post_init__(self) -> None:
        columns = {name: [_checks.number(f"names[{name!r}]", v) for v in vs] for name, vs in self.names.items()}
        counts = {len(column) for column in columns.values()}
        if len(counts) != 1 or min(counts) < FEWEST_POINTS:
            raise ValueError(f"names must have {FEWEST_POINTS} or more values each, all as many, got {dict(columns)}")
        all_different("names", [spelled(name) for name in columns])
        all_different("wrong", list(self.wrong.values()))
        points = tuple(dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True))
        values = tuple(_values(text, points) for text in (self.answer, *self.wrong))
        tolerance = ACCURACY * max(map(abs, values[0]))
        for (one, first), (other, second) in combinations(zip((self.answer, *self.wrong), values, strict=True), 2):
            if _near(first, second, 1e3 * tolerance):
                raise ValueError(f"wrong must differ at a sample point, got {one!r} beside {other!r}")
        _checks.settle(self, points=points, values=values, tolerance=tolerance)

    def verdicts(self) -> list[Verdict]:
        """All that can be said of what can be read: nothing, another formula, no value, the answer, each slip."""
        slips = [Verdict(Status.NOT_YET, text) for text in self.wrong.values()]
        return [EMPTY, OTHER, NOT_FINITE, Verdict(Status.RIGHT, self.explanation), *slips]

    def faults(self) -> dict[str, Verdict]:
        """What is said of a text that cannot be read, with {at} and {what} still to be put in."""
        functions = f"The functions are {', '.join(f'`{name}`' for name in FUNCTIONS)}."
        put = {"names": self.help(), "functions": functions, "at": "{at}", "what": "{what}"}
        return {kind: Verdict(Status.OPEN, text.format(**put)) for kind, text in _FAULTS.items()}

    def where(self) -> list[str]:
        """The sample points in words."""
        return [", ".join(f"{notation.name(n)} = {notation.number(v)}" for n, v in at.items()) for at in self.points]

    def help(self) -> str:
        """What may be written for a name."""
        both = ((notation.name(spelled(name)), name) for name in self.names)
        named = [f"`{name}`" if read == name else f"{read} (or `{name}`)" for read, name in both]
        return f"The names are {', '.join(named)}." if len(named) > 1 else f"The name is {named[0]}."

    def verdict(self, text: str) -> Verdict:
        """What is said about the text that a reader wrote."""
        empty, other, not_finite, *known = self.verdicts()
        if not text.strip():
            return empty
        try:
            values = [evaluate(text, point) for point in self.points]
        except FormulaError as wrong:
            fault = self.faults()[wrong.kind]
            return Verdict(fault.status, fault.text.format(at=wrong.at, what=wrong.what.replace("`", "'")))
        for value, where in zip(values, self.where(), strict=True):
            if math.isnan(value):
                return Verdict(not_finite.status, not_finite.text.format(where=where))
        return next((v for v, at in zip(known, self.values, strict=True) if _near(values, at, self.tolerance)), other)

    def form(self) -> str:
        """The static face, HTML."""
        found = (self.points, self.where(), self.values, self.tolerance)
        return page.formula(self.prompt, self._below(), *found, self.faults(), self.verdicts())

    def widget(self) -> Any:
        """The live face, an ipywidget."""
        from course_lib.interactive.questions import live

        return live.written(self.prompt, "", self.verdict, "30rem", self._below())

    def _below(self) -> str:
        return f"{self.help()} Write `*` for a product and `^` for a power."


def ask_formula(
    prompt: str,
    answer: str,
    *,
    names: Mapping[str, Sequence[float]],
    wrong: Mapping[str, str] | None = None,
    explanation: str,
) -> FormulaQuestion:
    """A question whose answer is a formula: right if it has the answer's values at the sample points.

    Args:
        prompt: the question; like all texts here with $formulas$, `code` and *emphasis*.
        answer: the formula, such as "(1 - alpha*L)^k*x0": numbers, names, + - * / ^, parentheses and
            sqrt, exp, log, abs, tanh, sin, cos, max, min.
        names: name → its values at the sample points, three or more; points at which usual ways to write the answer
            divide by zero, and 0, 1 and 2, at which different formulas agree, are bad ones.
        wrong: usual wrong formula → why it is wrong, without giving the answer away.
        explanation: why the answer is right, shown with it.

    Raises:
        TypeError: a value that is no number.
        ValueError: a formula that cannot be read or is not finite at a point, two that the points cannot tell apart,
            an explanation twice.
    """
    return FormulaQuestion(prompt, answer, dict(names), dict(wrong or {}), explanation)


def _values(text: str, points: Sequence[Mapping[str, float]]) -> tuple[float, ...]:
    values = tuple(evaluate(text, point) for point in points)
    for value, point in zip(values, points, strict=True):
        if math.isnan(value):
            raise ValueError(f"answer and wrong must be finite at all sample points, got {text!r} at {point}")
    return values


def _near(one: Sequence[float], other: Sequence[float], tolerance: float) -> bool:
    return all(abs(a - b) <= tolerance for a, b in zip(one, other, strict=True))
