"""Holds a display against a reading: every statement is evaluated, every mismatch says its label and both values."""

import pkgutil
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from book_formulas import Formula, states

from formulas.evaluation import Evaluation
from formulas.grammar import parse
from formulas.nodes import Node, Unreadable
from formulas.registry import Instance, Reading
from formulas.tokens import find, spelled, statements, tokens
from formulas.values import canonical, column, key_of

ROUNDING = 2e-9  # of the larger side; complex steps and short sums stay far below


class Mismatch(AssertionError):
    """The page and the library say different things."""


class Parsed(NamedTuple):
    latex: str
    tree: Node


def instances(reading: Reading) -> list[Instance]:
    """Run the library once."""
    function = pkgutil.resolve_name(f"course_lib.{reading.function}")
    return list(reading.instances(function, np.random.default_rng(14)))


def parsed(reading: Reading, formula: Formula, given: list[Instance]) -> list[Parsed]:
    """Return the statements under a label, without the words that the reading leaves out and letters by themselves."""
    within = formula.label.startswith(("sheet", "08-summary"))
    inline = [latex for latex in formula.inline if states(latex) or formula.label.startswith("sheet")]
    written = (*formula.displays, *(inline if within else ()))
    functions = frozenset(
        canonical(key)
        for instance in given
        for key, value in instance.names.items()
        if callable(value) or (isinstance(value, dict) and any(map(callable, value.values())))
    )
    found, rows, words = [], [tokens(latex) for latex in written], [tokens(word) for word in reading.words]
    for word in list(words):
        for row in sorted(rows, key=lambda row: row != word):  # a formula of its own before a part of one
            start = find(row, word)
            if start >= 0:
                row[start : start + len(word)] = [r"\qquad"]
                words.remove(word)
                break
    if words:
        raise Mismatch(f"{reading.label}: {reading.place} leaves out {spelled(words[0])!r}, which is not on the page")
    for piece in (piece for row in rows for piece in statements(row)):
        try:
            found.append(Parsed(spelled(piece), parse(piece, functions)))
        except Unreadable as error:
            raise Mismatch(f"{reading.label}: {spelled(piece)}: {error}") from None
    if within:
        found = [one for one in found if one.tree.kind != "name"]
    return found


def holds(reading: Reading, page: list[Parsed], given: list[Instance]) -> None:
    """Raise Mismatch unless every statement holds in every instance and every definition is compared with something."""
    if not given:
        raise Mismatch(f"{reading.label}: {reading.place} gives no instance")
    given = [numbered(reading, page, instance) for instance in given]
    held = [instance.only or range(1, len(page) + 1) for instance in given]
    for number, (latex, _) in enumerate(page, 1):
        if not any(number in numbers for numbers in held):
            raise Mismatch(f"{reading.label}: {reading.place} leaves out {latex}")
    told: set[int] = set()  # statements that compare something else than 0 with 0
    for instance in given:
        with np.errstate(all="ignore"):
            told |= _hold(reading, page, instance)
    for number, (latex, tree) in enumerate(page, 1):
        if number not in told and Node("number", value=0.0) not in tree.parts:
            raise Mismatch(f"{reading.label}: {latex} compares 0 with 0 in each instance of {reading.place}")


def numbered(reading: Reading, page: list[Parsed], instance: Instance) -> Instance:
    """Statements that an instance calls by how they begin, by their numbers."""

    def number(key: object) -> object:
        if not isinstance(key, str):
            return key
        found = [place for place, one in enumerate(page, 1) if one.latex.startswith(canonical(key))]
        if len(found) != 1:
            raise Mismatch(f"{reading.label}: {len(found)} statements begin with {key!r}, {reading.place} wants one")
        return found[0]

    gives = {number(key): value for key, value in instance.gives.items()}
    return instance._replace(gives=gives, only=frozenset(number(key) for key in instance.only))


def _hold(reading: Reading, page: list[Parsed], instance: Instance) -> set[int]:
    """Return the statements in which a number other than 0 was compared."""
    told = set()
    evaluation = Evaluation(instance.names)
    defined: dict[str, str] = {}
    for number, (latex, tree) in enumerate(page, 1):
        if instance.only and number not in instance.only:
            continue
        try:
            for left, sign, right in links(evaluation, tree, defined, latex):
                if sign == r"\approx" and instance.near == 0:
                    continue
                if np.any(left) or np.any(right):
                    told.add(number)
                if not agree(left, sign, right, instance.near):
                    raise Mismatch(f"{reading.label}: {latex}\n  {shown(left)} {sign} {shown(right)} does not hold")
            chain = tree.parts if tree.kind == "relation" else (tree,)
            ends = {number: -1, -number: 0} | {(number, place): place for place in range(len(chain))}
            for end in ends.keys() & instance.gives.keys():
                side, value = evaluation.value(chain[ends[end]]), column(instance.gives[end])
                if np.any(value) or tree.kind != "relation":
                    told.add(number)
                if not agree(side, "=", value, 0):
                    raise Mismatch(
                        f"{reading.label}: {latex}\n  the page gives {shown(side)}, "
                        f"course_lib.{reading.function} {shown(value)}"
                    )
            turned = tree.kind == "relation" and tree.value[0] in (r"\mapsto", r"\leftarrow")
            if turned:  # from here on the letter has its new value
                evaluation.names[key_of(tree.parts[0])] = evaluation.value(tree.parts[1])
            if (turned or tree.kind != "relation") and number not in instance.gives:
                raise Mismatch(f"{reading.label}: {latex} is compared with nothing; {reading.place} gives no value")
        except Unreadable as error:
            raise Mismatch(f"{reading.label}: {latex}: {error}") from None
        except (TypeError, ValueError, LookupError, np.linalg.LinAlgError) as error:
            raise Mismatch(f"{reading.label}: {latex} cannot be computed: {error}") from None
    for key, latex in defined.items():
        if key not in evaluation.used:
            raise Mismatch(f"{reading.label}: {latex} is compared with nothing; {reading.place} has no value for {key}")
        told |= {number for number, one in enumerate(page, 1) if one.latex == latex}
    return told


def links(evaluation: Evaluation, tree: Node, defined: dict, latex: str) -> Iterator[tuple[object, str, object]]:
    """The pairs to compare; a name without a value gets the one that its equation gives."""
    if tree.kind != "relation":
        return
    first = tree.parts[0]
    if tree.value[0] in (r"\mapsto", r"\leftarrow"):
        return
    if tree.value == ("=",) and tree.parts[1].kind == "values":
        yield row_of_values(evaluation, first, tree.parts[1])
        return
    new = first.kind == "name" and "".join(first.value) not in evaluation.names
    if new and tree.value[0] == "=" and not evaluation.knows(first):
        evaluation.names[key_of(first)] = evaluation.value(tree.parts[1])
        evaluation.used.discard(key_of(first))
        defined[key_of(first)] = latex
        if len(tree.parts) == 2:
            return
    if r"\equiv" in tree.value:
        yield from ((left, sign, right) for left, sign, right, _ in evaluation.compared(tree))
        return
    sides = evaluation.values(tree.parts)
    yield from zip(sides, tree.value, sides[1:], strict=False)


def row_of_values(evaluation: Evaluation, name: Node, row: Node) -> tuple[object, str, object]:
    """k = 0, 1, 2, \\dots: the value lies among them."""
    value, ends = float(evaluation.value(name)), [float(part) for part in evaluation.values(row.parts)]
    high = np.inf if row.value else max(ends)
    return value, "=", value if min(ends) <= value <= high and value == round(value) else min(ends)


def agree(left: object, sign: str, right: object, near: float) -> bool:
    """Compare two sides, to rounding of the larger; ≈ to `near`."""
    if sign == r"\equiv":
        return (left - right[0]) % right[1] == 0
    if np.ndim(left) != np.ndim(right) and 0 not in (np.size(left) - 1, np.size(right) - 1):
        return False
    left, right = np.asarray(left), np.asarray(right)
    if left.shape != right.shape and left.size != 1 and right.size != 1:
        return False
    if np.isnan(left).any() or np.isnan(right).any():
        return False
    size = max(np.max(np.abs(left)), np.max(np.abs(right)))
    same = np.max(np.abs(left - right)) <= max((near if sign == r"\approx" else ROUNDING) * size, 1e-14)
    if sign in ("=", r"\approx"):
        return bool(same)
    if sign == r"\ne":
        return not same
    apart = {"<": left < right, r"\le": left < right, ">": left > right, r"\ge": left > right}[sign]
    return bool(np.all(apart)) or (same and sign in (r"\le", r"\ge"))


def shown(value: object) -> str:
    """A value in a message: numbers with nine digits, arrays flat."""
    array = np.ravel(np.asarray(value))
    numbers = ", ".join(f"{entry:.9g}" for entry in array[:6])
    return numbers if array.size == 1 else f"[{numbers}{', …' if array.size > 6 else ''}]"
