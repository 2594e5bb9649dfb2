"""The answers of chapter 2's exercises, worked out by the library."""

import numpy as np
import pytest

from course_lib import MLP, cross_entropy_gradient, exercise, softmax, softmax_jacobian
from course_lib.functions import residual_block, residual_block_backward


def question(number, place):
    return exercise(number).questions[place - 1]


def right(number, place):
    return [option.text for option in question(number, place).options if option.right]


def test_the_same_path_with_another_loss():
    net, rng = MLP((2, 3, 2)), np.random.default_rng(0)
    theta, X, Y = net.init(rng), rng.normal(size=(50, 2)), rng.normal(size=(50, 2))
    mine = 0.5 * net.value_and_grad(theta, X, Y)[1]
    theirs = sum(2 * net.value_and_grad(theta, x[None], y[None])[1] for x, y in zip(X, Y, strict=True))
    np.testing.assert_allclose(question("2.1", 1).answer * theirs, mine, rtol=1e-12, atol=1e-15)


def test_a_black_picture():
    net = MLP((3, 5, 4, 4, 2))
    back = net.backward(net.init(np.random.default_rng(1)), np.zeros((1, 3)), np.ones((1, 2)))
    assert all(np.all(dW == 0) and np.all(db != 0) for dW, db in back.gradients)
    assert right("2.2", 1) == ["those of all weights, but not those of the biases"]
    last = MLP((1, 2, 1))
    theta = last.flatten([(np.zeros((2, 1)), np.zeros(2)), (np.array([[2.0, -1.0]]), np.zeros(1))])
    delta = last.backward(theta, np.zeros((1, 1)), np.array([[3.0]])).delta[0][0]
    assert question("2.2", 2).answer == delta[0]
    assert delta[1] in question("2.2", 2).wrong


def test_a_layer_with_a_shortcut():
    # W_1 of the block feeds its activation, W_2 is the identity behind it: h + tanh(W h)
    forward = residual_block([[0.0]], [[0.1]], [0.0], [[1.0]], [0.0], "tanh")
    back = residual_block_backward(np.array([[3.0]]), forward)
    assert question("2.3", 2).answer == pytest.approx(back.x[0, 0], rel=1e-15)
    rng = np.random.default_rng(2)
    W, h, eta = rng.normal(size=(3, 3)), rng.normal(size=3), rng.normal(size=3)
    general = residual_block_backward(
        eta[None], residual_block(h[None], W, np.zeros(3), np.eye(3), np.zeros(3), "tanh")
    )
    delta = eta * (1 - np.tanh(W @ h) ** 2)
    np.testing.assert_allclose(general.x[0], eta + W.T @ delta, rtol=1e-13)
    assert right("2.3", 1) == [r"$\eta+W_2^{\mathsf T}\delta_2$"]


def test_a_softmax_in_the_last_layer():
    z, y = np.array([0.0, np.log(3)]), np.array([1.0, 0.0])
    assert question("2.6", 2).answer == pytest.approx(cross_entropy_gradient(z, y)[1], rel=1e-15)
    slope = -y / softmax(z)
    literal = np.diag(softmax_jacobian(z)) * slope
    np.testing.assert_allclose(literal, [-0.75, 0], rtol=1e-15)
    assert any(value == pytest.approx(literal[1]) for value in question("2.6", 2).wrong)
    assert len(right("2.6", 1)) == 2
