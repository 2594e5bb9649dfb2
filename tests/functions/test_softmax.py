"""The softmax family, against values from 60-digit arithmetic and where the plain formula breaks."""

import json
from pathlib import Path

import numpy as np
import pytest

from course_lib.derivatives.gradcheck import check_gradient
from course_lib.functions import log_softmax, log_sum_exp, softmax, softmax_jacobian

ROWS = json.loads((Path(__file__).parents[1] / "reference" / "softmax.json").read_text(encoding="utf-8"))["rows"]
FAMILY = [softmax, log_softmax, log_sum_exp, softmax_jacobian]
ULPS = 5 * 2.3e-16


@pytest.fixture(params=ROWS.values(), ids=ROWS.keys())
def row(request):
    return request.param


def test_softmax_is_exact_to_a_few_units(row):
    np.testing.assert_allclose(softmax(row["z"]), row["softmax"], rtol=ULPS)


def test_log_softmax_is_exact_to_a_few_units(row):
    np.testing.assert_allclose(log_softmax(row["z"]), row["log_softmax"], rtol=ULPS)


def test_log_sum_exp_is_exact_to_a_few_units(row):
    np.testing.assert_allclose(log_sum_exp(row["z"]), row["log_sum_exp"], rtol=ULPS)


def test_the_jacobian_is_exact_on_and_off_the_diagonal(row):
    jacobian, s = softmax_jacobian(row["z"]), np.array(row["softmax"])
    np.testing.assert_allclose(np.diag(jacobian), row["jacobian_diagonal"], rtol=ULPS)
    off = ~np.eye(len(s), dtype=bool)
    np.testing.assert_allclose(jacobian[off], -np.outer(s, s)[off], rtol=ULPS)
    np.testing.assert_array_equal(jacobian, jacobian.T)
    np.testing.assert_allclose(jacobian.sum(axis=1), 0, atol=1e-16)


def test_the_jacobian_is_the_derivative_of_the_softmax():
    z, weights = np.array([0.3, -1.2, 2.0, 0.0]), np.array([1.0, -2.0, 0.5, 3.0])
    report = check_gradient(lambda z: (weights @ softmax(z), softmax_jacobian(z).T @ weights), z, tol=1e-9)
    assert report, report


def test_the_gradient_of_log_sum_exp_is_the_softmax():
    report = check_gradient(lambda z: (log_sum_exp(z), softmax(z)), [0.3, -1.2, 2.0, 0.0], tol=1e-9)
    assert report, report


@pytest.mark.parametrize("axis", [0, 1, 2, -1, -2, -3])
@pytest.mark.parametrize("function", [softmax, log_softmax, log_sum_exp])
def test_along_any_axis_each_row_is_treated_by_itself(function, axis):
    z = np.random.default_rng(0).normal(size=(2, 3, 4)) * 300
    moved = np.moveaxis(z, axis, -1)
    expected = np.array([[function(row) for row in block] for block in moved])
    value = function(z, axis=axis)
    value = value if function is log_sum_exp else np.moveaxis(value, axis, -1)
    np.testing.assert_allclose(value, expected, rtol=1e-15, atol=0)


def test_many_vectors_give_many_jacobians():
    z = np.random.default_rng(0).normal(size=(2, 3, 4))
    assert softmax_jacobian(z).shape == (2, 3, 4, 4)
    np.testing.assert_allclose(softmax_jacobian(z)[1, 2], softmax_jacobian(z[1, 2]), rtol=1e-15)


def test_a_batch_does_not_share_one_maximum():
    s = softmax([[1, 2, 3], [1001, 1002, 1003]])
    np.testing.assert_array_equal(s[0], s[1])
    np.testing.assert_allclose(s.sum(axis=1), 1, rtol=1e-15)


@pytest.mark.parametrize("dtype", [np.int8, np.uint8, np.int64])
def test_whole_numbers_do_not_wrap(dtype):
    z = np.array([100, 0], dtype) if dtype == np.uint8 else np.array([-100, 100], dtype)
    assert softmax(z).dtype == np.float64
    np.testing.assert_array_equal(softmax(z), softmax(z.astype(float)))
    assert softmax(z).max() == 1


@pytest.mark.parametrize("function", FAMILY)
def test_float32_stays_also_where_float32_overflows(function):
    z = np.array([[-1000, 1000, 3e38], [88, 89, -3e38]], np.float32)
    assert function(z).dtype == np.float32
    np.testing.assert_allclose(function(z), function(z.astype(float)), rtol=1e-6, atol=1e-45)


def test_log_of_softmax_would_be_minus_infinity():
    assert softmax([0, -800])[1] == 0
    np.testing.assert_array_equal(log_softmax([0.0, -800.0]), [0, -800])


@pytest.mark.parametrize("function", FAMILY)
@pytest.mark.parametrize(
    ("z", "message"),
    [
        ([-np.inf, -np.inf], r"^z must have an entry above -inf in every row along axis -1, got a row of -inf only"),
        ([[0.0, 1.0], [-np.inf, -np.inf]], r"^z must have an entry above -inf in every row"),
        ([0.0, np.inf], r"^z must hold numbers below infinity, got inf"),
        ([-np.inf, np.nan], r"^z must hold numbers below infinity, got nan"),
        ([], r"^z must have at least one axis and one entry, got shape \(0,\)"),
        (np.empty((3, 0)), r"^z must have at least one axis and one entry, got shape \(3, 0\)"),
        (1.0, r"^z must have at least one axis and one entry, got shape \(\)"),
        ([[1.0], [1.0, 2.0]], r"^z must be an array of numbers, got rows of different lengths"),
    ],
)
def test_a_row_without_a_softmax_is_refused(function, z, message):
    with pytest.raises(ValueError, match=message):
        function(z)


def test_an_axis_that_does_not_exist_is_refused():
    with pytest.raises(ValueError, match=r"^axis must lie between -2 and 1, got 2"):
        softmax(np.ones((2, 2)), axis=2)
    with pytest.raises(ValueError, match=r"^axis must be at least -2, got -3"):
        log_sum_exp(np.ones((2, 2)), axis=-3)
    with pytest.raises(TypeError, match=r"^axis must be a whole number, got None"):
        log_softmax(np.ones((2, 2)), axis=None)


@pytest.mark.parametrize("dtype", [np.float32, np.float16])
@pytest.mark.parametrize("axis", [0, 1, -1])
@pytest.mark.parametrize("function", [softmax, log_softmax, log_sum_exp])
def test_a_long_axis_costs_a_narrow_type_no_digits(function, axis, dtype):
    """The nearest number of that type to the float64 answer, whatever the axis and its length."""
    long = np.random.default_rng(8).normal(scale=0.5, size=(70_000, 3)).astype(dtype)
    z = long if axis == 0 else np.ascontiguousarray(long.T)
    computed, exact = function(z, axis), function(z.astype(np.float64), axis)
    assert computed.dtype == dtype
    np.testing.assert_array_equal(computed, exact.astype(dtype))


def test_the_sum_of_many_equal_half_precision_exponentials_does_not_overflow():
    z = np.zeros(100_000, np.float16)  # e⁰ added up 100,000 times is beyond 65504, the largest float16
    assert log_sum_exp(z) == np.float16(np.log(100_000))
    assert (log_softmax(z) == np.float16(-np.log(100_000))).all()
