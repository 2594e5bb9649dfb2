"""Himmelblau's function: nine stationary points, and a Newton run that climbs."""

from __future__ import annotations

import numpy as np

from course_lib import GradientDescent, minimize
from course_lib.objectives import Himmelblau

f = Himmelblau()


def test_values_gradient_and_hessian_at_the_origin_by_hand():
    origin = np.zeros(2)
    assert f(origin) == 11**2 + 7**2
    np.testing.assert_array_equal(f.gradient(origin), [-14, -22])
    np.testing.assert_array_equal(f.hessian(origin), [[-42, 0], [0, -26]])


def test_all_four_minima_are_zero_to_the_last_digits():
    assert f.minimizers.shape == (4, 2)
    assert f(f.minimizers).max() <= 1e-29
    assert set(map(tuple, np.sign(f.minimizers))) == {(1, 1), (-1, 1), (-1, -1), (1, -1)}


def test_maximum_and_saddles_have_the_stated_heights():
    np.testing.assert_allclose(f(f.maximizers), [181.616521522582], rtol=1e-13)
    heights = [13.3119262704, 67.7191500875, 104.015162918, 178.337239202]
    np.testing.assert_allclose(f(f.saddles), heights, rtol=1e-11)


def test_the_nine_points_are_all_as_far_as_newton_finds_any():
    x = np.stack(np.meshgrid(np.linspace(-6, 6, 41), np.linspace(-6, 6, 41)), axis=-1).reshape(-1, 2)
    for _ in range(60):
        x = x - np.linalg.solve(f.hessian(x), f.gradient(x)[..., None])[..., 0]
    known = np.concatenate([f.minimizers, f.maximizers, f.saddles])
    distance = np.linalg.norm(x[:, None] - known, axis=-1)
    settled = np.abs(f.gradient(x)).max(axis=-1) < 1e-9
    assert settled.mean() > 0.99
    assert distance[settled].min(axis=1).max() < 1e-9
    assert set(distance[settled].argmin(axis=1)) == set(range(9))


def test_pure_newton_from_the_origin_ends_at_the_maximum_gradient_descent_at_a_minimum():
    x = np.zeros(2)
    for _ in range(8):
        x = x - np.linalg.solve(f.hessian(x), f.gradient(x))
    np.testing.assert_allclose(x, f.maximizers[0], atol=1e-12)
    run = minimize(f, np.zeros(2), GradientDescent(0.005), tol=1e-12)
    assert run.converged
    np.testing.assert_allclose(run.x, f.minimizers[0], atol=1e-12)
