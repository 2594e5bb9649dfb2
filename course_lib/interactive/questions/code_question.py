"""Questions whose answer is a function: run beside the library, with the usual slips recognised by what they do."""

from __future__ import annotations

import ast
import dis
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from course_lib.interactive.questions import trial
from course_lib.interactive.questions.verdict import Status, Verdict

BLANK = "The body is still empty: write it, and it is checked."
NO_FUNCTION = "`check` wants the function itself: its name, without parentheses."
NOTHING = "It returns nothing. Is a `return` missing?"
ENDLESS = "It was stopped in a loop that does not end{where}. What should make the loop's condition false?"
ERROR = "It stopped with `{error}`{where}."
NO_NUMBERS = "It returns a {kind}{where}, where numbers are wanted."
SHAPE = "It returns an array of shape {shape}{where}. The shape should be {wanted}."
NOT_A_NUMBER = "It returns a value that is not a number (nan){where}."
CHANGED = "It returns the right values, but it changes its argument `{name}`. Work on a new array."
OTHER = "It differs from the library in {failed} of {count} cases, first{where}, where it returns `{value}`."
RIGHT = "It agrees with the library in all {count} cases. {explanation}"

_IDLE = {"RESUME", "NOP", "LOAD_CONST", "RETURN_VALUE", "RETURN_CONST", "POP_TOP"}


@dataclass(frozen=True, eq=False)
class CodeQuestion:
    """A function for the reader to write.

    Args:
        starter: its source with `...` for a body.
        solution: the source of one that is right.
        reference: the same function by the library.
        cases: `cases(generator)` gives the arguments of each call.
        wrong: a function with a usual slip → why it is wrong, without giving the answer away.
        explanation: what is said when the reader's function agrees.
    """

    starter: str
    solution: str
    reference: Callable
    cases: Callable[[np.random.Generator], Sequence[tuple]]
    wrong: Mapping[Callable, str]
    explanation: str

    def __post_init__(self) -> None:
        if len(set(self.wrong.values())) < len(self.wrong):
            raise ValueError("wrong must have an explanation of its own for each slip, got one twice")

    @property
    def name(self) -> str:
        """What the starter calls the function."""
        return ast.parse(self.starter).body[-1].name

    def verdict(self, function: Any) -> Verdict:
        """What is said about the reader's function; it is called with copies of the same arguments each time."""
        if not callable(function):
            return Verdict(Status.NOT_YET, NO_FUNCTION)
        cases = list(self.cases(np.random.default_rng(0)))
        outcomes = []
        for case in cases:
            outcomes.append(trial.run(function, case))
            if isinstance(outcomes[-1].error, trial.EndlessLoop):
                return Verdict(Status.NOT_YET, ENDLESS.format(where=_where(function, case)))
        if all(outcome.value is None and outcome.error is None for outcome in outcomes) and _is_blank(function):
            return Verdict(Status.OPEN, BLANK)
        wanted = [trial.run(self.reference, case) for case in cases]
        failed = [i for i, pair in enumerate(zip(outcomes, wanted, strict=True)) if not trial.same(*pair)]
        if not failed:
            return Verdict(Status.RIGHT, RIGHT.format(count=len(cases), explanation=self.explanation))
        for slip, explanation in self.wrong.items():
            if all(trial.same(o, trial.run(slip, case)) for o, case in zip(outcomes, cases, strict=True)):
                return Verdict(Status.NOT_YET, explanation)
        first = failed[0]
        where = _where(function, cases[first])
        text = _complaint(outcomes[first], wanted[first].value, where, len(failed), len(cases))
        return Verdict(Status.NOT_YET, text)


def _complaint(outcome: trial.Outcome, wanted: Any, where: str, failed: int, count: int) -> str:
    """One sentence for the first case that differs."""
    if outcome.error is not None:
        error = f"{type(outcome.error).__name__}: {outcome.error}".removesuffix(": ")
        return ERROR.format(error=" ".join(error.replace("`", "'").split()), where=where)
    if outcome.value is None:
        return NOTHING
    value, wanted = trial.numbers(outcome.value), trial.numbers(wanted)
    if value is None:
        return NO_NUMBERS.format(kind=type(outcome.value).__name__, where=where)
    if value.shape != wanted.shape:
        return SHAPE.format(shape=value.shape, where=where, wanted=wanted.shape)
    if np.isnan(value).any():
        return NOT_A_NUMBER.format(where=where)
    if trial.equal(value, wanted):
        return CHANGED.format(name=outcome.changed[0])
    return OTHER.format(failed=failed, count=count, where=where, value=_short(value))


def _where(function: Callable, arguments: Sequence) -> str:
    """The arguments that can be written down: numbers and arrays."""
    names = trial.parameters(function, len(arguments))
    shown = [f"`{n} = {_short(a)}`" for n, a in zip(names, arguments, strict=True) if not callable(a)]
    return f" for {', '.join(shown)}" if shown else ""


def _short(value: Any) -> str:
    return " ".join(np.array2string(np.asarray(value), precision=4, separator=", ").split()).replace("[ ", "[")


def _is_blank(function: Callable) -> bool:
    """Whether the body does nothing at all, as in a starter."""
    code = getattr(function, "__code__", None)
    return code is not None and {step.opname for step in dis.get_instructions(code)} <= _IDLE
