"""The accelerated bound and the lower bound: numbers by hand, and the gap of a constant between them."""

from __future__ import annotations

import numpy as np

from course_lib import bounds


def test_both_bounds_are_their_formulas():
    np.testing.assert_array_equal(bounds.accelerated_gap(2, 3, np.array([1, 2, 5])), [9, 4, 1])
    np.testing.assert_array_equal(bounds.first_order_lower_bound(32, 2, np.array([1, 3])), [3, 0.75])


def test_after_one_step_the_accelerated_bound_says_what_holds_before_it():
    assert bounds.accelerated_gap(3, 2, 1) == 3 * 2**2 / 2


def test_the_method_is_optimal_up_to_the_factor_64_thirds():
    k = np.arange(1, 1000)
    ratio = bounds.accelerated_gap(1, 1, k) / bounds.first_order_lower_bound(1, 1, k)
    np.testing.assert_allclose(ratio, 64 / 3, rtol=1e-14)


def test_gradient_descent_s_tight_bound_is_overtaken_after_six_steps():
    # 2/(k + 1)² < 1/(4k + 2) means k² − 6k − 3 > 0, so k > 6.46.
    k = np.arange(1, 50)
    better = bounds.accelerated_gap(1, 1, k) < bounds.tight_convex_gap(1, 1, k)
    np.testing.assert_array_equal(better, k >= 7)
