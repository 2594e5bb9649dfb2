"""What chapters 5 and 7 say of random deep networks, over many draws."""

import numpy as np
import pytest

from course_lib import MLP, Momentum, he, minimize
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


@pytest.mark.draws("fig-deep-cures", 20)
def test_batch_normalisation_makes_the_gradient_grow_on_its_way_down(seeds, often):
    def growth(seed):
        rng = np.random.default_rng(seed)
        net = DeepNetwork(10, 128, 30, 4, kind="batch_norm")
        passed = net.backward(net.init(rng, 1.0), rng.normal(size=(300, 10)), rng.integers(0, 4, 300))
        sizes = [np.linalg.norm(part) for part in passed.incoming[1:]]
        return np.log10(sizes[0] / sizes[-1]) / (len(sizes) - 1)

    often(abs(growth(seed) - 0.083) < 0.015 for seed in seeds)


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
