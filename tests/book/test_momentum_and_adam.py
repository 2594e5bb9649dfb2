"""The statements of sections 6.3 and 6.4, held against the library."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from course_lib import bounds, iterates
from course_lib.methods import Adam, AMSGrad, Momentum, Nesterov
from course_lib.objectives import LogCosh, Quadratic

CURVATURES = np.array([0.3, 1.0, 7.0, 25.0])
X0 = np.array([1.0, -2.0, 0.5, 3.0])
RATES = {"constant": lambda k: 0.03, "decaying": lambda k: 0.3 / (9 + k)}


def walk(f, method, steps=120, x0=X0):
    return list(itertools.islice(iterates(f, x0, method), steps + 1))


@pytest.mark.evidence("eq-momentum", "methods.Momentum")
def test_the_velocity_is_the_sum_of_gradients_that_fade_by_beta():
    steps = walk(LogCosh(), Momentum(0.3, 0.8))
    for k in range(1, len(steps)):
        velocity = sum(0.8**i * steps[k - 1 - i].g for i in range(k))
        np.testing.assert_allclose(steps[k].x, steps[k - 1].x - 0.3 * velocity, rtol=0, atol=1e-14)


def test_a_constant_gradient_makes_a_velocity_of_one_over_one_minus_beta_and_an_alternating_one_of_one_plus_beta():
    method, x = Momentum(1.0, 0.9), np.zeros(1)
    same = swinging = method.init(x)
    for k in range(600):
        _, same = method.direction(x, np.ones(1), same)
        _, swinging = method.direction(x, np.array([(-1.0) ** k]), swinging)
    assert same.v[0] == pytest.approx(1 / (1 - 0.9), rel=1e-12)
    assert abs(swinging.v[0]) == pytest.approx(1 / (1 + 0.9), rel=1e-12)


@pytest.mark.evidence("eq-averaged-momentum", "methods.Momentum")
@pytest.mark.evidence("prop-momentum-forms", "methods.Momentum")
@pytest.mark.parametrize("name", RATES)
def test_average_and_velocity_agree_for_every_rate_and_the_heavy_ball_needs_the_ratio_of_rates(name):
    rate, beta, f = RATES[name], 0.8, Quadratic(np.diag(CURVATURES))
    ours = [step.x for step in walk(f, Momentum(rate, beta))]
    z, m, averaged = X0, 0.0, [X0]
    ball, plain = [X0, X0], [X0, X0]
    for k in range(1, len(ours)):
        m = beta * m + (1 - beta) * f.gradient(z)
        z = z - rate(k) / (1 - beta) * m
        averaged.append(z)
        ratio = rate(k) / rate(k - 1) if k > 1 else 1.0
        for path, share in ((ball, beta * ratio), (plain, beta)):
            path.append(path[-1] - rate(k) * f.gradient(path[-1]) + share * (path[-1] - path[-2]))
    np.testing.assert_allclose(averaged, ours, rtol=0, atol=1e-13)
    np.testing.assert_allclose(ball[1:], ours, rtol=0, atol=1e-13)
    gap = np.abs(np.array(plain[1:]) - ours).max()
    assert gap < 1e-13 if name == "constant" else gap > 0.1


def test_a_tenth_over_one_plus_k_takes_the_two_forms_three_quarters_apart():
    x = [step.x[0] for step in walk(Quadratic(np.eye(1)), Momentum(lambda k: 0.1 / k), 300, np.ones(1))]
    ball = [1.0, 1.0]
    for k in range(1, len(x)):
        ball.append(ball[-1] - 0.1 / k * ball[-1] + 0.9 * (ball[-1] - ball[-2]))
    assert np.abs(np.array(ball[1:]) - x).max() == pytest.approx(0.7533, abs=5e-5)


@pytest.mark.evidence("eq-two-term", "methods.Momentum")
def test_each_mode_of_a_quadratic_runs_by_itself_in_two_terms():
    alpha, beta = 0.05, 0.7
    x = np.array([step.x for step in walk(Quadratic(np.diag(CURVATURES)), Momentum(alpha, beta))])
    x = np.vstack([X0, x])
    np.testing.assert_allclose(x[2:], (1 + beta - alpha * CURVATURES) * x[1:-1] - beta * x[:-2], rtol=0, atol=1e-13)


@pytest.mark.evidence("thm-momentum-phases", "bounds.heavy_ball_contraction")
def test_the_factor_is_the_root_of_beta_exactly_in_the_oscillating_phase():
    rng = np.random.default_rng(0)
    for s, beta in rng.uniform([0.01, 0.0], [3.9, 0.99], (400, 2)):
        factor = bounds.heavy_ball_contraction(1.0, beta, s)
        assert factor >= np.sqrt(beta) * (1 - 1e-14)
        inside = beta > (1 - np.sqrt(s)) ** 2
        assert (abs(factor - np.sqrt(beta)) < 1e-12) == inside
        assert (factor < 1) == (s < 2 * (1 + beta))


@pytest.mark.slow
@pytest.mark.evidence("thm-momentum-phases", "methods.Momentum")
def test_from_rest_the_sign_is_kept_exactly_in_the_monotone_phase():
    rng = np.random.default_rng(1)
    for s, beta in rng.uniform([0.02, 0.0], [1.6, 0.95], (150, 2)):
        if abs(beta - (1 - np.sqrt(s)) ** 2) < 0.02:
            continue  # near the edge the first change of sign comes late
        x = np.array([step.x[0] for step in walk(Quadratic(np.eye(1)), Momentum(s, beta), 200, np.ones(1))])
        kept = (x[np.abs(x) > 1e-200] > 0).all()
        assert kept == (s <= 1 and beta <= (1 - np.sqrt(s)) ** 2)
        assert not kept or (np.diff(x) <= 0).all()


@pytest.mark.evidence("eq-nesterov", "methods.Nesterov")
def test_nesterovs_points_behind_are_gradient_steps_from_the_points_ahead():
    alpha, beta = 0.3, 0.8
    steps = walk(LogCosh(), Nesterov(alpha, beta))
    y = np.array([step.x + alpha * beta * step.state.v for step in steps])
    x, g = np.array([step.x for step in steps]), np.array([step.g for step in steps])
    np.testing.assert_array_equal(y[0], X0)
    np.testing.assert_allclose(y[1:], x[:-1] - alpha * g[:-1], rtol=0, atol=1e-14)
    np.testing.assert_allclose(x[1:], y[1:] + beta * (y[1:] - y[:-1]), rtol=0, atol=1e-14)


@pytest.mark.evidence("thm-nesterov-quadratic", "bounds.nesterov_tuning")
@pytest.mark.parametrize("kappa", [2.0, 10.0, 100.0, 1000.0])
def test_nesterovs_factor_of_every_mode(kappa):
    alpha, beta, rho = bounds.nesterov_tuning(1, kappa)
    curvature = np.geomspace(1, kappa, 301)
    factors = bounds.nesterov_contraction(alpha, beta, curvature)
    # the root moves by the square root of what rounding does to its square
    np.testing.assert_allclose(factors, np.sqrt(beta * np.maximum(1 - alpha * curvature, 0)), rtol=0, atol=1e-7)
    assert factors.argmax() == 0
    assert rho == pytest.approx(1 - 1 / np.sqrt(kappa), rel=1e-14) == pytest.approx(factors[0], abs=1e-7)


@pytest.mark.parametrize("kappa", [4.0, 30.0, 300.0])
def test_beyond_quadratics_nesterovs_values_keep_the_factor_and_the_distance_its_root(kappa):
    """On μx²/2 + (L − μ) log cosh x, entry by entry, from far away."""
    L, ball = kappa, LogCosh()

    def f(x):
        value, g = ball.value_and_grad(x)
        return float(x @ x / 2 + (L - 1) * value), x + (L - 1) * g

    alpha, beta, rho = bounds.nesterov_tuning(1.0, L)
    for x0 in (np.array([30.0, -0.3, 4.0]), np.array([0.01, 2.0, -8.0])):
        steps = walk(f, Nesterov(alpha, beta), 80, x0)
        x = np.array([step.x + alpha * beta * step.state.v for step in steps])
        values = np.array([f(one)[0] for one in x])
        promised = rho ** np.arange(len(x)) * (values[0] + x0 @ x0 / 2)
        assert (values <= promised * (1 + 1e-12) + 1e-13).all()
        assert ((x**2).sum(axis=1) / 2 <= promised * (1 + 1e-12) + 1e-13).all()


def test_the_tuned_pair_by_hand():
    alpha, beta, rho = bounds.heavy_ball_tuning(1.0, 9.0)
    assert (alpha, beta, rho) == pytest.approx((1 / 4, 1 / 4, 1 / 2), rel=1e-12)
    assert bounds.contraction(bounds.best_rate(1, 9), 1, 9) == pytest.approx(4 / 5, rel=1e-12)


def test_with_pytorchs_correction_amsgrads_denominator_falls_at_first():
    method = AMSGrad(epsilon=0.0)
    state, roots = method.init(np.zeros(1)), []
    for k in range(1, 1001):
        p, state = method.direction(np.zeros(1), np.array([1100.0 if k == 1 else -1.0]), state)
        roots.append(abs(state.m[0] / (1 - 0.9**k) / p[0]))
    assert roots[0] == pytest.approx(1100, rel=1e-9) and roots[-1] == pytest.approx(43.7, abs=0.05)
    assert (np.diff(roots) < 0).all()


@pytest.mark.evidence("eq-adam", "methods.Adam")
def test_adam_is_its_five_lines():
    alpha, beta1, beta2, epsilon = 0.1, 0.8, 0.95, 0.01
    steps = walk(LogCosh(), Adam(alpha, beta1, beta2, epsilon), 60)
    x, m, v = X0, np.zeros(4), np.zeros(4)
    for k in range(1, len(steps)):
        g = np.tanh(x)
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g**2
        x = x - alpha * (m / (1 - beta1**k)) / (np.sqrt(v / (1 - beta2**k)) + epsilon)
        np.testing.assert_allclose(steps[k].x, x, rtol=0, atol=1e-13)


@pytest.mark.evidence("prop-bias-correction", "methods.Adam")
def test_corrected_averages_are_weighted_means_from_the_first_step_on():
    method, gradients = Adam(1.0, 0.9, 0.999, 0.0), np.random.default_rng(2).standard_normal((40, 3))
    state = method.init(np.zeros(3))
    for k in range(1, 41):
        p, state = method.direction(np.zeros(3), gradients[k - 1], state)
        means = []
        for beta, values in ((0.9, gradients), (0.999, gradients**2)):
            weights = (1 - beta) * beta ** np.arange(k) / (1 - beta**k)
            assert weights.sum() == pytest.approx(1, rel=1e-12)
            means.append(weights @ values[k - 1 :: -1][:k])
        np.testing.assert_allclose(-p, means[0] / np.sqrt(means[1]), rtol=1e-11)


def test_without_corrections_the_first_step_would_be_too_long():
    p, state = Adam(epsilon=0.0).direction(np.zeros(1), np.ones(1), Adam().init(np.zeros(1)))
    assert -p[0] == pytest.approx(1, rel=1e-14)
    assert state.m[0] / np.sqrt(state.v[0]) == pytest.approx(bounds.adam_sparse_step(1), rel=1e-12)
