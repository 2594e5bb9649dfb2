import math
import re

import numpy as np
import pytest
from sample_questions import ONE, SLIPS, TWO, quarter

from course_lib import ask_choice
from course_lib.interactive.questions.ask import EMPTY, MISSING, OTHER, UNREADABLE, read_number
from course_lib.interactive.questions.verdict import Status


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("132", 132.0),
        (" 1e-3 ", 0.001),
        ("2.5E+2", 250.0),
        ("0,5", 0.5),
        ("\u22124", -4.0),
        ("+.5", 0.5),
        ("3.", 3.0),
        ("1/3", 1 / 3),
        ("-1 / 4", -0.25),
        ("1\u202f000", 1000.0),
        ("7 m/s", 7.0),
        ("7m / s", 7.0),
        ("0,500", 0.5),
    ],
)
def test_numbers_as_readers_write_them(text, value):
    assert read_number(text, "m / s") == value


@pytest.mark.parametrize(
    "text",
    ["", "abc", "1,185", "1.234,5", "1e999", "1/0", "1/2/3", "1/", "--1", "nan", "inf", "0x10", "1_000", "٣", "4 kg"],
)
def test_what_is_no_number(text):
    assert math.isnan(read_number(text, "m / s"))


@pytest.mark.parametrize("text", ["0.25", "1/4", "0,125", "0.375", "0.2 m/s"])
def test_within_the_tolerance_is_right(text):
    verdict = quarter().verdict(text)
    assert (verdict.status, verdict.text) == (Status.RIGHT, "A quarter.")


def test_each_slip_has_its_own_explanation():
    for value, explanation in SLIPS.items():
        verdict = quarter().verdict(str(value))
        assert (verdict.status, verdict.text) == (Status.NOT_YET, explanation)


@pytest.mark.parametrize(
    ("text", "said"), [("", EMPTY), (" ", EMPTY), ("x", UNREADABLE), ("0.1249", OTHER), ("9", OTHER)]
)
def test_other_texts(text, said):
    assert quarter().verdict(text) == said


def test_without_tolerance_a_number_is_met_exactly():
    question = quarter(tolerance=0)
    assert question.verdict("0.25").passed
    assert question.verdict(repr(np.nextafter(0.25, 1).item())) == OTHER


@pytest.mark.parametrize(
    ("changes", "error", "says"),
    [
        ({"tolerance": -1}, ValueError, "tolerance must be at least 0, got -1"),
        ({"wrong": {0.5: "near"}}, ValueError, "more than twice the tolerance, got 0.25 beside 0.5"),
        ({"wrong": {5.0: "a", 5.1: "b"}}, ValueError, "got 5.0 beside 5.1"),
        ({"wrong": {5.0: "a", 6.0: "a"}}, ValueError, "a text of their own, got 'a'"),
        ({"wrong": {"5": "a"}}, TypeError, "wrong must be a real number, got '5'"),
        ({"wrong": {math.nan: "a"}}, ValueError, "wrong must be finite"),
    ],
)
def test_a_number_that_cannot_be_checked_is_refused(changes, error, says):
    with pytest.raises(error, match=re.escape(says)):
        quarter(**({"tolerance": 0.125} | changes))


@pytest.mark.parametrize(
    ("question", "chosen", "status", "text"),
    [
        (ONE, [], EMPTY.status, EMPTY.text),
        (ONE, [0], Status.NOT_YET, "Not a."),
        (ONE, [1], Status.RIGHT, "Yes, b."),
        (ONE, [2], Status.NOT_YET, "Not c."),
        (TWO, [], EMPTY.status, EMPTY.text),
        (TWO, [2], MISSING.status, MISSING.text),
        (TWO, [2, 0], Status.RIGHT, "Yes, a. Yes, c."),
        (TWO, [0, 1], Status.NOT_YET, "Not b."),
        (TWO, [3, 1], Status.NOT_YET, "Not b. Not d."),
        (TWO, [0, 1, 2, 3], Status.NOT_YET, "Not b. Not d."),
    ],
)
def test_choices(question, chosen, status, text):
    verdict = question.verdict(chosen)
    assert (verdict.status, verdict.text) == (status, text)


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ([("a", "x"), ("b", "y")], "a right and a wrong one, got 0 right of 2"),
        ([("a", "x", True), ("b", "y", True)], "got 2 right of 2"),
        ([("a", "x", True), ("a", "y")], "a text of their own, got 'a'"),
        ([("a", "x", True), ("b", "x")], "a text of their own, got 'x'"),
        ([("a", "", True), ("b", "x")], "a text of their own, got ''"),
    ],
)
def test_a_choice_that_cannot_be_checked_is_refused(options, says):
    with pytest.raises(ValueError, match=re.escape(says)):
        ask_choice("Which?", options)


@pytest.mark.parametrize("question", [quarter(), ONE, TWO])
def test_two_faces(question, monkeypatch):
    live = question._repr_mimebundle_()
    assert set(live) == {"application/vnd.jupyter.widget-view+json", "text/plain"}
    monkeypatch.setenv("COURSE_STATIC", "1")
    static = question._repr_mimebundle_()
    assert set(static) == {"text/html", "text/plain"}
    assert "\n" not in static["text/html"]  # one line, so that it can stand in MyST
