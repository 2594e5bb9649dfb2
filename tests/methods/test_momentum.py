"""Momentum against torch, Polyak's form and the theory of quadratics."""

import itertools

import numpy as np
import pytest

from course_lib import iterates
from course_lib.methods import Momentum
from course_lib.methods.momentum import MomentumState


def half_square(x):
    return 0.5 * float(x @ x), x


def walk(f, x0, method, steps):
    return np.array([step.x for step in itertools.islice(iterates(f, x0, method), steps + 1)])


def polyak(gradient, x0, rate, beta, steps):
    """x_{k+1} = x_k − α_k ∇f(x_k) + β (x_k − x_{k−1}), x_{−1} = x_0."""
    xs = [x0, x0]
    for k in range(1, steps + 1):
        xs.append(xs[-1] - rate(k) * gradient(xs[-1]) + beta * (xs[-1] - xs[-2]))
    return np.array(xs[1:])


@pytest.mark.parametrize("problem", ["quadratic", "log_sum_exp"])
def test_a_thousand_steps_equal_those_of_torch(distances_to_torch, problem):
    distances = distances_to_torch(problem, "Momentum", Momentum(0.01))
    assert distances[0] < 1e-15
    assert distances.max() < 1e-13


@pytest.mark.evidence("eq-heavy-ball", "methods.Momentum")
def test_with_a_constant_rate_it_is_polyaks_heavy_ball():
    curvatures = np.array([1.0, 7.0, 25.0])
    x0 = np.array([1.0, -2.0, 0.5])
    ours = walk(lambda x: (0.5 * float(x @ (curvatures * x)), curvatures * x), x0, Momentum(0.03, 0.8), 200)
    theirs = polyak(lambda x: curvatures * x, x0, lambda k: 0.03, 0.8, 200)
    np.testing.assert_allclose(ours, theirs, rtol=0, atol=1e-14)


def test_with_a_rate_that_varies_it_is_another_path():
    def rate(k):
        return 0.1 / k

    x0 = np.array([1.0])
    gap = np.abs(walk(half_square, x0, Momentum(rate), 100) - polyak(lambda x: x, x0, rate, 0.9, 100))
    assert gap[1] == 0
    assert gap.max() > 0.4


@pytest.mark.parametrize(("beta", "changes"), [(0.0, 0), (0.467, 0), (0.9, 10)])
def test_momentum_oscillates_where_plain_descent_does_not(beta, changes):
    # f = x²/2, α = 0.1: monotone if and only if β ≤ (1 − √0.1)² = 0.4675.
    x = walk(half_square, np.array([1.0]), Momentum(0.1, beta), 100)[:, 0]
    assert np.count_nonzero(np.diff(np.sign(x))) == changes


def broken_slope(x):
    """f' = 25x, x + 24, 25x − 24 with breaks at 1 and 2: strongly convex with μ = 1, L = 25."""
    x = float(x)
    if x < 1:
        return 12.5 * x**2, 25 * x
    if x < 2:
        return 0.5 * x**2 + 24 * x - 12, x + 24
    return 12.5 * x**2 - 24 * x + 36, 25 * x - 24


CYCLE = np.array([792, -2208, 2592]) / 1225


@pytest.mark.evidence("eq-heavy-ball-cycle", "methods.Momentum")
def test_the_heavy_ball_tuned_for_quadratics_has_a_three_cycle_on_a_strongly_convex_function():
    method = Momentum(1 / 9, 4 / 9)
    velocity = (CYCLE[2] - CYCLE[0]) * 9  # x_0 = x_{−1} − αv
    x, state = np.array(CYCLE[0]), MomentumState(np.array(velocity))
    visited = [float(x)]
    for _ in range(6):
        p, state = method.direction(x, np.array(broken_slope(x)[1]), state)
        x = x + p / 9
        visited.append(float(x))
    np.testing.assert_allclose(visited, CYCLE[[0, 1, 2, 0, 1, 2, 0]], rtol=1e-13)


def test_the_cycle_attracts_one_start_and_not_another():
    method = Momentum(1 / 9, 4 / 9)
    attracted = walk(broken_slope, np.array(3.3), method, 300)[-3:]
    assert sorted(attracted) == pytest.approx(sorted(CYCLE), rel=1e-12)
    assert abs(walk(broken_slope, np.array(3.0), method, 300)[-1]) < 1e-12
