"""The race: where runs end, what they cost, and that the chosen learning rates are the fastest of the grid."""

from __future__ import annotations

import inspect
from types import SimpleNamespace

import numpy as np
import pytest

from course_lib import GradientDescent, Newton, Stop, minimize
from course_lib.experiments.race import COURSES, FIRST_ORDER, GRID, Entry, entries, fastest_rate, race, where


def finish(course, *names):
    objective, start = COURSES[course]
    chosen = {name: entries(course)[name] for name in names}
    runs = race(objective, np.array(start), chosen)
    return [(run.stop, where(objective, run)) for run in runs.values()]


@pytest.mark.parametrize("course", COURSES)
def test_damped_newton_and_quasi_newton_reach_a_minimiser_everywhere(course):
    arrived = (Stop.GRADIENT_SMALL, "minimiser")
    assert finish(course, "damped Newton", "BFGS", "L-BFGS") == [arrived] * 3


def test_pure_newton_ends_at_a_maximum_at_a_saddle_and_at_infinity():
    assert finish("Himmelblau", "Newton") == [(Stop.GRADIENT_SMALL, "stationary point")]
    assert finish("Beale", "Newton") == [(Stop.GRADIENT_SMALL, "stationary point")]
    assert finish("log cosh", "Newton") == [(Stop.NOT_FINITE, "not finite")]
    assert finish("valley", "Newton") == [(Stop.GRADIENT_SMALL, "minimiser")]
    hessian = COURSES["Himmelblau"].objective.hessian
    end = race(*COURSES["Himmelblau"], {"Newton": Entry(Newton(hessian))})["Newton"]
    assert (np.linalg.eigvalsh(hessian(end.x)) < 0).all()


def test_a_run_that_is_cut_off_says_so_and_keeps_its_path():
    objective, start = COURSES["Rosenbrock"]
    run = race(objective, np.array(start), {"slow": Entry(GradientDescent(1e-3))}, max_iter=7)["slow"]
    assert where(objective, run) == "iteration limit"
    assert run.trace.x.shape == (8, 2) and run.evals == 8


def test_every_course_has_the_same_ten_entries():
    assert {tuple(entries(name)) for name in COURSES} == {
        (*FIRST_ORDER, "Newton", "damped Newton", "BFGS", "L-BFGS"),
    }


def test_the_valley_has_the_condition_number_100():
    assert COURSES["valley"].objective.eigenvalues == pytest.approx([1, 100], rel=1e-12)


def test_the_rates_of_descent_on_log_cosh_and_himmelblau_are_the_fastest_of_the_grid():
    for course in ("log cosh", "Himmelblau"):
        objective, start = COURSES[course]
        chosen = entries(course)["descent"].method.learning_rate
        assert chosen == fastest_rate(GradientDescent, objective, np.array(start), max_iter=300)
        assert chosen in GRID


def test_the_fastest_rate_is_that_of_the_fewest_evaluations_else_of_the_lowest_value():
    objective, start = COURSES["log cosh"]
    x0 = np.array(start)
    counts = {a: minimize(objective, x0, GradientDescent(a), max_iter=300).evals for a in (0.1, 1.0, 1.5)}
    assert fastest_rate(GradientDescent, objective, x0, (0.1, 1.0, 1.5), max_iter=300) == min(counts, key=counts.get)
    assert fastest_rate(GradientDescent, objective, x0, (0.01, 0.02, 0.001), max_iter=5) == 0.02


def test_what_does_not_fit_is_answered_with_a_sentence():
    with pytest.raises(ValueError, match=r"name must be one of 'valley', .* got 'hill'"):
        entries("hill")
    with pytest.raises(ValueError, match="rates must hold at least one learning rate, got none"):
        fastest_rate(GradientDescent, COURSES["valley"].objective, np.ones(2), ())
    objective, start = COURSES["valley"]
    run = minimize(objective, np.array(start), GradientDescent(0.01), max_iter=1)
    with pytest.raises(ValueError, match="margin must be greater than 0, got 0"):
        where(objective, run, 0)


def test_a_run_has_arrived_within_the_margin_and_at_it():
    objective = SimpleNamespace(minimizers=np.array([[3.0, 0.0], [0.0, 0.0]]))

    def ended(distance, margin=1e-2):
        end = SimpleNamespace(converged=True, x=np.array([0.0, distance]))
        return where(objective, end) if margin is None else where(objective, end, margin)

    assert ended(0.01, None) == "minimiser" and ended(0.0101, None) == "stationary point"
    assert ended(0.5, 0.5) == "minimiser" and ended(0.5001, 0.5) == "stationary point"


def test_the_grid_has_two_rates_a_decade_and_all_chosen_rates_are_of_it():
    assert GRID == (1e-4, 3.2e-4, 1e-3, 3.2e-3, 1e-2, 3.2e-2, 0.1, 0.32, 1.0, 3.2, 10.0)
    for course in COURSES:
        chosen = entries(course)
        assert all(chosen[name].method.learning_rate in GRID for name in FIRST_ORDER)
        assert chosen["damped Newton"].method.damping == 1e-3 and chosen["Newton"].method.damping == 0


def test_each_course_has_its_start():
    assert {name: course.start for name, course in COURSES.items()} == {
        "valley": (1.5, 0.2),
        "Rosenbrock": (-1.2, 1.0),
        "Himmelblau": (0.0, 0.0),
        "Beale": (1.0, 1.0),
        "log cosh": (2.0, 0.5),
    }
    np.testing.assert_array_equal(COURSES["valley"].objective.A, [[50.5, 49.5], [49.5, 50.5]])


def test_a_run_of_a_race_has_two_thousand_steps_to_a_millionth_where_nothing_else_is_said():
    def sloped(slope):
        return lambda x: (slope * x[0], np.full(1, slope))

    slow = {"slow": Entry(GradientDescent(0.1))}
    run = race(sloped(1.1e-6), np.zeros(1), slow)["slow"]
    assert (run.stop, run.steps) == (Stop.ITERATION_LIMIT, 2000)
    assert race(sloped(1e-6), np.zeros(1), slow)["slow"].stop is Stop.GRADIENT_SMALL
    options = inspect.signature(fastest_rate).parameters
    assert (options["tol"].default, options["max_iter"].default, options["rates"].default) == (1e-6, 2000, GRID)
