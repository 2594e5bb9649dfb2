"""Deep networks: gradients against finite differences for every kind, their parts, and what they refuse."""

import numpy as np
import pytest

from course_lib import MLP, check_gradient
from course_lib.networks.deep import KINDS, DeepNetwork

DATA = np.random.default_rng(0).normal(size=(6, 3)), np.array([0, 1, 2, 1, 0, 2])


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("activation", ["tanh", "sigmoid"])
@pytest.mark.parametrize("depth", [2, 4, 6])
def test_the_gradient_is_that_of_the_value(kind, activation, depth):
    net, rng = DeepNetwork(3, 4, depth, 3, kind, activation), np.random.default_rng(1)
    theta = net.init(rng) + 0.1 * rng.normal(size=net.n)
    report = check_gradient(lambda t: net.value_and_grad(t, *DATA), theta)
    assert report.passed, str(report)
    assert np.linalg.norm(net.value_and_grad(theta, *DATA)[1]) > 1e-3


def test_a_plain_network_is_the_multilayer_perceptron():
    net, mlp = DeepNetwork(3, 4, 3, 3, activation="relu"), MLP((3, 4, 4, 3), "relu", "cross_entropy")
    theta = np.random.default_rng(2).normal(size=net.n)
    assert net.n == mlp.n
    for mine, other in zip(net.value_and_grad(theta, *DATA), mlp.value_and_grad(theta, *DATA), strict=True):
        np.testing.assert_allclose(mine, other, rtol=1e-12)
    back, theirs = net.backward(theta, *DATA), mlp.backward(theta, *DATA)
    for incoming, delta, (W, _) in zip(back.incoming, theirs.delta, mlp.unflatten(theta), strict=True):
        np.testing.assert_allclose(incoming, delta @ W, rtol=1e-12, atol=1e-16)


@pytest.mark.parametrize("gain, branch", [(2.0, 1.0), (1.0, 1 / 14)])
def test_the_start_has_the_promised_variances(gain, branch):
    net = DeepNetwork(50, 80, 6, 4, "residual")
    layers = net.layers(net.init(np.random.default_rng(3), gain, branch))
    for W1, b1, W2, b2 in layers[1:-1]:
        assert W1.var() * 80 == pytest.approx(gain, rel=0.1)
        assert W2.var() * 80 == pytest.approx(gain * branch, rel=0.1)
        assert not b1.any() and not b2.any()
    assert layers[0][0].var() * 50 == pytest.approx(gain, rel=0.1)


def test_batch_normalisation_starts_with_scale_one_and_shift_zero():
    net = DeepNetwork(3, 4, 4, 3, "batch_norm")
    for _, gamma, beta in net.layers(net.init(np.random.default_rng(4)))[:-1]:
        np.testing.assert_array_equal(gamma, 1)
        np.testing.assert_array_equal(beta, 0)


BAD = [
    (lambda: DeepNetwork(3, 4, 1, 3), ValueError, "depth must be at least 2, got 1"),
    (lambda: DeepNetwork(3, 4, 5, 3, "residual"), ValueError, "depth must be even for residual blocks"),
    (lambda: DeepNetwork(3, 4, 4, 3, "dense"), ValueError, "kind must be one of 'plain', 'batch_norm', 'residual'"),
    (lambda: DeepNetwork(3, 4.5, 4, 3), TypeError, "width must be a whole number"),
    (lambda: DeepNetwork(3, 4, 4, 3).init(0), TypeError, "rng must be a numpy.random.Generator"),
    (lambda: DeepNetwork(3, 4, 2, 3).layers(np.zeros(5)), ValueError, "theta must be a vector of 31 entries"),
    (lambda: DeepNetwork(2, 4, 2, 3).backward(np.zeros(27), *DATA), ValueError, "X must have rows of n_in = 2"),
]


@pytest.mark.parametrize("call, error, sentence", BAD)
def test_what_does_not_fit_is_answered_with_a_sentence(call, error, sentence):
    with pytest.raises(error, match=sentence):
        call()
