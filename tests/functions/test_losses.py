"""Losses: their definition, their gradients, and their ends."""

import json
from pathlib import Path

import numpy as np
import pytest

from course_lib.derivatives.gradcheck import check_gradient
from course_lib.functions import cross_entropy, cross_entropy_gradient, mse, mse_gradient, softmax

ROWS = json.loads((Path(__file__).parents[1] / "reference" / "softmax.json").read_text(encoding="utf-8"))["rows"]
RNG = np.random.default_rng(3)
LOGITS, LABELS, SOFT = RNG.normal(size=(5, 4)), RNG.integers(0, 4, 5), RNG.dirichlet(np.ones(4), size=5)


def test_mse_is_half_the_mean_over_rows_of_the_squared_norm():
    prediction, target = np.array([[1.0, 2.0], [3.0, 5.0], [0.0, 0.0]]), np.array([[0.0, 2.0], [3.0, 1.0], [2.0, 0.0]])
    assert mse(prediction, target) == (1 + 16 + 4) / 6
    np.testing.assert_array_equal(mse_gradient(prediction, target), (prediction - target) / 3)


def test_one_vector_is_one_row():
    assert mse([1, 2, 3], [0, 0, 1]) == mse([[1, 2, 3]], [[0, 0, 1]]) == 4.5
    np.testing.assert_array_equal(mse_gradient([1, 2, 3], [0, 0, 1]), [1, 2, 2])
    assert cross_entropy(LOGITS[0], 2) == cross_entropy(LOGITS[:1], [2])
    np.testing.assert_array_equal(cross_entropy_gradient(LOGITS[0], 2), cross_entropy_gradient(LOGITS[:1], [2])[0])
    assert cross_entropy(LOGITS[0], SOFT[0]) == cross_entropy(LOGITS[:1], SOFT[:1])


@pytest.mark.parametrize("targets", [LABELS, LABELS.astype(np.uint8), SOFT, np.eye(4, dtype=int)[LABELS]])
def test_cross_entropy_is_the_mean_of_minus_y_log_s(targets):
    y = np.eye(4)[targets] if targets.ndim == 1 else targets
    assert cross_entropy(LOGITS, targets) == pytest.approx(-np.mean(np.sum(y * np.log(softmax(LOGITS)), 1)), rel=1e-15)
    expected = (softmax(LOGITS) - y) / 5
    np.testing.assert_allclose(cross_entropy_gradient(LOGITS, targets), expected, rtol=1e-14, atol=1e-17)


@pytest.mark.parametrize(
    ("loss", "gradient", "target"),
    [
        (mse, mse_gradient, SOFT),
        (cross_entropy, cross_entropy_gradient, LABELS),
        (cross_entropy, cross_entropy_gradient, SOFT),
    ],
)
def test_gradients_against_differences(loss, gradient, target):
    report = check_gradient(lambda output: (loss(output, target), gradient(output, target)), LOGITS, tol=1e-8)
    assert report, report


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS.keys())
def test_cross_entropy_of_the_first_class_in_60_digits(row):
    assert cross_entropy(row["z"], 0) == pytest.approx(-row["log_softmax"][0], rel=1e-15)
    expected = row["gradient_for_the_first_class"]
    np.testing.assert_allclose(cross_entropy_gradient(row["z"], 0), expected, rtol=1e-15)


def test_a_true_class_at_minus_infinity_costs_infinity_and_keeps_its_gradient():
    logits = [0.0, -np.inf]
    assert cross_entropy(logits, 1) == np.inf
    np.testing.assert_array_equal(cross_entropy_gradient(logits, 1), [1, -1])
    assert cross_entropy([logits, logits], [0, 1]) == np.inf


def test_zero_times_log_zero_is_zero():
    assert cross_entropy([0.0, -np.inf], [1.0, 0.0]) == 0
    assert cross_entropy([0.0, -np.inf, 0.0], [0.5, 0.0, 0.5]) == np.log(2)


def test_softmax_as_last_activation_is_not_diagonal():
    z, target = np.array([1.0, 2.0, 3.0]), 2
    s = softmax(z)
    diagonal_recipe = s * (1 - s) * (-np.eye(3)[target] / s)
    np.testing.assert_allclose(diagonal_recipe, [0, 0, -0.3348], atol=5e-5)
    np.testing.assert_allclose(cross_entropy_gradient(z, target), [0.0900, 0.2447, -0.3348], atol=5e-5)


def test_float32_stays():
    logits = LOGITS.astype(np.float32)
    for value in (cross_entropy(logits, SOFT), mse(logits, SOFT)):
        assert value.dtype == np.float32
    for gradient in (cross_entropy_gradient(logits, LABELS), mse_gradient(logits, LABELS[:, None] * np.ones(4))):
        assert gradient.dtype == np.float32


@pytest.mark.parametrize(
    ("targets", "message"),
    [
        ([0, 1, 2, 3, 4], r"^targets must be class indices from 0 to 3, got 4"),
        ([0, 1, 2, 3, -1], r"^targets must be class indices from 0 to 3, got -1"),
        ([0, 1, 2], r"^targets must be 5 whole class indices, or 5 × 4 probabilities, got float64 of shape \(3,\)"),
        ([0.0, 1, 2, 3, 3], r"^targets must be 5 whole class indices, or 5 × 4 probabilities, got float64 of shape"),
        (np.full((5, 4), 0.3), r"^targets must have rows that sum to 1, got 1.2 in row 0"),
        (SOFT * [[1], [1], [1], [1.001], [1]], r"^targets must have rows that sum to 1, got 1.001 in row 3"),
        ([[-0.5, 1.5, 0, 0]] * 5, r"^targets must be probabilities, at least 0, got -0.5"),
        ([[np.nan, 1, 0, 0]] * 5, r"^targets must be probabilities, at least 0, got nan"),
    ],
)
def test_targets_that_are_none_are_refused(targets, message):
    for function in (cross_entropy, cross_entropy_gradient):
        with pytest.raises(ValueError, match=message):
            function(LOGITS, targets)


def test_logits_and_predictions_that_are_none_are_refused():
    with pytest.raises(ValueError, match=r"^logits must have an entry above -inf in every row"):
        cross_entropy([[-np.inf, -np.inf]], [0])
    with pytest.raises(ValueError, match=r"^logits must hold numbers below infinity, got nan"):
        cross_entropy_gradient([np.nan, 0.0], 1)
    with pytest.raises(ValueError, match=r"^logits must be one row or a matrix of rows, not empty, got"):
        cross_entropy(np.ones((1, 2, 3)), [0])
    with pytest.raises(ValueError, match=r"^target must have the shape of prediction, \(3, 1\), got \(3,\)"):
        mse(np.ones((3, 1)), np.ones(3))
    with pytest.raises(ValueError, match=r"^prediction must be one row or a matrix of rows, not empty, got shape"):
        mse_gradient([], [])
    with pytest.raises(TypeError, match=r"^targets must be an array of real numbers, got dtype bool"):
        cross_entropy(LOGITS, np.eye(5, 4, dtype=bool))


@pytest.mark.parametrize("dtype", [np.float32, np.float16])
def test_a_softmax_in_a_narrow_type_is_a_row_of_probabilities(dtype):
    z = np.random.default_rng(1).normal(scale=3, size=(2000, 10))
    soft = softmax(z.astype(dtype))
    assert np.abs(soft.astype(np.float64).sum(axis=1) - 1).max() > 0
    assert np.isfinite(cross_entropy(z, soft))
    with pytest.raises(ValueError, match=r"^targets must have rows that sum to 1, got 1.01"):
        cross_entropy(z, soft * dtype(1.015))


@pytest.mark.parametrize("dtype", [np.float32, np.float16])
def test_many_rows_cost_a_narrow_type_no_digits(dtype):
    rng = np.random.default_rng(2)
    logits, target = rng.normal(size=(100_000, 3)).astype(dtype), rng.normal(size=(100_000, 3)).astype(dtype)
    labels = rng.integers(0, 3, 100_000)
    unit = np.finfo(dtype).eps
    for loss, against in ((cross_entropy, labels), (mse, target)):
        computed, exact = loss(logits, against), loss(logits.astype(np.float64), against)
        assert computed.dtype == dtype
        assert abs(computed - exact) <= unit * exact


def test_no_loss_overflows_on_the_way():
    big = np.finfo(np.float64).max
    assert mse([1.2 * np.sqrt(big)], [0.0]) == pytest.approx(0.72 * big)
    assert mse(np.full((100, 1), np.sqrt(big)), np.zeros((100, 1))) == pytest.approx(0.5 * big)
    np.testing.assert_allclose(mse_gradient([[big], [0.0]], [[-big], [0.0]]), [[big], [0.0]])
    assert cross_entropy(np.array([[0.9 * big, 0.0]] * 4), [1] * 4) == pytest.approx(0.9 * big)
    half = np.finfo(np.float16).max
    assert mse(np.full((4, 1), 300, np.float16), np.zeros((4, 1))) == 45_000 < half
