"""Whether a function is analytic: the lengths at which its two slopes are compared, and how far apart they may be."""

from __future__ import annotations

import math

import numpy as np
import pytest

from course_lib import complex_step

EPSILON = 2.0**-52
LENGTHS = 4.0 ** np.arange(-8, -23, -1)


def refused(f, x=0.0):
    """What is said of f."""
    with pytest.raises(ValueError, match=r"^f must be analytic at x for a complex step") as refusal:
        complex_step(f, x, 1e-20)
    return str(refusal.value)


@pytest.mark.parametrize(
    "x, scales",
    [
        (0.0, [1.0]),
        (2.0**-10, [1.0, 2.0**-10]),
        (-(2.0**-10), [1.0, 2.0**-10]),
        ([0.0, 4.0], [[1.0, 4.0]]),
        ([0.5, 4.0], [[1.0, 4.0], [0.5, 4.0]]),
    ],
)
def test_slopes_are_compared_at_lengths_that_follow_max_1_x_and_x_down(x, scales):
    asked = []

    def conjugate(z):
        asked.append(np.real(z) - np.array(x))
        return 2 * np.conj(z)

    refused(conjugate, np.array(x))
    expected = [sign * h * np.array(scale) for scale in scales for h in LENGTHS for sign in (1, -1, 2, -2)]
    np.testing.assert_array_equal(asked[1:], expected)


def with_slopes(along_i, near, far=None, value=0.0):
    """f with f(0) = value, the slope `along_i`, and real differences of `near` over lengths 4⁻ᵏ, `far` over 2·4⁻ᵏ."""
    far = near if far is None else far

    def f(z):
        slope = near if math.frexp(z.real)[1] % 2 else far  # 4⁻ᵏ = ½ · 2^{1 − 2k}
        return complex(value + slope * z.real, along_i * z.imag)

    return f


@pytest.mark.parametrize(
    "accepted, refusable",
    [
        # a thousandth of the larger slope
        (with_slopes(1000.0, 999.0), with_slopes(1000.0, 998.9)),
        (with_slopes(1000.9, 1000.0), with_slopes(1001.1, 1000.0)),
        (with_slopes(1000.0, 1000.9), with_slopes(1000.0, 1001.1)),
        (with_slopes(-1000.0, -1000.9), with_slopes(-1000.0, -1001.1)),
        # ten times what the real slope changes from one length to its double
        (with_slopes(6.0, 1.0, 1.5), with_slopes(6.01, 1.0, 1.5)),
        (with_slopes(6.0, 1.0, 0.5), with_slopes(6.01, 1.0, 0.5)),
        # a hundred roundings of the value, over the shortest length
        (
            with_slopes(1.000, 0.0, value=0.9995 * LENGTHS[-1] / (100 * EPSILON)),
            with_slopes(1.000, 0.0, value=0.9985 * LENGTHS[-1] / (100 * EPSILON)),
        ),
    ],
)
def test_the_two_slopes_may_differ_by_their_doubt_and_no_more(accepted, refusable):
    assert np.isfinite(complex_step(accepted, 0.0, 1e-20))
    refused(refusable)


@pytest.mark.parametrize("x", [[1.0, 2.0], [1.0, 2.0, 5.0], 2.0])
def test_the_refusal_names_the_first_place_and_both_slopes(x):
    def analytic_below(z):
        return np.where(np.real(z) < 1.5, z * z, 3 * np.conj(z)) if np.ndim(x) else np.array([z * z, 3 * np.conj(z)])

    assert refused(analytic_below, np.array(x)).startswith(
        "f must be analytic at x for a complex step: at 2 the slope along i is -3, along the real line 3 (abs,"
    )
