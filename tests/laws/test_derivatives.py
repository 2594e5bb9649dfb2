"""Laws of derivatives from values: exact where Taylor's series ends, linear, and right in any units."""

import numpy as np
import pytest
from drawn import along, arrays, decades, numbers, positive_definite, powers_of_two, rngs
from hypothesis import given
from hypothesis import strategies as st

from course_lib import (
    GradientReport,
    Quadratic,
    central_difference,
    check_gradient,
    check_hessian,
    complex_step,
    forward_difference,
    hessian_vector_product,
    taylor_remainder,
)
from course_lib.derivatives.finite_differences import extrapolated_slope
from course_lib.derivatives.matrix_calculus import TaylorRemainder

EPS = np.finfo(np.float64).eps


def quartic(x):
    return np.sum(np.cos(x)) + np.sum(x) ** 4


def slope(x):
    return -np.sin(x) + 4 * np.sum(x) ** 3


@pytest.mark.law("forward_difference", "central_difference", "complex_step")
@given(c=arrays(4, largest=8.0), x=numbers(4.0), h=st.integers(-8, 2).map(lambda e: 2.0**e))
def test_differences_leave_the_terms_of_taylors_series_that_theory_says(c, x, h):
    def cubic(t):
        return c[0] + t * (c[1] + t * (c[2] + t * c[3]))

    f1, f2, f3 = c[1] + x * (2 * c[2] + 3 * x * c[3]), 2 * c[2] + 6 * x * c[3], 6 * c[3]
    rounding = 64 * EPS * 8 * (1 + abs(x) + h) ** 3 / h
    assert forward_difference(cubic, x, h) - f1 == pytest.approx(h * f2 / 2 + h**2 * f3 / 6, abs=rounding)
    assert central_difference(cubic, x, h) - f1 == pytest.approx(h**2 * f3 / 6, abs=rounding)
    assert complex_step(cubic, x, h) - f1 == pytest.approx(-(h**2) * f3 / 6, abs=rounding)


@pytest.mark.law("forward_difference", "central_difference", "complex_step")
@pytest.mark.parametrize("difference", [forward_difference, central_difference, complex_step])
@given(x=arrays(3, largest=4.0), h=decades(-5, -3), factor=powers_of_two, shift=st.integers(-3, 3))
def test_differences_are_linear_and_follow_a_change_of_units(difference, x, h, factor, shift):
    kept = x.copy()
    answer = difference(np.sin, x, h)
    np.testing.assert_array_equal(difference(lambda t: factor * np.sin(t), x, h), factor * answer)
    np.testing.assert_array_equal(difference(lambda t: np.sin(t / factor), factor * x, factor * h), answer / factor)
    both = difference(lambda t: np.sin(t) + shift * np.cos(t), x, h)
    np.testing.assert_allclose(both, answer + shift * difference(np.cos, x, h), rtol=0, atol=32 * EPS / h)
    assert x.tobytes() == kept.tobytes()


@pytest.mark.law("central_difference", "forward_difference", "complex_step")
@given(size=decades(-6, 6), sign=st.sampled_from([-1.0, 1.0]))
def test_slopes_agree_with_the_complex_step_over_12_decades(size, sign):
    def f(t):
        return np.sin(t / size) + np.exp(t / (2 * size))

    x = sign * size
    exact = np.imag(f(x + 1e-20j * size)) / (1e-20 * size)
    assert complex_step(f, x, 1e-12 * size) == pytest.approx(exact, rel=8 * EPS)
    assert central_difference(f, x, 6e-6 * size) == pytest.approx(exact, rel=1e-9)
    assert forward_difference(f, x, 2e-8 * size) == pytest.approx(exact, rel=1e-6)
    found = extrapolated_slope(f, x, 2.0 ** np.floor(np.log2(size)))
    assert found.value == pytest.approx(exact, rel=1e-11)
    assert abs(found.value - exact) <= 10 * found.error


@pytest.mark.law("check_gradient", "GradientReport")
@given(rng=rngs, size=decades(-6, 6), weight=decades(-3, 9), shape=st.sampled_from([(), (4,), (2, 2)]))
def test_a_right_gradient_passes_and_a_wrong_one_is_named_in_any_units(rng, size, weight, shape):
    x = np.asarray(size * rng.uniform(0.5, 2, shape))
    kept, at = x.tobytes(), tuple(int(rng.integers(n)) for n in shape)

    def pair(x, wrong=1.0):
        z = x / size
        g = np.array(weight * slope(z) / size)
        g[at] *= wrong
        return weight * quartic(z), g

    report: GradientReport = check_gradient(pair, x)
    assert report.passed and bool(report) and report.max_error <= 1e-6
    by_direction = check_gradient(pair, x, directions=3, rng=rng)
    assert by_direction and by_direction.analytic.shape == (3,)
    assert x.tobytes() == kept
    if weight / size > 1e-3:
        wrong = check_gradient(lambda x: pair(x, -1.0), x)
        assert not wrong
        assert wrong.index == at
        assert wrong.analytic[at] == pytest.approx(-wrong.numeric[at], rel=1e-5)


@pytest.mark.law("check_hessian", "GradientReport")
@given(rng=rngs, size=decades(-2, 4), factor=st.sampled_from([-1.0, 0.5, 1.001]))
def test_a_right_hessian_passes_and_a_wrong_entry_is_named(rng, size, factor):
    x = rng.uniform(0.5, 2, 3)

    def pair(x):
        return size * quartic(x), size * slope(x)

    def hessian(x):
        return size * (np.diag(-np.cos(x)) + 12 * np.sum(x) ** 2)

    assert check_hessian(pair, x, hessian=hessian)
    i, j = rng.integers(0, 3, 2)

    def wrong(x):
        H = hessian(x)
        H[i, j] *= factor
        return H

    report = check_hessian(pair, x, hessian=wrong)
    assert not report.passed and report.index == (i, j)


@pytest.mark.law("hessian_vector_product")
@given(rng=rngs, length=decades(-6, 6), size=decades(-6, 0))
def test_hessian_vector_products_are_linear_and_symmetric_over_12_decades(rng, length, size):
    x, (u, v) = size * rng.standard_normal(4), rng.standard_normal((2, 4))
    Hu, Hv = (hessian_vector_product(slope, x, d) for d in (u, v))
    truncation = 1e-7 * np.linalg.norm([u, v])
    np.testing.assert_allclose(hessian_vector_product(slope, x, length * v) / length, Hv, rtol=0, atol=truncation)
    assert u @ Hv == pytest.approx(v @ Hu, abs=8 * truncation)
    np.testing.assert_allclose(Hv, along(slope, x, v), rtol=0, atol=truncation)
    A = positive_definite(rng, 4)
    quadratic = hessian_vector_product(Quadratic(A).gradient, x, length * v)
    np.testing.assert_allclose(quadratic, length * A @ v, rtol=0, atol=1e-8 * length)


@pytest.mark.law("taylor_remainder", "matrix_calculus.taylor_remainder", "matrix_calculus.TaylorRemainder")
@given(rng=rngs, factor=powers_of_two)
def test_the_remainder_of_a_right_gradient_falls_like_the_square_and_scales_with_f(rng, factor):
    x, D, t = rng.uniform(0.2, 1, 3), rng.uniform(0.2, 1, 3), 10.0 ** np.arange(-4, -1)
    right: TaylorRemainder = taylor_remainder(quartic, slope(x), x, D, t)
    np.testing.assert_array_equal(right.t, t)
    assert right.slope == pytest.approx(2, abs=0.05)
    curvature = D @ along(slope, x, D)
    assert right.remainder[0] / t[0] ** 2 == pytest.approx(abs(curvature) / 2, rel=1e-2)
    wrong = taylor_remainder(quartic, slope(x) - 3 * D, x, D, t)
    assert wrong.slope == pytest.approx(1, abs=0.3)
    scaled = taylor_remainder(lambda x: factor * quartic(x), factor * slope(x), x, D, t)
    np.testing.assert_array_equal(scaled.remainder, factor * right.remainder)
    longer = taylor_remainder(quartic, slope(x), x, 2 * D, t / 2)
    np.testing.assert_array_equal(longer.remainder, right.remainder)
