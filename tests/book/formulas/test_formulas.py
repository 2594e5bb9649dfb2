"""What the pages' LaTeX says is what the library computes; what cannot be read is the formula on record."""

import re
from functools import cache

import pytest
from book_formulas import formulas
from book_sources import ROOT
from complaints import no_complaints
from printed.book import pinned

from formulas import pins
from formulas.book import READINGS, check, complaints_about_pins, complaints_about_readings

FORMULAS = formulas(ROOT)


@cache
def evidence() -> dict[str, set[str]]:
    """The functions that the marks name for each label."""
    found: dict[str, set[str]] = {}
    for path in (ROOT / "tests").rglob("test_*.py"):
        for label, function in re.findall(r'evidence\("([^"]+)", "([^"]+)"', path.read_text()):
            found.setdefault(label, set()).add(function)
    return found


@pytest.mark.parametrize("label", READINGS)
def test_the_page_says_what_the_library_computes(label):
    assert label in FORMULAS, f"{READINGS[label].place} reads {label!r}, which is not in the book"
    check(READINGS[label], FORMULAS[label])


def test_readings_use_the_functions_of_their_evidence():
    no_complaints(complaints_about_readings(FORMULAS, evidence()))


def test_at_least_sixty_numbered_equations_are_read():
    assert sum(label.startswith("eq-") for label in READINGS) >= 60


def test_what_is_not_read_is_as_recorded():
    no_complaints(complaints_about_pins(FORMULAS, pins.recorded(), pins.wanted(FORMULAS, READINGS) | pinned(ROOT)))


def test_a_new_label_is_listed_with_what_to_do():
    page = FORMULAS["eq-adam"].page
    new = {"eq-new": FORMULAS["eq-adam"]._replace(label="eq-new")}
    (message,) = complaints_about_pins(new, {}, pins.wanted(new, READINGS))
    assert message.startswith(f"{page.name}: eq-new is neither read nor pinned: read it by `@reads('eq-new'")
    assert "make pins" in message and "readings_6.py" in message


def test_a_changed_pin_shows_old_and_new():
    old, new = {"eq-one": ["x = 1"]}, {"eq-one": ["x = 2"]}
    complaints = complaints_about_pins({"eq-one": FORMULAS["eq-adam"]}, old, new)
    assert complaints[1:] == ["eq-one\n  - x = 1\n  + x = 2"]
    assert complaints_about_pins({}, old, old) == []
    assert complaints_about_pins({}, old, {})[1:] == ["eq-one\n  - x = 1"]


def test_a_reading_of_nothing_or_by_another_function_is_found(monkeypatch):
    reading = READINGS["eq-adam"]._replace(function="methods.AMSGrad")
    monkeypatch.setitem(READINGS, "eq-adam", reading)
    monkeypatch.setitem(READINGS, "eq-gone", reading)
    found = complaints_about_readings(FORMULAS, evidence())
    assert found == [
        "eq-adam: readings_6b.adam reads it by methods.AMSGrad, its evidence is ['methods.Adam']",
        "readings_6b.adam reads 'eq-gone', which is not in the book",
    ]
