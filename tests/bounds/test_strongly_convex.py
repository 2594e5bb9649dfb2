"""Linear rates: the V of ρ(α), distances and gaps, numbers of iterations."""

from __future__ import annotations

import numpy as np
import pytest

from course_lib import bounds


@pytest.mark.parametrize("step, rho", [(1, 0.9), (20 / 11, 9 / 11), (1.9, 0.9), (1.95, 0.95), (2, 1.0)])
def test_factors_for_a_condition_number_of_10_are_those_of_the_chapter(step, rho):
    assert bounds.contraction(step, 0.1, 1) == pytest.approx(rho, rel=1e-15)
    assert bounds.contraction(step / 7, 0.7, 7) == pytest.approx(rho, rel=1e-14)


@pytest.mark.evidence("thm-better-rates", "bounds.contraction")
@pytest.mark.evidence("eq-better-rates", "bounds.contraction")
def test_steps_longer_than_one_over_l_are_better_exactly_up_to_two_minus_one_over_kappa():
    kappa, at_one = 10, bounds.contraction(1, 0.1, 1)
    edge = 2 - 1 / kappa
    assert bounds.contraction(edge, 0.1, 1) == pytest.approx(at_one, rel=1e-15)
    assert (bounds.contraction(np.linspace(1.001, edge - 1e-3, 50), 0.1, 1) < at_one).all()
    assert (bounds.contraction(np.linspace(edge + 1e-3, 2, 50), 0.1, 1) > at_one).all()


@pytest.mark.parametrize("alpha", [0.1, 0.25, 0.31])
def test_distance_and_gap_are_the_contraction_to_the_power_k(alpha):
    rho = max(abs(1 - alpha * 2), abs(1 - alpha * 6))
    for k in (0, 1, 7):
        assert bounds.strongly_convex_distance(alpha, 2, 6, 5, k) == pytest.approx(5 * rho**k, rel=1e-14)
        assert bounds.strongly_convex_gap(alpha, 2, 6, 5, k) == pytest.approx(3 * 25 * rho ** (2 * k), rel=1e-14)


@pytest.mark.parametrize("alpha, count", [(0.1, 132), (0.01, 1375), (0.001, 13809)])
def test_iterations_to_a_millionth_are_those_of_the_chapter(alpha, count):
    assert np.ceil(bounds.strongly_convex_iterations(1 - alpha, 1, 1e-6)) == count


def test_iterations_times_step_length_tend_to_the_logarithm():
    alpha = np.array([1e-2, 1e-4, 1e-6])
    product = alpha * bounds.strongly_convex_iterations(1 - alpha, 1, 1e-6)
    assert (np.abs(product / np.log(1e6) - 1) <= alpha).all()
    assert (np.diff(product) > 0).all()


def test_no_iteration_is_needed_where_the_start_is_near_enough():
    assert bounds.strongly_convex_iterations(0.5, 1e-3, 1e-2) == 0


BAD = [
    (lambda: bounds.strongly_convex_distance(0, 1, 2, 1, 1), ValueError, "alpha must be greater than 0, got 0"),
    (lambda: bounds.strongly_convex_distance(0.1, 3, 2, 1, 1), ValueError, "L must be at least mu = 3, got 2"),
    (lambda: bounds.strongly_convex_distance(0.1, 1, 2, 1, -1), ValueError, "k must be at least 0, got -1"),
    (lambda: bounds.strongly_convex_gap(0.1, 0, 2, 1, 1), ValueError, "mu must be greater than 0, got 0"),
    (lambda: bounds.strongly_convex_iterations(1, 1, 1e-3), ValueError, "rho must be less than 1, .* got 1"),
    (lambda: bounds.strongly_convex_iterations(0, 1, 1e-3), ValueError, "rho must be greater than 0, got 0"),
    (lambda: bounds.strongly_convex_iterations(0.5, 0, 1e-3), ValueError, "R must be greater than 0, got 0"),
]


@pytest.mark.parametrize("call, error, sentence", BAD)
def test_what_does_not_fit_is_answered_with_a_sentence(call, error, sentence):
    with pytest.raises(error, match=sentence):
        call()
