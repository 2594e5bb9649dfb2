"""The gradients of matrix calculus: on whole numbers, by differences, by the order of the Taylor remainder."""

import json
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from course_lib import matrix_calculus as mc
from course_lib.derivatives.gradcheck import check_gradient
from course_lib.networks.mlp import MLP

RNG = np.random.default_rng(11)
TRACE = json.loads((Path(__file__).parents[1] / "reference" / "worked_examples.json").read_text(encoding="utf-8"))[
    "trace_product"
]


def whole(*shape, rng=RNG):
    return rng.integers(-5, 6, shape)


@pytest.fixture
def rng():
    return np.random.default_rng(12)


# f with everything but its last argument fixed, and a shape for that argument.
POLYNOMIALS = {
    "linear": (partial(mc.linear, whole(4)), (4,)),
    "quadratic_form": (partial(mc.quadratic_form, whole(4, 4)), (4,)),
    "bilinear": (partial(mc.bilinear, whole(3), whole(4)), (3, 4)),
    "trace_product": (partial(mc.trace_product, whole(3, 3), whole(2, 2)), (3, 2)),
    "squared_error": (partial(mc.squared_error, whole(4), whole(3)), (3, 4)),
    "squared_error of columns": (partial(mc.squared_error, whole(4, 6), whole(3, 6)), (3, 4)),
    "least_squares": (partial(mc.least_squares, whole(6, 4), whole(6)), (4,)),
}
ALL = POLYNOMIALS | {
    "inverse_form": (partial(mc.inverse_form, whole(3), whole(3)), (3, 3)),
    "determinant": (mc.determinant, (3, 3)),
    "log_determinant": (mc.log_determinant, (3, 3)),
}


@pytest.mark.parametrize(("f", "shape"), POLYNOMIALS.values(), ids=POLYNOMIALS)
def test_exact_derivatives_on_whole_numbers(f, shape, rng):
    """All are of degree ≤ 2, for which f(X + E) − f(X − E) is exactly twice the derivative along E."""
    X = whole(*shape, rng=rng)
    value, gradient = f(X)
    assert isinstance(value, int)
    assert gradient.dtype == np.int64
    assert gradient.shape == shape
    for index in np.ndindex(shape):
        E = np.zeros(shape, int)
        E[index] = 1
        assert f(X + E).value - f(X - E).value == 2 * gradient[index], index


@pytest.mark.parametrize(("f", "shape"), ALL.values(), ids=ALL)
def test_gradients_against_differences(f, shape, rng):
    X = rng.normal(size=shape) + 2 * np.eye(*shape) if len(shape) == 2 else rng.normal(size=shape)
    report = check_gradient(f, X, tol=1e-8)
    assert report, report


@pytest.mark.parametrize(("f", "shape"), POLYNOMIALS.values(), ids=POLYNOMIALS)
def test_whole_numbers_and_floats_agree(f, shape, rng):
    X = whole(*shape, rng=rng)
    assert f(X.astype(float)).value == f(X).value
    np.testing.assert_array_equal(f(X.astype(float)).gradient, f(X).gradient)
    assert f(X.astype(float)).gradient.dtype == np.float64


def test_whole_numbers_do_not_overflow():
    assert mc.quadratic_form([[10**12]], [10**6]) == (10**24, np.array([2 * 10**18]))
    assert mc.linear(np.array([100], np.int8), np.array([100], np.int8)).value == 10_000


def test_values_by_hand():
    assert mc.linear([1, 2], [3, 4]).value == 11
    assert mc.quadratic_form([[1, 2], [0, 3]], [1, 2]).value == 1 + 4 + 12
    np.testing.assert_array_equal(mc.quadratic_form([[1, 2], [0, 3]], [1, 2]).gradient, [6, 14])
    assert mc.bilinear([1, 2], [3, 4], [[1, 0], [0, 1]]).value == 11
    assert mc.squared_error([1, 1], [0], [[2, 3]]).value == 25
    np.testing.assert_array_equal(mc.squared_error([1, 1], [0], [[2, 3]]).gradient, [[10, 10]])
    assert mc.least_squares([[2], [3]], [1, 1], [1]).value == 5
    assert mc.inverse_form([1, 0], [1, 0], [[2, 0], [0, 4]]).value == 0.5
    assert mc.determinant([[1, 2], [3, 4]]).value == pytest.approx(-2, rel=1e-15)
    assert mc.log_determinant([[1, 2], [3, 4]]).value == pytest.approx(np.log(2), rel=1e-14)


def test_cofactors_also_where_there_is_no_inverse():
    np.testing.assert_allclose(mc.determinant([[1, 2], [2, 4]]).gradient, [[4, -2], [-2, 1]], rtol=1e-14)
    np.testing.assert_allclose(mc.determinant([[1, 2], [3, 4]]).gradient, [[4, -3], [-2, 1]], rtol=1e-13)
    np.testing.assert_array_equal(mc.determinant([[7.0]]).gradient, [[1]])
    np.testing.assert_allclose(mc.determinant(np.zeros((3, 3))).gradient, 0)


def test_squared_error_is_twice_the_network_gradient(rng):
    """The source's 3.4 claims a match; its loss lacks the ½ of 2.3."""
    x, y, W = rng.normal(size=4), rng.normal(size=3), rng.normal(size=(3, 4))
    net = MLP((4, 3))
    (dW, _), *_ = net.backward(net.flatten([(W, np.zeros(3))]), x[None], y[None]).gradients
    np.testing.assert_allclose(mc.squared_error(x, y, W).gradient, 2 * dW, rtol=1e-13)


# The Taylor remainder.


def trace(W):
    return mc.trace_product(TRACE["A"], TRACE["B"], W).value


def test_the_trace_example():
    value, gradient = mc.trace_product(TRACE["A"], TRACE["B"], TRACE["W"])
    assert value == TRACE["value"] == 140
    np.testing.assert_array_equal(gradient, TRACE["gradient"])


def test_remainder_of_the_right_gradient_is_exactly_4_t_squared():
    t = 2.0 ** -np.arange(16)
    result = mc.taylor_remainder(trace, TRACE["gradient"], TRACE["W"], np.ones((3, 2)), t)
    np.testing.assert_array_equal(result.remainder, 4 * t**2)
    assert result.slope == pytest.approx(2, abs=1e-12)
    # Away from powers of two W + tD is rounded, and 4t² stands up to that.
    t = np.logspace(-5, 0, 11)
    result = mc.taylor_remainder(trace, TRACE["gradient"], TRACE["W"], np.ones((3, 2)), t)
    np.testing.assert_allclose(result.remainder, 4 * t**2, atol=5e-13)


def test_remainder_of_the_wrong_gradient_has_slope_1():
    t = 2.0 ** -np.arange(5, 16)
    result = mc.taylor_remainder(trace, TRACE["twice_AWB"], TRACE["W"], np.ones((3, 2)), t)
    np.testing.assert_array_equal(result.remainder, 170 * t - 4 * t**2)
    assert result.slope == pytest.approx(1, abs=1e-3)


@pytest.mark.parametrize(("f", "shape"), ALL.values(), ids=ALL)
def test_every_gradient_leaves_order_two(f, shape, rng):
    X = rng.normal(size=shape) + (4 * np.eye(*shape) if len(shape) == 2 else 0)
    D, t = rng.normal(size=shape), np.logspace(-4, -2, 9)
    gradient = f(X).gradient
    right = mc.taylor_remainder(lambda X: f(X).value, gradient, X, D, t)
    wrong = mc.taylor_remainder(lambda X: f(X).value, gradient + D, X, D, t / 100)
    linear = f in (POLYNOMIALS["linear"][0], POLYNOMIALS["bilinear"][0])
    assert np.isnan(right.slope) if linear else right.slope == pytest.approx(2, abs=0.05)
    assert wrong.slope == pytest.approx(1, abs=0.05)


def test_whole_numbers_beyond_64_bits_stay_right():
    value, gradient = mc.linear([2**62], [2**62])
    assert (value, gradient.dtype) == (2**124, np.int64)
    value, gradient = mc.quadratic_form([[2**62]], [2**62])
    assert value == 2**186
    np.testing.assert_array_equal(gradient, [2.0**125])


def test_the_remainder_of_a_function_that_overwrites_its_argument():
    def h(x):
        x *= 2
        return (x**2).sum()

    x = np.array([1.0, 2.0])
    assert mc.taylor_remainder(h, 8 * x, x, [0.3, -1.0], 10.0 ** np.arange(-5, 0)).slope == pytest.approx(2, abs=1e-3)


@pytest.mark.parametrize(
    ("error", "call", "message"),
    [
        (ValueError, lambda: mc.linear([1, 2], [1, 2, 3]), r"^x must have shape \(n\) with n = 2, got \(3,\)"),
        (ValueError, lambda: mc.quadratic_form([[1, 2]], [1]), r"^A must have shape \(n, n\) with n = 1, got \(1, 2\)"),
        (ValueError, lambda: mc.quadratic_form([1, 2], [1, 2]), r"^A must have the 2 axes \(n, n\), got shape \(2,\)"),
        (
            ValueError,
            lambda: mc.trace_product(np.eye(3), np.eye(2), np.ones((2, 3))),
            r"^W must have shape \(m, k\) with m = 3, got \(2, 3\)",
        ),
        (
            ValueError,
            lambda: mc.squared_error(np.ones((4, 6)), np.ones(3), np.ones((3, 4))),
            r"^y must have the 2 axes \(m, N\), got shape \(3,\)",
        ),
        (ValueError, lambda: mc.linear([], []), r"^a must not be empty, got shape \(0,\)"),
        (ValueError, lambda: mc.linear([1.0], [np.nan]), r"^x must be finite, got nan at index \(0,\)"),
        (TypeError, lambda: mc.linear(["a"], [1]), r"^a must be an array of real numbers"),
        (
            ValueError,
            lambda: mc.bilinear([1], [1, 2], [[1, 2], [3]]),
            r"^X must be an array of numbers, got rows of different lengths",
        ),
        (
            ValueError,
            lambda: mc.inverse_form([1, 1], [1, 1], [[1, 2], [2, 4]]),
            r"^X must be invertible, got the singular matrix \[\[1.0, 2.0\], \[2.0, 4.0\]\]",
        ),
        (ValueError, lambda: mc.log_determinant(np.zeros((2, 2))), r"^X must be invertible, got the singular matrix"),
        (
            TypeError,
            lambda: mc.taylor_remainder(3, [1.0], [1.0], [1.0], [1.0]),
            r"^f must be a function of x that returns a number, got 3",
        ),
        (
            ValueError,
            lambda: mc.taylor_remainder(np.sum, [1.0], [1.0, 2.0], [1.0, 1.0], [1.0]),
            r"^gradient must have the shape of x, \(2,\), got \(1,\)",
        ),
        (
            ValueError,
            lambda: mc.taylor_remainder(np.sum, [1.0], [1.0], [1.0], [0.1, 0.0]),
            r"^t must be greater than 0, got 0",
        ),
    ],
)
def test_what_does_not_fit_is_refused(error, call, message):
    with pytest.raises(error, match=message):
        call()


def test_a_solve_that_answers_nan_means_a_singular_matrix(monkeypatch):
    """In a browser's Python no floating-point flag is raised, and so no error."""
    monkeypatch.setattr(np.linalg, "solve", lambda A, b: np.full_like(b, np.nan))
    with pytest.raises(ValueError, match=r"^X must be invertible, got the singular matrix"):
        mc.inverse_form(np.ones(2), np.ones(2), np.array([[1.0, 2.0], [2.0, 4.0]]))


@pytest.mark.parametrize("roundings, counts", [(199, False), (200, False), (201, True)])
def test_the_order_is_fitted_to_remainders_above_a_hundred_roundings(roundings, counts):
    # At t = 1 the remainder is that many roundings of |f(x)| + |f(x + tD)| = 2, at 2 and 4 it is t²/4096.
    g = roundings * np.finfo(float).eps
    values = {0.0: 1.0, 1.0: 1.0, 2.0: 1 + 2 * g + 2.0**-10, 4.0: 1 + 4 * g + 2.0**-8}
    fit = mc.taylor_remainder(lambda x: values[float(x[0])], [g], [0.0], [1.0], [1.0, 2.0, 4.0])
    assert fit.remainder.tolist() == [g, 2.0**-10, 2.0**-8]
    assert (fit.slope == pytest.approx(2, rel=1e-12)) is not counts


def test_a_gradient_is_of_int64_up_to_its_largest_number():
    most = 2**63 - 1
    for entry, dtype in ((most, np.int64), (most + 1, np.float64)):
        answer = mc.linear(np.array([entry, 1], np.uint64), [1, 0])
        assert answer.gradient.dtype == dtype and int(answer.gradient[0]) == entry == answer.value
