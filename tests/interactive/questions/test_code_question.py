import re

import numpy as np
import pytest

from course_lib.interactive.questions.code_question import BLANK, NO_FUNCTION, NOTHING, CodeQuestion
from course_lib.interactive.questions.verdict import Status


def double_in_place(x, n):
    x *= n
    return x


SLIPS = {
    lambda x, n: x + n: "It adds.",
    lambda x, n: n: "It ignores x.",
    lambda x, n: x.missing: "It asks for what is not there.",
}
QUESTION = CodeQuestion(
    starter="def scaled(x, n):\n    ...",
    solution="def scaled(x, n):\n    return n * x",
    reference=lambda x, n: n * x,
    cases=lambda rng: [(rng.standard_normal(2), 3.0), (rng.standard_normal((2, 2)), -1.0)],
    wrong=SLIPS,
    explanation="Entry by entry.",
)


def blank(x, n): ...


def documented(x, n):
    """What it does."""
    ...


def idle(x, n):
    n * x


def loop(x, n):
    while n:
        n += 1


def test_the_right_function_passes():
    verdict = QUESTION.verdict(lambda a, b: a * b)
    assert verdict.passed
    assert verdict.text == "It agrees with the library in all 2 cases. Entry by entry."


@pytest.mark.parametrize("starter", [blank, documented])
def test_a_blank_starter_is_not_attempted(starter):
    verdict = QUESTION.verdict(starter)
    assert (verdict.status, verdict.text, verdict.passed) == (Status.OPEN, BLANK, False)


def test_each_slip_is_recognised_by_what_it_does():
    for explanation, function in zip(
        SLIPS.values(), (lambda x, n: n + x, lambda x, n: n * 1, lambda x, n: x.missing), strict=True
    ):
        assert QUESTION.verdict(function).text == explanation


@pytest.mark.parametrize(
    ("function", "says"),
    [
        (3.0, NO_FUNCTION),
        (None, NO_FUNCTION),
        (idle, NOTHING),
        (loop, "It was stopped in a loop that does not end for `x = [0.1257, -0.1321]`, `n = 3.`. What"),
        (lambda x: x, "It stopped with `TypeError: test"),
        (lambda x, n: 1 / 0, "It stopped with `ZeroDivisionError: division by zero` for `x = [0.1257, -0.1321]`"),
        (lambda x, n: "no", "It returns a str for `x"),
        (lambda x, n: 1.0, "It returns an array of shape () for `x"),
        (lambda x, n: np.where(x > 0, np.nan, x), "It returns a value that is not a number (nan) for"),
        (double_in_place, "It returns the right values, but it changes its argument `x`."),
        (lambda x, n: abs(n) * x, "in 1 of 2 cases, first for `x = [[0.6404, 0.1049], [-0.5357, 0.3616]]`, `n = -1.`"),
        (lambda x, n: 2 * x, "where it returns `[0.2515, -0.2642]`."),
    ],
)
def test_one_sentence_for_everything_else(function, says):
    verdict = QUESTION.verdict(function)
    assert verdict.status is Status.NOT_YET
    assert re.sub(r"<.*?>\.?", "", says.partition("test")[0]) in verdict.text


def test_two_slips_with_one_explanation_are_refused():
    with pytest.raises(ValueError, match="an explanation of its own"):
        CodeQuestion("def f(): ...", "", float, list, {lambda: 0: "a", lambda: 1: "a"}, "")
