"""What a chapter shows of the library itself: the lines of a function, and tables of results."""

from __future__ import annotations

import ast
import inspect
import math
import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass

RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


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


def scientific(value: float, digits: int = 1) -> str:
    """A number as prose writes it, a·10ᵇ with `digits` digits in a: 7·10⁻⁸, and 10⁻⁸ where a is 1.

    Raises:
        ValueError: value is zero or not finite.
    """
    if value == 0 or not math.isfinite(value):
        raise ValueError(f"value must be finite and not zero, got {value!r}")
    mantissa, exponent = f"{value:.{digits - 1}e}".split("e")
    power = "10" + str(int(exponent)).translate(RAISED)
    return power if mantissa == "1" else f"{mantissa.replace('-', '−')}·{power}"


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
