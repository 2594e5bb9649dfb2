"""Basins of attraction: many runs at once end where single runs of the library end."""

import numpy as np
import pytest

from course_lib import Armijo, Himmelblau, Newton, PowellSingular, Quadratic, minimize
from course_lib.experiments.basins import gradient_descent_ends, nearest_target, newton_ends

HIMMELBLAU = Himmelblau()
STATIONARY = np.concatenate([HIMMELBLAU.minimizers, HIMMELBLAU.saddles, HIMMELBLAU.maximizers])


def grid(n):
    axis = np.linspace(-5, 5, n)
    return np.stack(np.meshgrid(axis, axis), axis=-1)


def test_on_the_fine_grid_newton_ends_at_a_minimum_from_58_percent_of_the_starts():
    number = nearest_target(newton_ends(HIMMELBLAU, grid(401)), STATIONARY)
    kinds = [np.count_nonzero((number >= low) & (number < high)) for low, high in ((0, 4), (4, 8), (8, 9))]
    assert sum(kinds) == 401**2
    np.testing.assert_allclose(np.array(kinds) / 401**2, [0.579, 0.360, 0.061], atol=5e-4)


def test_gradient_descent_and_damped_newton_end_at_a_minimum_from_everywhere():
    gentle = nearest_target(gradient_descent_ends(HIMMELBLAU, grid(101), 0.005), HIMMELBLAU.minimizers, 1e-3)
    damped = nearest_target(newton_ends(HIMMELBLAU, grid(101), damping=1e-3), HIMMELBLAU.minimizers)
    assert gentle.min() >= 0 and damped.min() >= 0


def test_gradient_descent_on_the_fine_grid_ends_at_a_minimum_from_everywhere():
    ends = gradient_descent_ends(HIMMELBLAU, grid(401), 0.005, steps=300)
    assert nearest_target(ends, HIMMELBLAU.minimizers, 1e-2).min() >= 0


@pytest.mark.parametrize(("damping", "search"), [(0.0, None), (1e-3, Armijo()), (1.0, Armijo())])
def test_the_ends_are_those_of_single_runs(damping, search):
    starts = grid(6) + 0.07
    ends = newton_ends(HIMMELBLAU, starts, steps=8, damping=damping)
    for index in np.ndindex(6, 6):
        method = Newton(HIMMELBLAU.hessian, damping)
        run = minimize(HIMMELBLAU, starts[index], method, search=search, tol=1e-11, max_iter=8)
        np.testing.assert_allclose(ends[index], run.x, atol=1e-8)


def test_one_gradient_step_and_one_newton_step_by_hand():
    bowl = Quadratic(np.diag([1.0, 4.0]))
    x = np.array([[2.0, -1.0], [0.5, 3.0]])
    np.testing.assert_allclose(gradient_descent_ends(bowl, x, 0.1, steps=1), x * [0.9, 0.6], rtol=1e-15)
    np.testing.assert_allclose(newton_ends(bowl, x, steps=1), 0, atol=1e-15)
    np.testing.assert_array_equal(newton_ends(bowl, x, steps=0), x)


def test_a_singular_hessian_spoils_its_own_start_only():
    powell = PowellSingular()
    ends = newton_ends(powell, np.array([powell.start, np.zeros(4)]), steps=5)
    assert np.isfinite(ends[0]).all() and np.isnan(ends[1]).all()
    assert powell(ends[0]) < powell(powell.start)


def test_the_nearest_target_within_a_distance():
    targets = np.array([[0.0, 0.0], [1.0, 0.0]])
    points = np.array([[[0.1, 0.0], [0.9, 0.0]], [[0.5, 3.0], [np.nan, 0.0]]])
    np.testing.assert_array_equal(nearest_target(points, targets, 0.2), [[0, 1], [-1, -1]])


BAD = [
    (lambda: newton_ends(HIMMELBLAU, np.zeros((4, 3))), ValueError, "starts must have 2 entries"),
    (lambda: newton_ends(HIMMELBLAU, np.zeros(2), damping=-1), ValueError, "damping must be at least 0"),
    (lambda: newton_ends(HIMMELBLAU, np.zeros(2), steps=1.5), TypeError, "steps must be"),
    (lambda: gradient_descent_ends(HIMMELBLAU, np.zeros(2), 0), ValueError, "learning_rate must be greater"),
    (lambda: nearest_target(np.zeros(3), np.zeros((1, 2))), ValueError, "points must have 2 entries"),
    (lambda: nearest_target(np.zeros(2), np.zeros((1, 2)), 0), ValueError, "within must be greater"),
]


@pytest.mark.parametrize(("call", "error", "sentence"), BAD)
def test_what_does_not_fit_is_answered_with_a_sentence(call, error, sentence):
    with pytest.raises(error, match=sentence):
        call()
