"""Exercises: declared once per chapter, shown by `exercise`, checked by `check`."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from enum import Enum
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from course_lib.interactive import question_live, question_page
from course_lib.interactive.code_question import CodeQuestion
from course_lib.interactive.questions import Question
from course_lib.interactive.verdict import Verdict

_NUMBER = re.compile(r"([1-9]\d*)\.([1-9]\d*)")


class Kind(Enum):
    """What the reader is asked to do; the value begins the title."""

    PREDICT = "Predict"
    DERIVE = "Derive"
    CODE = "Code"
    FIND_THE_ERROR = "Find the error"


@dataclass(frozen=True, eq=False, repr=False)
class Exercise:
    """An exercise of a chapter; its texts are MyST.

    Args:
        number: chapter and place, "1.4".
        kind: what the reader is asked to do.
        title: a few words.
        prompt: what is asked.
        questions: the questions that are checked: numbers and choices, or one function.
        hints: three, each saying more than the one before.
        solution: the way to the answer; behind it stands the code of a function that is asked for.

    Raises:
        ValueError: a number of another form, not exactly three hints, no question, a function beside others.
    """

    number: str
    kind: Kind
    title: str
    prompt: str
    questions: tuple[Question | CodeQuestion, ...]
    hints: tuple[str, str, str]
    solution: str

    def __post_init__(self) -> None:
        if not _NUMBER.fullmatch(self.number):
            raise ValueError(f'number must be chapter and place like "1.4", got {self.number!r}')
        if len(self.hints) != 3:
            raise ValueError(f"hints must be three, of rising strength, got {len(self.hints)} in {self.number}")
        codes = sum(isinstance(question, CodeQuestion) for question in self.questions)
        if not self.questions or (codes and len(self.questions) > 1):
            raise ValueError(f"questions must be some numbers and choices, or one function, in {self.number}")

    @property
    def heading(self) -> str:
        """The kind and the title."""
        return f"{self.kind.value}: {self.title}"

    @property
    def code(self) -> CodeQuestion | None:
        """The function that is asked for, None where none is."""
        return self.questions[0] if isinstance(self.questions[0], CodeQuestion) else None

    def starter_cell(self) -> str:
        """The source of the cell in which the reader writes the function."""
        return f'{self.code.starter.strip()}\n\n\ncheck("{self.number}", {self.code.name})'

    def full_solution(self) -> str:
        """The solution with the code that goes with it."""
        return self.solution if self.code is None else f"{self.solution}\n\n{_fenced(self.code.solution)}"

    def myst(self) -> str:
        """The static face: sphinx-exercise blocks, the forms in them, and the hints as disclosures."""
        label = f"ex-{self.number.replace('.', '-')}"
        asked = [_fenced(self.code.starter)] if self.code else [question_page.form(q) for q in self.questions]
        hints = [f"````{{dropdown}} Hint {i}\n{hint}\n````" for i, hint in enumerate(self.hints, 1)]
        body = "\n\n".join([self.prompt, *asked, *hints])
        return (
            f"`````{{exercise}} {self.heading}\n:label: {label}\n\n{body}\n`````\n\n"
            f"`````{{solution}} {label}\n:class: dropdown\n\n{self.full_solution()}\n`````\n"
        )

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        plain = {"text/plain": f"Exercise {self.number}. {self.heading}"}
        if os.environ.get("COURSE_STATIC"):
            return {"text/markdown": self.myst(), **plain}
        return {**question_live.bundle(question_live.exercise(self)), **plain}


def exercise(number: str) -> Exercise:
    """The exercise with this number, to be shown as the last expression of a cell.

    Args:
        number: chapter and place, "1.4".

    Raises:
        ValueError: there is no such exercise.
    """
    match = _NUMBER.fullmatch(number) if isinstance(number, str) else None
    found = {one.number: one for one in declared(int(match[1]))} if match else {}
    if number not in found:
        known = f"chapter {match[1]} has {', '.join(found) or 'none'}" if match else 'it looks like "1.4"'
        raise ValueError(f"number must be that of an exercise, got {number!r}; {known}")
    return found[number]


def declared(chapter: int) -> tuple[Exercise, ...]:
    """All exercises of a chapter, in order."""
    module = f"course_lib.interactive.chapters.chapter{chapter}"
    return import_module(module).EXERCISES if find_spec(module) else ()


def check(number: str, function: Any) -> Verdict:
    """Run the reader's function beside the library's and say how far it is.

    Args:
        number: an exercise that asks for a function.
        function: the reader's; a starter left blank counts as not attempted.

    Returns:
        A verdict with `passed`; whatever the function does, no exception.

    Raises:
        ValueError: there is no such exercise, or it asks for no function.
    """
    asked = exercise(number)
    if asked.code is None:
        raise ValueError(f"number must be that of an exercise with code, got {number!r}, which is answered in its form")
    return asked.code.verdict(function)


def _fenced(source: str) -> str:
    return f"```python\n{source.strip()}\n```"
