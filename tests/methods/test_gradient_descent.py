"""Gradient descent against torch.optim.SGD, and two things that theory counts exactly."""

import itertools

import numpy as np
import pytest

from course_lib import GradientDescent, Quadratic, iterates, minimize


@pytest.mark.evidence("eq-gradient-descent", "methods.GradientDescent")
@pytest.mark.parametrize("problem", ["quadratic", "log_sum_exp"])
def test_a_thousand_steps_equal_those_of_torch(distances_to_torch, problem):
    distances = distances_to_torch(problem, "GradientDescent", GradientDescent(0.015))
    assert distances[0] < 1e-15
    assert distances.max() < 1e-13


def test_at_two_over_l_the_steepest_mode_has_period_two():
    steps = iterates(Quadratic(np.diag([1.0, 8.0])), np.array([1.0, 3.0]), GradientDescent(2 / 8))
    x = np.array([step.x for step in itertools.islice(steps, 51)])
    np.testing.assert_array_equal(x[:, 1], 3 * (-1.0) ** np.arange(51))
    np.testing.assert_allclose(x[:, 0], 0.75 ** np.arange(51), rtol=1e-13)


@pytest.mark.parametrize(("y0", "count"), [(1e-2, 43), (1e-4, 91), (1e-8, 188), (1e-12, 284)])
def test_a_saddle_is_left_after_a_time_that_grows_like_the_logarithm_of_the_distance(y0, count):
    def saddle(x):  # f = x²/2 − y²/2 + y⁴/4, saddle at 0, minima at (0, ±1)
        return float(x[0] ** 2 / 2 - x[1] ** 2 / 2 + x[1] ** 4 / 4), np.array([x[0], x[1] ** 3 - x[1]])

    steps = iterates(saddle, np.array([1.0, y0]), GradientDescent(0.1))
    assert next(step.k for step in steps if abs(step.x[1]) >= 0.5) == count
    assert abs(count - np.log(0.5 / y0) / np.log(1.1)) < 3


def test_first_step_is_minus_alpha_times_the_gradient():
    x0 = np.array([3.0, -1.0])
    first = list(zip(range(2), iterates(Quadratic(np.diag([1.0, 4.0])), x0, GradientDescent(0.25)), strict=False))[1][1]
    np.testing.assert_array_equal(first.p, [-3.0, 4.0])
    np.testing.assert_array_equal(first.x, [2.25, 0.0])
    assert first.alpha == 0.25


def test_any_shape_is_kept():
    matrix = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
    run = minimize(lambda X: (0.5 * np.sum(X**2), X), matrix, GradientDescent(0.5), max_iter=3, tol=0)
    np.testing.assert_array_equal(run.x, matrix / 8)


@pytest.mark.parametrize("rate", [0, -1.0, np.inf, np.nan])
def test_a_learning_rate_that_is_not_positive_and_finite_is_refused(rate):
    with pytest.raises(ValueError, match=r"learning_rate must be .*got"):
        GradientDescent(rate)


def test_a_learning_rate_that_is_no_number_is_refused():
    with pytest.raises(TypeError, match=r"learning_rate must be a real number, got 'fast' of type str"):
        GradientDescent("fast")
