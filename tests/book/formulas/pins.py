"""Formulas that are not read are pinned: a recorded copy that changes on purpose, by `make pins`."""

import json
import re
from collections.abc import Iterable
from difflib import unified_diff
from pathlib import Path

from book_formulas import Formula, states

SAYS = re.compile(r"[=<>+^/]|\\(?:le|ge|ne|frac|sqrt|in|to|min|max|odot|sum)(?![A-Za-z])")  # more than a letter
FILE = Path(__file__).with_name("pins.json")


def unread(formula: Formula, read: Iterable[str]) -> list[str]:
    """Return the formulas under a label that no reading holds: all, or a theorem's formulas within lines."""
    within = formula.label.startswith(("sheet", "08-summary"))
    inline = [latex for latex in formula.inline if SAYS.search(latex)]
    if formula.label in read:
        if formula.label.startswith("sheet"):
            return []
        return [latex for latex in inline if not (within and states(latex))]
    return [*(" ".join(body.split()) for body in formula.displays), *inline]


def wanted(formulas: dict[str, Formula], read: Iterable[str]) -> dict[str, list[str]]:
    """Return what should be on record."""
    found = {label: unread(formula, read) for label, formula in formulas.items()}
    return {label: pinned for label, pinned in found.items() if pinned}


def recorded() -> dict[str, list[str]]:
    return json.loads(FILE.read_text(encoding="utf-8"))


def record(pins: dict[str, list[str]]) -> None:
    FILE.write_text(json.dumps(pins, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def differences(old: dict[str, list[str]], new: dict[str, list[str]]) -> list[str]:
    """Return one entry for each label that differs: old lines with −, new ones with +, and what stands between them."""
    found = []
    for label in sorted(old.keys() | new.keys()):
        before, after = old.get(label, []), new.get(label, [])
        if before != after:
            changes = [line for line in unified_diff(before, after, n=1, lineterm="") if line[:3] not in ("---", "+++")]
            found.append("\n".join([label, *(f"  {line[0]} {line[1:]}" for line in changes if line[0] != "@")]))
    return found
