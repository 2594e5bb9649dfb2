"""The noise ball of gradient descent with noise: the fixed point, and the variance of many chains at once."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from course_lib import GradientDescent, bounds, iterates


@pytest.mark.parametrize("alpha, curvature", [(Fraction(1, 10), 1), (Fraction(1, 2), 3), (Fraction(1, 4), 2)])
def test_the_variance_is_the_fixed_point_of_its_recursion(alpha, curvature):
    variance = alpha * 7 / (curvature * (2 - alpha * curvature))
    assert (1 - alpha * curvature) ** 2 * variance + alpha**2 * 7 == variance
    assert bounds.sgd_stationary_variance(float(alpha), curvature, 7) == pytest.approx(float(variance), rel=1e-15)


def test_a_batch_divides_the_variance_and_a_small_rate_makes_it_proportional():
    assert bounds.sgd_stationary_variance(0.1, 2, 3, batch_size=8) == bounds.sgd_stationary_variance(0.1, 2, 3) / 8
    assert bounds.sgd_stationary_variance(1e-6, 2, 3) == pytest.approx(1e-6 * 3 / 4, rel=2e-6)


@pytest.mark.parametrize("alpha, batch_size", [(0.2, 1), (0.9, 1), (0.9, 4)])
def test_many_chains_have_the_stated_variance(alpha, batch_size):
    chains, curvature, sigma = 40_000, 1.5, 2.0

    def objective(x, noise):
        return 0.0, curvature * x + noise.mean(axis=0)

    rng = np.random.default_rng(11)
    noises = ((sigma * rng.standard_normal((batch_size, chains)),) for _ in range(60))
    *_, last = iterates(objective, np.ones(chains), GradientDescent(alpha), batches=noises)
    expected = bounds.sgd_stationary_variance(alpha, curvature, sigma**2, batch_size)
    # The mean square of n normal numbers has the relative standard deviation √(2/n); four of these are allowed.
    assert np.mean(last.x**2) == pytest.approx(expected, rel=4 * np.sqrt(2 / chains))


BAD = [
    (lambda: bounds.sgd_stationary_variance(2, 1, 1), ValueError, "alpha must be less than 2/curvature, .* = 2"),
    (lambda: bounds.sgd_stationary_variance(0.1, 0, 1), ValueError, "curvature must be greater than 0, got 0"),
    (lambda: bounds.sgd_stationary_variance(0.1, 1, -1), ValueError, "noise_variance must be at least 0, got -1"),
    (lambda: bounds.sgd_stationary_variance(0.1, 1, 1, 0), ValueError, "batch_size must be at least 1, got 0"),
]


@pytest.mark.parametrize("call, error, sentence", BAD)
def test_what_does_not_fit_is_answered_with_a_sentence(call, error, sentence):
    with pytest.raises(error, match=sentence):
        call()
