"""The answers of chapter 5's exercises on functions and noise, worked out by NumPy and the library."""

import numpy as np
import pytest

from course_lib import (
    MLP,
    Adam,
    GradientDescent,
    Huber,
    Momentum,
    Nesterov,
    Newton,
    Quadratic,
    bounds,
    exercise,
    minimize,
    schedules,
)


def question(number, place):
    return exercise(number).questions[place - 1]


def right(number, place):
    return [option.text for option in question(number, place).options if option.right]


def quartic(x):
    return float(np.sum(x**4) / 4), x**3


def test_from_where_the_quartic_converges():
    assert question("5.1", 1).answer == 2 - 0.5 * quartic(np.array([2.0]))[1][0]
    assert right("5.1", 2) == [r"exactly if $|x_0|<2$"]
    inside = minimize(quartic, [1.999], GradientDescent(0.5), tol=1e-3, max_iter=5000)
    assert inside.converged
    edge = minimize(quartic, [2.0], GradientDescent(0.5), tol=0, max_iter=9, keep="x").trace.x[:, 0]
    np.testing.assert_array_equal(edge, 2 * (-1.0) ** np.arange(10))
    outside = minimize(quartic, [2.001], GradientDescent(0.5), tol=0, max_iter=5000)
    assert abs(outside.x[0]) > 1e20


def test_the_lower_parabola_of_a_strongly_convex_function():
    f, slope, mu = 5.0, np.array([0.0, 4.0]), 2.0
    parabola = Quadratic(mu * np.eye(2), -slope)
    lowest = f + minimize(parabola, np.zeros(2), GradientDescent(1 / mu), tol=1e-14).f
    assert question("5.4", 2).answer == pytest.approx(lowest, rel=1e-14)
    assert right("5.4", 1) == [r"$y=x-\frac1\mu\nabla f(x)$"]
    np.testing.assert_allclose(parabola.minimizers[0], -slope / mu)


def huber_run(tau, steps):
    options = {"tol": 0, "max_iter": steps, "keep": "x"}
    return minimize(Huber(tau), [14.0], GradientDescent(1.0), **options)


def test_the_worst_huber_function_for_three_steps():
    tau = question("5.3", 1).answer
    heights = {t: huber_run(t, 3).f for t in (*np.linspace(0.5, 14, 28), tau)}
    assert max(heights, key=heights.get) == tau
    assert question("5.3", 2).answer == heights[tau] == bounds.tight_convex_gap(1, 14, 3)
    assert question("5.3", 2).wrong.keys() >= {huber_run(tau, 3).x[0], huber_run(tau, 0).f, 196 / 6}
    later = huber_run(tau, 7).trace.x[:, 0]
    assert right("5.3", 3) == ["It leaves the bound, and reaches the minimum after four more steps."]
    assert later[6] == tau and later[7] == 0
    assert huber_run(tau, 4).f < bounds.tight_convex_gap(1, 14, 4)


def test_the_promise_of_acceleration():
    steps = question("5.5", 1).answer
    assert bounds.accelerated_gap(1, 1, steps) <= 1 / 5000 < bounds.accelerated_gap(1, 1, steps - 2)
    slips = question("5.5", 1).wrong
    assert bounds.tight_convex_gap(1, 1, 1250) < 1 / 5000 < bounds.tight_convex_gap(1, 1, 1249)
    assert {1250, 2500, 10000} <= slips.keys()


def test_which_steps_stay_in_the_span_of_the_gradients():
    """On a chain of variables of which only the first is pulled, from 0, the others stay 0 for methods in the span."""
    n, k = 9, 3
    chain = Quadratic(2 * np.eye(n) - np.eye(n, k=1) - np.eye(n, k=-1), np.eye(n)[0])
    methods = {
        "gradient descent with the best rates for that function": GradientDescent(0.3),
        "momentum with any constant": Momentum(0.2, 0.7),
        "the accelerated method": Nesterov(0.2, 0.7),
        "Newton's method": Newton(chain.hessian),
    }
    for name, method in methods.items():
        x = minimize(chain, np.zeros(n), method, tol=0, max_iter=k).x
        assert (np.count_nonzero(x) <= k) == (name in right("5.5", 2))
    # Adam: its steps are no sums of the gradients it has seen
    turned = Quadratic(np.diag([1.0, 5.0, 25.0]))
    trace = minimize(turned, np.ones(3), Adam(0.1), tol=0, max_iter=1, keep="x").trace
    assert np.linalg.matrix_rank(np.array([turned.gradient(trace.x[0]), trace.x[1] - trace.x[0]])) == 2


def test_three_gradients_show_a_space_of_three_variables():
    f = Quadratic(np.array([[2.0, -1, 0], [-1, 2, -1], [0, -1, 2]]), np.eye(3)[0])
    x = minimize(f, np.zeros(3), GradientDescent(0.2), tol=0, max_iter=3, keep="x").trace.x
    assert np.linalg.matrix_rank(np.array([f.gradient(point) for point in x[:3]])) == 3


def test_what_holds_for_a_network():
    k = question("5.6", 2).answer
    assert bounds.smallest_squared_gradient(2.0, 8.0, k) == pytest.approx(0.4**2)
    assert question("5.6", 3).answer == pytest.approx(bounds.saddle_escape_steps(1 / 1024, 0.5, -2.0))
    net, curvature = MLP((1, 1, 1)), []
    for size in (1.0, 100.0):  # of the weight of the layer above
        theta, h = net.flatten([([[0.1]], [0.0]), ([[size]], [0.0])]), 1e-4
        slopes = [net.value_and_grad(theta + s * np.eye(net.n)[0], [[1.0]], [[0.0]])[1][0] for s in (-h, h)]
        curvature.append((slopes[1] - slopes[0]) / (2 * h))
    assert curvature[1] > 1000 * curvature[0] > 0


def floor_of(alpha=0.1, curvature=0.01, B=8, beta=0.0):
    return curvature * bounds.momentum_stationary_variance(alpha, beta, curvature, 4.0, B) / 2


def test_floors():
    answer = question("5.7", 1).answer
    assert answer == pytest.approx(floor_of(), rel=2e-3)
    changed = {
        "half the rate": floor_of(alpha=0.05),
        "twice the batch": floor_of(B=16),
        r"twice the curvature $\lambda$": floor_of(curvature=0.02),
        r"momentum with $\beta=\frac12$": floor_of(beta=0.5),
    }
    halved = [name for name, floor in changed.items() if floor == pytest.approx(answer / 2, rel=5e-3)]
    assert halved == right("5.7", 2)
    assert changed[r"momentum with $\beta=\frac12$"] == pytest.approx(2 * answer, rel=5e-3)


def test_schedules_and_the_first_step_of_adam():
    k = np.arange(1, 200_001)
    rates = {
        r"$\alpha_k=0.1/k$": 0.1 / k,
        r"$\alpha_k=0.1$": 0.1 + 0 * k,
        r"$\alpha_k=0.1/\sqrt k$": 0.1 / np.sqrt(k),
        r"$\alpha_k=0.1/k^2$": 0.1 / k**2.0,
        r"inverse time, $\alpha_k=0.1/(1+0.01(k-1))$": 0.1 / (1 + 0.01 * (k - 1)),
    }
    late = slice(20_000, None)  # another decade still adds to a sum that diverges
    both = [n for n, a in rates.items() if a[late].sum() > 0.2 and (a[late] ** 2).sum() < 0.02]
    assert both == right("5.11", 1)
    assert question("5.11", 2).answer == pytest.approx(schedules.cosine(0.4, 600)(301))
    step = minimize(lambda x: (-300 * x[0], np.array([-300.0])), [0.0], Adam(0.1, epsilon=0.0), tol=0, max_iter=1)
    assert question("5.11", 3).answer == pytest.approx(step.x[0])
