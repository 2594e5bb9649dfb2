"""Where each range ends, what is named of several, and the stated defaults."""

from __future__ import annotations

import numpy as np
import pytest

from course_lib import (
    batch_norm,
    cross_entropy,
    cross_entropy_gradient,
    log_softmax,
    relu_derivative,
    residual_block,
    sigmoid,
    softmax,
)
from course_lib.functions._sums import BLOCK, mean_of_rows, product
from course_lib.functions.softmax import centred

ONES = np.ones(2)
HALF = np.float16
NEXT = float(np.finfo(HALF).eps)

# call, value just outside, words of the message
OUTSIDE = [
    (lambda labels: cross_entropy(np.eye(3), labels), [0, 3, 4], "class indices from 0 to 2, got 3"),
    (lambda labels: cross_entropy(np.eye(3), labels), [-1, 0, 7], "class indices from 0 to 2, got -1"),
    (lambda y: cross_entropy(np.eye(2), y), [[1.5, -0.5], [-0.25, 1.25]], "at least 0, got -0.5"),
    (lambda y: cross_entropy(np.eye(3), [y] * 3), [0.0, 1.5, -0.5], "at least 0, got -0.5"),
    (lambda y: cross_entropy(np.eye(2), y), [[0.5, 0.5], [0.5, 0.5 + 1.1e-6]], "rows that sum to 1, got 1 in row 1"),
    (lambda y: cross_entropy(np.eye(2), y), [[0.5, 0.5], [0.5, 0.5 - 1.1e-6]], "in row 1"),
    (lambda y: cross_entropy(np.eye(2), y), [[0.5, 0.3], [0.5, 0.4]], "rows that sum to 1, got 0.8 in row 0"),
    (
        lambda y: cross_entropy([1.0, 2.0], y),
        np.array([1, 4.5 * NEXT], HALF),
        "rows that sum to 1, got 1.00439 in row 0",
    ),
    (lambda axis: softmax(np.ones((2, 3)), axis), 2, "axis must lie between -2 and 1, got 2"),
    (lambda axis: softmax(np.ones((2, 3)), axis), -3, "axis must be at least -2, got -3"),
    (log_softmax, [1.0, np.inf, np.nan], "numbers below infinity, got inf"),
    (log_softmax, [[1.0, -np.inf], [-np.inf, -np.inf]], "along axis -1, got a row of -inf only"),
    (lambda x: batch_norm(x, ONES, ONES), np.ones((1, 2)), "a matrix of at least 2 rows, got shape (1, 2)"),
    (lambda x: batch_norm(x, ONES, ONES), np.ones((2, 0)), "a matrix of at least 2 rows, got shape (2, 0)"),
    (lambda x: batch_norm(x, ONES, ONES), np.ones(2), "a matrix of at least 2 rows, got shape (2,)"),
    (lambda x: residual_block(x, np.eye(2), ONES, np.eye(2), ONES), np.ones((0, 2)), "x must be a matrix, not empty"),
]


@pytest.mark.parametrize("call, value, words", OUTSIDE, ids=[f"{i}" for i in range(len(OUTSIDE))])
def test_what_lies_just_outside_is_refused_in_a_sentence(call, value, words):
    with pytest.raises(ValueError) as refused:
        call(value)
    assert words in str(refused.value)


@pytest.mark.parametrize("gap", [0.9e-6, -0.9e-6])
def test_probabilities_may_miss_1_by_a_millionth(gap):
    assert cross_entropy([0.0, 0.0], [0.5, 0.5 + gap]) == pytest.approx(np.log(2) * (1 + gap), rel=1e-13)


def test_probabilities_in_float16_may_miss_1_by_four_units():
    y = np.array([1, 4 * NEXT], HALF)
    assert cross_entropy([0.0, 0.0], y) == pytest.approx(np.log(2) * (1 + 4 * NEXT), rel=1e-13)


def test_the_last_label_and_both_ends_of_the_axes_are_taken():
    np.testing.assert_allclose(cross_entropy_gradient(np.zeros((1, 2)), [1]), [[0.5, -0.5]], rtol=1e-15)
    z = np.arange(6.0).reshape(2, 3)
    np.testing.assert_array_equal(softmax(z, 1), softmax(z, -1))
    np.testing.assert_array_equal(softmax(z, 0), softmax(z, -2))


def test_at_zero_the_sigmoid_is_a_half_and_the_slope_of_relu_nothing():
    assert sigmoid(0.0) == 0.5 and relu_derivative(0.0) == 0


def test_the_variance_of_a_batch_is_raised_by_a_hundred_thousandth_where_nothing_else_is_said():
    x = np.array([[0.0], [2.0]])
    assert batch_norm(x, np.ones(1), np.zeros(1)).y[1, 0] == pytest.approx(1 / np.sqrt(1 + 1e-5), rel=1e-15)


@pytest.mark.parametrize("size", [1e-300, 1e-9, 0.3, 1.0, 3.0, 1e9, 1e300])
def test_columns_of_any_size_are_normalised(size):
    y = batch_norm(size * np.array([[-1.0], [1.0]]), np.ones(1), np.zeros(1)).y
    assert y[1, 0] == pytest.approx(1 / np.hypot(1, np.sqrt(1e-5) / size), rel=1e-14, abs=0)


def test_the_smallest_and_the_largest_epsilon_normalise_small_columns():
    x, one, none = np.array([[-0.1], [0.1]]), np.ones(1), np.zeros(1)
    assert batch_norm(np.zeros((2, 1)), one, none, np.nextafter(0, 1)).y.tolist() == [[0], [0]]
    assert batch_norm(x, one, none, 1e308).y[1, 0] == pytest.approx(0.1e-154, rel=1e-14)


def test_a_residual_block_may_be_one_number_wide():
    one = np.ones((1, 1))
    assert residual_block(2 * one, one, [3.0], 4 * one, [5.0]).y.tolist() == [[2 + 4 * (2 + 3) + 5]]


def test_numbers_are_centred_along_the_last_axis_where_none_is_named():
    for z in (np.array([1.0, 2.0]), np.arange(24.0).reshape(2, 3, 4) ** 2):
        for found, expected in zip(centred(z), centred(z, z.ndim - 1), strict=True):
            np.testing.assert_array_equal(found, expected)


def test_products_in_float64_are_left_to_numpy():
    rng = np.random.default_rng(0)
    a, b = rng.normal(size=(7, 5 * BLOCK)), rng.normal(size=(5 * BLOCK, 3))
    np.testing.assert_array_equal(product(a, b), a @ b)


@pytest.mark.parametrize("n", [BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK, 2 * BLOCK + 1])
def test_products_in_float32_are_added_up_512_rows_at_a_time(n):
    rng = np.random.default_rng(0)
    a, b = rng.normal(size=(7, n)).astype(np.float32), rng.normal(size=(n, 5)).astype(np.float32)
    parts = [a[:, i : i + 512] @ b[i : i + 512] for i in range(0, n, 512)]
    expected = np.sum(parts, axis=0, dtype=np.float64).astype(np.float32)
    np.testing.assert_array_equal(product(a, b), expected)
    np.testing.assert_array_equal(product(a, b, np.empty((7, 5), np.float32)), expected)


def test_a_mean_of_numbers_whose_sum_overflows_is_their_mean():
    assert mean_of_rows(np.full((4, 2), 1e308), axis=0).tolist() == [1e308, 1e308]
    assert mean_of_rows(np.full((4, 2), 0.25e308)) == pytest.approx(0.5e308, rel=1e-15)
    assert mean_of_rows(np.array([[1.0, 2.0], [3.0, 6.0]])) == 6
