"""Trees of formulas, and the signs that the grammar treats alike."""

from __future__ import annotations

from typing import NamedTuple

from formulas.tokens import RELATIONS

NAMED = {r"\log", r"\exp", r"\sin", r"\cos", r"\tanh", r"\cosh", r"\sinh", r"\det", r"\max", r"\min"}
BIG = {r"\sum", r"\prod"}
ENDS = {")", "]", "}", r"\}", r"\rvert", r"\rVert", r"\rangle", ",", ";", "&", r"\\", r"\endcases", r"\endmatrix"}
BRACKETS = {"(": ")", "[": "]", r"\{": r"\}", r"\lvert": r"\rvert", r"\lVert": r"\rVert", "|": "|", r"\|": r"\|"}
TRANSPOSE = r"\mathsf T"
STOPS = RELATIONS | ENDS | {"+", "-", r"\odot", r"\cdot", r"\times", "/", r"\pmod", r"\text", r"\quad", r"\dots"}


class Unreadable(ValueError):
    """A formula outside the grammar, or a name without a value."""


class Node(NamedTuple):
    """A tree: its kind, its parts, and for numbers, names and relations what they are."""

    kind: str
    parts: tuple[Node, ...] = ()
    value: object = None
