"""An exercise: what is asked, what helps, and the way to the answer."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from enum import Enum
from typing import Any

from course_lib.interactive.questions.ask import ChoiceQuestion, NumberQuestion
from course_lib.interactive.questions.code_question import CodeQuestion
from course_lib.interactive.questions.formula_question import FormulaQuestion

Question = NumberQuestion | FormulaQuestion | ChoiceQuestion
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
        questions: the questions that are checked: numbers, formulas and choices, or one function.
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
            raise ValueError(f"questions must be some numbers, formulas and choices, or one function, in {self.number}")

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
        asked = [_fenced(self.code.starter)] if self.code else [question.form() for question in self.questions]
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
        from course_lib.interactive.questions import live  # ipywidgets come with a widget, not before
        from course_lib.interactive.widgets import bundle

        forms = [] if self.code else [question.widget() for question in self.questions]
        folded = {f"Hint {i}": hint for i, hint in enumerate(self.hints, 1)} | {"Solution": self.full_solution()}
        box = live.exercise(f"Exercise {self.number}. {self.heading}", self.prompt, forms, folded)
        return {**bundle(box), **plain}


def _fenced(source: str) -> str:
    return f"```python\n{source.strip()}\n```"
