"""The answers of chapter 2's exercises, worked out by the library."""

import numpy as np
import pytest

from course_lib import (
    MLP,
    central_difference,
    cross_entropy_gradient,
    exercise,
    mse_gradient,
    softmax,
    softmax_jacobian,
)
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
    assert right("2.4", 1) == ["those of all weights, but not those of the biases"]
    last = MLP((1, 2, 1))
    theta = last.flatten([(np.zeros((2, 1)), np.zeros(2)), (np.array([[2.0, -1.0]]), np.zeros(1))])
    delta = last.backward(theta, np.zeros((1, 1)), np.array([[3.0]])).delta[0][0]
    assert question("2.4", 2).answer == delta[0]
    assert delta[1] in question("2.4", 2).wrong


def test_a_layer_with_a_shortcut():
    # W_1 of the block feeds its activation, W_2 is the identity behind it: h + tanh(W h)
    forward = residual_block([[0.0]], [[0.1]], [0.0], [[1.0]], [0.0], "tanh")
    back = residual_block_backward(np.array([[3.0]]), forward)
    assert question("2.5", 2).answer == pytest.approx(back.x[0, 0], rel=1e-15)
    rng = np.random.default_rng(2)
    W, h, eta = rng.normal(size=(3, 3)), rng.normal(size=3), rng.normal(size=3)
    general = residual_block_backward(
        eta[None], residual_block(h[None], W, np.zeros(3), np.eye(3), np.zeros(3), "tanh")
    )
    delta = eta * (1 - np.tanh(W @ h) ** 2)
    np.testing.assert_allclose(general.x[0], eta + W.T @ delta, rtol=1e-13)
    assert right("2.5", 1) == [r"$\eta+W_2^{\mathsf T}\delta_2$"]


def test_a_softmax_in_the_last_layer():
    z, y = np.array([0.0, np.log(3)]), np.array([1.0, 0.0])
    assert question("2.6", 2).answer == pytest.approx(cross_entropy_gradient(z, y)[1], rel=1e-15)
    slope = -y / softmax(z)
    literal = np.diag(softmax_jacobian(z)) * slope
    np.testing.assert_allclose(literal, [-0.75, 0], rtol=1e-15)
    assert any(value == pytest.approx(literal[1]) for value in question("2.6", 2).wrong)
    assert len(right("2.6", 1)) == 2


def test_a_table_forward():
    net = MLP((3, 5, 2))
    assert question("2.2", 1).answer == net.n
    (W1, _), _ = net.unflatten(np.zeros(net.n))
    assert (np.zeros((7, 3)) @ W1.T).shape == (7, 5)
    assert right("2.2", 2) == [r"$XW_1^{\mathsf T}$"]
    np.testing.assert_array_equal(mse_gradient([[1.0, 3.0]], [[2.0, 1.0]]), [[-1, question("2.2", 3).answer]])


def test_one_pass_by_hand():
    net, x = MLP((2, 2, 1)), np.array([[2.0, -1.0]])
    h, W2 = np.array([0.5, -0.8]), np.array([[1.0, 3.0]])
    theta = net.flatten([(np.zeros((2, 2)), np.arctanh(h)), (W2, 2 - W2 @ h)])
    p = net.backward(theta, x, [[4.0]])
    np.testing.assert_allclose(p.h[2], 2)
    assert question("2.3", 1).answer == pytest.approx(p.gradients[1][0][0, 1], rel=1e-12)
    assert question("2.3", 2).answer == pytest.approx(p.delta[0][0, 1], rel=1e-12)
    assert question("2.3", 3).answer == pytest.approx(p.gradients[0][0][1, 0], rel=1e-12)
    for place, other in ((1, p.gradients[1][0][0, 0]), (2, p.delta[0][0, 0]), (3, p.gradients[0][0][1, 1])):
        assert any(value == pytest.approx(other) for value in question("2.3", place).wrong)


def test_a_check_that_failed():
    rng = np.random.default_rng(7)
    net, X, Y = MLP((4, 6, 6, 3)), rng.normal(size=(8, 4)), rng.normal(size=(8, 3))
    theta = net.init(rng)
    entries = central_difference(
        np.vectorize(lambda t: np.mean((net.forward(theta + t * np.eye(net.n)[0], X) - Y) ** 2)), 0.0, 1e-5
    )
    assert question("2.9", 1).answer == pytest.approx(entries / net.value_and_grad(theta, X, Y)[1][0], rel=1e-7)
    p = net.backward(theta, X, Y)
    W2 = net.unflatten(theta)[1][0]
    for wrong in ((p.delta[1] @ W2.T) * (1 - p.h[1] ** 2), (p.delta[1] @ W2) * (1 - p.h[2] ** 2)):
        assert wrong.shape == p.delta[0].shape and not np.allclose(wrong, p.delta[0])
    for name in (p.delta[1] @ W2, p.delta[0]):
        assert name.shape == (8, 6)
    assert len(right("2.9", 3)) == 2
