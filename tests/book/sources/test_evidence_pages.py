"""The pages made from the marks: every pair of formula and test has its row, and every row leads to code."""

import ast
import re

import evidence_pages
import pytest
from book_sources import ROOT
from evidence import all_evidence
from evidence_kinds import kind


@pytest.fixture(scope="module")
def marks():
    return all_evidence(sorted((ROOT / "tests").rglob("test_*.py")))[0]


def test_the_table_has_a_row_for_every_mark(marks):
    rows = [line for line in evidence_pages.table(ROOT / "book", marks, set()).splitlines() if line.startswith("| {")]
    assert len(rows) == len(marks)
    for mark in marks:
        assert any(f"`{mark.label}`" in row and f"<{evidence_pages.anchor(mark)}>" in row for row in rows)


def test_every_test_is_shown_once_and_whole(marks):
    shown = evidence_pages.tests(marks)
    for mark in marks:
        assert shown.count(f"({evidence_pages.anchor(mark)})=") == 1
        path = mark.path.relative_to(ROOT).as_posix()
        assert shown.count(f"\n.venv/bin/python -m pytest {path}::{mark.test}\n") == 1
    assert len(re.findall(r"^def test_", shown, re.MULTILINE)) == len({mark.place for mark in marks})


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


def test_rows_say_what_supports_them(marks):
    rows = evidence_pages.table(ROOT / "book", marks, set()).splitlines()
    assert any("`thm-tight-rate`" in row and "· *proved; checked exactly* |" in row for row in rows)
    assert any("`eq-descent-lemma`" in row and "· *proved; measured* |" in row for row in rows)
    assert any("`eq-signal-size`" in row and "· *measured* |" in row for row in rows)
    assert not any("`thm-worst-case-step`" in row and "proved" in row for row in rows)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("assert f() == 1", "checked exactly"),
        ("assert f() == pytest.approx(1, rel=1e-12)", "checked exactly"),
        ("np.testing.assert_allclose(f(), 1, rtol=0, atol=ROUNDING)", "checked exactly"),
        ("assert abs(f() - 1) < 1e-13", "checked exactly"),
        ("assert f() <= 1", "measured"),
        ("assert f() == pytest.approx(1)", "measured"),
        ("assert f() == pytest.approx(1, rel=0.03)", "measured"),
        ("np.testing.assert_allclose(f(), 1, rtol=1e-12)\n    assert g() == pytest.approx(1, abs=0.1)", "measured"),
    ],
)
def test_the_kind_of_a_test_is_that_of_its_comparisons(body, expected):
    module = ast.parse(f"ROUNDING = 1e-14\n\ndef test_it():\n    {body}\n")
    assert kind(module.body[1], module) == expected
