"""Nesterov's direction against torch and against the look-ahead form."""

import itertools

import numpy as np
import pytest

from course_lib import iterates
from course_lib.methods import Nesterov

CURVATURES = np.array([1.0, 7.0, 25.0])


def quadratic(x):
    return 0.5 * float(x @ (CURVATURES * x)), CURVATURES * x


@pytest.mark.parametrize("problem", ["quadratic", "log_sum_exp"])
def test_a_thousand_steps_equal_those_of_torch(distances_to_torch, problem):
    distances = distances_to_torch(problem, "Nesterov", Nesterov(0.01))
    assert distances[0] < 1e-15
    assert distances.max() < 1e-13


def test_the_first_direction_is_one_plus_beta_gradients():
    method = Nesterov(0.1, beta=0.75)
    g = np.array([3.0, -1.0])
    p, state = method.direction(np.zeros(2), g, method.init(np.zeros(2)))
    np.testing.assert_array_equal(p, -1.75 * g)
    np.testing.assert_array_equal(state.v, g)


@pytest.mark.evidence("eq-nesterov-velocity", "methods.Nesterov")
def test_iterates_are_the_look_ahead_points_of_sutskevers_form():
    alpha, beta = 0.03, 0.8
    y, u = np.array([1.0, -2.0, 0.5]), np.zeros(3)
    ahead = [y]
    for _ in range(200):
        u = beta * u - alpha * quadratic(y + beta * u)[1]
        y = y + u
        ahead.append(y + beta * u)
    ours = [step.x for step in itertools.islice(iterates(quadratic, ahead[0], Nesterov(alpha, beta)), 201)]
    np.testing.assert_allclose(ours, ahead, rtol=0, atol=1e-14)
