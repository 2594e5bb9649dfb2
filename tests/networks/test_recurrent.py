"""The recurrent toy: its gradient, many points at once, and what it refuses."""

import numpy as np
import pytest

from course_lib import check_gradient
from course_lib.networks.recurrent import RecurrentSum

X = np.random.default_rng(0).normal(size=(5, 7))


@pytest.mark.parametrize("theta", [(0.9, 0.8), (1.3, -0.5), (-0.7, 2.0), (0.0, 1.0)])
def test_the_gradient_is_that_of_the_value(theta):
    toy = RecurrentSum(X)
    assert check_gradient(toy, np.array(theta)).passed
    assert np.linalg.norm(toy.value_and_grad(np.array(theta))[1]) > 1e-3


def test_many_points_at_once_give_what_each_gives_alone():
    toy, points = RecurrentSum(X), np.random.default_rng(1).normal(size=(3, 4, 2))
    alone = [toy.value_and_grad(point)[0] for point in points.reshape(-1, 2)]
    np.testing.assert_allclose(toy.f(points).ravel(), alone, rtol=1e-13)
    assert toy.states(points).shape == (8, 3, 4, 5)


def test_what_does_not_fit_is_answered_with_a_sentence():
    with pytest.raises(ValueError, match=r"X must have 2 axes, got shape \(3,\)"):
        RecurrentSum(np.ones(3))
    with pytest.raises(ValueError, match=r"theta must hold w and u along its last axis, got shape \(3,\)"):
        RecurrentSum(X).states(np.ones(3))
    with pytest.raises(ValueError, match="theta must be a vector"):
        RecurrentSum(X).value_and_grad(np.ones((2, 2)))
