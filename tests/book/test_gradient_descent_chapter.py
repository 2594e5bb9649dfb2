"""What chapter 1 states beyond one step: units as a ruler, level ground, and the numbers of its examples."""

import numpy as np
import pytest

from course_lib import Armijo, GradientDescent, Quadratic, Rosenbrock, bounds, minimize, steepest_direction
from course_lib.objectives import LogCosh

WALLS = np.array([[1.0, 2.0], [1.0, -2.0], [-1.0, 0.0]])


def one_step(objective, x, rate):
    return minimize(objective, x, GradientDescent(rate), tol=0, max_iter=1).x


@pytest.mark.evidence("eq-units", "methods.GradientDescent")
@pytest.mark.evidence("eq-units", "bounds.norms.steepest_direction")
def test_a_step_in_other_units_is_steepest_descent_with_another_ruler():
    f, x, rate = Rosenbrock(3), np.array([-1.2, 1.0, 0.4]), 1e-3
    s = np.array([0.5, 3.0, 1000.0])

    def in_new_units(moved):
        value, gradient = f.value_and_grad(moved / s)
        return value, gradient / s

    step = one_step(in_new_units, s * x, rate) / s - x
    g = f.gradient(x)
    np.testing.assert_allclose(step, -rate * g / s**2, rtol=1e-9, atol=1e-15)
    d = steepest_direction(g, np.diag(s**2))
    np.testing.assert_allclose(step / np.linalg.norm(s * step), d, rtol=1e-9, atol=1e-15)


def two_valleys(x):
    x1, x2 = x
    slope = np.array([4 * x1 * (x1**2 - 1) + 1 / 4 + x2 / 2, 2 * x2 + x1 / 2])
    return (x1**2 - 1) ** 2 + x1 / 4 + x2**2 + x1 * x2 / 2, slope


@pytest.mark.evidence("eq-two-valleys", "running.minimize.minimize")
def test_the_walks_end_in_the_two_valleys_that_a_cubic_gives():
    # ∂f/∂x₂ = 0 means x₂ = −x₁/4, and what remains is 4x³ − (4 + 1/8)x + 1/4 = 0: valley, pass, valley
    left, top, right = np.sort(np.roots([4, 0, -(4 + 1 / 8), 1 / 4]).real)
    for start, end in (([-1.7, -1.2], left), ([1.6, 1.3], right), ([0.35, 1.4], right)):
        run = minimize(two_valleys, start, GradientDescent(0.05), tol=1e-10, max_iter=1000)
        np.testing.assert_allclose(run.x, [end, -end / 4], atol=1e-8)
        assert np.all(np.diff(run.trace.f) <= 1e-15)
    assert np.abs(two_valleys(np.array([top, -top / 4]))[1]).max() < 1e-12
    assert 12 * top**2 - 4 < 0  # a pass: the curvature along x₁ is negative


SMOOTH = [(LogCosh(), 1.0, 0.0), (Quadratic(np.diag([1.0, 2.0, 3.0])), 3.0, 0.0)]


@pytest.mark.slow
@pytest.mark.evidence("thm-gradients-vanish", "bounds.descent_guarantee")
@pytest.mark.evidence("eq-gradient-sum", "bounds.descent_guarantee")
@pytest.mark.parametrize(("f", "L", "lowest"), SMOOTH, ids=["log cosh", "quadratic"])
@pytest.mark.parametrize("h", [0.1, 1.0, 1.9])
def test_the_gradients_of_a_run_cannot_cost_more_than_there_is_to_fall(f, L, lowest, h):
    for x0 in np.random.default_rng(4).normal(size=(20, 3)) * 3:
        run = minimize(f, x0, GradientDescent(h / L), tol=0, max_iter=300)
        share = bounds.descent_guarantee(L, h / L, grad_norm=1.0)
        paid = share * np.cumsum(run.trace.grad_norm**2)
        assert share > 0 and np.all(paid <= (run.trace.f[0] - lowest) * (1 + 1e-12))
        assert run.trace.grad_norm[-1] < 0.01 * run.trace.grad_norm[0]


@pytest.mark.evidence("eq-gradient-sum", "bounds.descent_guarantee")
def test_on_a_round_bowl_everything_there_is_to_fall_is_paid_for():
    f = Quadratic(2 * np.eye(2))
    run = minimize(f, [3.0, -1.0], GradientDescent(0.3), tol=0, max_iter=200)
    paid = bounds.descent_guarantee(2.0, 0.3, grad_norm=1.0) * np.sum(run.trace.grad_norm**2)
    assert paid == pytest.approx(run.trace.f[0], rel=1e-12)


def test_the_first_example():
    f = Quadratic([[2.0]])  # x²
    assert [f(np.array([x])) for x in (3.0, 3.1, 4.0)] == pytest.approx([9, 9.61, 16])
    assert f.gradient(np.array([3.0])) == [6]
    assert bounds.taylor_error(2.0, np.array([0.1, 1.0])) == pytest.approx([0.01, 1])


def test_backtracking_by_hand():
    run = minimize(Quadratic([[4.0]]), [1.0], GradientDescent(1.0), search=Armijo(c1=0.5), tol=0, max_iter=1)
    assert (run.trace.alpha[1], run.evals, run.x[0]) == (0.25, 4, 0)


def test_no_curvature_below_a_height_on_the_walls_exceeds_five_times_the_height():
    for x in np.random.default_rng(5).uniform([-2, -1.5], [2, 1.5], (200, 2)):
        terms = np.exp(WALLS @ x)
        assert np.linalg.eigvalsh(WALLS.T * terms @ WALLS)[-1] <= 5 * terms.sum()


def test_a_mode_swings_only_above_one_over_its_curvature():
    f = Quadratic(np.diag([1.0, 10.0]))
    for rate, swings in ((0.03, 0), (0.06, 0), (0.09, 0), (0.1, 0), (0.11, 30), (0.19, 30)):
        x = minimize(f, [1.0, 1.0], GradientDescent(rate), tol=0, max_iter=30, keep="x").trace.x[:, 1]
        assert np.sum(x[1:] * x[:-1] < 0) == swings


def test_steps_of_fixed_length_settle_only_by_landing_on_the_minimum():
    x = [1.0]
    for _ in range(6):
        x.append(x[-1] - 0.3 * np.sign(x[-1]))
    np.testing.assert_allclose(x, [1, 0.7, 0.4, 0.1, -0.2, 0.1, -0.2], atol=1e-15)
