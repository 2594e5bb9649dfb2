"""The answers of chapter 8's exercises, worked out by the library."""

import numpy as np
import pytest

from course_lib import MLP, Adam, GradientDescent, exercise, iterates, matrix_calculus, mse_gradient, tanh_derivative


def question(number, place):
    return exercise(number).questions[place - 1]


def right(number, place):
    return [option.text for option in question(number, place).options if option.right]


def after_one_step(f, x, method):
    return next(step.x for step in iterates(f, x, method) if step.k == 1)


def test_one_sample_one_step():
    x, y = np.array([3.0, 4.0]), np.array([1.0, -2.0, 0.5])

    def f(W):
        value, gradient = matrix_calculus.squared_error(x, y, W)
        return value / 2, gradient / 2

    W, V = np.zeros((3, 2)), np.outer([1.0, -1.0, 2.0], x)
    change = np.linalg.norm(f(W + V)[1] - f(W)[1]) / np.linalg.norm(V)
    assert question("8.1", 1).answer == pytest.approx(change, rel=1e-12)
    np.testing.assert_allclose(after_one_step(f, W, GradientDescent(question("8.1", 2).answer)) @ x, y, rtol=1e-12)


def test_the_new_first_layer_is_that_of_a_step_on_all_parameters():
    rng, net = np.random.default_rng(0), MLP((3, 4, 2), "tanh", "cross_entropy")
    theta, x, y = net.init(rng), rng.normal(size=(1, 3)), np.array([[0.0, 1.0]])
    (W1, _), (W2, _) = net.unflatten(theta)
    moved = after_one_step(net.objective(x, y), theta, GradientDescent(0.7))
    new = exercise("8.2").code.reference(W1, W2, x[0], y[0], 0.7)
    np.testing.assert_allclose(new, net.unflatten(moved)[0][0], rtol=1e-12)


def test_faint_and_loud():
    assert question("8.3", 1).answer == pytest.approx(tanh_derivative(30.0) * 1e20, rel=1e-12)
    assert (1 - np.tanh(30.0) ** 2) * 1e20 == 0
    assert np.exp(-60) == pytest.approx(8.76e-27, rel=1e-3)


def test_the_same_run_elsewhere():
    prediction, target = np.random.default_rng(1).normal(size=(2, 4, 10))
    theirs = 2 * (prediction - target) / prediction.size
    ratio = (mse_gradient(prediction, target) / theirs).mean()
    assert question("8.4", 1).answer == pytest.approx(0.3 * ratio, rel=1e-12)
    scaled = [after_one_step(lambda x, c=c: (0.0, c * x), np.array([1.0, -3.0]), Adam(0.1)) for c in (1, 0.2)]
    np.testing.assert_allclose(*scaled, rtol=1e-6)
    assert right("8.4", 2) == ["Adam"]


def test_adam_in_a_faded_layer():
    for place, gradient in ((1, 1e-2), (2, 1e-8)):
        moved = after_one_step(lambda x, g=gradient: (0.0, np.array([g])), np.zeros(1), Adam(0.001))
        assert question("8.6", place).answer == pytest.approx(-moved[0], rel=1e-5)


def test_first_choices():
    assert right("8.5", 1) == ["`BFGS`", "`Newton` with `Armijo`"]
    assert right("8.5", 2) == ["conjugate gradients"]
    assert len(right("8.5", 3)) == 1
