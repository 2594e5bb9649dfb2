import numpy as np

from course_lib import GradientDescent, Objective, Quadratic, Stop, minimize


def test_the_reason_of_a_stop_is_a_sentence_and_names_differ():
    sentences = [stop.value for stop in Stop]
    assert len(set(sentences)) == 6 and all(len(sentence.split()) >= 5 for sentence in sentences)


def test_results_say_what_happened():
    run = minimize(Quadratic(np.eye(2)), [1.0, 2.0], GradientDescent(0.5), max_iter=3, tol=0)
    assert repr(run) == "Result(3 steps, 4 evaluations: iteration limit,\n       f = 0.0390625, max |g| = 0.25)"
    assert repr(run.trace) == "Trace(4 recorded steps, k = 0 … 3)"


def test_objectives_are_recognised_by_what_they_can_do():
    assert isinstance(Quadratic(np.eye(2)), Objective)
    assert not isinstance(len, Objective)
