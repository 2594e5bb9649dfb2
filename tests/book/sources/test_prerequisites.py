"""The ten questions before the start: their right answers are right, and each wrong one says where to learn more."""

import json

import numpy as np
import pytest
from book_sources import ROOT, cells

import course_lib

QUESTIONS = [
    eval(cell.source, {"ask_choice": course_lib.ask_choice})
    for cell in cells(ROOT / "book" / "prerequisites.ipynb")
    if cell.source.startswith("ask_choice(")
]
STEP = 1e-6


def slope(f):
    return (f(STEP) - f(-STEP)) / (2 * STEP)


RIGHT = {
    1: (r"$4$", slope(lambda t: (2 + t) ** 2 * 1 + 3), 4),
    2: (r"$\frac{11}5$", np.dot([1, 2], [0.6, 0.8]), 11 / 5),
    3: ("$1$", slope(lambda t: 2 * (1 + t) ** 2 - 3 * (1 + t)), 1),
    4: (r"$1+x+\frac12x^2$", np.exp(1e-3) - 1 - 1e-3, 0.5e-6),
    5: ("$-6$", min(2 * 3 * np.cos(np.linspace(0, np.pi, 101))), -6),
    6: (r"$\delta x^{\mathsf T}$", np.outer(np.ones(3), np.ones(2)).shape, (3, 2)),
    7: ("$1$ and $3$", np.linalg.eigvalsh([[2, 1], [1, 2]]), [1, 3]),
    8: ("for $|c|<1$", [min(np.linalg.eigvalsh([[1, c], [c, 1]])) > 0 for c in (-1, -0.9, 0.9, 1)], [0, 1, 1, 0]),
    9: ("$2$", 4 * 8 / 4**2, 2),
    10: ("`(5,)`", (np.ones((5, 3)) @ np.ones(3) - np.ones((5, 3)).mean(axis=1)).shape, (5,)),
}


def test_there_are_ten():
    assert [int(question.prompt.split(".")[0]) for question in QUESTIONS] == list(RIGHT)


@pytest.mark.parametrize("question", QUESTIONS, ids=list(RIGHT))
def test_the_right_answer_is_right_and_every_other_says_where_to_learn(question):
    text, computed, value = RIGHT[int(question.prompt.split(".")[0])]
    assert [option.text for option in question.options if option.right] == [text]
    np.testing.assert_allclose(computed, value, rtol=2e-3)
    for option in question.options:
        assert option.right or " See " in option.explanation


def test_nothing_else_runs_in_the_notebook():
    content = json.loads((ROOT / "book" / "prerequisites.ipynb").read_text(encoding="utf-8"))
    assert sum(cell["cell_type"] == "code" for cell in content["cells"]) == len(QUESTIONS) + 1
