"""Beale's function: values by hand, its saddles, and where Newton ends."""

from __future__ import annotations

import numpy as np
import pytest

from course_lib.objectives import Beale

f = Beale()


def test_values_gradient_and_hessian_at_the_origin_by_hand():
    origin = np.zeros(2)
    assert f(origin) == 1.5**2 + 2.25**2 + 2.625**2 == 14.203125
    np.testing.assert_array_equal(f.gradient(origin), [-2 * (1.5 + 2.25 + 2.625), 0])
    np.testing.assert_array_equal(f.hessian(origin), [[6, 3], [3, 0]])


def test_on_the_line_y_equals_1_the_value_does_not_depend_on_x():
    points = np.stack([np.linspace(-5, 5, 11), np.ones(11)], axis=-1)
    np.testing.assert_array_equal(f(points), np.full(11, 14.203125))
    np.testing.assert_array_equal(f.gradient(points)[:, 0], np.zeros(11))


def test_saddles_have_the_stated_heights():
    np.testing.assert_allclose(f(f.saddles), [14.203125, 9.864512284759], rtol=1e-12)


def test_pure_newton_from_the_usual_start_ends_at_the_saddle():
    x = f.start
    np.testing.assert_array_equal(x, [1, 1])
    for _ in range(12):
        x = x - np.linalg.solve(f.hessian(x), f.gradient(x))
    np.testing.assert_allclose(x, f.saddles[0], atol=1e-12)
    assert f(f.start) == f(x) == pytest.approx(14.203125)
