"""Difference quotients: their orders, their best steps, and the extrapolated slope where one step does not do."""

import numpy as np
import pytest

from course_lib.derivatives.finite_differences import (
    central_difference,
    complex_step,
    extrapolated_slope,
    forward_difference,
    power_of_two,
)

U = 2.0**-53


@pytest.mark.parametrize(
    ("difference", "order", "leading"),
    [
        (forward_difference, 1, np.e / 2),
        (central_difference, 2, np.e / 6),
        (complex_step, 2, -np.e / 6),
    ],
    ids=["forward", "central", "complex"],
)
def test_truncation_has_the_order_and_factor_of_the_taylor_series(difference, order, leading):
    h = np.array([1e-2, 5e-3])
    error = difference(np.exp, 1.0, h) - np.e
    np.testing.assert_allclose(error / h**order, leading, rtol=0.01)


@pytest.mark.parametrize(
    ("difference", "order", "derivative"), [(forward_difference, 1, np.e / 2), (central_difference, 2, np.e / 6)]
)
def test_the_v_curve_of_exp_at_1_stays_below_truncation_plus_rounding(difference, order, derivative):
    h = 10.0 ** np.arange(-12, 0, 0.25)
    error = np.abs(difference(np.exp, 1.0, h) - np.e)
    # e^{1 ± h} is off by u·f from its own rounding and u·f' from that of 1 ± h.
    assert (error <= 1.1 * derivative * np.exp(h) * h**order + 4 * U * np.e / h).all()


def test_the_best_errors_are_those_of_theory():
    h = 10.0 ** np.arange(-14, 0, 0.125)
    forward = np.abs(forward_difference(np.exp, 1.0, h) - np.e)
    central = np.abs(central_difference(np.exp, 1.0, h) - np.e)
    assert 1e-9 < forward[np.abs(np.log10(h) + 8) < 0.5].max() < 1e-7
    assert central[np.abs(np.log10(h) + 5.16) < 0.2].max() < 1e-10
    assert np.abs(central_difference(np.exp, 1.0, 1e-5) - np.e) < 1e-10


def test_the_complex_step_has_no_rounding_branch():
    h = 10.0 ** np.arange(-100.0, -8)
    np.testing.assert_allclose(complex_step(np.exp, 1.0, h), np.e, rtol=4 * U)


def test_powers_of_two():
    assert [power_of_two(v) for v in (0.0, 0.3, 1.0, 3.0, 4.0)] == [2, 2, 2, 4, 8]


@pytest.mark.parametrize(
    ("f", "x", "slope", "rel"),
    [
        pytest.param(np.exp, 1.0, np.e, 1e-11, id="smooth"),
        pytest.param(lambda v: np.exp(v) + 1e8, 1.0, np.e, 5e-7, id="offset"),
        pytest.param(lambda v: v**5 - v**3 + 1e12, 1.0, 2.0, 1e-4, id="offset, degree 5"),
        pytest.param(abs, 1e-7, 1.0, 1e-8, id="near a kink"),
        pytest.param(lambda v: np.maximum(v, 0) + 1, -1e-6, 0.0, 0, id="near a kink, flat"),
        pytest.param(np.log, 1e-7, 1e7, 1e-8, id="near the domain's end"),
        pytest.param(lambda v: np.sin(1000 * v), 0.3, 1000 * np.cos(300), 1e-9, id="short waves"),
        pytest.param(lambda v: np.exp(-(1e6 * v**2)), 1e-3, -2e3 / np.e, 1e-9, id="narrow bell"),
        pytest.param(lambda v: v**3, 0.0, 0.0, 0, id="flat cubic"),
        pytest.param(lambda v: 3.0, 2.0, 0.0, 0, id="constant"),
    ],
)
def test_the_extrapolated_slope_finds_a_step_that_works(f, x, slope, rel):
    with np.errstate(invalid="ignore"):
        assert extrapolated_slope(f, x).value == pytest.approx(slope, rel=rel, abs=1e-10)


def test_nothing_finite_gives_nan():
    assert np.isnan(extrapolated_slope(lambda v: np.nan, 1.0).value)


def into_one_array(f, shape):
    """F with its answer always in the same array, and its argument overwritten afterwards."""
    answer = np.empty(shape)

    def reusing(x):
        answer[:] = f(x)
        x[...] = np.nan
        return answer

    return reusing


@pytest.mark.parametrize("difference", [forward_difference, central_difference])
def test_an_answer_may_come_in_the_same_array_and_the_argument_be_overwritten(difference):
    x = np.array([0.5, 1.0])
    expected = difference(np.exp, x, 1e-4)
    np.testing.assert_array_equal(difference(into_one_array(np.exp, 2), x, 1e-4), expected)
    np.testing.assert_array_equal(x, [0.5, 1.0])


NOT_ANALYTIC = {
    "square of abs": lambda z: z * np.conj(z),
    "conj": lambda z: 2 * np.conj(z),
    "abs inside": lambda z: np.abs(z) * z,
    "real part": lambda z: z.real * z.real * (1 + 0j),
}


@pytest.mark.parametrize("f", NOT_ANALYTIC.values(), ids=NOT_ANALYTIC)
@pytest.mark.parametrize("x", [3.0, 0.02, -2e5, np.array([0.5, 2.0])])
def test_a_complex_step_through_what_is_not_analytic_is_refused(f, x):
    with pytest.raises(ValueError, match=r"^f must be analytic at x for a complex step"):
        complex_step(f, x, 1e-20)


@pytest.mark.parametrize("f", [np.abs, lambda z: z.real, lambda z: 3.0, lambda z: np.hypot(z.real, 1)])
def test_a_complex_step_of_a_real_answer_is_refused(f):
    with pytest.raises(TypeError, match=r"^f must return complex numbers for complex ones"):
        complex_step(f, np.array([1.0, -2.0]), 1e-20)


@pytest.mark.parametrize(
    ("f", "slope"),
    [
        (np.log, lambda x: 1 / x),
        (lambda z: 1 / z, lambda x: -1 / x**2),
        (np.sqrt, lambda x: 0.5 / np.sqrt(x)),
        (lambda z: z**3, lambda x: 3 * x**2),
        (np.cos, lambda x: -np.sin(x)),
        (lambda z: np.sin(1e6 * z), lambda x: 1e6 * np.cos(1e6 * x)),
        (lambda z: 1e12 + z, lambda x: 1.0),
    ],
)
def test_an_analytic_function_passes_at_any_size(f, slope):
    for x in 10.0 ** np.arange(-12, 3):
        assert complex_step(f, x, 1e-30 * x) == pytest.approx(slope(x), rel=1e-9)
    assert complex_step(np.cos, 0.0, 1e-20) == 0


def test_a_step_of_zero_is_refused():
    for difference in (forward_difference, central_difference, complex_step):
        with pytest.raises(ValueError, match=r"^step must not be 0, got"):
            difference(np.exp, 1.0, np.array([0.1, 0.0]))


@pytest.mark.parametrize("size", [1e-280, 1e-300, 6e-307])
def test_a_complex_step_takes_functions_whose_imaginary_part_underflows(size):
    assert complex_step(lambda t: size * t * (1 + t), 0.5, 1.0) == pytest.approx(2 * size)


def lengths_asked(f, x, scale):
    asked = []
    extrapolated_slope(lambda v: (asked.append(v), f(v))[1], x, scale)
    ahead, behind = np.array(asked[::2]), np.array(asked[1::2])
    np.testing.assert_array_equal(ahead - x, x - behind)
    return (ahead - x).tolist()


@pytest.mark.parametrize("scale", [1.0, 4.0, 0.125])
def test_the_extrapolated_slope_steps_from_the_17th_power_of_a_quarter_up_to_the_scale(scale):
    assert lengths_asked(lambda v: 0.0, 0.0, scale) == [scale * 4.0**k for k in range(-17, 1)]


def test_the_steps_stop_growing_where_f_is_not_finite():
    assert lengths_asked(lambda v: 0.0 if v > 0 else np.nan, 0.5, 4.0) == [4.0**k for k in range(-16, 1)]


@pytest.mark.parametrize("jump, grows", [(39999, True), (40000, True), (40001, False)])
def test_the_steps_stop_growing_where_the_difference_moves_by_10000_times_the_error(jump, grows):
    # Differences of slope 1 leave the rounding alone, 4 · 2u after the first extrapolation.
    at = 4.0**-3
    asked = lengths_asked(lambda v: v * (1 + jump * 2 * U * (abs(v) == at)), 0.0, 1.0)
    assert asked[-1] == (1.0 if grows else at)


def test_of_slopes_with_one_error_the_first_counts():
    assert extrapolated_slope(lambda v: v, 0.0) == (1.0, 4.0**-17, 8 * U)


def test_each_extrapolation_lets_the_rounding_grow_by_four():
    # The third stage is the first that takes nothing but the fifth power away; h = 1/64 is where the steps stop.
    slope = extrapolated_slope(lambda v: 1 + v**5, 0.0)
    assert slope.step == 4.0**-6
    assert slope.error == pytest.approx(4**3 * 64 * 2 * U, rel=0.05, abs=0)
