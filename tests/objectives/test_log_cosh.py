"""log cosh with all its digits, near 0 and far out."""

from __future__ import annotations

import numpy as np
import pytest

from course_lib.objectives import LogCosh

# x, log cosh x, tanh x, 1/cosh² x: from 50-digit arithmetic.
EXACT = [
    (1e-8, 5e-17, 1e-08, 0.9999999999999999),
    (0.001, 4.999999166666889e-07, 0.0009999996666668, 0.9999990000006667),
    (0.5, 0.12011450695827752, 0.46211715726000974, 0.7864477329659274),
    (0.9999, 0.43370467316740996, 0.7615521553229998, 0.4200383147228935),
    (1.0, 0.4337808304830272, 0.7615941559557649, 0.4199743416140261),
    (1.5, 0.8554401710137968, 0.9051482536448664, 0.18070663892364852),
    (20.0, 19.306852819440056, 1.0, 1.6993417021166355e-17),
    (1000.0, 999.3068528194401, 1.0, 0.0),
]


@pytest.mark.parametrize("x, value, slope, curvature", EXACT)
def test_value_slope_and_curvature_keep_their_digits(x, value, slope, curvature):
    f = LogCosh()
    assert f(x) == pytest.approx(value, rel=5e-16) == f(-x)
    assert f.gradient(x) == pytest.approx(slope, rel=5e-16) == -f.gradient(-x)
    assert f.hessian(x) == pytest.approx(curvature, rel=1e-15) == f.hessian(-x)


def test_the_largest_numbers_neither_overflow_nor_warn():
    f, x = LogCosh(), np.array([1e308])
    assert f(x) == 1e308 and f.gradient(x) == 1 and f.hessian(x) == 0


def test_newton_contracts_up_to_the_root_of_sinh_2x_equals_4x_and_no_further():
    f, root = LogCosh(), 1.0886594924826534
    assert np.sinh(2 * root) == pytest.approx(4 * root, rel=1e-14)
    inside, outside = (abs(x - f.gradient(x) / f.hessian(x)) / x for x in (root - 1e-9, root + 1e-9))
    assert inside < 1 < outside
