"""RMSProp against torch and as a case of Adam."""

import numpy as np
import pytest

from course_lib.methods import Adam, RMSProp
from course_lib.methods.adam import AdamState


@pytest.mark.parametrize("problem", ["quadratic", "log_sum_exp", "tiny"])
def test_a_thousand_steps_equal_those_of_torch(distances_to_torch, problem):
    distances = distances_to_torch(problem, "RMSProp", RMSProp(5e-4))
    assert distances[0] < 1e-15
    assert distances.max() < 1e-13


def test_it_is_adam_with_beta1_zero_and_no_bias_correction():
    x = np.zeros(4)
    one, other = RMSProp(beta=0.99), Adam(beta1=0.0, beta2=0.99)
    # At k = 10⁶ the corrections 1 − βᵏ are 1 to the last bit.
    state, late = one.init(x), AdamState(10**6, np.zeros(4), np.zeros(4))
    for g in np.random.default_rng(0).standard_normal((50, 4)):
        p, state = one.direction(x, g, state)
        q, late = other.direction(x, g, late)
        np.testing.assert_array_equal(p, q)


def test_the_first_direction():
    method = RMSProp(beta=0.75, epsilon=0.5)
    p, _ = method.direction(np.zeros(2), np.array([4.0, -1.0]), method.init(np.zeros(2)))
    np.testing.assert_array_equal(p, [-4 / (2 + 0.5), 1 / (0.5 + 0.5)])  # √(¼g²) = |g|/2
