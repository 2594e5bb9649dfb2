"""The answers of the exercises on gradient checks and stable formulas, worked out by NumPy and the library."""

import numpy as np
import pytest

from course_lib import (
    MLP,
    central_difference,
    check_gradient,
    cross_entropy,
    exercise,
    forward_difference,
    softmax,
    softplus,
)


def question(number, place):
    return exercise(number).questions[place - 1]


def right(number, place):
    return [option.text for option in question(number, place).options if option.right]


def test_how_far_off():
    def cube(x):
        return x * x * x

    asked = question("7.1", 1)
    assert central_difference(cube, 2.0, 0.1) - 12 == pytest.approx(asked.answer, rel=1e-10)
    slips = [forward_difference(cube, 2.0, 0.1) - 12, 0.1**2 * 6, central_difference(cube, 2.0, 0.1)]
    for slip in slips:
        assert any(slip == pytest.approx(wrong, rel=1e-10) for wrong in asked.wrong)


def test_a_third_derivative_that_is_a_thousand_times_larger():
    steps = np.geomspace(1e-7, 1e-4, 3001)
    best = [steps[np.argmin(steps**2 * M / 6 + 2.0**-53 / steps)] for M in (1, 1000)]
    assert best[0] / best[1] == pytest.approx(10, rel=0.01)
    assert right("7.1", 2) == ["10 times shorter"]


def test_what_a_passed_check_leaves_open():
    asked = question("7.2", 2)

    def slipped(x):
        return x[0] ** 2 + 1e-3 * x[1], np.array([2 * x[0], -1e-3])

    report = check_gradient(slipped, np.ones(2))
    assert not report
    assert report.max_error == pytest.approx(asked.answer, rel=1e-6)
    assert len(right("7.2", 1)) == 3
    rng, net = np.random.default_rng(0), MLP((4,) * 16, "sigmoid")
    theta, X, Y = net.init(rng), *rng.normal(size=(2, 8, 4))

    def passes(change):
        def wrong(theta):
            value, gradient = net.value_and_grad(theta, X, Y)
            layers = net.unflatten(gradient.copy())
            return value, net.flatten(change(layers))

        return bool(check_gradient(wrong, theta, directions=5, rng=np.random.default_rng(1)))

    assert passes(lambda layers: [(7 * layers[0][0], layers[0][1]), *layers[1:]])  # far below the largest entry
    assert not passes(lambda layers: [(len(X) * W, len(X) * b) for W, b in layers])
    assert not passes(lambda layers: [*layers[:-1], (-layers[-1][0], -layers[-1][1])])


FORMS = {
    r"$\log(1+e^z)-yz$": lambda z, y: np.log(1 + np.exp(z)) - y * z,
    r"$\max(z,0)-yz+\log(1+e^{-|z|})$": lambda z, y: max(z, 0) - y * z + np.log1p(np.exp(-abs(z))),
    r"$\max(z,0)-yz+\log(1+e^{|z|})$": lambda z, y: max(z, 0) - y * z + np.log1p(np.exp(abs(z))),
    r"$\max(z,0)+yz+\log(1+e^{-|z|})$": lambda z, y: max(z, 0) + y * z + np.log1p(np.exp(-abs(z))),
    r"the loss as it is given, with $10^{-8}$ added inside both logarithms": lambda z, y: (
        -np.log((1 / (1 + np.exp(-z)) if y else 1 / (1 + np.exp(z))) + 1e-8)
    ),
}


def test_two_classes_one_logit():
    cases = [(z, y) for z in (-800.0, -30.0, -1.0, 0.0, 1.0, 30.0, 800.0) for y in (0, 1)]
    truth = [cross_entropy([0.0, z], y) for z, y in cases]
    assert [softplus(z) - y * z for z, y in cases] == pytest.approx(truth, rel=1e-12, abs=1e-10)
    asked = question("7.4", 1)
    assert {option.text for option in asked.options} == set(FORMS)
    for option in asked.options:
        with np.errstate(over="ignore"):
            values = [FORMS[option.text](z, y) for z, y in cases]
        assert option.right == np.allclose(values, truth, rtol=1e-12, atol=1e-10)


def test_the_loss_and_its_slope_far_out():
    assert question("7.4", 2).answer == cross_entropy([0.0, -800.0], 1)
    assert -np.log(1e-8) == pytest.approx(18.42, abs=0.005)
    assert question("7.4", 3).answer == softmax([0.0, -800.0])[1] - 1


def test_which_of_the_four_lines_are_wrong():
    z = np.array([[0.0, 1.0], [1000.0, 999.0], [3.0, 1.0]])
    with np.errstate(all="ignore"):
        e = np.exp(z - z.max())
        assert np.isnan(e[0] / e[0].sum()).all()  # line 1
    with pytest.raises(ValueError, match="broadcast"):
        softmax(z) / e.sum(axis=1)  # line 2
    with np.errstate(divide="ignore"):
        assert np.log(softmax([0.0, -800.0]))[1] == -np.inf  # line 3
    assert [text[5] for text in right("7.3", 1)] == ["1", "2", "3"]


def test_the_missing_mean():
    z, labels = np.random.default_rng(0).normal(size=(5, 3)), np.array([0, 2, 1, 1, 0])
    report = check_gradient(lambda z: (cross_entropy(z, labels), softmax(z) - np.eye(3)[labels]), z)
    assert str(report).endswith(f"is {question('7.3', 2).answer} times the numeric one")


def test_only_the_weights_of_one_layer_are_wrong():
    """The product δ₂ᵀ(something else) leaves every bias and the other weights right."""
    net = MLP((3, 4, 4, 2))
    rng = np.random.default_rng(1)
    theta, X, Y = net.init(rng), rng.normal(size=(6, 3)), rng.normal(size=(6, 2))

    def slipped(theta):
        passed = net.backward(theta, X, Y)
        gradients = list(passed.gradients)
        gradients[1] = (passed.delta[1].T @ passed.h[2], gradients[1][1])
        return net.value_and_grad(theta, X, Y)[0], net.flatten(gradients)

    report = check_gradient(slipped, theta)
    parts = net.unflatten((np.abs(report.analytic - report.numeric) > 1e-6).astype(float))
    assert [(W.any(), b.any()) for W, b in parts] == [(False, False), (True, False), (False, False)]
    assert right("7.3", 3) == [r"in the product of $\delta_2$ with what came into the layer"]
