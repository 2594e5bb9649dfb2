"""The smallest networks there are, what just is none, and the stated defaults."""

from __future__ import annotations

import numpy as np
import pytest

from course_lib import MLP, he, xavier
from course_lib.networks.deep import DeepNetwork
from course_lib.networks.recurrent import RecurrentSum

NET = MLP((2, 3, 1))
LAYERS = NET.unflatten(np.zeros(NET.n))
THETA, X, Y = np.zeros(NET.n), np.ones((4, 2)), np.ones((4, 1))


def rng():
    return np.random.default_rng(0)


# call, value just outside, words of the message
OUTSIDE = [
    (lambda n_in: DeepNetwork(n_in, 1, 2, 2), 0, "n_in must be at least 1, got 0"),
    (lambda width: DeepNetwork(1, width, 2, 2), 0, "width must be at least 1, got 0"),
    (lambda depth: DeepNetwork(1, 1, depth, 2), 1, "depth must be at least 2, got 1"),
    (lambda classes: DeepNetwork(1, 1, 2, classes), 1, "classes must be at least 2, got 1"),
    (lambda depth: DeepNetwork(1, 1, depth, 2, "residual"), 3, "depth must be even for residual blocks of two"),
    (lambda gain: DeepNetwork(1, 1, 2, 2).init(rng(), gain), 0, "gain must be greater than 0, got 0"),
    (lambda branch: DeepNetwork(1, 1, 2, 2).init(rng(), 1, branch), -0.5, "branch must be at least 0, got -0.5"),
    (lambda shape: he(rng(), shape), (0, 1), "shape[0] must be at least 1, got 0"),
    (lambda shape: xavier(rng(), shape), (1, 0), "shape[1] must be at least 1, got 0"),
    (MLP, (2, 0), "sizes[1] must be at least 1, got 0"),
    (MLP, (0, 2), "sizes[0] must be at least 1, got 0"),
    (MLP, (2,), "sizes must hold at least the widths of input and output, got (2,)"),
    (lambda sizes: MLP(sizes, loss="cross_entropy"), (2, 3, 1), "must end with at least 2 classes for cross_entropy"),
    (lambda l2: MLP((2, 1), l2=l2), -0.5, "l2 must be at least 0, got -0.5"),
    (NET.flatten, LAYERS[:1], "layers must hold 2 pairs (W, b), got 1"),
    (NET.flatten, [LAYERS[0], LAYERS[0]], "W_2 must have shape (1, 3), got (3, 2)"),
    (NET.flatten, [(LAYERS[0][0], np.ones(1)), LAYERS[1]], "b_1 must have shape (3,), got (1,)"),
    (NET.flatten, [(*LAYERS[0], np.ones(3)), LAYERS[1]], "is longer than"),
    (lambda X: NET.forward(THETA, X), np.ones((0, 2)), "X must have rows of sizes[0] = 2 entries, got shape (0, 2)"),
    (lambda X: NET.forward(THETA, X), np.ones((4, 3)), "X must have rows of sizes[0] = 2 entries, got shape (4, 3)"),
    (lambda X: NET.forward(THETA, X), np.ones(2), "X must have one sample a row, got shape (2,)"),
    (lambda Y: NET.backward(THETA, X, Y), np.ones((3, 1)), "Y must have shape (4, 1), a row for each row of X"),
    (RecurrentSum(X).states, np.ones(3), "theta must hold w and u along its last axis, got shape (3,)"),
    (RecurrentSum(X).states, 1.0, "theta must hold w and u along its last axis, got shape ()"),
]


@pytest.mark.parametrize("call, value, words", OUTSIDE, ids=[f"{i}" for i in range(len(OUTSIDE))])
def test_what_is_just_no_network_is_refused_in_a_sentence(call, value, words):
    with pytest.raises(ValueError) as refused:
        call(value)
    assert words in str(refused.value)


def test_classes_are_counted_at_the_end_and_a_single_number_may_be_drawn():
    assert MLP((2, 1, 3), loss="cross_entropy").n == 3 + 6
    assert he(rng(), (1, 1)).shape == xavier(rng(), (1, 1)).shape == (1, 1)


@pytest.mark.parametrize("depth, n", [(2, 10), (4, 22), (8, 46)])
def test_a_residual_network_has_depth_matrices_in_all(depth, n):
    net = DeepNetwork(1, 2, depth, 2, "residual")
    matrices = [part for layer in net.layers(np.zeros(n)) for part in layer if part.ndim == 2]
    assert (net.n, len(matrices)) == (n, depth)


@pytest.mark.parametrize("kind, n", [("plain", 6), ("residual", 6), ("batch_norm", 7)])
def test_the_smallest_deep_network(kind, n):
    net = DeepNetwork(1, 1, 2, 2, kind)
    assert net.n == n == len(net.init(rng()))
    value, gradient = net.value_and_grad(np.zeros(n), np.ones((2, 1)), [0, 1])
    assert value == pytest.approx(np.log(2), rel=1e-15) and gradient.shape == (n,)


def test_the_smallest_networks_compute_a_line():
    assert MLP((1, 1)).forward(np.array([2.0, 3.0]), [[5.0]]) == 13
    assert MLP((1, 2), loss="cross_entropy").value_and_grad(np.zeros(4), [[1.0]], [1])[0] == pytest.approx(np.log(2))


def test_a_deep_network_starts_with_the_variances_of_he_where_nothing_else_is_said():
    net = DeepNetwork(3, 4, 4, 2, "residual")
    np.testing.assert_array_equal(net.init(rng()), net.init(rng(), gain=2.0, branch=1.0))
    W1, b1, W2, b2 = net.layers(net.init(rng(), gain=2.0, branch=0.0))[1]
    assert W1.all() and not (b1.any() or W2.any() or b2.any())


def test_a_network_has_tanh_half_the_squared_error_and_no_penalty_where_nothing_else_is_said():
    assert MLP((2, 3, 1), activation="tanh", loss="half_squared_error", l2=0.0) == NET
    assert DeepNetwork(1, 1, 2, 2) == DeepNetwork(1, 1, 2, 2, kind="plain", activation="relu")
