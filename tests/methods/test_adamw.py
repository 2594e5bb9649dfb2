"""AdamW against torch, and its weight decay apart from the gradient."""

import numpy as np
import pytest

from course_lib.methods import Adam, AdamW


@pytest.mark.parametrize("problem", ["quadratic", "log_sum_exp", "tiny"])
def test_a_thousand_steps_equal_those_of_torch(distances_to_torch, problem):
    distances = distances_to_torch(problem, "AdamW", AdamW(1e-2, weight_decay=0.1))
    assert distances[0] < 1e-15
    assert distances.max() < 1e-13


@pytest.mark.evidence("eq-adamw", "methods.AdamW")
def test_the_decay_is_added_to_adams_direction_and_leaves_its_moments_alone():
    x, g = np.array([2.0, -3.0]), np.array([0.5, 0.25])
    adam, adamw = Adam(), AdamW(weight_decay=0.25)
    p, state = adam.direction(x, g, adam.init(x))
    q, decayed = adamw.direction(x, g, adamw.init(x))
    np.testing.assert_array_equal(q, p - 0.25 * x)
    assert decayed.k == state.k
    np.testing.assert_array_equal([decayed.m, decayed.v], [state.m, state.v])


def test_without_a_gradient_only_the_decay_moves_x():
    x = np.array([2.0, -3.0])
    p, _ = AdamW(weight_decay=0.5).direction(x, np.zeros(2), AdamW().init(x))
    np.testing.assert_array_equal(p, -0.5 * x)
