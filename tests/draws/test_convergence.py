"""What chapter 5 says of small networks, of schedules and of the width that memorises, over many draws."""

import numpy as np
import pytest

from course_lib import BFGS, GradientDescent, Momentum, StrongWolfe, minibatches, minimize, schedules
from course_lib.experiments.datasets import two_moons


def losses_and_gradients(P, X, y):
    """Of tanh networks whose units are the rows (W1, b1, W2) of P, many networks at once; X ends with ones."""
    H = np.tanh(X @ P[..., :-1].swapaxes(-1, -2))
    error = (H @ P[..., -1:])[..., 0] - y
    Z = error[..., None] * P[..., None, :, -1] * (1 - H**2)
    gradient = np.concatenate([Z.swapaxes(-1, -2) @ X, H.swapaxes(-1, -2) @ error[..., None]], axis=-1)
    return (error**2).mean(axis=-1) / 2, gradient / len(X)


def total(P, X, y):
    losses, gradient = losses_and_gradients(P, X, y)
    return float(losses.sum()), gradient


def with_ones(points):
    return np.column_stack([points, np.ones(len(points))])


def draw_networks(rng, how_many, units):
    return rng.normal(size=(how_many, units, 4)) / np.sqrt([2, 2, 2, units])


GRID = np.linspace(-1, 1, 12)


def penalised(p):
    value, gradient = losses_and_gradients(p.reshape(-1, 3), with_ones(GRID), np.sin(5 * GRID) + GRID**2 / 2)
    return float(value) + 5e-4 * p @ p, gradient.ravel() + 1e-3 * p


def values_reached(seed, units, starts=15):
    rng = np.random.default_rng([1, seed])
    runs = [
        minimize(penalised, 1.5 * rng.normal(size=3 * units), BFGS(), search=StrongWolfe(), tol=1e-7)
        for _ in range(starts)
    ]
    return [round(run.f, 4) for run in runs if run.converged]


@pytest.mark.draws("fig-fifty-starts", 20)
def test_two_units_end_at_several_values_the_best_in_the_minority_and_three_units_at_one(seeds, often):
    def held(seed):
        two, three = values_reached(seed, 2), values_reached(seed, 3)
        return len(set(two)) > 1 and 2 * two.count(0.0498) < len(two) and set(three) == {0.0268}

    often(held(seed) for seed in seeds)


def memorised(seed, width):
    """The losses of eight starts after 2,000 steps on 16 random labels."""
    rng = np.random.default_rng([2, seed])
    X, y = with_ones(rng.uniform(-1, 1, (16, 2))), rng.choice([-1.0, 1.0], 16)
    start, budget = draw_networks(rng, 8, width), {"tol": 0, "max_iter": 2000, "every": 2000}
    run = minimize(lambda P: total(P, X, y), start, Momentum(0.1), **budget)
    return losses_and_gradients(run.x, X, y)[0]


@pytest.mark.draws("fig-width", 20)
def test_one_unit_stays_above_a_tenth_and_sixteen_come_lower_than_two(seeds, often):
    def held(seed):
        one, two, many = (memorised(seed, width) for width in (1, 2, 16))
        return one.min() > 0.1 and np.median(many) < np.median(two) / 2

    often(held(seed) for seed in seeds)


def unless_lost(P, X, y):
    """The total loss; a network beyond a million stays where it is, and the others go on to the end."""
    losses, gradient = losses_and_gradients(P, X, y)
    lost = ~(losses < 1e6)
    losses[lost], gradient[lost] = 1e6, 0.0
    return float(losses.sum()), gradient


def trained(seed, rate):
    """The losses of ten networks on the two moons, every 20 of 600 steps with batches of 8."""
    rng = np.random.default_rng([3, seed])
    points, moon = two_moons(rng, 200, noise=0.15)
    X, y, start = with_ones(points), 2.0 * moon - 1, draw_networks(rng, 10, 16)
    options = {"max_iter": 600, "keep": "x", "every": 20, "batches": minibatches((X, y), 8, rng)}
    walk = minimize(unless_lost, start, GradientDescent(rate), **options).trace.x
    return np.array([losses_and_gradients(P, X, y)[0] for P in walk])


def diverged(losses):
    return ~(losses[-1] < 1)


@pytest.mark.draws("fig-schedules", 20)
def test_fewer_networks_diverge_with_a_warm_up(seeds, often):
    long_wave = schedules.cosine(0.6, 600)
    climbing = schedules.warm_up(long_wave, 60)
    often(diverged(trained(seed, climbing)).sum() < diverged(trained(seed, long_wave)).sum() for seed in seeds)


@pytest.mark.draws("fig-schedules", 20)
def test_a_cosine_takes_the_wobble_of_a_constant_rate_away(seeds, often):
    def late_swing(seed, rate):
        losses = trained(seed, rate)
        return np.ptp(losses[-6:, ~diverged(losses)].mean(axis=1))

    often(late_swing(seed, schedules.cosine(0.4, 600)) < late_swing(seed, lambda k: 0.4) / 5 for seed in seeds)
