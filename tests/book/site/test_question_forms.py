"""The forms of the page give the verdicts that the kernel gives, for any input."""

import json
import math
from itertools import chain, combinations

import numpy as np
import pytest
from browsing import ROOT
from question_answers import choose, expected, said, write

from course_lib.interactive.questions import ask_choice, ask_formula, ask_number

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
VECTORS = json.loads(
    (ROOT / "tests" / "interactive" / "questions" / "formula_vectors.json").read_text(encoding="utf-8")
)
FACTOR = ask_formula(
    "Which `factor`?",
    "(1 - alpha*L)^k*x0",
    names={"alpha": [0.5, 0.3, 1.5], "L": [3, 2.5, 0.5], "k": [3, 4, 5], "x0": [7, -2, 0.5]},
    wrong={"(1 - alpha)^k*x0": "Where is $L$?", "1 - alpha*L": "One step & no more."},
    explanation="A *factor* a step.",
)
FORMULAS = ["(1-αL)^k*x0", "(1−α·L)^k·x₀", "x_0*(α*L-1)**k*(-1)^k", "(1-α)^k*x0", "1-L*α", "x0", "", " "]
FORMULAS += [
    "log(1-L)",
    "1/0",
    "(1-α*L)^k*x0 + 1e-7",
    "(1-α*L)^k*x0 + 1e-12",
    "x<0",
    "x & y",
    "`",
    "a&b",
    "$a$",
    "<b>(1)",
    "\u2028",
]
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
    scripts = [(ROOT / "book" / "_static" / name).as_uri() for name in ("formula.js", "questions.js")]
    page = browser.new_page()
    failures = []
    page.on("pageerror", lambda error: failures.append(str(error)))

    def show(question, javascript=True):
        path = tmp_path / "page.html"
        loaded = "".join(f'<script defer src="{script}"></script>' for script in scripts if javascript)
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


def test_a_formula_gets_the_same_verdict_as_in_the_kernel(form):
    shown = form(FACTOR)
    differ = []
    for text in [*FORMULAS, *(text for text, *_ in VECTORS["refused"])]:
        write(shown, text[:200])
        if said(shown) != expected(FACTOR.verdict(text[:200])):
            differ.append((text, said(shown), repr(FACTOR.verdict(text))))
    assert differ == []


def test_formulas_have_the_same_values_and_faults_as_in_the_kernel(form):
    found = form(FACTOR).evaluate(
        "(_, { values, read, refused }) => [...read, ...refused].map(([text]) => {"
        "  const { value, kind, at, what } = evaluateFormula(text, values);"
        "  return kind ? [kind, at, what] : Number.isNaN(value) ? null : value; })",
        VECTORS,
    )
    count = len(VECTORS["read"])
    differ = [
        (text, value, wanted)
        for (text, wanted), value in zip(VECTORS["read"], found[:count], strict=True)
        if value != wanted and not (value and wanted and math.isclose(value, wanted, rel_tol=1e-14))
    ]
    differ += [(r, f) for r, f in zip(VECTORS["refused"], found[count:], strict=True) if f != r[1:]]
    assert differ == []


def test_the_box_of_a_formula_says_what_may_be_written(form):
    box = form(FACTOR).get_by_role("textbox", name="Which factor?")
    help_ = box.page.locator("#" + box.get_attribute("aria-describedby"))
    assert help_.inner_text().startswith("The names are α (or alpha), L, k, x₀ (or x0).")


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
    names = ["NUMBER", "THOUSANDS", "read", "aboutNumber", "aboutFormula", "aboutChoice", "form"]
    assert shown.evaluate("(_, names) => names.map((name) => eval(`typeof ${name}`))", names) == ["undefined"] * 7


def test_without_a_script_the_question_is_there_and_sends_nothing(form):
    shown = form(SPEED, javascript=False)
    address = shown.page.url
    assert "How fast?" in shown.inner_text()
    assert shown.locator("button").is_disabled()
    write(shown, "3")
    assert shown.page.url == address
