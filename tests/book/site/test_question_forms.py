"""The forms of the page give the verdicts that the kernel gives, for any input."""

from itertools import chain, combinations

import numpy as np
import pytest
from browsing import ROOT
from question_answers import choose, expected, said, write

from course_lib.interactive.questions import ask_choice, ask_number

pytestmark = pytest.mark.browser

SPEED = ask_number(
    "How fast?",
    1 / 3,
    tolerance=0.01,
    units="m / s",
    wrong={-1 / 3: "The sign.", 3: "Upside `down`.", 1e-3: "The unit $x<1$."},
    explanation="A *third*.",
)
EXACT = ask_number("How many?", -4, wrong={4: "The sign.", 0.5: "The half."}, explanation="Four & less.")
EDGES = [1 / 3 + 0.01, 1 / 3 - 0.01, 3.01, 2.99]
TEXTS = [
    *(
        "1e-3",
        "1E-3",
        "0,5",
        "\u22124",
        "-4",
        "+4",
        "",
        "  ",
        "abc",
        "1/3",
        "-1/3",
        "1 / 3",
        "1/0",
        "0/0",
        "1/1e999",
        "4/",
    ),
    *("1,000", "1,185", "0,333", "1.234,5", "1e999", "-1e999", "3 m/s", "3m / s", "3 kg", ".5", "5.", ".", "0x10", "٣"),
    *(
        "1_000",
        "nan",
        "Infinity",
        "--4",
        "1e",
        "e3",
        "1e+0",
        "4.0000000000000001",
        "3\u00a0",
        "1\u202f/\u202f3",
        "−1/−3",
    ),
    *(repr(float(x)) for edge in EDGES for x in (np.nextafter(edge, -9), edge, np.nextafter(edge, 9))),
]
ONE = ask_choice("Which?", [("a", "Not $a$."), ("b", "Yes, `b`.", True), ("c", "Not c.")])
TWO = ask_choice("Which?", [("a", "Yes, a.", True), ("b", "Not b."), ("c", "Yes, c.", True), ("d", "Not d.")])


@pytest.fixture
def form(browser, tmp_path):
    """The form of a question on a page of its own, with the book's script."""
    script = (ROOT / "book" / "_static" / "questions.js").as_uri()
    page = browser.new_page()
    failures = []
    page.on("pageerror", lambda error: failures.append(str(error)))

    def show(question, javascript=True):
        path = tmp_path / "page.html"
        loaded = f'<script defer src="{script}"></script>' if javascript else ""
        html = question.form()
        path.write_text(f'<!DOCTYPE html><meta charset="utf-8">{loaded}{html}', encoding="utf-8")
        page.goto(path.as_uri())
        return page.locator("form")

    yield show
    page.close()
    assert failures == []


@pytest.mark.parametrize("question", [SPEED, EXACT], ids=["tolerance", "exact"])
def test_a_number_gets_the_same_verdict_as_in_the_kernel(form, question):
    shown = form(question)
    differ = []
    for text in TEXTS:
        write(shown, text)
        if said(shown) != expected(question.verdict(text)):
            differ.append((text, said(shown), repr(question.verdict(text))))
    assert differ == []
    assert len({question.verdict(text) for text in TEXTS}) > 4


@pytest.mark.parametrize("question", [ONE, TWO], ids=["one", "several"])
def test_a_choice_gets_the_same_verdict_as_in_the_kernel(form, question):
    count = len(question.options)
    most = count if question.several else 1
    for places in chain.from_iterable(combinations(range(count), size) for size in range(most + 1)):
        shown = form(question)
        choose(shown, places)
        assert said(shown) == expected(question.verdict(places))


def test_a_new_answer_takes_the_old_verdict_away(form):
    shown = form(EXACT)
    write(shown, "4")
    assert said(shown) == "Notyet.Thesign."
    shown.locator("input").press("Backspace")
    assert said(shown) == ""


def test_no_global_name_is_left(form):
    shown = form(EXACT)
    names = ["NUMBER", "THOUSANDS", "read", "aboutNumber", "aboutChoice", "form"]
    assert shown.evaluate("(_, names) => names.map((name) => eval(`typeof ${name}`))", names) == ["undefined"] * 6


def test_without_a_script_the_question_is_there_and_sends_nothing(form):
    shown = form(SPEED, javascript=False)
    address = shown.page.url
    assert "How fast?" in shown.inner_text()
    assert shown.locator("button").is_disabled()
    write(shown, "3")
    assert shown.page.url == address
