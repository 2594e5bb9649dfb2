"""Adam against torch, and the length of its steps."""

import numpy as np
import pytest

from course_lib import iterates
from course_lib.methods import Adam


@pytest.mark.parametrize("problem", ["quadratic", "log_sum_exp", "tiny"])
def test_a_thousand_steps_equal_those_of_torch(distances_to_torch, problem):
    distances = distances_to_torch(problem, "Adam", Adam(1e-2))
    assert distances[0] < 1e-15
    assert distances.max() < 1e-13


@pytest.mark.evidence("eq-adam-first-step", "methods.Adam")
@pytest.mark.parametrize("size", [1e-12, 1e-8, 1e-6, 1.0, 1e6])
def test_the_first_step_is_alpha_g_over_absolute_g_plus_epsilon(size):
    g = size * np.array([1.0, -3.0, 0.25])
    steps = iterates(lambda x: (0.0, g), np.zeros(3), Adam(0.5))
    next(steps)
    np.testing.assert_allclose(next(steps).x, -0.5 * g / (np.abs(g) + 1e-8), rtol=1e-14)


def test_the_supremum_of_a_step_is_7_27_alpha_not_3_16():
    # Gradients that grow by β₂/β₁ a step make |m̂|/√v̂ largest, by Cauchy and Schwarz.
    beta1, beta2 = 0.9, 0.999
    supremum = (1 - beta1) / np.sqrt((1 - beta2) * (1 - beta1**2 / beta2))
    assert supremum == pytest.approx(7.270, abs=5e-4)
    method, T = Adam(epsilon=0.0), 20_000
    x = np.zeros(1)
    state = method.init(x)._replace(k=T - 400)  # zero gradients before: m and v stay 0, only k grows
    for k in range(399, -1, -1):
        p, state = method.direction(x, np.array([(beta1 / beta2) ** k]), state)
    assert state.k == T
    assert abs(p[0]) == pytest.approx(supremum, rel=1e-8)
    assert abs(p[0]) <= supremum * (1 + 1e-8)


def test_no_drawn_sequence_of_gradients_gives_a_longer_step():
    rng = np.random.default_rng(1)
    method, x = Adam(epsilon=0.0), np.zeros(1000)
    state, largest = method.init(x), 0.0
    for _ in range(300):
        p, state = method.direction(x, rng.standard_normal(1000) * 10 ** rng.uniform(-3, 3, 1000), state)
        largest = max(largest, np.abs(p).max())
    assert 1 < largest < 7.2704


def test_one_large_gradient_among_zeros_gives_3_16_alpha():
    method, x = Adam(epsilon=0.0), np.zeros(1)
    p, _ = method.direction(x, np.ones(1), method.init(x)._replace(k=10**6))
    assert p[0] == pytest.approx(-0.1 / np.sqrt(0.001), rel=1e-12)


def test_without_epsilon_the_scale_of_f_does_not_matter():
    rng = np.random.default_rng(2)
    method, x = Adam(epsilon=0.0), np.zeros(3)
    one, other = method.init(x), method.init(x)
    for g in rng.standard_normal((20, 3)):
        p, one = method.direction(x, g, one)
        q, other = method.direction(x, 1024 * g, other)
        np.testing.assert_array_equal(p, q)
