import json
import re
from pathlib import Path

import pytest

from course_lib import ask_formula
from course_lib.interactive.questions.formula_question import EMPTY, OTHER
from course_lib.interactive.questions.verdict import Status

SLIPS = {"1 - alpha*k": "Not a line.", "alpha^k": "That is what is taken off."}
NAMES = {"alpha": [0.5, 1.5, 0.25], "k": [3, 4, 5]}


def power(**changes):
    given = {"names": NAMES, "wrong": SLIPS, "explanation": "A factor a step."}
    return ask_formula("Which factor?", "(1 - alpha)^k", **(given | changes))


@pytest.mark.parametrize("text", ["(1-α)^k", "(1 - alpha)**k", "(α-1)^k*(-1)^k", "(1−α)^(k-1)·(1−α)"])
def test_every_way_to_write_it_is_right(text):
    verdict = power().verdict(text)
    assert (verdict.status, verdict.text) == (Status.RIGHT, "A factor a step.")


@pytest.mark.parametrize(
    ("text", "said"), [("1-k*α", "Not a line."), ("α^(k/2)*α^(k/2)", "That is what is taken off.")]
)
def test_a_usual_wrong_formula_is_recognised_however_it_is_written(text, said):
    verdict = power().verdict(text)
    assert (verdict.status, verdict.text) == (Status.NOT_YET, said)


@pytest.mark.parametrize(("text", "said"), [("", EMPTY), ("  ", EMPTY), ("1", OTHER), ("(1-α)^k + 1e-6", OTHER)])
def test_other_texts(text, said):
    assert power().verdict(text) == said


@pytest.mark.parametrize(
    ("text", "status", "words"),
    [
        ("log(1-α)", Status.NOT_YET, "At α = 1.5, k = 4 your formula has no finite value"),
        ("1/0", Status.NOT_YET, "At α = 0.5, k = 3 your formula has no finite value"),
        (
            "2α",
            Status.OPEN,
            "Before `α`, at character 2, an operation is missing. A product is written `a*b`, not `ab`.",
        ),
        (
            "1 - x",
            Status.OPEN,
            "There is no name `x` here, at character 5. The names are α (or `alpha`), `k`. "
            "A product is written `a*b`, not `ab`.",
        ),
        ("sin α", Status.OPEN, "`sin`, at character 1, is a function."),
        ("x`", Status.OPEN, "`'`, character 2, is no part of a formula here."),
        ("tan(k)", Status.OPEN, "There is no function `tan`, at character 1. The functions are `sqrt`, `exp`"),
    ],
)
def test_what_has_no_value_and_what_cannot_be_read(text, status, words):
    verdict = power().verdict(text)
    assert verdict.status is status and verdict.text.startswith(words)


def test_every_fault_has_its_sentence():
    vectors = json.loads(Path(__file__).with_name("formula_vectors.json").read_text(encoding="utf-8"))
    assert {kind for _, kind, _, _ in vectors["refused"]} == set(power().faults())


@pytest.mark.parametrize(
    ("changes", "error", "says"),
    [
        ({"names": {"alpha": [1, 2], "k": [1, 2]}}, ValueError, "3 or more values each"),
        ({"names": {"alpha": [1, 2, 3], "k": [1, 2]}}, ValueError, "all as many"),
        ({"names": {}}, ValueError, "3 or more values each"),
        ({"names": {"alpha": [1, 2, "3"], "k": [1, 2, 3]}}, TypeError, "names['alpha'] must be a real number, got '3'"),
        ({"names": {"α": [2, 3, 4], "alpha": [2, 3, 4], "k": [1, 2, 3]}}, ValueError, "text of their own, got 'alpha'"),
        ({"names": {"a": [2, 3, 4], "k": [1, 2, 3]}}, ValueError, "name at character 6: 'alpha'"),
        ({"wrong": {"(alpha - 1)^(2*k)/(1-alpha)^k": "Same."}}, ValueError, "got '(1 - alpha)^k' beside '(alpha - 1)"),
        ({"wrong": {"k": "a", "k + 0": "b"}}, ValueError, "got 'k' beside 'k + 0'"),
        ({"wrong": {"k": "a", "k + 1": "a"}}, ValueError, "a text of their own, got 'a'"),
        ({"wrong": {"log(1 - alpha)": "a"}}, ValueError, "finite at all sample points, got 'log(1 - alpha)' at"),
    ],
)
def test_a_formula_that_cannot_be_checked_is_refused(changes, error, says):
    with pytest.raises(error, match=re.escape(says)):
        power(**changes)


def test_the_names_are_offered_as_they_are_read_and_typed():
    assert power().help() == "The names are α (or `alpha`), `k`."
    assert ask_formula("?", "x", names={"x": [1, 2, 3]}, explanation="!").help() == "The name is `x`."
    asked = ask_formula("?", "x0", names={"x0": [1, 2, 3]}, explanation="!")
    assert asked.help() == "The name is x₀ (or `x0`)." and asked.verdict("x_0").passed


def test_the_live_face():
    prompt, row, below, button, reply = power().widget().children
    assert "Which factor?" in prompt.value and "<code>^</code>" in below.value
    row.children[0].value = "1 - α*k"
    assert "<strong>Not yet.</strong> Not a line." in reply.value
    row.children[0].value = "(1-α)^k"
    button.click()
    assert "<strong>Right.</strong>" in reply.value


def test_two_faces(monkeypatch):
    assert set(power()._repr_mimebundle_()) == {"application/vnd.jupyter.widget-view+json", "text/plain"}
    monkeypatch.setenv("COURSE_STATIC", "1")
    html = power()._repr_mimebundle_()["text/html"]
    assert "\n" not in html and 'aria-describedby="question-' in html
    assert "(1 - alpha)" not in html  # the page holds values, not the answer
