"""All readings of the book, and the checks that tests and `make pins` share."""

import importlib
from collections.abc import Mapping
from pathlib import Path

from book_formulas import Formula

from formulas.pins import differences
from formulas.reading import Mismatch, Parsed, holds, instances, parsed
from formulas.registry import READINGS, Instance, Reading

for path in sorted(Path(__file__).parent.glob("readings_*.py")):
    importlib.import_module(f"formulas.{path.stem}")

HOW = (
    'read it by `@reads({label!r}, "the function of its evidence")` in tests/book/formulas, '
    "where readings_{chapter}.py has examples, or record it as it stands with `make pins`"
)


def check(reading: Reading, formula: Formula) -> tuple[list[Parsed], list[Instance]]:
    """Hold one formula against its reading; raise Mismatch with the label and both values."""
    given = instances(reading)
    page = parsed(reading, formula, given)
    holds(reading, page, given)
    return page, given


def complaints_about_pins(
    formulas: dict[str, Formula], old: dict[str, list[str]], new: dict[str, list[str]]
) -> list[str]:
    """Return what differs from the record, and for a label that is new how to bring it in."""
    fresh = [label for label in new if label not in old and label in formulas]  # not the numbers of a new page
    found = []
    for label in fresh:
        page = formulas[label].page
        how = HOW.format(label=label, chapter=page.stem[1] if page.stem[0] == "0" else 8)
        found.append(f"{page.name}: {label} is neither read nor pinned: {how}")
    known = {label: pinned for label, pinned in new.items() if label not in fresh}
    changed = differences(old, known)
    if changed:
        found.append("These pinned formulas have changed; `make pins` records what is meant:")
    return found + changed


def complaints_about_readings(formulas: dict[str, Formula], named: Mapping[str, set[str]]) -> list[str]:
    """Return readings of labels that are not there, or by another function than their evidence names."""
    found = []
    for label, reading in READINGS.items():
        if label not in formulas:
            found.append(f"{reading.place} reads {label!r}, which is not in the book")
        elif label in named and reading.function not in named[label]:
            found.append(
                f"{label}: {reading.place} reads it by {reading.function}, its evidence is {sorted(named[label])}"
            )
    return found


__all__ = ["READINGS", "Mismatch", "check", "complaints_about_pins", "complaints_about_readings"]
