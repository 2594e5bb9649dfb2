"""A run at its limits: what just is accepted, the stated defaults, and directions that do not descend."""

from __future__ import annotations

import inspect

import numpy as np
import pytest

from course_lib import Armijo, GradientDescent, Stop, StrongWolfe, iterates, minibatches, minimize, schedules
from course_lib.types import Method

GD = GradientDescent(0.125)


def half_square(x):
    return 0.5 * float(x @ x), x


def sloped(slope):
    """f with one gradient everywhere."""
    return lambda x: (float(slope @ x), slope)


# call, value just outside, words of the message
OUTSIDE = [
    (lambda tol: minimize(half_square, [1.0], GD, tol=tol), -0.5, "tol must be at least 0, got -0.5"),
    (lambda most: minimize(half_square, [1.0], GD, max_iter=most), -1, "max_iter must be at least 0, got -1"),
    (lambda every: minimize(half_square, [1.0], GD, every=every), 0, "every must be at least 1, got 0"),
    (lambda size: minibatches(np.ones(3), size, np.random.default_rng(0)), 0, "batch_size must be at least 1, got 0"),
    (lambda data: minibatches(data, 1, np.random.default_rng(0)), np.ones((0, 2)), "at least one, got lengths [0]"),
    (lambda data: minibatches(data, 1, np.random.default_rng(0)), (), "at least one, got lengths []"),
    (lambda steps: schedules.cosine(1.0, steps), 0, "steps must be at least 1, got 0"),
    (lambda last: schedules.cosine(1.0, 3, last), -0.5, "last must be at least 0, got -0.5"),
    (lambda steps: schedules.warm_up(1.0, steps), 0, "steps must be at least 1, got 0"),
    (schedules.warm_up(1.0, 1), 0, "k must be at least 1, got 0"),
    (lambda c1: Armijo(c1=c1), 0, "c1 must lie in (0, 1), got 0"),
    (lambda c1: Armijo(c1=c1), 1, "c1 must lie in (0, 1), got 1"),
    (lambda shrink: Armijo(shrink=shrink), 0, "shrink must lie in (0, 1), got 0"),
    (lambda shrink: Armijo(shrink=shrink), 1, "shrink must lie in (0, 1), got 1"),
    (lambda most: Armijo(max_iter=most), 0, "max_iter must be at least 1, got 0"),
    (lambda c1: StrongWolfe(c1=c1), 0, "c1 must lie in (0, 0.9), got 0"),
    (lambda c1: StrongWolfe(c1=c1), 0.9, "c1 must lie in (0, 0.9), got 0.9"),
    (lambda c2: StrongWolfe(c2=c2), 1, "c2 must lie in (0, 1), got 1"),
    (lambda c2: StrongWolfe(c2=c2), 0, "c2 must lie in (0, 1), got 0"),
    (lambda most: StrongWolfe(max_iter=most), 0, "max_iter must be at least 1, got 0"),
]


@pytest.mark.parametrize("call, value, words", OUTSIDE, ids=[f"{i}" for i in range(len(OUTSIDE))])
def test_what_lies_just_outside_is_refused_in_a_sentence(call, value, words):
    with pytest.raises(ValueError) as refused:
        call(value)
    assert words in str(refused.value)


def test_schedules_at_their_ends():
    assert [schedules.cosine(2.0, 1, 0.5)(k) for k in (1, 2, 3)] == [2.0, 0.5, 0.5]
    assert [schedules.cosine(2.0, 2)(k) for k in (1, 3, 4)] == [2.0, 0.0, 0.0]
    assert schedules.cosine(2.0, 2)(2) == pytest.approx(1.0, rel=1e-15)
    assert [schedules.warm_up(2.0, 4)(k) for k in (1, 4, 5)] == [0.5, 2.0, 2.0]


def test_a_run_has_a_thousand_steps_all_recorded_where_nothing_else_is_said():
    run = minimize(sloped(np.ones(1)), [0.0], GD)
    assert (run.stop, run.steps) == (Stop.ITERATION_LIMIT, 1000)
    np.testing.assert_array_equal(run.trace.k, np.arange(1001))
    assert inspect.signature(minimize).parameters["tol"].default == 1e-6


@pytest.mark.parametrize("slope, stop", [(1e-6, Stop.GRADIENT_SMALL), (1.001e-6, Stop.ITERATION_LIMIT)])
def test_a_gradient_is_small_from_the_tolerance_down(slope, stop):
    assert minimize(sloped(np.array([-slope])), [0.0], GD, max_iter=2).stop is stop


def test_a_run_goes_on_where_the_square_of_its_point_overflows():
    run = minimize(lambda x: (0.0, x / 2), [1e200], GradientDescent(1.0), max_iter=2)
    assert (run.stop, run.x.tolist()) == (Stop.ITERATION_LIMIT, [0.25e200])


class Turning(Method):
    """It goes along −g at first and after each restart, and along `later` then; its state counts the steps."""

    def __init__(self, later, restarts):
        self.later, self.restarts, self.lengths = np.array(later), restarts, []

    def init(self, x0):
        return 0

    def direction(self, x, g, state):
        return (-g if state == 0 else self.later), state + 1

    def trial_length(self, k, g):
        self.lengths.append(k)
        return 0.25


@pytest.mark.parametrize("later", [[0.0, 0.0], [1.0, 0.0]])
def test_a_level_direction_begins_the_method_anew_where_it_restarts_and_ends_the_run_elsewhere(later):
    def objective(x):  # the gradient stays along the second axis
        return 0.5 * float(x[1] ** 2), np.array([0.0, x[1]])

    restarting = Turning(later, True)
    run = minimize(objective, [0.0, 1.0], restarting, search=Armijo(), max_iter=3)
    assert (run.stop, run.steps, run.x.tolist()) == (Stop.ITERATION_LIMIT, 3, [0.0, 0.75**3])
    assert restarting.lengths == [1, 1, 1]
    run = minimize(objective, [0.0, 1.0], Turning(later, False), search=Armijo())
    assert (run.stop, run.steps) == (Stop.LINE_SEARCH_FAILED, 1)


def test_a_method_that_goes_on_hears_the_number_of_its_step():
    method = Turning([0.0, -1e-3], True)
    run = minimize(half_square, [0.0, 1.0], method, search=Armijo(), max_iter=3)
    assert run.steps == 3 and method.lengths == [1, 2, 3]


def test_without_a_length_of_its_own_a_method_tries_the_rate_of_its_step_first():
    tried = []

    def search(phi, start, trial):
        tried.append(trial)
        return phi(trial)

    minimize(half_square, [1.0], GradientDescent(lambda k: 0.5**k), search=search, max_iter=3)
    assert tried == [0.5, 0.25, 0.125]


def test_a_method_that_says_nothing_of_restarts_has_none():
    class Once:
        def init(self, x0):
            return 0

        def direction(self, x, g, state):
            return (-g if state == 0 else 0 * g), state + 1

    run = minimize(half_square, [1.0], Once(), search=Armijo(c1=0.9, shrink=0.1))
    assert (run.stop, run.steps) == (Stop.LINE_SEARCH_FAILED, 1)


@pytest.mark.parametrize("answer", [lambda g: [-g, None], lambda g: (-g, None, None), lambda g: (-g,)])
def test_a_direction_is_a_tuple_of_two(answer):
    class Wrong:
        def init(self, x0):
            return None

        def direction(self, x, g, state):
            return answer(g)

    with pytest.raises(TypeError, match=r"direction must return the pair \(p, state\), got"):
        minimize(half_square, [1.0], Wrong())


def test_the_short_last_batch_of_an_epoch_is_kept():
    batches = minibatches(np.arange(5), 2, np.random.default_rng(0))
    epoch = [next(batches)[0] for _ in range(3)]
    assert [len(rows) for rows in epoch] == [2, 2, 1] and sorted(np.concatenate(epoch)) == [0, 1, 2, 3, 4]
    assert len(next(minibatches(np.arange(5), 9, np.random.default_rng(0)))[0]) == 5


def test_iterates_begin_with_the_start_and_the_rate_of_step_one():
    steps = iterates(half_square, [1.0], GradientDescent(lambda k: 0.5**k))
    assert [(s.k, s.x.tolist(), s.alpha) for s, _ in zip(steps, range(3), strict=False)] == [
        (0, [1.0], None),
        (1, [0.5], 0.5),
        (2, [0.375], 0.25),
    ]
