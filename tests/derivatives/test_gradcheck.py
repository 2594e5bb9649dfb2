"""The gradient check gives the right verdict where the source's version gives none or a wrong one."""

import dataclasses

import numpy as np
import pytest

from course_lib.derivatives.gradcheck import GradientReport, check_gradient, check_hessian, hessian_vector_product
from course_lib.functions import relu, relu_derivative
from course_lib.objectives import LogisticRegression, Quadratic, Rosenbrock


def squares(x):
    return np.sum(x**2), 2 * x


def with_factor(factor):
    return lambda x: (np.sum(x**2), factor * 2 * x)


# The failures of the source's check, one by one.


def test_the_analytic_gradient_comes_with_the_objective():
    assert check_gradient(Rosenbrock(4), [0.3, -1.0, 2.0, 0.5])
    assert check_gradient(squares, [0.3])


def test_more_than_one_entry_gives_one_verdict():
    report = check_gradient(squares, [1.0, -2.0, 3.0])
    assert report.passed is True
    assert bool(report) is True
    assert report.max_error < 1e-9


def test_a_zero_gradient_is_right():
    assert check_gradient(lambda x: (3.0, np.zeros_like(x)), [1.0, 2.0]).max_error == 0
    assert check_gradient(squares, np.zeros(3))


def test_two_gradients_below_1e_8_pass():
    assert check_gradient(lambda x: (1e-9 * np.sum(x), np.full_like(x, -1e-9)), [1.0, 2.0])
    assert not check_gradient(lambda x: (1e-7 * np.sum(x), np.full_like(x, -1e-7)), [1.0, 2.0])


def test_tiny_entries_do_not_fail_a_right_gradient():
    def objective(x):
        return 50 * x[0] ** 2 + x[1] ** 2 + x[2] ** 3, np.array([100 * x[0], 2 * x[1], 3 * x[2] ** 2])

    report = check_gradient(objective, [1.0, 1e-9, 0.0])
    assert report.max_error < 1e-10


@pytest.mark.parametrize("shape", [(), (1,), (3, 1), (2, 3), (2, 2, 2)])
def test_any_shape_entry_by_entry(shape):
    x = np.random.default_rng(0).normal(size=shape)
    weights = np.arange(1.0, x.size + 1).reshape(shape)
    report = check_gradient(lambda x: (np.sum(weights * np.sin(x)), weights * np.cos(x)), x, tol=1e-9)
    assert report, report
    assert report.analytic.shape == report.numeric.shape == shape
    assert len(report.index) == len(shape)


def test_whole_numbers_are_not_truncated():
    report = check_gradient(squares, [2, 3])
    np.testing.assert_allclose(report.numeric, [4, 6], rtol=1e-9)
    assert report


def test_float32_points_are_checked_in_float64():
    seen = []

    def objective(x):
        seen.append(x.dtype)
        return squares(x)

    assert check_gradient(objective, np.array([0.1, 0.7], np.float32)).max_error < 1e-9
    assert set(seen) == {np.dtype(np.float64)}


def test_a_large_constant_hides_neither_a_right_nor_a_wrong_gradient():
    x = np.array([0.3, -1.0, 0.5])
    assert check_gradient(lambda x: (1e8 + np.sum(np.exp(x)), np.exp(x)), x)
    for last in np.linspace(0.5, 1, 9):
        x[-1] = last
        report = check_gradient(lambda x: (1e8 + np.sum(np.exp(x)), 1.0001 * np.exp(x)), x)
        assert not report
        assert "kink" not in str(report)  # rounding alone makes the one-sided slopes differ


def test_at_a_kink_the_report_says_so():
    report = check_gradient(lambda x: (np.sum(relu(x)), relu_derivative(x)), [1.0, 0.0])
    assert not report
    assert report.index == (1,)
    assert report.numeric[1] == 0.5
    assert str(report).endswith("the function has a kink here, with slopes 0 and 1")


@pytest.mark.parametrize("distance", [1e-7, 1e-5, -1e-6])
def test_beside_a_kink_a_right_gradient_passes(distance):
    report = check_gradient(lambda x: (np.sum(np.abs(x)), np.sign(x)), [distance, 1.0])
    assert report, report


def test_a_column_is_not_broadcast_against_a_vector():
    with pytest.raises(ValueError, match=r"^the gradient must have the shape of x, \(3,\), got \(3, 1\)"):
        check_gradient(lambda x: (np.sum(x**2), 2 * x[:, None]), np.ones(3))


def test_an_objective_with_random_numbers_of_its_own_is_refused():
    rng = np.random.default_rng(0)

    def dropout(x):
        kept = rng.random(x.shape) < 0.5
        return np.sum(kept * x**2), 2 * kept * x

    with pytest.raises(ValueError, match=r"^objective must give the same answer twice, got f\(x\) = .*dropout"):
        check_gradient(dropout, np.arange(1.0, 9.0))


def test_x_is_left_as_it_is():
    x = np.array([1.0, 2.0])
    check_gradient(squares, x)
    np.testing.assert_array_equal(x, [1, 2])
    x += 1  # and stays writable


def test_beside_the_end_of_the_domain():
    report = check_gradient(lambda x: (np.sum(np.log(x)), 1 / x), [1e-7, 1.0])
    assert report, report


# Verdicts and sentences.


@pytest.mark.parametrize(("factor", "error"), [(2, 0.5), (0.5, 0.5), (-1, 2), (0, 1), (1 + 1e-5, 1e-5)])
def test_a_wrong_factor_is_measured_and_named(factor, error):
    report = check_gradient(with_factor(factor), np.linspace(1, 2, 100))
    assert report.passed is False
    assert report.max_error == pytest.approx(error, rel=1e-3)
    assert str(report).endswith(f"all of the analytic gradient is {factor:.6g} times the numeric one")


def test_one_wrong_entry_is_found_and_shown():
    def objective(x):
        gradient = 2 * x
        gradient[1, 2] = -gradient[1, 2]
        return np.sum(x**2), gradient

    report = check_gradient(objective, np.arange(1.0, 7.0).reshape(2, 3))
    assert report.index == (1, 2)
    assert (report.analytic[1, 2], report.numeric[1, 2]) == (-12, pytest.approx(12))
    assert str(report) == (
        "wrong at index (1, 2): analytic -12, numeric 12, apart by 2 of the largest entry (tolerance 1e-06)"
    )


def test_a_gradient_that_is_no_number_is_wrong_at_its_place():
    report = check_gradient(lambda x: (np.sum(x**2), np.where(x > 1, np.nan, 2 * x)), [1.0, 2.0])
    assert (report.passed, report.index, report.max_error) == (False, (1,), np.inf)


def test_the_report_is_read_only():
    report = check_gradient(squares, [1.0, 2.0])
    assert isinstance(report, GradientReport)
    assert str(report).startswith("right: the largest error is ")
    assert repr(report) == f"<GradientReport {report}>"
    assert 0 < report.step < 1e-4
    with pytest.raises(dataclasses.FrozenInstanceError):
        report.passed = False
    with pytest.raises(ValueError, match="read-only"):
        report.numeric[0] = 1


def test_tolerance():
    assert check_gradient(with_factor(1.001), [1.0, 2.0], tol=1e-2)
    assert not check_gradient(with_factor(1.001), [1.0, 2.0], tol=1e-4)


# Random directions.


def test_directions_cost_two_values_each():
    calls = []

    def objective(x):
        calls.append(1)
        return np.sum(np.cosh(x)), np.sinh(x)

    report = check_gradient(objective, np.linspace(-1, 1, 5000), directions=4, rng=np.random.default_rng(0))
    assert report, report
    assert report.numeric.shape == (4,)
    assert len(calls) == 2 + 4 * 2


def test_directions_are_of_unit_length_and_find_one_wrong_entry_in_a_thousand():
    x = np.ones((10, 100))
    identity = check_gradient(lambda x: (0.5 * np.sum(x**2), x), x, directions=3, rng=np.random.default_rng(1))
    d = np.random.default_rng(1).normal(size=(3, 10, 100))
    expected = [np.sum(v) / np.linalg.norm(v) for v in d]
    np.testing.assert_allclose(identity.analytic, expected, rtol=1e-13)
    right = 2 * x
    wrong = right.copy()
    wrong[4, 7] *= 1.5
    report = check_gradient(
        lambda x: (np.sum(x**2), wrong if np.all(x == 1) else right), x, directions=3, rng=np.random.default_rng(1)
    )
    assert not report
    assert "wrong at direction (" in str(report)


# Hessians.


@pytest.mark.parametrize(
    ("objective", "x"),
    [
        (Rosenbrock(4), [0.3, -1.0, 2.0, 0.5]),
        (Quadratic([[2.0, 1.0], [1.0, 3.0]]), [5, -7]),
        (LogisticRegression(np.random.default_rng(0).normal(size=(20, 3)), np.arange(20) % 2, 0.1), [0.1, 2.0, -1.0]),
    ],
)
def test_hessians_of_the_objectives(objective, x):
    report = check_hessian(objective, x, tol=1e-8)
    assert report, report


def test_a_wrong_hessian_entry_is_named():
    f = Rosenbrock(3)
    report = check_hessian(f, [1.0, 2.0, 3.0], hessian=lambda x: np.triu(f.hessian(x)))
    assert not report
    assert report.index == (2, 1)
    assert report.numeric[2, 1] == pytest.approx(-800, rel=1e-8)


def test_the_hessian_that_is_passed_stays_writable():
    H = 2 * np.eye(2)
    assert check_hessian(squares, [1.0, 2.0], hessian=lambda x: H)
    H += 1


@pytest.mark.parametrize("scale", [1e-3, 1.0, 1e4])
def test_hessian_vector_product(scale):
    f, x, v = Rosenbrock(5), np.linspace(-1, 2, 5), scale * np.array([1.0, -2.0, 0.0, 3.0, 1.0])
    exact = f.hessian(x) @ v
    product = hessian_vector_product(f.gradient, x, v)
    assert np.linalg.norm(product - exact) <= 1e-9 * np.linalg.norm(exact)


def test_hessian_vector_product_of_a_quadratic_is_exact_to_rounding():
    A = np.array([[2.0, 1.0], [1.0, 3.0]])
    np.testing.assert_allclose(hessian_vector_product(Quadratic(A).gradient, [1, 2], [3, -1]), A @ [3, -1], rtol=1e-10)
    np.testing.assert_array_equal(hessian_vector_product(Quadratic(A).gradient, [1, 2], [0, 0]), 0)


@pytest.mark.parametrize(
    ("error", "call", "message"),
    [
        (TypeError, lambda: check_gradient(np.sum, [1.0]), r"^objective must return the pair \(f, gradient\), got"),
        (TypeError, lambda: check_gradient(3, [1.0]), r"^objective must have value_and_grad\(x\)"),
        (ValueError, lambda: check_gradient(squares, []), r"^x must not be empty, got shape \(0,\)"),
        (ValueError, lambda: check_gradient(squares, [1.0, np.nan]), r"^x must be finite, got nan at index \(1,\)"),
        (
            ValueError,
            lambda: check_gradient(lambda x: (np.inf, x), [1.0]),
            r"^objective must be finite at x, got f\(x\) = inf",
        ),
        (ValueError, lambda: check_gradient(squares, [1.0], tol=0), r"^tol must be greater than 0, got 0"),
        (
            ValueError,
            lambda: check_gradient(squares, [1.0], directions=0, rng=np.random.default_rng(0)),
            r"^directions must be at least 1, got 0",
        ),
        (
            TypeError,
            lambda: check_gradient(squares, [1.0], directions=3),
            r"^rng must be a numpy.random.Generator, got None",
        ),
        (
            TypeError,
            lambda: check_hessian(squares, [1.0]),
            r"^hessian must be a function of x, or objective must have hessian\(x\)",
        ),
        (ValueError, lambda: check_hessian(Rosenbrock(2), [[1.0, 2.0]]), r"^x must have 1 axes, got shape \(1, 2\)"),
        (
            ValueError,
            lambda: check_hessian(squares, [1.0, 2.0], hessian=lambda x: 2 * np.ones(2)),
            r"^the Hessian must have shape \(2, 2\), got \(2,\)",
        ),
        (TypeError, lambda: hessian_vector_product(2, [1.0], [1.0]), r"^gradient must be a function of x, got 2"),
        (
            ValueError,
            lambda: hessian_vector_product(np.sin, [1.0, 2.0], [1.0]),
            r"^v must have the shape of x, \(2,\), got \(1,\)",
        ),
    ],
)
def test_what_does_not_fit_is_refused(error, call, message):
    with pytest.raises(error, match=message):
        call()


# What used to be called wrong, or right in words that did not fit.


@pytest.mark.parametrize("x", 10.0 ** np.arange(-12.0, 5))
@pytest.mark.parametrize("directions", [None, 3])
def test_steps_follow_x_down_where_f_lives_there(x, directions):
    for objective in (
        lambda c: (float(np.log(c).sum()), 1 / c),
        lambda c: (float((1 / c).sum()), -1 / c**2),
        lambda c: (float(np.sqrt(c).sum()), 0.5 / np.sqrt(c)),
    ):
        report = check_gradient(objective, [x, 3 * x], directions=directions, rng=np.random.default_rng(0))
        assert report, report
        wrong = check_gradient(
            lambda c, right=objective: (right(c)[0], 1.01 * right(c)[1]),
            [x, 3 * x],
            directions=directions,
            rng=np.random.default_rng(0),
        )
        assert not wrong
        assert "kink" not in str(wrong)


def test_values_in_float32_are_named_as_the_reason():
    def single(x):
        x = x.astype(np.float32)
        return np.float32(np.sum(np.sin(x))), np.cos(x)

    report = check_gradient(single, [0.3, 1.1])
    assert not report
    assert "f is computed in float32" in str(report)
    assert "float32" not in str(check_gradient(lambda x: (3.0 * x[0], np.array([2.0])), [1.0]))
    assert "float32" not in str(check_gradient(lambda x: (3.0, np.array([2.0])), [1.0]))


def test_gradients_too_small_for_differences_are_called_so():
    report = check_gradient(lambda x: (1e-9 * x @ x, np.zeros_like(x)), [1.0])
    assert report
    assert str(report) == "right, as far as differences tell: all entries are below 1e-08, analytic and numeric"


def test_a_wrong_gradient_of_huge_size_fails_along_directions_too():
    def huge(x):
        return 1e200 * np.sum(x), np.full_like(x, 2e200)

    assert not check_gradient(huge, [1.0, 2.0], directions=2, rng=np.random.default_rng(0))


def test_a_hessian_product_from_a_gradient_in_the_same_array():
    answer = np.empty(2)

    def gradient(x):
        np.multiply(x, [3, 5], out=answer)
        x[:] = np.nan
        return answer

    np.testing.assert_allclose(hessian_vector_product(gradient, [1, 2], [1, 1]), [3, 5], rtol=1e-9)
    np.testing.assert_allclose(hessian_vector_product(gradient, [1, 2], [1e200, 0]), [3e200, 0], rtol=1e-9)
    with pytest.raises(ValueError, match=r"^gradient must be finite at x ± tv"), np.errstate(invalid="ignore"):
        hessian_vector_product(np.log, [1e-9], [1.0])
