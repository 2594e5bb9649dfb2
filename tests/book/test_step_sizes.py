"""Evidence for chapter 5: copies of a network, the scale of a start, noise, and the invariance of adaptive methods."""

from itertools import islice, permutations, product
from math import factorial

import numpy as np
import pytest

from course_lib import (
    MLP,
    Adam,
    GradientDescent,
    Momentum,
    Quadratic,
    RMSProp,
    bounds,
    initializers,
    iterates,
    schedules,
)


@pytest.mark.evidence("thm-weight-symmetry", "networks.mlp.MLP")
def test_a_network_has_as_many_copies_as_orders_and_signs_of_its_units():
    rng, units = np.random.default_rng(1), 3
    net = MLP((2, units, 2))
    X, Y = rng.normal(size=(5, 2)), rng.normal(size=(5, 2))
    (W1, b1), (W2, b2) = net.unflatten(rng.normal(size=net.n))
    value = net.value_and_grad(net.flatten([(W1, b1), (W2, b2)]), X, Y)[0]
    copies = set()
    for order in permutations(range(units)):
        for signs in product((-1, 1), repeat=units):
            p, s = list(order), np.array(signs)
            theta = net.flatten([(s[:, None] * W1[p], s * b1[p]), (W2[:, p] * s, b2)])
            assert net.value_and_grad(theta, X, Y)[0] == pytest.approx(value, rel=1e-13)
            copies.add(tuple(theta))
    assert len(copies) == factorial(units) * 2**units
    # an odd activation is needed: relu(−z) is not −relu(z)
    relu = MLP((2, units, 2), activation="relu")
    flipped = relu.flatten([(-W1, -b1), (-W2, b2)])
    assert abs(relu.value_and_grad(flipped, X, Y)[0] - relu.value_and_grad(-flipped, X, Y)[0]) > 0.1


def test_hidden_units_that_start_equal_stay_equal_under_gradient_descent_and_adam():
    rng = np.random.default_rng(2)
    net = MLP((2, 4, 1))
    X, Y = rng.normal(size=(8, 2)), rng.normal(size=(8, 1))
    row = np.array([[0.3, -0.7]])
    start = net.flatten([(np.repeat(row, 4, axis=0), np.full(4, 0.1)), (np.full((1, 4), 0.5), np.zeros(1))])
    for method in (GradientDescent(0.1), Adam(0.05)):
        *_, last = islice(iterates(net.objective(X, Y), start, method), 200)
        W1 = net.unflatten(last.x)[0][0]
        assert np.ptp(W1, axis=0).max() < 1e-12
        assert np.abs(W1[0] - row).max() > 0.1  # and they have moved


@pytest.mark.parametrize("activation, scheme", [(lambda z: z, "xavier"), (lambda z: np.maximum(z, 0), "he")])
@pytest.mark.evidence("eq-signal-size", "networks.initializers.xavier")
@pytest.mark.evidence("eq-signal-size", "networks.initializers.he")
def test_the_matching_rule_keeps_the_mean_square_from_layer_to_layer(activation, scheme):
    rng, n = np.random.default_rng(3), 200
    draw = {"xavier": initializers.xavier, "he": initializers.he}
    z = rng.normal(size=(n, 400))
    W = draw[scheme](rng, (n, n))
    h = activation(z)
    assert np.mean((W @ h) ** 2) == pytest.approx(np.mean(z**2), rel=0.04)
    assert np.mean((W @ h) ** 2) == pytest.approx(n * W.var() * np.mean(h**2), rel=0.04)
    other = draw["he" if scheme == "xavier" else "xavier"](rng, (n, n))
    factor = 2 if scheme == "xavier" else 0.5
    assert np.mean((other @ h) ** 2) == pytest.approx(factor * np.mean(z**2), rel=0.06)


def variances(method, curvature, steps, start=0.0):
    """E(x_k − x*)² for noise of variance 1, exactly: x_k is linear in x_0 and the noises, entry i is a factor."""
    units = np.eye(steps + 1)

    def objective(x, noise):
        return 0.0, curvature * x + noise

    batches = ((units[k + 1 if k < steps else 0],) for k in range(steps + 1))
    run = iterates(objective, start * units[0], method, batches=batches)
    return np.array([step.x @ step.x for step in islice(run, steps + 1)])


@pytest.mark.parametrize("alpha, curvature", [(0.1, 1.0), (0.5, 3.0), (0.9, 1.0)])
@pytest.mark.evidence("thm-noise-ball", "bounds.sgd_stationary_variance")
@pytest.mark.evidence("eq-noise-ball", "bounds.sgd_stationary_variance")
def test_the_variance_of_every_step_and_its_limit(alpha, curvature):
    exact = variances(GradientDescent(alpha), curvature, 60, start=2.0)
    V = bounds.sgd_stationary_variance(alpha, curvature, 1.0)
    k = np.arange(61)
    np.testing.assert_allclose(exact, V + (1 - alpha * curvature) ** (2 * k) * (4 - V), rtol=1e-12)
    assert bounds.sgd_stationary_variance(alpha, curvature, 9.0, 3) == pytest.approx(3 * V, rel=1e-15)


@pytest.mark.parametrize("alpha", [1e-4, 0.1, 0.6])
@pytest.mark.evidence("eq-loss-floor", "bounds.sgd_stationary_variance")
def test_the_floor_of_the_loss_hardly_depends_on_the_curvature(alpha):
    for curvature in (0.5, 2.0):
        height = curvature * bounds.sgd_stationary_variance(alpha, curvature, 3.0, 8) / 2
        assert height == pytest.approx(alpha * 3.0 / (2 * 8 * (2 - alpha * curvature)), rel=1e-14)
        assert height == pytest.approx(alpha * 3.0 / (4 * 8), rel=alpha * curvature / (2 - alpha * curvature) + 1e-12)
    exact = variances(GradientDescent(0.1), 2.0, 200, start=2.0)[-1]  # a run, noise of variance 1
    assert 2.0 * exact / 2 == pytest.approx(0.1 / (2 * (2 - 0.2)), rel=1e-12)


@pytest.mark.parametrize("alpha", [0.3, 0.5, 0.79])
@pytest.mark.evidence("thm-vanishing-noise", "methods.GradientDescent")
@pytest.mark.evidence("eq-vanishing-noise", "methods.GradientDescent")
def test_noise_that_vanishes_at_the_minimum_leaves_no_ball(alpha):
    """Two samples of curvatures 1 and 3, one drawn in each step: the mean over all 2^k sequences is exact."""
    steps, start, ends = 6, 1.5, []
    for drawn in product((1.0, 3.0), repeat=steps):
        batches = ((a,) for a in (*drawn, 1.0))
        run = iterates(lambda x, a: (0.0, a * x), start, GradientDescent(alpha), batches=batches)
        *_, last = islice(run, steps + 1)
        ends.append(float(last.x) ** 2)
    mean, variance = 2.0, 1.0
    factor = (1 - alpha * mean) ** 2 + alpha**2 * variance
    assert np.mean(ends) == pytest.approx(factor**steps * start**2, rel=1e-12)
    assert factor < 1  # 0.8 = 2λ/(λ² + s²) is the end of the rates that converge
    assert (1 - 0.8 * mean) ** 2 + 0.8**2 * variance == pytest.approx(1, rel=1e-14)


@pytest.mark.parametrize("curvature", [1.0, 4.0])
@pytest.mark.evidence("thm-decreasing-steps", "running.schedules.inverse_time")
@pytest.mark.evidence("eq-decreasing-steps", "running.schedules.inverse_time")
def test_one_over_k_averages_the_noise(curvature):
    rate = schedules.inverse_time(1 / curvature, 1.0)
    exact = variances(GradientDescent(rate), curvature, 80, start=5.0)
    np.testing.assert_allclose(exact[1:], 1 / (curvature**2 * np.arange(1, 81)), rtol=1e-12)


@pytest.mark.parametrize("alpha, beta, curvature", [(0.1, 0.5, 1.0), (0.3, 0.8, 2.0), (1.2, 0.6, 2.5), (0.2, 0.0, 1.0)])
@pytest.mark.evidence("thm-momentum-noise", "bounds.momentum_stationary_variance")
@pytest.mark.evidence("eq-momentum-noise", "bounds.momentum_stationary_variance")
def test_the_variance_with_momentum_settles_where_it_should(alpha, beta, curvature):
    exact = variances(Momentum(alpha, beta), curvature, 600, start=1.0)[-1]
    assert bounds.momentum_stationary_variance(alpha, beta, curvature, 1.0) == pytest.approx(exact, rel=1e-10)
    assert bounds.momentum_stationary_variance(alpha, beta, curvature, 6.0, 3) == pytest.approx(2 * exact, rel=1e-10)
    small = 1e-7
    longer = bounds.sgd_stationary_variance(small / (1 - beta), curvature, 1.0)
    assert bounds.momentum_stationary_variance(small, beta, curvature, 1.0) == pytest.approx(longer, rel=1e-5)


def test_the_variance_with_momentum_has_a_condition():
    with pytest.raises(ValueError, match=r"alpha must be less than 2\(1 \+ beta\)/curvature, .* = 3"):
        bounds.momentum_stationary_variance(3.0, 0.5, 1.0, 1.0)
    with pytest.raises(ValueError, match=r"beta must lie in \[0, 1\), got 1"):
        bounds.momentum_stationary_variance(0.1, 1, 1.0, 1.0)


METHODS = [Adam(0.1, epsilon=0.0), Adam(schedules.cosine(0.2, 60), epsilon=0.0), RMSProp(0.05, epsilon=0.0)]


def wavy(scale):
    """A separable function that is no quadratic, each term times its constant."""
    return lambda x: (float(scale @ (x**2 + np.sin(3 * x))), scale * (2 * x + 3 * np.cos(3 * x)))


def path(objective, start, method):
    return np.array([step.x for step in islice(iterates(objective, start, method), 50)])


@pytest.mark.parametrize("method", METHODS, ids=["adam", "adam with a schedule", "rmsprop"])
@pytest.mark.evidence("thm-rescaling", "methods.Adam")
@pytest.mark.evidence("thm-rescaling", "methods.RMSProp")
def test_adaptive_methods_forget_the_scale_of_each_gradient(method):
    assert isinstance(method, Adam | RMSProp)
    start = np.array([1.3, -0.4, 0.8])
    plain = path(wavy(np.ones(3)), start, method)
    assert np.abs(plain[-1] - start).max() > 0.1
    np.testing.assert_array_equal(path(wavy(np.array([2.0, 2.0**-9, 2.0**7])), start, method), plain)
    np.testing.assert_allclose(path(wavy(np.array([0.3, 11.0, 700.0])), start, method), plain, rtol=1e-9, atol=1e-9)


def test_gradient_descent_turns_with_the_coordinates_and_adam_does_not():
    turn, D, start = np.array([[0.6, -0.8], [0.8, 0.6]]), np.diag([1.0, 32.0]), np.array([1.0, 0.6])
    turned = turn @ D @ turn.T
    upright, tilted = Quadratic(D), Quadratic((turned + turned.T) / 2)
    for method, same in ((GradientDescent(0.03), True), (Adam(0.1, epsilon=0.0), False)):
        there = path(tilted, turn @ start, method)
        assert np.allclose(there, path(upright, start, method) @ turn.T, atol=1e-10) == same


@pytest.mark.evidence("thm-step-count", "bounds.strongly_convex_iterations")
def test_the_promised_steps_suffice_at_every_rate_below_two_over_l():
    f = Quadratic(np.diag([1.0, 3.0, 10.0]))
    for h in (0.2, 1.0, 1.8, 1.98):
        rho = bounds.contraction(h / 10, 1.0, 10.0)
        k = int(np.ceil(bounds.strongly_convex_iterations(rho, np.sqrt(3), 1e-5)))
        *_, last = islice(iterates(f, np.ones(3), GradientDescent(h / 10)), k + 1)
        assert last.k == k and np.linalg.norm(last.x) <= 1e-5


def test_the_numbers_that_the_corrections_quote_for_relu_and_for_overshooting():
    lost = {}
    for scheme in ("xavier", "he"):
        decades = []
        for seed in range(5):
            rng = np.random.default_rng(seed)
            net = MLP((64,) * 31, "relu")
            X, Y = rng.normal(size=(2, 40, 64))
            delta = net.backward(net.init(rng, scheme), X, Y).delta
            decades.append(np.log10(np.linalg.norm(delta[0]) / np.linalg.norm(delta[-1])))
        lost[scheme] = np.mean(decades)
    assert lost["xavier"] < -4 and abs(lost["he"]) < 1
    path = [step.x[0] for step in islice(iterates(Quadratic([[1.0]]), [1.0], GradientDescent(1.7)), 4)]
    np.testing.assert_allclose(path, [1, -0.7, 0.49, -0.343], rtol=1e-14)
