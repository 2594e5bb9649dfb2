"""Huber's function: both branches, the joint, and large arguments."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from course_lib.objectives import Huber


@pytest.mark.parametrize("threshold", [0.25, 1.0, 3.0])
def test_both_branches_are_those_of_exact_arithmetic(threshold):
    f, tau = Huber(threshold), Fraction(threshold)
    for x in (-8.0, -3.0, -1.0, -0.25, -0.125, 0.0, 0.5, 1.0, 1.5, 3.0, 7.75):
        size = abs(Fraction(x))
        value = size**2 / 2 if size <= tau else tau * (size - tau / 2)
        slope = (size if size <= tau else tau) * (1 if x > 0 else -1)
        assert (f(x), f.gradient(x), f.hessian(x)) == (float(value), float(slope), size <= tau)


def test_the_sum_runs_over_the_last_axis():
    f = Huber(1.0)
    assert f(np.array([0.5, 2.0, -3.0])) == 0.125 + 1.5 + 2.5
    np.testing.assert_array_equal(f(np.array([[0.5, 2.0], [0.0, -3.0]])), [1.625, 2.5])
    np.testing.assert_array_equal(f.gradient(np.array([0.5, 2.0, -3.0])), [0.5, 1, -1])
    np.testing.assert_array_equal(f.hessian(np.array([0.5, 2.0])), [[1, 0], [0, 0]])


def test_value_and_slope_are_continuous_at_the_threshold():
    f, joint = Huber(0.7), np.nextafter(0.7, [0, 1])
    assert np.ptp(f(joint[:, None])) <= 2e-16 and np.ptp(f.gradient(joint)) <= 2e-16


def test_huge_arguments_neither_overflow_nor_warn():
    assert Huber(2.0)(np.array([1e300, -1e300])) == pytest.approx(4e300, rel=1e-15)
    assert Huber(1.0)(np.array([-np.inf])) == np.inf


@pytest.mark.parametrize(
    "threshold, error, sentence",
    [
        (0, ValueError, "threshold must be greater than 0, got 0"),
        (-1.5, ValueError, "threshold must be greater than 0, got -1.5"),
        (float("nan"), ValueError, "threshold must be finite, got nan"),
        ("1", TypeError, "threshold must be a real number, got '1' of type str"),
        (True, TypeError, "threshold must be a real number, got True of type bool"),
    ],
)
def test_a_threshold_that_is_no_positive_number_is_refused(threshold, error, sentence):
    with pytest.raises(error, match=sentence):
        Huber(threshold)
