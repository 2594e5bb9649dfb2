"""What chapter 2 states, and the numbers of its corrections."""

import gzip
from pathlib import Path

import numpy as np
import pytest

from course_lib import (
    MLP,
    Adam,
    GradientDescent,
    central_difference,
    cross_entropy,
    cross_entropy_gradient,
    minibatches,
    minimize,
    mse,
    mse_gradient,
    softmax,
    softmax_jacobian,
)
from course_lib.experiments.datasets import stratified_split, two_moons

DIGITS = Path(__file__).parents[2] / "book" / "_data" / "digits.csv.gz"
NET = MLP((2, 5, 4, 4, 3))
RNG = np.random.default_rng(0)
THETA = NET.init(RNG) + 0.1 * RNG.normal(size=NET.n)
X, Y = RNG.normal(size=(7, 2)), RNG.normal(size=(7, 3))


def columns():
    """z_1 … z_4, h_0 … h_4 and δ_1 … δ_4 of each sample as columns, by the chapter's formulas."""
    layers = [(W, b[:, None]) for W, b in NET.unflatten(THETA)]
    for x, y in zip(X, Y, strict=True):
        z, h = [], [x[:, None]]
        for W, b in layers:
            z.append(W @ h[-1] + b)
            h.append(np.tanh(z[-1]) if len(z) < 4 else z[-1])
        delta = [h[-1] - y[:, None]]
        for (W, _), z_l in zip(layers[:0:-1], z[-2::-1], strict=True):
            J = np.diag(1 - np.tanh(z_l[:, 0]) ** 2)
            delta.insert(0, J.T @ W.T @ delta[0])
        yield z, h, delta


@pytest.mark.evidence("eq-network-loss", "networks.mlp.MLP.value_and_grad")
@pytest.mark.parametrize(("scale", "factor"), [(1 / 7, 2), (1 / 21, 2 / 3), (1 / 2, 7), (1 / 14, 1)])
def test_the_gradients_of_four_normalisations(scale, factor):
    value, gradient = NET.value_and_grad(THETA, X, Y)
    assert value == pytest.approx(
        sum(np.sum((h[-1][:, 0] - y) ** 2) / 2 for (_, h, _), y in zip(columns(), Y, strict=True)) / 7
    )
    d = RNG.normal(size=NET.n)
    along = central_difference(
        np.vectorize(lambda t: scale * np.sum((NET.forward(THETA + t * d, X) - Y) ** 2)), 0.0, 1e-5
    )
    assert along == pytest.approx(factor * (gradient @ d), rel=1e-8)


@pytest.mark.evidence("eq-forward", "networks.mlp.MLP.backward")
@pytest.mark.evidence("eq-forward-rows", "networks.mlp.MLP.backward")
def test_the_rows_of_a_batch_are_the_columns_of_its_samples():
    passed = NET.backward(THETA, X, Y)
    for i, (z, h, _) in enumerate(columns()):
        for ours, theirs in ((passed.z, z), (passed.h, h)):
            for row, column in zip(ours, theirs, strict=True):
                np.testing.assert_allclose(row[i], column[:, 0], rtol=1e-13, atol=1e-15)


@pytest.mark.evidence("eq-loss-slope", "functions.mse_gradient")
def test_the_slope_of_the_squared_error():
    prediction, change = RNG.normal(size=(2, 4, 3))
    target = RNG.normal(size=(4, 3))
    np.testing.assert_allclose(mse_gradient(prediction, target), (prediction - target) / 4, rtol=1e-15)
    slope = (mse(prediction + change, target) - mse(prediction - change, target)) / 2  # exact for a quadratic
    assert slope == pytest.approx(np.sum(mse_gradient(prediction, target) * change), rel=1e-12)
    np.testing.assert_allclose(mse_gradient(prediction[0], target[0]), prediction[0] - target[0], rtol=1e-15)


@pytest.mark.evidence("eq-delta", "networks.mlp.MLP.backward")
def test_delta_is_the_derivative_with_respect_to_z():
    passed = NET.backward(THETA, X, Y)
    layers = NET.unflatten(THETA)
    for l in range(4):
        # db_l moves z_l of every sample alike, so the derivative is the sum of the rows of δ_l
        d = RNG.normal(size=NET.sizes[l + 1])

        def moved(t, l=l, d=d):
            return NET.value_and_grad(
                NET.flatten([(W, b + t * d) if k == l else (W, b) for k, (W, b) in enumerate(layers)]), X, Y
            )[0]

        along = (moved(1e-5) - moved(-1e-5)) / 2e-5
        assert along == pytest.approx(np.sum(passed.delta[l] @ d), rel=1e-8)


@pytest.mark.evidence("eq-output-gradient", "networks.mlp.MLP.backward")
@pytest.mark.evidence("eq-hidden-delta", "networks.mlp.MLP.backward")
@pytest.mark.evidence("thm-backprop", "networks.mlp.MLP.backward")
@pytest.mark.evidence("eq-backprop-step", "networks.mlp.MLP.backward")
@pytest.mark.evidence("eq-backprop-gradients", "networks.mlp.MLP.backward")
def test_the_column_formulas_are_what_the_network_computes():
    for x, y, (_, h, delta) in zip(X, Y, columns(), strict=True):
        passed = NET.backward(THETA, x[None], y[None])
        for l, (dW, db) in enumerate(passed.gradients):
            np.testing.assert_allclose(passed.delta[l][0], delta[l][:, 0], rtol=1e-12, atol=1e-15)
            np.testing.assert_allclose(dW, delta[l] @ h[l].T, rtol=1e-12, atol=1e-15)
            np.testing.assert_allclose(db, delta[l][:, 0], rtol=1e-12, atol=1e-15)


@pytest.mark.evidence("eq-backprop-rows", "networks.mlp.MLP.backward")
def test_the_batch_is_the_mean_of_the_column_formulas():
    passed = NET.backward(THETA, X, Y)
    mean = [
        (
            np.mean([d[l] @ h[l].T for _, h, d in columns()], axis=0),
            np.mean([d[l][:, 0] for *_, d in columns()], axis=0),
        )
        for l in range(4)
    ]
    for l, (dW, db) in enumerate(passed.gradients):
        np.testing.assert_allclose(dW, mean[l][0], rtol=1e-12, atol=1e-15)
        np.testing.assert_allclose(db, mean[l][1], rtol=1e-12, atol=1e-15)
        np.testing.assert_allclose(dW, passed.delta[l].T @ passed.h[l], rtol=1e-13)
    for i, (*_, delta) in enumerate(columns()):
        for rows, column in zip(passed.delta, delta, strict=True):
            np.testing.assert_allclose(rows[i], column[:, 0] / 7, rtol=1e-12, atol=1e-15)


@pytest.mark.evidence("eq-softmax-delta", "functions.softmax_jacobian")
@pytest.mark.evidence("eq-softmax-delta", "functions.cross_entropy_gradient")
def test_softmax_needs_its_whole_jacobian():
    z, y = np.array([1.0, 2.0, 3.0]), np.array([0.0, 0.0, 1.0])
    slope = -y / softmax(z)
    delta = softmax_jacobian(z).T @ slope
    np.testing.assert_allclose(delta, softmax(z) - y, atol=1e-15)
    np.testing.assert_allclose(delta, cross_entropy_gradient(z, y), atol=1e-15)
    np.testing.assert_allclose(delta, [0.0900, 0.2447, -0.3348], atol=5e-5)
    np.testing.assert_allclose(np.diag(softmax_jacobian(z)) * slope, [0, 0, -0.3348], atol=5e-5)
    for i, e in enumerate(1e-5 * np.eye(3)):
        assert (cross_entropy(z + e, y) - cross_entropy(z - e, y)) / 2e-5 == pytest.approx(delta[i], rel=1e-8)


def test_the_examples_of_the_corrections():
    W = np.array([[1.0, 2.0], [0.0, 1.0]])
    net = MLP((1, 2, 2))
    # 2.5: W_4 above tanh units at z = 0; both outputs miss by one
    theta = net.flatten([(np.zeros((2, 1)), np.zeros(2)), (W, np.ones(2))])
    passed = net.backward(theta, np.zeros((1, 1)), np.zeros((1, 2)))
    np.testing.assert_array_equal(passed.delta[0][0], [1, 3])
    np.testing.assert_array_equal(W @ passed.delta[1][0], [3, 1])
    # 2.1: one number missed by two
    assert mse_gradient([3.0], [1.0])[0] == 2
    # 2.4: shapes
    d, h = np.array([[1.0], [2.0]]), np.array([[3.0], [4.0], [5.0]])
    np.testing.assert_array_equal(np.kron(d, h.T), np.outer(d, h))
    assert np.kron(d, h).shape == (6, 1)


def test_an_update_in_between_changes_the_delta_below():
    w1, w2, alpha = 1.0, 1.0, 0.1
    d2 = w2 * w1 - 0.0
    assert w2 * d2 == 1
    assert (w2 - alpha * d2 * w1) * d2 == pytest.approx(0.9, rel=1e-15)


def digits():
    table = np.loadtxt(DIGITS, delimiter=",", dtype=int)
    return table[:, :-1] / 16, table[:, -1]


def test_the_digits_are_what_is_said_of_them():
    with gzip.open(DIGITS, "rt") as lines:
        assert sum(1 for _ in lines) == 1797
    pixels, digit = digits()
    assert pixels.shape == (1797, 64)
    assert (pixels.min(), pixels.max()) == (0, 1)
    learn, judge = stratified_split(np.random.default_rng(0), digit, 360)
    assert (len(learn), len(judge)) == (1437, 360)
    share = np.bincount(digit[judge]) - np.bincount(digit) * 360 / 1797
    assert np.abs(share).max() < 1


@pytest.mark.kernel
def test_five_runs_read_97_of_100_digits_on_average():
    pixels, digit = digits()
    learn, judge = stratified_split(np.random.default_rng(0), digit, 360)
    net = MLP((64, 64, 10), loss="cross_entropy", l2=3e-4)
    shares = []
    for seed in range(5):
        rng = np.random.default_rng(seed)
        theta = net.init(rng)
        batches = minibatches((pixels[learn], digit[learn]), 32, rng)
        run = minimize(net, theta, Adam(3e-3), batches=batches, max_iter=30 * 45)
        shares.append(np.mean(net.forward(run.x, pixels[judge]).argmax(axis=1) == digit[judge]))
    assert np.mean(shares) >= 0.97


def test_the_sum_over_samples_runs_away_at_the_rate_of_the_mean():
    points, moon = two_moons(np.random.default_rng(0), 200, 0.15)
    net = MLP((2, 16, 1))
    objective, start = net.objective(points, 2.0 * moon[:, None] - 1), net.init(np.random.default_rng(0))

    def total(theta):
        value, gradient = objective(theta)
        return 200 * value, 200 * gradient

    runs = (
        minimize(f, start, GradientDescent(rate), tol=0, max_iter=10)
        for f, rate in ((objective, 0.3), (total, 0.0015), (total, 0.3))
    )
    mean, same, wild = runs
    np.testing.assert_allclose(same.x, mean.x, rtol=1e-12)
    assert mean.f < mean.trace.f[0]
    assert wild.f > 1e20 * wild.trace.f[0]


def test_letters_and_dots_of_the_corrections_page():
    slope = 1 - np.tanh(0.0) ** 2
    assert (3 * 1 * slope, 3 * 1 * (3 * slope)) == (3, 9)
    W, d = np.array([[1, 2], [3, 4]]), np.array([3, 4])
    assert (W @ d).tolist() == [11, 25] and (np.diag(d) @ W).tolist() == [[3, 6], [12, 16]]
    X, W1 = np.array([[1, 2], [3, 4]]), np.array([[0, 1], [0, 0]])
    assert (X @ W1.T).tolist() == [[2, 0], [4, 0]] and (W1 @ X).tolist() == [[3, 4], [0, 0]]


def test_the_network_for_a_pencil():
    net = MLP((2, 2, 1))
    x = np.array([[np.log(2), np.log(2) + np.log(3) / 2]])
    theta = net.flatten([([[1, 0], [1, -1]], [0, 0]), ([[2, -1]], [0])])
    p = net.backward(theta, x, [[1.2]])
    np.testing.assert_allclose(x, [[0.693, 1.242]], atol=5e-4)
    np.testing.assert_allclose(p.z[0], [[0.693, -0.549]], atol=5e-4)
    for found, stated in (
        (p.h[1], [[0.6, -0.5]]),
        (p.h[2], [[1.7]]),
        (p.gradients[1][0], [[0.3, -0.25]]),
        (p.delta[1] @ [[2, -1]], [[1, -0.5]]),
        (p.delta[0], [[0.64, -0.375]]),
    ):
        np.testing.assert_allclose(found, stated, rtol=1e-12)
    np.testing.assert_allclose(p.gradients[0][0], [[0.444, 0.795], [-0.260, -0.466]], atol=5e-4)
    assert net.value_and_grad(theta, x, [[1.2]])[0] == pytest.approx(0.125, rel=1e-12)


def test_softmax_and_targets_that_do_not_sum_to_one():
    rng = np.random.default_rng(8)
    z, y = rng.normal(size=4), rng.uniform(size=4)
    s = softmax(z)
    np.testing.assert_allclose(softmax_jacobian(z).T @ (-y / s), s * y.sum() - y, atol=1e-15)


def test_equal_hidden_units_with_different_outgoing_weights_part_in_the_first_step():
    net = MLP((2, 3, 1))
    W1, b1 = np.tile([[0.4, -0.2]], (3, 1)), np.full(3, 0.1)
    for W2, same in (([[0.5, 0.5, 0.5]], True), ([[0.5, -0.1, 0.7]], False)):
        theta = net.flatten([(W1, b1), (W2, [0.0])])
        dW1 = net.backward(theta, X, Y[:, :1]).gradients[0][0]
        assert np.allclose(dW1, dW1[0], rtol=1e-12) == same


def test_weights_may_change_as_soon_as_the_error_has_gone_back_through_them():
    alpha, layers, p = 0.1, NET.unflatten(THETA), NET.backward(THETA, X, Y)
    late = [(W - alpha * dW, b - alpha * db) for (W, b), (dW, db) in zip(layers, p.gradients, strict=True)]

    def step(too_early):
        W, b, E = [W for W, _ in layers], [b for _, b in layers], p.delta[-1]
        for l in (3, 2, 1, 0):
            dW, db = E.T @ p.h[l], E.sum(axis=0)
            if too_early:
                W[l] = W[l] - alpha * dW
            if l:
                E = (E @ W[l]) * (1 - p.h[l] ** 2)
            if not too_early:
                W[l] = W[l] - alpha * dW
            b[l] = b[l] - alpha * db
        return NET.flatten(list(zip(W, b, strict=True)))

    np.testing.assert_allclose(step(too_early=False), NET.flatten(late), rtol=1e-13)
    assert np.abs(step(too_early=True) - NET.flatten(late)).max() > 1e-4


@pytest.mark.slow
@pytest.mark.parametrize(
    ("activation", "least", "most"), [("tanh", [0.98, 0.98], [1, 1]), ("relu", [0.49, 0.98], [0.51, 1])]
)
def test_four_layers_on_two_moons_whatever_the_activation(activation, least, most):
    """Of seeds 0 and 1: tanh learns from both, ReLU from one; sigmoid, below, gets as far as a straight line."""
    assert np.all(least <= four_layers(activation)) and np.all(four_layers(activation) <= most)


@pytest.mark.slow
def test_four_layers_of_sigmoids_get_as_far_as_a_straight_line():
    assert np.all(np.abs(four_layers("sigmoid") - 0.885) <= 0.006)


def four_layers(activation):
    """The share of the two moons that is right after a thousand steps, from two starts."""
    points, moon = two_moons(np.random.default_rng(0), 200, noise=0.15)
    sign, net = 2.0 * moon[:, None] - 1, MLP((2, 5, 4, 4, 1), activation)
    shares = []
    for seed in (0, 1):
        begin = net.init(np.random.default_rng(seed))
        run = minimize(net.objective(points, sign), begin, GradientDescent(0.5), tol=0, max_iter=1000)
        shares.append(np.mean((net.forward(run.x, points) > 0) == (sign > 0)))
    return np.array(shares)
