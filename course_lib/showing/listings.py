"""What a chapter shows of the library itself: the lines of a function, and tables of results."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Markdown:
    """A text that a notebook shows as Markdown."""

    text: str

    def _repr_markdown_(self) -> str:
        return self.text


def code_of(*functions: Callable, first: str = "", last: str = "") -> Markdown:
    """The lines of functions as they stand in their files, without docstrings and type hints.

    Args:
        functions: functions or methods written in Python.
        first, last: words of the first and the last line to show, where a part is enough.

    Raises:
        ValueError: no line holds `first`, or none after it holds `last`.
    """
    parts = [_part(_lines(function), first, last) if first else "\n".join(_lines(function)) for function in functions]
    return Markdown("```python\n" + "\n\n\n".join(parts) + "\n```")


def table(header: Sequence[object], *rows: Sequence[object]) -> Markdown:
    """A table with a head and rows of equal length.

    Raises:
        ValueError: a row has another length than the head.
    """
    for row in rows:
        if len(row) != len(header):
            raise ValueError(f"rows must have {len(header)} cells like the header, got {row!r}")
    lines = [header, ["---"] * len(header), *rows]
    return Markdown("\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines))


def _lines(function: Callable) -> list[str]:
    text = textwrap.dedent(inspect.getsource(function))
    body = ast.parse(text).body[0].body
    arguments = ", ".join(inspect.signature(function).parameters)
    after_docstring = body[isinstance(body[0], ast.Expr)]
    return [f"def {function.__name__}({arguments}):", *text.splitlines()[after_docstring.lineno - 1 :]]


def _part(lines: list[str], first: str, last: str) -> str:
    begin = _index(lines, first, 0)
    return textwrap.dedent("\n".join(lines[begin : _index(lines, last, begin) + 1]))


def _index(lines: list[str], words: str, start: int) -> int:
    for index in range(start, len(lines)):
        if words in lines[index]:
            return index
    raise ValueError(f"first and last must each be part of a line of the code, found none with {words!r}")
