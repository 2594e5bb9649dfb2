"""Powell's singular function: hand values, a Hessian of rank 2, and Newton's linear rate."""

from __future__ import annotations

import numpy as np
import pytest

from course_lib.objectives import PowellSingular

f = PowellSingular()


def test_value_and_gradient_at_the_usual_start_by_hand():
    assert f(f.start) == 7**2 + 5 + 1 + 10 * 2**4 == 215
    np.testing.assert_array_equal(f.gradient(f.start), [-14 + 320, -140 - 4, -10 + 8, 10 - 320])


def test_the_hessian_has_rank_2_at_the_minimiser():
    np.testing.assert_array_equal(f.minimizers, [[0, 0, 0, 0]])
    assert np.linalg.matrix_rank(f.hessian(f.minimizers)[0]) == 2
    assert np.linalg.matrix_rank(f.hessian(f.start)) == 4


def test_f_is_convex_along_every_drawn_direction():
    x = np.random.default_rng(0).uniform(-3, 3, (200, 4))
    assert np.linalg.eigvalsh(f.hessian(x)).min() >= -1e-11


def test_newton_lowers_f_by_two_thirds_to_the_fourth_each_step():
    x = f.start
    x = x - np.linalg.solve(f.hessian(x), f.gradient(x))  # the quadratic part is gone after one step
    for _ in range(10):
        before = f(x)
        x = x - np.linalg.solve(f.hessian(x), f.gradient(x))
        assert f(x) / before == pytest.approx((2 / 3) ** 4, rel=1e-9)
