"""The pages made from the marks: every pair of formula and test has its row, and every row leads to code."""

import re

import evidence_pages
from book_sources import ROOT
from evidence import all_evidence

MARKS, _ = all_evidence(sorted((ROOT / "tests").rglob("test_*.py")))


def test_the_table_has_a_row_for_every_mark():
    rows = [line for line in evidence_pages.table(ROOT / "book", MARKS, set()).splitlines() if line.startswith("| {")]
    assert len(rows) == len(MARKS)
    for mark in MARKS:
        assert any(f"`{mark.label}`" in row and f"<{evidence_pages.anchor(mark)}>" in row for row in rows)


def test_every_test_is_shown_once_and_whole():
    shown = evidence_pages.tests(MARKS)
    for mark in MARKS:
        assert shown.count(f"({evidence_pages.anchor(mark)})=") == 1
    assert len(re.findall(r"^def test_", shown, re.MULTILINE)) == len({mark.place for mark in MARKS})


def test_names_become_words():
    assert evidence_pages.words("test_a_step_falls") == "a step falls"
    assert evidence_pages.words("eq-forward-rows") == "forward rows"
    assert evidence_pages.short("network.MLP.backward") == "MLP.backward"
    assert evidence_pages.short("bounds.contraction") == "contraction"


def test_functions_are_called_what_the_library_pages_call_them():
    modules = {"course_lib.bounds", "course_lib.functions", "course_lib.functions.losses"}
    name = evidence_pages.documented_name
    assert name("functions.mse_gradient", modules) == "course_lib.functions.losses.mse_gradient"
    assert name("bounds.contraction", modules) == "course_lib.bounds.contraction"
