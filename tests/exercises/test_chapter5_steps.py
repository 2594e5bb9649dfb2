"""The answers of the exercises on learning rates, worked out by the library."""

import numpy as np
import pytest

from course_lib import GradientDescent, Quadratic, bounds, exercise, minimize


def question(number, place):
    return exercise(number).questions[place - 1]


def distances(curvatures, alpha, steps=100):
    start = np.ones(len(curvatures))
    run = minimize(Quadratic(np.diag(curvatures)), start, GradientDescent(alpha), tol=0, max_iter=steps, keep="x")
    return np.linalg.norm(run.trace.x, axis=1)


def test_the_late_factor_of_two_modes():
    path = distances([1.0, 4.0], 0.45)
    assert question("5.8", 1).answer == pytest.approx(path[-1] / path[-2], rel=1e-12)
    assert question("5.8", 1).wrong.keys() >= {0.55, 0.75, 0.6}
    assert bounds.contraction(0.25, 1, 4) == 0.75
    assert bounds.contraction(bounds.best_rate(1, 4), 1, 4) == pytest.approx(0.6, rel=1e-15)


def test_the_rates_that_beat_one_over_l():
    for option in question("5.8", 2).options:
        assert option.right == (bounds.contraction(float(option.text), 1, 4) < bounds.contraction(0.25, 1, 4))


def test_twice_the_decades_take_twice_the_steps():
    count = np.ceil(bounds.strongly_convex_iterations(0.999, 1, np.array([1e-6, 1e-12])))
    assert count[0] == 13809 and abs(question("5.8", 3).answer - count[1]) <= 1


def test_the_rules_that_are_wrong():
    """Each option as a statement about runs on diag(1, 10) from (1, 1)."""
    f, L = Quadratic(np.diag([1.0, 10.0])), 10

    def path(h):
        return minimize(f, [1.0, 1.0], GradientDescent(h / L), tol=0, max_iter=200, keep="x").trace.x

    holds = [
        (path(1.5)[:, 1] > 0).all(),
        np.abs(path(2.05)[-1]).max() > 1e3,
        all(bounds.contraction(h / L, 1, L) <= bounds.contraction(1 / L, 1, L) for h in np.linspace(1, 2, 21)),
        any(bounds.contraction(h / L, 1, L) < bounds.contraction(1 / L, 1, L) for h in np.linspace(1, 2, 21)),
        any(not path(h).all(axis=1).any() for h in (0.5, 1.3, 1.9)),
        True,
    ]
    tenfold = bounds.strongly_convex_iterations(1 - np.array([1e-3, 1e-4]), 1, 1e-6)
    holds[5] = tenfold[1] / tenfold[0] == pytest.approx(10, rel=1e-3)
    assert [option.right for option in question("5.10", 1).options] == [not h for h in holds]


def test_the_mended_interval():
    edge = question("5.10", 2).answer
    assert bounds.contraction(edge / 10, 1, 10) == pytest.approx(bounds.contraction(1 / 10, 1, 10), rel=1e-14)
    assert bounds.contraction((edge + 0.01) / 10, 1, 10) > 0.9 > bounds.contraction((edge - 0.01) / 10, 1, 10)


def test_the_promised_count_is_kept_by_a_run_and_not_by_one_step_less():
    names = {"np": np}
    exec(exercise("5.9").code.solution, names)
    for alpha in (0.03, 0.19):
        k = names["steps_needed"](alpha, 1.0, 10.0, 3.0, 1e-4)
        start = [3.0, 0.0] if abs(1 - alpha) > abs(1 - 10 * alpha) else [0.0, 3.0]
        run = minimize(Quadratic(np.diag([1.0, 10.0])), start, GradientDescent(alpha), tol=0, max_iter=k, keep="x")
        size = np.linalg.norm(run.trace.x, axis=1)
        assert size[k] <= 1e-4 < size[k - 1]
