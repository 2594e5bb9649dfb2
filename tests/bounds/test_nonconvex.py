"""Bounds without convexity: formulas, and the saddle on which the escape count is exact."""

from __future__ import annotations

import numpy as np
import pytest

from course_lib import GradientDescent, Quadratic, bounds, iterates


def test_squared_gradients_share_the_decrease_there_is():
    assert bounds.smallest_squared_gradient(3, 5, 10) == 2 * 3 * 5 / 10
    np.testing.assert_array_equal(bounds.smallest_squared_gradient(1, 2, np.array([1, 2, 4])), [4, 2, 1])


def test_the_pl_gap_shrinks_by_one_minus_mu_over_l():
    assert bounds.polyak_lojasiewicz_gap(1, 4, 8, 3) == 8 * 0.75**3
    assert bounds.polyak_lojasiewicz_gap(2, 2, 8, 1) == 0  # one step solves the isotropic parabola


@pytest.mark.parametrize("y0", [1e-2, 1e-4, 1e-8, 1e-12])
@pytest.mark.parametrize("curvature, alpha", [(-1.0, 0.1), (-2.0, 0.3)])
@pytest.mark.evidence("thm-saddle-escape", "bounds.saddle_escape_steps")
def test_on_a_quadratic_saddle_the_next_whole_number_is_the_count(y0, curvature, alpha):
    saddle = Quadratic(np.diag([1.0, curvature]))
    run = iterates(saddle, np.array([1.0, y0]), GradientDescent(alpha))
    measured = next(step.k for step in run if abs(step.x[1]) >= 1)
    assert measured == np.ceil(bounds.saddle_escape_steps(y0, alpha, curvature))


def test_the_escape_count_grows_by_24_steps_a_decade_at_rate_a_tenth():
    steps = bounds.saddle_escape_steps(np.array([1e-3, 1e-4]), 0.1, -1)
    assert np.diff(steps)[0] == pytest.approx(24.16, abs=5e-3)
    assert bounds.saddle_escape_steps(2.0, 0.1, -1, radius=0.5) == 0


BAD = [
    (lambda: bounds.smallest_squared_gradient(1, -1, 1), ValueError, "gap must be at least 0, got -1"),
    (lambda: bounds.smallest_squared_gradient(1, 1, 0), ValueError, "k must be at least 1, got 0"),
    (lambda: bounds.polyak_lojasiewicz_gap(2, 1, 1, 1), ValueError, "L must be at least mu = 2, got 1"),
    (lambda: bounds.saddle_escape_steps(0, 0.1, -1), ValueError, "y0 must be greater than 0, got 0"),
    (lambda: bounds.saddle_escape_steps(0.1, 0.1, 1), ValueError, "curvature must be less than 0, .* got 1"),
    (lambda: bounds.saddle_escape_steps(0.1, 0.1, 0), ValueError, "curvature must be less than 0, .* got 0"),
    (lambda: bounds.saddle_escape_steps(0.1, 0.1, -1, radius=0), ValueError, "radius must be greater than 0, got 0"),
]


@pytest.mark.parametrize("call, error, sentence", BAD)
def test_what_does_not_fit_is_answered_with_a_sentence(call, error, sentence):
    with pytest.raises(error, match=sentence):
        call()
