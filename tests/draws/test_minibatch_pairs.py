"""What chapter 6 says of L-BFGS with minibatches, over many draws."""

import numpy as np
import pytest

from course_lib import MLP, minibatches
from course_lib.experiments.datasets import two_moons
from course_lib.methods.bfgs import bfgs_update

DATA = two_moons(np.random.default_rng(0), 200, 0.15)
NET = MLP((2, 16, 16, 2), loss="cross_entropy", l2=1e-4)


def times_inverse(g, pairs, gamma):
    """H g for pairs (s, y, y's), the oldest first, from γI; the scale of the latest pair without a γ."""
    q, shares = g, []
    for s, y, ys in reversed(pairs):
        shares.append(s @ q / ys)
        q = q - shares[-1] * y
    _, y, ys = pairs[-1]
    r = (ys / (y @ y) if gamma is None else gamma) * q
    for s, y, ys in pairs:
        r = r + (shares.pop() - y @ r / ys) * s
    return r


def trained(seed, same_batch, gamma=None, steps=150, rate=0.03):
    """The loss before, halfway and after, and the last pair's scale; pairs from one batch or from two."""
    rng = np.random.default_rng(seed)
    theta, pairs, losses = NET.init(rng), (), []
    batches = minibatches(DATA, 20, rng)
    batch = next(batches)
    for k in range(steps):
        if 2 * k % steps == 0:
            losses.append(NET.value_and_grad(theta, *DATA)[0])
        g = NET.value_and_grad(theta, *batch)[1]
        s, following = -rate * (times_inverse(g, pairs, gamma) if pairs else g), next(batches)
        y = NET.value_and_grad(theta + s, *(batch if same_batch else following))[1] - g
        if y @ s > 1e-10 * np.linalg.norm(y) * np.linalg.norm(s):
            pairs = (*pairs[-9:], (s, y, float(y @ s)))
        theta, batch = theta + s, following
    return *losses, NET.value_and_grad(theta, *DATA)[0], pairs[-1][2] / (pairs[-1][1] @ pairs[-1][1])


def test_the_two_loops_here_are_the_update():
    rng = np.random.default_rng(1)
    root, g = rng.normal(size=(4, 4)), rng.normal(size=4)
    W, pairs, H = root @ root.T + np.eye(4), [], 0.7 * np.eye(4)
    for s in rng.normal(size=(3, 4)):
        pairs.append((s, W @ s, s @ W @ s))
        H = bfgs_update(H, s, W @ s)
    np.testing.assert_allclose(times_inverse(g, pairs, 0.7), H @ g, rtol=1e-10)


@pytest.mark.draws("fig-noisy-pairs", 20)
def test_with_the_usual_scale_pairs_from_two_batches_make_the_run_stand_still(seeds, often):
    def stands_still(seed):
        _, halfway, end, scale = trained(seed, same_batch=False)
        return abs(end - halfway) < 0.01 and scale < 1e-5

    often(map(stands_still, seeds))


@pytest.mark.draws("fig-noisy-pairs", 20)
def test_with_scale_one_pairs_from_two_batches_throw_the_run_off_and_pairs_from_one_end_lower(seeds, often):
    def thrown_off(seed):
        start, _, two, _ = trained(seed, same_batch=False, gamma=1.0)
        return two > start and trained(seed, same_batch=True, gamma=1.0)[2] < two

    often(map(thrown_off, seeds))


@pytest.mark.draws("fig-noisy-pairs", 20)
def test_with_scale_one_tenth_pairs_from_one_batch_always_train(seeds, often):
    often(trained(seed, same_batch=True, gamma=0.1)[2] < 0.35 for seed in seeds)
