"""Where each range ends: what lies just outside is refused in a sentence, what lies on the edge has its value."""

from __future__ import annotations

import inspect

import numpy as np
import pytest

from course_lib import bounds, norm, power_iteration, steepest_direction

# call, value just outside, words of the message
OUTSIDE = [
    (lambda k: bounds.first_order_lower_bound(1, 1, k), 0.5, "k must be at least 1, got 0.5"),
    (lambda k: bounds.tight_convex_gap(1, 1, k), -0.25, "k must be at least 0, got -0.25"),
    (lambda k: bounds.worst_case_gap(1, 1, k, 1), -0.25, "k must be at least 0, got -0.25"),
    (lambda k: bounds.polyak_lojasiewicz_gap(1, 2, 1, k), -0.5, "k must be at least 0, got -0.5"),
    (lambda h: bounds.worst_case_gap(1, 1, 1, h), 0, "no longer step converges on the class, got 0"),
    (lambda h: bounds.worst_case_gap(1, 1, 1, h), -0.5, "no longer step converges on the class, got -0.5"),
    (lambda h: bounds.worst_case_gap(1, 1, 1, h), [1, 2.5, 3], "no longer step converges on the class, got 2.5"),
    (lambda norms: bounds.gradient_product_bound(1, norms), [1, -0.5], "norms must be at least 0, got -0.5"),
    (lambda shrink: bounds.backtracking_length(1, 0.5, shrink, 1), -0.5, "shrink must lie in (0, 1), got -0.5"),
    (lambda shrink: bounds.backtracking_length(1, 0.5, shrink, 1), 1, "shrink must lie in (0, 1), got 1"),
    (lambda beta2: bounds.adam_largest_step(1, 0.5, beta2), 0.25, "greater than beta1² = 0.25 for a bound of every"),
    (lambda curvature: bounds.monotone_momentum(1, curvature), 0, "curvature must be greater than 0, got 0"),
    (lambda alpha: bounds.sgd_stationary_variance(alpha, 1, 1), 0, "alpha must be greater than 0, got 0"),
    (lambda alpha: bounds.sgd_stationary_variance(alpha, 4, 1), [0.1, 0.5], "got alpha·curvature = 2"),
    (lambda alpha: bounds.momentum_stationary_variance(alpha, 0.5, 1, 1), 0, "alpha must be greater than 0, got 0"),
    (lambda alpha: bounds.momentum_stationary_variance(alpha, 0.5, 4, 1), 0.75, "got alpha·curvature = 3"),
    (lambda λ: bounds.momentum_stationary_variance(1, 0.5, λ, 1), 0, "curvature must be greater than 0, got 0"),
    (lambda B: bounds.momentum_stationary_variance(0.1, 0.5, 1, 1, B), 0, "batch_size must be at least 1, got 0"),
    (lambda epsilon: bounds.strongly_convex_iterations(0.5, 1, epsilon), 0, "epsilon must be greater than 0, got 0"),
    (lambda P: norm([1.0, 1.0], P), np.diag([1.0, 0.0]), "its smallest eigenvalue is not above 0"),
    (lambda P: norm([1.0, 1.0], P), np.diag([1.0, -0.5]), "its smallest eigenvalue is not above 0"),
]


@pytest.mark.parametrize(
    "call, value, words", OUTSIDE, ids=[f"{i}-{words[:12]}" for i, (*_, words) in enumerate(OUTSIDE)]
)
def test_what_lies_just_outside_is_refused_in_a_sentence(call, value, words):
    with pytest.raises(ValueError) as refused:
        call(value)
    assert words in str(refused.value)


# value on the edge, what it has to be
EDGES = [
    (bounds.tight_convex_gap(1, 1, 0), 0.5),
    (bounds.worst_case_gap(1, 1, 0, 1), 0.5),
    (bounds.polyak_lojasiewicz_gap(1, 2, 3, 0), 3),
    (bounds.gradient_product_bound(1, [2, 0]), 0),
    (bounds.monotone_momentum(0.25, 4), 0),  # αλ = 1: without momentum one step is enough
    (bounds.adam_largest_step(1, 0.5, 0.25, k=1), 1),
]


@pytest.mark.parametrize("bound, value", EDGES)
def test_what_lies_on_the_edge_has_its_value(bound, value):
    assert bound == pytest.approx(value, rel=1e-14, abs=0)


def test_adam_s_rate_is_the_one_of_the_paper_where_none_is_given():
    assert bounds.adam_sparse_step() == pytest.approx(1e-3 * bounds.adam_sparse_step(1), rel=1e-15)


def test_each_row_of_layers_has_its_own_product():
    np.testing.assert_array_equal(bounds.gradient_product_bound(0.5, [[2.0, 4.0], [6.0, 8.0], [0.0, 1.0]]), [2, 12, 0])


def test_an_entry_that_is_zero_does_not_matter_and_counts_as_one():
    np.testing.assert_array_equal(steepest_direction([0.0, 3.0, -2.0], np.inf), [1, -1, 1])


def test_power_iteration_takes_as_many_products_as_it_may():
    A = np.diag([2.0, 1.0])
    needed = power_iteration(A, np.random.default_rng(3)).products
    assert power_iteration(A, np.random.default_rng(3), max_iter=needed).products == needed
    with pytest.raises(ValueError, match=f"after {needed - 1} products"):
        power_iteration(A, np.random.default_rng(3), max_iter=needed - 1)


def test_power_iteration_says_how_far_it_came():
    A, v = np.diag([30.0, -30.0]), np.random.default_rng(0).standard_normal(2)
    v /= np.linalg.norm(v)
    value, residual = v @ A @ v, np.linalg.norm(A @ v - (v @ A @ v) * v)
    with pytest.raises(ValueError, match=f"after 1 products the residual is {residual:.3g} at the value {value:.6g};"):
        power_iteration(A, np.random.default_rng(0), max_iter=1)


def test_power_iteration_gives_up_after_ten_thousand_products():
    assert inspect.signature(power_iteration).parameters["max_iter"].default == 10_000
