"""The exercises by their numbers: `exercise` shows one, `check` judges a function that a reader wrote for one."""

from __future__ import annotations

import re
from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules
from typing import Any

from course_lib.interactive.questions import Exercise, Verdict

_NUMBER = re.compile(r"([1-9]\d*)\.([1-9]\d*)")


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


def declared(chapter: int) -> tuple[Exercise, ...]:
    """All exercises of a chapter in order: the EXERCISE of each file in its folder."""
    folder = f"course_lib.exercises.chapter{chapter}"
    if not find_spec(folder):
        return ()
    files = [name for _, name, _ in iter_modules(import_module(folder).__path__) if not name.startswith("_")]
    return tuple(sorted((import_module(f"{folder}.{name}").EXERCISE for name in files), key=_place))


def _place(one: Exercise) -> int:
    return int(_NUMBER.fullmatch(one.number)[2])
