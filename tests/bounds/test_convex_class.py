"""Bounds on the convex class: their order, the functions that attain them in exact arithmetic, the best step length."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest

from course_lib import bounds


def huber_gap(k, h):
    """f(x_k) for Huber with L = 1 and threshold 1/(2kh + 1), started at 1, in rational arithmetic."""
    threshold = 1 / (2 * k * h + 1)
    x = Fraction(1)
    for _ in range(k):
        x -= h * max(-threshold, min(threshold, x))
    return threshold * (abs(x) - threshold / 2) if abs(x) > threshold else x**2 / 2


def parabola_gap(k, h):
    """f(x_k) for x²/2 started at 1."""
    return (1 - h) ** (2 * k) / 2


@pytest.mark.evidence("thm-tight-rate", "bounds.tight_convex_gap")
@pytest.mark.parametrize("h", [Fraction(1), Fraction(1, 2), Fraction(1, 10)])
def test_the_tight_bound_is_the_huber_run_to_the_last_digit(h):
    for k in range(1, 31):
        gap = huber_gap(k, h)
        assert gap == 1 / (2 * (2 * k * h + 1))
        assert bounds.tight_convex_gap(1, 1, k, float(h)) == pytest.approx(float(gap), rel=1e-15)


@pytest.mark.parametrize("h", [Fraction(1, 2), Fraction(1), Fraction(3, 2), Fraction(7, 4), Fraction(19, 10)])
@pytest.mark.evidence("thm-worst-case-step", "bounds.worst_case_gap")
def test_the_worst_case_is_the_larger_of_the_huber_run_and_the_parabola(h):
    for k in range(1, 31):
        worst = max(huber_gap(k, h), parabola_gap(k, h))
        assert bounds.worst_case_gap(1, 1, k, float(h)) == pytest.approx(float(worst), rel=1e-13)


def test_the_huber_run_is_the_tangent_of_the_bound():
    # In s = k + ½ the bound is 1/(4s), with slope −1/(4s²); the run for k = 5 is a straight line with that slope.
    threshold = Fraction(1, 11)
    values = [threshold * (1 - j * threshold - threshold / 2) for j in range(6)]
    s = Fraction(11, 2)
    assert all(later - earlier == -1 / (4 * s**2) for earlier, later in pairwise(values))
    assert values[5] == 1 / (4 * s) == Fraction(1, 22)


def test_the_four_bounds_after_20_steps_are_those_of_the_chapter():
    assert bounds.tight_convex_gap(1, 1, 20) == pytest.approx(1 / 82, rel=1e-15)
    assert bounds.convex_gap(1, 1, 20) == pytest.approx(1 / 40, rel=1e-15)
    assert bounds.nesterov_convex_gap(1, 1, 20) == pytest.approx(1 / 12, rel=1e-15)
    assert bounds.loose_convex_gap(1, 1, 20) == pytest.approx(1 / 10, rel=1e-15)


def test_the_bounds_stand_in_one_order_and_the_loose_one_is_empty_up_to_four_steps():
    k = np.arange(1, 200)
    tight, textbook = bounds.tight_convex_gap(3, 2, k), bounds.convex_gap(3, 2, k)
    nesterov, loose = bounds.nesterov_convex_gap(3, 2, k), bounds.loose_convex_gap(3, 2, k)
    assert (tight < textbook).all() and (nesterov < loose).all()
    np.testing.assert_array_equal(textbook < nesterov, k > 4 / 3)
    at_start = 3 * 2**2 / 2
    np.testing.assert_array_equal(loose >= at_start, k <= 4)
    np.testing.assert_allclose(loose / tight, 8 + 4 / k, rtol=1e-14)
    np.testing.assert_allclose(loose / textbook, 4, rtol=1e-14)
    assert bounds.nesterov_convex_gap(3, 2, 0) == bounds.tight_convex_gap(3, 2, 0) == at_start


@pytest.mark.parametrize(
    "bound",
    [
        bounds.convex_gap,
        bounds.tight_convex_gap,
        bounds.nesterov_convex_gap,
        bounds.loose_convex_gap,
        lambda L, R, k: bounds.worst_case_gap(L, R, k, 1.2),
        bounds.accelerated_gap,
        bounds.first_order_lower_bound,
    ],
)
def test_every_gap_scales_like_l_times_r_squared(bound):
    assert bound(6, 5, 7) == pytest.approx(6 * 25 * bound(1, 1, 7), rel=1e-14)


@pytest.mark.parametrize(
    "k, h", [(1, 1.5), (2, 1.6058), (5, 1.7471), (10, 1.8341), (20, 1.8971), (100, 1.9705)], ids=str
)
@pytest.mark.evidence("thm-worst-case-step", "bounds.best_worst_case_step")
def test_the_best_step_length_is_that_of_the_chapter_and_solves_its_equation(k, h):
    best = bounds.best_worst_case_step(k)
    assert best == pytest.approx(h, abs=5e-5)
    assert (2 * k * best + 1) * (1 - best) ** (2 * k) == pytest.approx(1, rel=1e-12)


def test_the_best_step_length_for_one_step_is_exactly_three_halves():
    assert bounds.best_worst_case_step(1) == 1.5


@pytest.mark.parametrize("k, gap", [(5, 0.02707), (20, 0.006503)])
def test_no_step_length_has_a_smaller_worst_case_than_the_best(k, gap):
    best = bounds.best_worst_case_step(k)
    least = bounds.worst_case_gap(1, 1, k, best)
    assert least == pytest.approx(gap, rel=2e-4)
    h = np.linspace(0.01, 1.99, 3961)
    assert bounds.worst_case_gap(1, 1, k, h).min() >= least * (1 - 1e-12)


def test_the_best_step_length_grows_to_2_and_stays_below():
    h = [bounds.best_worst_case_step(k) for k in (1, 2, 3, 10, 100, 10**4, 10**6, 10**9)]
    assert (np.diff(h) > 0).all() and h[-1] < 2
    assert 2 - h[-1] < 2e-8


def test_at_step_length_one_over_l_the_worst_case_is_the_tight_bound():
    k = np.arange(0, 50)
    for h in (0.2, 1.0):
        np.testing.assert_allclose(bounds.worst_case_gap(2, 3, k, h), bounds.tight_convex_gap(2, 3, k, h), rtol=1e-15)


@pytest.mark.parametrize("epsilon", [1e-1, 1e-3])
@pytest.mark.parametrize("alpha", [1.0, 0.25])
def test_the_number_of_iterations_is_where_the_textbook_bound_falls_to_epsilon(alpha, epsilon):
    k = bounds.convex_iterations(alpha, 2, epsilon)
    assert bounds.convex_gap(1 / alpha, 2, k) == pytest.approx(epsilon, rel=1e-14)
    assert k == pytest.approx(4 / (2 * alpha * epsilon), rel=1e-15)


def test_arrays_of_steps_and_lengths_broadcast():
    table = bounds.worst_case_gap(1, 1, np.arange(1, 5)[:, None], np.linspace(0.5, 1.5, 3))
    assert table.shape == (4, 3)
    assert table[2, 1] == bounds.worst_case_gap(1, 1, 3, 1.0)
    assert bounds.worst_case_gap(1, 1, 1.5, 1.9) == pytest.approx(0.5 * 0.9**3, rel=1e-14)  # between two steps


BAD = [
    (lambda: bounds.convex_gap(0, 1, 1), ValueError, "L must be greater than 0, got 0"),
    (lambda: bounds.convex_gap(1, -1, 1), ValueError, "R must be at least 0, got -1"),
    (lambda: bounds.convex_gap(1, 1, [3, 0]), ValueError, "k must be at least 1, got 0"),
    (lambda: bounds.convex_gap(1, 1, np.inf), ValueError, "k must be finite, got inf"),
    (lambda: bounds.convex_gap(1, 1, 1, h=1.5), ValueError, r"h must lie in \(0, 1\], got 1.5; .*worst_case_gap"),
    (lambda: bounds.tight_convex_gap(1, 1, 1, h=0), ValueError, r"h must lie in \(0, 1\], got 0"),
    (lambda: bounds.tight_convex_gap("1", 1, 1), TypeError, "L must be a real number, got '1' of type str"),
    (lambda: bounds.nesterov_convex_gap(1, 1, -1), ValueError, "k must be at least 0, got -1"),
    (lambda: bounds.loose_convex_gap(1, 1, "ten"), TypeError, "k must be an array of real numbers"),
    (lambda: bounds.worst_case_gap(1, 1, 3, [0.5, 2]), ValueError, r"h must lie in \(0, 2\), .* got 2"),
    (lambda: bounds.best_worst_case_step(0), ValueError, "k must be at least 1, got 0"),
    (lambda: bounds.best_worst_case_step(2.5), TypeError, "k must be a whole number, got 2.5 of type float"),
    (lambda: bounds.convex_iterations(0.1, 1, 0), ValueError, "epsilon must be greater than 0, got 0"),
    (lambda: bounds.convex_iterations(-0.1, 1, 1), ValueError, "alpha must be greater than 0, got -0.1"),
    (lambda: bounds.accelerated_gap(1, 1, 0), ValueError, "k must be at least 1, got 0"),
    (lambda: bounds.first_order_lower_bound(-2, 1, 1), ValueError, "L must be greater than 0, got -2"),
]


@pytest.mark.parametrize("call, error, sentence", BAD)
def test_what_does_not_fit_is_answered_with_a_sentence(call, error, sentence):
    with pytest.raises(error, match=sentence):
        call()
