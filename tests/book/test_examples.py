"""The example of the page "Write your own method" is a real method."""

import runpy
from pathlib import Path

import numpy as np
import pytest

from course_lib import Adam, Armijo, Quadratic, Rosenbrock, Stop, iterates, minimize

EXAMPLE = Path(__file__).parents[2] / "book" / "_examples" / "sign_descent.py"


@pytest.fixture
def method():
    return runpy.run_path(str(EXAMPLE))["SignDescent"]


def test_first_step_moves_each_coordinate_by_the_learning_rate(method):
    steps = iterates(Quadratic(np.diag([1.0, 100.0])), [3.0, -1.0], method(0.25))
    next(steps)
    np.testing.assert_array_equal(next(steps).x, [2.75, -0.75])


def test_without_memory_it_is_the_steepest_step_in_the_largest_coordinate(method):
    A = Quadratic(np.diag([1.0, 100.0]))
    run = minimize(A, [3.0, -1.0], method(0.5, beta=0.0), tol=0, max_iter=3, keep="x")
    np.testing.assert_array_equal(run.trace.x[:, 0], [3.0, 2.5, 2.0, 1.5])


def test_the_call_of_the_page_runs_and_descends(method):
    run = minimize(Rosenbrock(), [-1.2, 1.0], method(lambda k: 1 / k), max_iter=5000)
    assert run.f < 1e-5 and run.stop is Stop.ITERATION_LIMIT


def test_states_replay(method):
    steps = iterates(Rosenbrock(), [-1.2, 1.0], method(0.01))
    kept = [next(steps) for _ in range(4)]
    p, _ = method(0.01).direction(kept[2].x, kept[2].g, kept[2].state)
    assert p.tobytes() == kept[3].p.tobytes()


def test_adam_promises_no_descent_direction():
    run = minimize(Rosenbrock(), [-1.2, 1.0], Adam(0.1), search=Armijo())
    assert run.stop is Stop.LINE_SEARCH_FAILED and run.steps == 2
