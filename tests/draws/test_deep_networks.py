"""What chapters 5 and 7 say of random deep networks, over many draws."""

from pathlib import Path

import numpy as np
import pytest

from course_lib import MLP, Momentum, he, minimize
from course_lib.experiments.datasets import read_digits
from course_lib.functions.layers import residual_block, residual_block_backward
from course_lib.networks.deep import DeepNetwork


def decades(seed, gain, width=512, depth=50):
    """How many decades the gradient gains on its way through ReLU layers of variance gain/n."""
    rng = np.random.default_rng(seed)
    h, delta = rng.standard_normal((2, width))
    weights, active = [], []
    for _ in range(depth):
        weights.append(np.sqrt(gain / 2) * he(rng, (width, width)))
        z = weights[-1] @ h
        h = np.maximum(z, 0)
        active.append(z > 0)
    start = np.linalg.norm(delta)
    for W, on in zip(reversed(weights), reversed(active), strict=True):
        delta = W.T @ (on * delta)
    return np.log10(np.linalg.norm(delta) / start)


@pytest.mark.draws("fig-relu-stack", 20)
def test_of_three_random_relu_networks_one_vanishes_one_is_stable_one_explodes(seeds, often):
    often(decades(seed, 1) < -6 and abs(decades(seed, 2)) < 1.5 and decades(seed, 4) > 6 for seed in seeds)


@pytest.mark.draws("fig-init", 20)
def test_xavier_fades_under_relu_and_either_rule_does_under_tanh(seeds, often):
    def gain(seed, activation, scheme):
        rng, net = np.random.default_rng(seed), MLP((64,) * 31, activation)
        X, Y = rng.normal(size=(2, 40, 64))
        delta = net.backward(net.init(rng, scheme), X, Y).delta
        return np.log10(np.linalg.norm(delta[0]) / np.linalg.norm(delta[-1]))

    often(
        gain(seed, "relu", "xavier") < -3
        and abs(gain(seed, "relu", "he")) < 1.2
        and all(abs(gain(seed, "tanh", scheme)) < 1.2 for scheme in ("xavier", "he"))
        for seed in seeds
    )


@pytest.mark.draws("fig-relu-stack", 20)
def test_a_run_lies_below_the_root_of_the_mean_square_by_depth_over_width(seeds, often):
    """Mean and spread over 200 stacks of width 64; each seed is a set of stacks."""
    shift, spread = 5 * 20 / (4 * 64) * np.log10(np.e), np.sqrt(5 * 20 / 64) / 2 * np.log10(np.e)

    def close(seed):
        runs = [decades(1000 * seed + draw, 2, 64, 20) for draw in range(200)]
        return abs(np.mean(runs) + shift) < 4 * spread / np.sqrt(200) and abs(np.std(runs) / spread - 1) < 0.25

    often(close(seed) for seed in seeds)


@pytest.mark.draws("fig-deep-cures", 20)
def test_batch_normalisation_makes_the_gradient_grow_on_its_way_down(seeds, often):
    def growth(seed):
        rng = np.random.default_rng(seed)
        net = DeepNetwork(10, 128, 30, 4, kind="batch_norm")
        passed = net.backward(net.init(rng, 1.0), rng.normal(size=(300, 10)), rng.integers(0, 4, 300))
        sizes = [np.linalg.norm(part) for part in passed.incoming[1:]]
        return np.log10(sizes[0] / sizes[-1]) / (len(sizes) - 1)

    often(abs(growth(seed) - 0.083) < 0.015 for seed in seeds)


@pytest.fixture(scope="module")
def digits():
    X, Y = read_digits(Path(__file__).parents[2] / "book" / "_data" / "digits.csv.gz")
    return X - X.mean(axis=0), Y


def trained(digits, seed, kind, phi, scale, rate, branch=1.0):
    """The mean loss of the last ten of 150 steps, as in chapter 7."""
    X, Y = digits
    rng, losses = np.random.default_rng(seed), []
    net = DeepNetwork(64, 24, 30, 10, kind=kind, activation=phi)
    theta = net.init(rng, scale, branch)
    for _ in range(150):
        rows = rng.integers(0, len(X), 50)
        value, g = net.value_and_grad(theta, X[rows], Y[rows])
        losses.append(value)
        theta = theta - rate * g
    return np.mean(losses[-10:])


@pytest.mark.draws("fig-deep-activations", 20)
def test_fading_networks_do_not_learn_and_tanh_with_its_own_variance_does(seeds, often, digits):
    fading = [("plain", "sigmoid", 1, 0.1), ("plain", "relu", 1, 0.1)]
    often(
        min(trained(digits, seed, *one) for one in fading) > 2.28
        and trained(digits, seed, "plain", "tanh", 1, 0.1) < 2.2
        for seed in seeds
    )


@pytest.mark.draws("fig-deep-cures", 20)
def test_small_residual_branches_end_far_below_the_plain_network_and_batch_normalisation(seeds, often, digits):
    others = [("plain", "relu", 1, 0.1), ("batch_norm", "relu", 1, 0.1)]
    often(
        2 * trained(digits, seed, "residual", "relu", 1, 0.1, 1 / 14)
        < min(trained(digits, seed, *one) for one in others)
        for seed in seeds
    )


def block_decades(seed, B, shrunk, n=40):
    rng = np.random.default_rng(seed)
    h, down = rng.normal(size=(2, 1, n))
    start, zero, blocks = np.linalg.norm(down), np.zeros(n), []
    for _ in range(B):
        W1, W2 = rng.normal(size=(2, n, n)) / np.sqrt(n)
        blocks.append(residual_block(h, W1, zero, shrunk(W1, W2, B), zero))
        h = blocks[-1].y
    for block in reversed(blocks):
        down = residual_block_backward(down, block).x
    return np.log10(np.linalg.norm(down) / start)


@pytest.mark.draws("fig-residual-blocks", 20)
def test_full_branches_are_exponential_in_their_number_and_small_ones_are_not(seeds, often):
    def small(W1, W2, B):
        return W2 / np.sqrt(B)

    def bounded(W1, W2, B):
        return W2 / (B * np.linalg.norm(W1, 2) * np.linalg.norm(W2, 2))

    often(
        block_decades(seed, 80, lambda W1, W2, B: W2) > 4
        and abs(block_decades(seed, 80, small)) < 0.5
        and abs(block_decades(seed, 80, bounded)) < np.log10(np.e)
        for seed in seeds
    )


def best_loss(seed, width):
    """The least training loss that three starts reach on 16 random labels."""
    rng = np.random.default_rng(seed)
    X, y = rng.uniform(-1, 1, (16, 2)), rng.choice([-1.0, 1.0], (16, 1))
    net = MLP((2, width, 1))
    starts = [net.init(rng) for _ in range(3)]
    budget = {"tol": 0, "max_iter": 2000, "every": 2000}
    return min(minimize(net.objective(X, y), start, Momentum(0.1), **budget).f for start in starts)


@pytest.mark.draws("fig-width", 20)
def test_one_hidden_unit_does_not_memorise_random_labels_and_many_do_better(seeds, often):
    often(best_loss(seed, 1) > 0.1 and best_loss(seed, 32) < best_loss(seed, 1) / 2 for seed in seeds)
