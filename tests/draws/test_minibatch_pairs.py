"""What chapter 6 says of L-BFGS with minibatches, over many draws."""

import numpy as np
import pytest

from course_lib import MLP, minibatches
from course_lib.experiments.datasets import two_moons
from course_lib.methods.lbfgs import two_loop


def loss_after(seed, same_batch, steps=400, rate=0.03):
    """The loss after minibatch L-BFGS of fixed length, with pairs from one batch or from two."""
    rng = np.random.default_rng(seed)
    X, Y = two_moons(rng, 200, 0.15)
    net = MLP((2, 16, 16, 2), loss="cross_entropy", l2=1e-4)
    batches, theta, pairs = minibatches((X, Y), 20, rng), net.init(rng), ()
    batch = next(batches)
    for _ in range(steps):
        g = net.value_and_grad(theta, *batch)[1]
        s, following = -rate * two_loop(g, pairs), next(batches)
        y = net.value_and_grad(theta + s, *(batch if same_batch else following))[1] - g
        if y @ s > 1e-10 * np.linalg.norm(y) * np.linalg.norm(s):
            pairs = (*pairs[-9:], (s, y, float(y @ s)))
        theta, batch = theta + s, following
    return net.value_and_grad(theta, X, Y)[0]


@pytest.mark.draws("fig-noisy-pairs", 20)
def test_pairs_from_two_batches_leave_the_loss_where_it_is_and_pairs_from_one_lower_it(seeds, often):
    often(loss_after(seed, same_batch=True) < loss_after(seed, same_batch=False) / 1.5 for seed in seeds)
