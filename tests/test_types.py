import numpy as np
import pytest

from course_lib import GradientDescent, Objective, Quadratic, Stop, minimize


def test_the_reason_of_a_stop_is_a_sentence_and_names_differ():
    sentences = [stop.value for stop in Stop]
    assert len(set(sentences)) == 6 and all(len(sentence.split()) >= 5 for sentence in sentences)


def test_results_say_what_happened():
    run = minimize(Quadratic(np.eye(2)), [1.0, 2.0], GradientDescent(0.5), max_iter=3, tol=0)
    first = "Result(3 steps, 4 evaluations: iteration limit,\n       f = 0.0390625, max |g| = 0.25,\n"
    assert repr(run) == first + "       x = [0.125, 0.25 ])"
    assert repr(run.trace) == "Trace(4 recorded steps, k = 0 … 3)"


@pytest.mark.parametrize(
    ("x0", "shown"),
    [
        (2.0, "x = 1.)"),
        ([1, -2, 3, 1e-9, 5, 6], "x = [5.0e-01, -1.0e+00, 1.5e+00, 5.0e-10, 2.5e+00, 3.0e+00])"),
        ([[1, 2, 3], [4, 5, 6]], "x = [[0.5, 1. , 1.5], [2. , 2.5, 3. ]])"),
        (np.ones(7), "x of shape (7,))"),
        (np.ones((10, 10)), "x of shape (10, 10))"),
    ],
)
def test_a_result_shows_a_short_point_and_the_shape_of_a_long_one(x0, shown):
    run = minimize(lambda x: (0.5 * np.sum(x * x), x), x0, GradientDescent(0.5), max_iter=1, tol=0)
    last = repr(run).splitlines()[-1]
    assert last.strip() == shown and len(repr(run).splitlines()) == 3


def test_objectives_are_recognised_by_what_they_can_do():
    assert isinstance(Quadratic(np.eye(2)), Objective)
    assert not isinstance(len, Objective)
