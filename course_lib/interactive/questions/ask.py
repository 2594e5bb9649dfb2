"""Questions whose answer is a number or a choice, checked alike in the kernel and on the page."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any, NamedTuple

from course_lib import _checks
from course_lib.interactive.questions import page
from course_lib.interactive.questions.shown import EMPTY, OTHER, Shown, all_different
from course_lib.interactive.questions.verdict import Status, Verdict

UNREADABLE = Verdict(Status.OPEN, "Write a number like 0.25, −3, 1e-4 or 1/3, without a comma between thousands.")
MISSING = Verdict(Status.NOT_YET, "What you chose is right, but it is not all that is right.")

_NUMBER = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?")
_THOUSANDS = re.compile(r"[+-]?[1-9][0-9]{0,2}(,[0-9]{3})+")


def read_number(text: str, units: str = "") -> float:
    """The number that a reader wrote: 0.25, 0,25, −3, 1e-4 or 1/3, the units after it or not; nan where it is none."""
    text = re.sub(r"[ \t\u00a0\u202f]", "", text).replace("\u2212", "-").removesuffix(units.replace(" ", ""))
    if _THOUSANDS.fullmatch(text):
        return math.nan  # 1,185 is a thousand to one reader and about one to another
    parts = text.replace(",", ".").split("/")
    if len(parts) > 2 or not all(_NUMBER.fullmatch(part) for part in parts):
        return math.nan
    over, under = float(parts[0]), float(parts[1]) if len(parts) == 2 else 1.0
    value = over / under if under else math.nan
    return value if math.isfinite(value) else math.nan


@dataclass(frozen=True, eq=False, repr=False)
class NumberQuestion(Shown):
    """A question with one number as its answer; see `ask_number`."""

    prompt: str
    answer: float
    tolerance: float
    units: str
    wrong: Mapping[float, str]
    explanation: str

    def __post_init__(self) -> None:
        values = [_checks.number("answer", self.answer), *(_checks.number("wrong", value) for value in self.wrong)]
        _checks.nonnegative("tolerance", self.tolerance)
        for one, other in combinations(values, 2):
            if abs(one - other) <= 2 * self.tolerance:
                raise ValueError(f"wrong must differ by more than twice the tolerance, got {one!r} beside {other!r}")
        all_different("wrong", list(self.wrong.values()))

    def verdicts(self) -> list[Verdict]:
        """All that can be said: nothing written, no number, another number, the answer, then each listed slip."""
        slips = [Verdict(Status.NOT_YET, text) for text in self.wrong.values()]
        return [EMPTY, UNREADABLE, OTHER, Verdict(Status.RIGHT, self.explanation), *slips]

    def verdict(self, text: str) -> Verdict:
        """What is said about the text that a reader wrote."""
        empty, unreadable, other, *known = self.verdicts()
        if not text.strip():
            return empty
        value = read_number(text, self.units)
        if math.isnan(value):
            return unreadable
        values = [self.answer, *self.wrong]
        return next((v for v, at in zip(known, values, strict=True) if abs(value - at) <= self.tolerance), other)

    def form(self) -> str:
        """The static face, HTML."""
        return page.number(self.prompt, self.units, self.tolerance, [self.answer, *self.wrong], self.verdicts())

    def widget(self) -> Any:
        """The live face, an ipywidget."""
        from course_lib.interactive.questions import live

        return live.written(self.prompt, self.units, self.verdict)


class Option(NamedTuple):
    """One thing to choose: what it says, what is said about it, and whether it is right."""

    text: str
    explanation: str
    right: bool = False

    def verdict(self) -> Verdict:
        """What is said when it is chosen."""
        return Verdict(Status.RIGHT if self.right else Status.NOT_YET, self.explanation)


@dataclass(frozen=True, eq=False, repr=False)
class ChoiceQuestion(Shown):
    """A question with one or several right options; see `ask_choice`."""

    prompt: str
    options: tuple[Option, ...]
    several: bool = field(init=False)

    def __post_init__(self) -> None:
        right = sum(option.right for option in self.options)
        if not 0 < right < len(self.options):
            raise ValueError(f"options must hold a right and a wrong one, got {right} right of {len(self.options)}")
        all_different("options", [option.text for option in self.options])
        all_different("options", [option.explanation for option in self.options])
        _checks.settle(self, several=right > 1)

    def verdicts(self) -> list[Verdict]:
        """What can be said beside the options' own explanations: nothing chosen, something missing."""
        return [EMPTY, MISSING]

    def verdict(self, chosen: Sequence[int]) -> Verdict:
        """What is said about the chosen options, given by their places 0, 1, …"""
        picked = [self.options[i] for i in sorted(chosen)]
        wrong = [option for option in picked if not option.right]
        if not picked:
            return EMPTY
        if not wrong and len(picked) < sum(option.right for option in self.options):
            return MISSING
        said = wrong or picked
        return Verdict(said[0].verdict().status, " ".join(option.explanation for option in said))

    def form(self) -> str:
        """The static face, HTML."""
        texts, judged = [option.text for option in self.options], [option.verdict() for option in self.options]
        return page.choice(self.prompt, self.several, texts, judged, self.verdicts())

    def widget(self) -> Any:
        """The live face, an ipywidget."""
        from course_lib.interactive.questions import live

        return live.choice(self.prompt, self.several, [option.text for option in self.options], self.verdict)


def ask_number(
    prompt: str,
    answer: float,
    *,
    tolerance: float = 0.0,
    units: str = "",
    wrong: Mapping[float, str] | None = None,
    explanation: str,
) -> NumberQuestion:
    """A question whose answer is a number: right if |value − answer| ≤ tolerance.

    Args:
        prompt: the question; like all texts here with $formulas$, `code` and *emphasis*.
        answer: the number.
        tolerance: how far a right answer may be off, in the same units.
        units: what is counted or measured, shown behind the input.
        wrong: usual wrong number → why it is wrong, without giving the answer away.
        explanation: why the answer is right, shown with it.

    Raises:
        TypeError: a number that is none.
        ValueError: a negative tolerance, two numbers that the tolerance cannot tell apart, an explanation twice.
    """
    return NumberQuestion(prompt, answer, tolerance, units, dict(wrong or {}), explanation)


def ask_choice(prompt: str, options: Sequence[tuple]) -> ChoiceQuestion:
    """A question with options to choose from; with several right ones, all of them and no other are asked for.

    Args:
        prompt: the question.
        options: (text, explanation) for a wrong option, (text, explanation, True) for a right one, in the order shown.

    Raises:
        ValueError: no right option or no wrong one, a text or an explanation twice.
    """
    return ChoiceQuestion(prompt, tuple(Option(*option) for option in options))
