"""The evaluator of formulas that readers type; test_formula_in_the_page.py holds its twin to the same vectors."""

import json
import math
from pathlib import Path

import pytest

from course_lib.interactive.questions.formula import FUNCTIONS, FormulaError, evaluate, spelled
from course_lib.showing.notation import GREEK

VECTORS = json.loads(Path(__file__).with_name("formula_vectors.json").read_text(encoding="utf-8"))
VALUES = VECTORS["values"]


@pytest.mark.parametrize(("text", "value"), VECTORS["read"])
def test_the_value_of_a_formula(text, value):
    found = evaluate(text, VALUES)
    assert math.isnan(found) if value is None else found == pytest.approx(value, rel=1e-14, abs=1e-15)


@pytest.mark.parametrize(("text", "kind", "at", "what"), VECTORS["refused"])
def test_what_cannot_be_read_is_said_with_its_place(text, kind, at, what):
    with pytest.raises(FormulaError) as raised:
        evaluate(text, VALUES)
    assert (raised.value.kind, raised.value.at, raised.value.what) == (kind, at, what)


def test_the_vectors_call_every_function():
    texts = " ".join(text for text, _ in VECTORS["read"])
    assert all(f"{name}(" in texts for name in FUNCTIONS)


@pytest.mark.parametrize(("word", "letter"), GREEK.items())
def test_a_greek_letter_is_its_word(word, letter):
    assert spelled(letter) == word
    assert evaluate(f"{letter}₁ + {word}_1", {f"{letter}1": 2}) == 4


def test_a_name_of_the_question_comes_before_a_function():
    assert evaluate("log + max", {"log": 1, "max": 2}) == 3
