"""Wood's function: hand values and the saddle where Newton ends."""

from __future__ import annotations

import numpy as np
import pytest

from course_lib.objectives import Wood

f = Wood()


def test_value_gradient_and_hessian_at_the_usual_start_by_hand():
    assert f(f.start) == 19192
    np.testing.assert_array_equal(f.gradient(f.start), [-12008, -2080, -10808, -1880])
    hessian = [
        [1200 * 9 + 400 + 2, 1200, 0, 0],
        [1200, 220.2, 0, 19.8],
        [0, 0, 1080 * 9 + 360 + 2, 1080],
        [0, 19.8, 1080, 200.2],
    ]
    np.testing.assert_array_equal(f.hessian(f.start), hessian)


def test_saddles_have_the_stated_heights_and_numbers_of_negative_curvatures():
    np.testing.assert_allclose(f(f.saddles), [7.87696716517687, 35.0900342104356], rtol=1e-13)
    negative = (np.linalg.eigvalsh(f.hessian(f.saddles)) < 0).sum(axis=1)
    np.testing.assert_array_equal(negative, [1, 2])


def test_pure_newton_from_the_usual_start_ends_at_a_saddle():
    x = f.start
    for _ in range(40):
        x = x - np.linalg.solve(f.hessian(x), f.gradient(x))
    np.testing.assert_allclose(x, f.saddles[0], atol=1e-12)
    assert f(x) == pytest.approx(7.876967, abs=1e-6)
