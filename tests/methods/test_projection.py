"""Projected steps."""

import itertools

import numpy as np
import pytest

from course_lib import Armijo, Quadratic, minimize
from course_lib.methods import BFGS, GradientDescent, Momentum, Newton, clip_norm, projected


def box(x):
    return np.clip(x, -1, 1)


def test_the_constrained_minimiser_is_found_and_every_point_lies_in_the_set():
    objective = Quadratic(np.array([[2.0, 1], [1, 2]]), np.array([6.0, 0]))  # free minimiser (4, −2)
    run = minimize(
        objective, np.array([-3.0, 5.0]), projected(GradientDescent(0.3), box), tol=0, max_iter=100, keep="x"
    )
    np.testing.assert_allclose(run.x, [1, -0.5], rtol=1e-12)
    np.testing.assert_array_equal(run.trace.x[0], [-3, 5])
    assert np.abs(run.trace.x[1:]).max() <= 1


def test_a_steps_direction_is_the_one_x_really_moved_along():
    steps = []
    objective = Quadratic(np.eye(2), np.array([3.0, 0.25]))
    minimize(objective, np.zeros(2), projected(GradientDescent(0.5), box), max_iter=3, callback=steps.append)
    np.testing.assert_array_equal(steps[1].x, [1, 0.125])
    np.testing.assert_array_equal(steps[1].p, [2, 0.25])
    for before, after in itertools.pairwise(steps):
        np.testing.assert_allclose(before.x + after.alpha * after.p, after.x, rtol=1e-15)


def test_the_method_inside_keeps_its_own_memory():
    method = projected(Momentum(0.5, beta=0.5), box)
    run = minimize(lambda x: (float(-x[0]), np.array([-1.0])), np.zeros(1), method, tol=0, max_iter=4, keep="all")
    np.testing.assert_array_equal([state.v[0] for state in run.trace.state], [0, -1, -1.5, -1.75, -1.875])
    assert run.x[0] == 1


def test_clipping_a_projected_method_still_projects():
    run = minimize(
        lambda x: (float(-x[0]), np.array([-5.0])), np.zeros(1), clip_norm(projected(GradientDescent(0.75), box), 1.0),
        tol=0, max_iter=2, keep="x",
    )  # fmt: skip
    np.testing.assert_array_equal(run.trace.x[:, 0], [0, 0.75, 1])


def test_a_search_is_refused_and_a_default_search_left_out():
    def objective(x):
        return float(x @ x), 2 * x

    with pytest.raises(ValueError, match=r"search must be left out with a projection.*Armijo"):
        minimize(objective, np.ones(2), projected(GradientDescent(0.1), box), search=Armijo())
    run = minimize(objective, np.ones(2), projected(BFGS(), box), max_iter=5)
    np.testing.assert_array_equal(run.trace.alpha[1:], 1.0)


def test_a_projection_of_another_shape_or_kind_is_refused():
    def objective(x):
        return float(x @ x), 2 * x

    with pytest.raises(ValueError, match=r"project\(x\) must have the shape of x, \(2,\), got \(\)"):
        minimize(objective, np.ones(2), projected(GradientDescent(0.1), np.max))
    with pytest.raises(TypeError, match=r"project\(x\) must be an array of real numbers"):
        minimize(objective, np.ones(2), projected(GradientDescent(0.1), lambda x: None))


def test_integers_from_a_projection_become_the_type_of_x():
    run = minimize(
        lambda x: (float(x.sum()), np.ones_like(x)), np.zeros(2, np.float32),
        projected(GradientDescent(5.0), lambda x: np.array([-1, -1])), max_iter=1,
    )  # fmt: skip
    assert run.x.dtype == np.float32
    np.testing.assert_array_equal(run.x, [-1, -1])


@pytest.mark.slow
def test_only_first_order_methods_end_at_the_minimiser_over_the_set():
    f = Quadratic(np.array([[1, 0.9], [0.9, 1]]), [1.0, -0.5])
    ends = [
        minimize(f, [3.0, 2.0], projected(method, lambda x: np.maximum(x, 0)), tol=0, max_iter=3000).x
        for method in (GradientDescent(0.3), Momentum(0.1), Newton(f.hessian))
    ]
    np.testing.assert_allclose(ends[:2], [[1, 0], [1, 0]], atol=1e-12)
    assert f(ends[2]) > 20  # Newton's full step, projected, is far from the best point, where f is −0.5
