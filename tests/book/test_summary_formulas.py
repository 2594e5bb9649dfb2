"""Evidence for the summary: the five formulas it numbers, and where the printed ones overflow."""

import numpy as np
import pytest

from course_lib import functions
from course_lib.derivatives.finite_differences import central_difference

Z = np.array([-30.0, -4.0, -1.3, -1e-3, 1e-3, 0.4, 2.0, 17.0, 300.0])
TINY = 1e-300


def slope(function, z, step=1e-5):
    return central_difference(lambda z: function(np.asarray(z)), z, step)


@pytest.mark.evidence("eq-tanh", "functions.tanh")
def test_tanh_is_the_quotient_of_exponentials():
    """Multiplied out, tanh(z)·(eᶻ + e⁻ᶻ) = eᶻ − e⁻ᶻ, also where the difference cancels: sinh by its series."""
    z = np.array([-3.0, -0.5, 0.25, 2.0])
    np.testing.assert_allclose(functions.tanh(z) * np.cosh(z), np.sinh(z), rtol=1e-15)
    small = 1e-8
    assert functions.tanh(small) == pytest.approx(small - small**3 / 3, rel=1e-15)


@pytest.mark.evidence("eq-tanh", "functions.tanh_derivative")
def test_the_slope_of_tanh_in_three_forms():
    """tanh' = 1 − tanh² where that has digits, 1/cosh² everywhere, and the slope of tanh."""
    near = Z[np.abs(Z) < 3]
    np.testing.assert_allclose(functions.tanh_derivative(near), 1 - np.tanh(near) ** 2, rtol=1e-13)
    np.testing.assert_allclose(functions.tanh_derivative(Z), 1 / np.cosh(Z) ** 2, rtol=1e-13, atol=TINY)
    for z in near:
        assert functions.tanh_derivative(z) == pytest.approx(slope(functions.tanh, z), rel=1e-8)


@pytest.mark.evidence("eq-relu", "functions.relu")
@pytest.mark.evidence("eq-relu", "functions.relu_derivative")
def test_relu_and_its_slope_on_both_sides_of_the_kink():
    """ReLU is z or 0, its slope 1 or 0; at the kink the library's 0 is a subgradient, and differences say ½."""
    z = np.array([-3.0, -1e-9, 1e-9, 2.5])
    np.testing.assert_array_equal(functions.relu(z), [0, 0, 1e-9, 2.5])
    np.testing.assert_array_equal(functions.relu_derivative(z), [0, 0, 1, 1])
    assert functions.relu_derivative(0.0) == 0
    for step in (1e-8, 1e-3, 1.0):
        assert slope(functions.relu, 0.0, step) == 0.5


@pytest.mark.evidence("eq-sigmoid", "functions.sigmoid")
def test_the_sigmoid_is_the_logistic_function():
    """σ(z)·(1 + e⁻ᶻ) = 1, and tanh z = 2σ(2z) − 1."""
    near = Z[np.abs(Z) < 20]
    np.testing.assert_allclose(functions.sigmoid(near) * (1 + np.exp(-near)), 1, rtol=1e-14)
    np.testing.assert_allclose(2 * functions.sigmoid(2 * near) - 1, np.tanh(near), rtol=1e-12)


@pytest.mark.evidence("eq-sigmoid", "functions.sigmoid_derivative")
def test_the_slope_of_the_sigmoid_is_a_product():
    """σ' = σ(z)σ(−z) = 1/(4cosh²(z/2)), even, and the slope of σ."""
    product = functions.sigmoid(Z) * functions.sigmoid(-Z)
    np.testing.assert_allclose(functions.sigmoid_derivative(Z), product, rtol=1e-14)
    np.testing.assert_allclose(functions.sigmoid_derivative(Z), 0.25 / np.cosh(Z / 2) ** 2, rtol=1e-13)
    np.testing.assert_allclose(functions.tanh_derivative(Z), 4 * functions.sigmoid_derivative(2 * Z), rtol=1e-13)
    for z in Z[np.abs(Z) < 3]:
        assert functions.sigmoid_derivative(z) == pytest.approx(slope(functions.sigmoid, z), rel=1e-8)


@pytest.mark.evidence("eq-mse", "functions.mse")
@pytest.mark.evidence("eq-mse", "functions.mse_gradient")
def test_squared_error_with_one_half_and_one_over_the_number_of_samples():
    """J = ΣΣ(ŷ − y)²/2N and its gradient (ŷ − y)/N, against the change of J along a direction."""
    prediction = np.array([[1.0, -2.0, 0.5], [0.0, 3.0, 1.0]])
    target = np.array([[0.0, -1.0, 0.5], [2.0, 1.0, -1.0]])
    assert functions.mse(prediction, target) == (1 + 1 + 0 + 4 + 4 + 4) / 4
    gradient = functions.mse_gradient(prediction, target)
    np.testing.assert_array_equal(gradient, (prediction - target) / 2)
    direction = np.array([[0.3, 1.0, -2.0], [0.7, -0.2, 0.1]])
    along = slope(lambda t: functions.mse(prediction + t * direction, target), 0.0, 1e-3)
    assert along == pytest.approx(np.vdot(gradient, direction), rel=1e-10)


@pytest.mark.evidence("eq-cross-entropy", "functions.cross_entropy")
@pytest.mark.evidence("eq-cross-entropy", "functions.log_softmax")
def test_cross_entropy_on_logits():
    """−(1/N)Σ yᵀ log s(z), the logarithm with the maximum taken out; finite where s is 0 in floating point."""
    logits = np.array([[1.0, 2.0, 3.0], [0.5, -1.0, 0.0]])
    y = np.array([[0.2, 0.3, 0.5], [1.0, 0.0, 0.0]])
    s = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    assert functions.cross_entropy(logits, y) == pytest.approx(-np.sum(y * np.log(s)) / 2, rel=1e-15)
    np.testing.assert_allclose(functions.log_softmax(logits), np.log(s), rtol=1e-14)
    assert functions.cross_entropy([0.0, -800.0], 1) == 800
    assert functions.log_softmax(np.array([0.0, -800.0]))[1] == -800


@pytest.mark.evidence("eq-cross-entropy", "functions.cross_entropy_gradient")
def test_the_gradient_of_cross_entropy_is_softmax_minus_target():
    """(s − y)/N, against the change of the loss along a direction."""
    logits = np.array([[1.0, 2.0, 3.0], [0.5, -1.0, 0.0]])
    y = np.array([[0.2, 0.3, 0.5], [1.0, 0.0, 0.0]])
    gradient = functions.cross_entropy_gradient(logits, y)
    np.testing.assert_allclose(gradient, (functions.softmax(logits) - y) / 2, rtol=1e-14)
    direction = np.array([[0.3, 1.0, -2.0], [0.7, -0.2, 0.1]])
    along = slope(lambda t: functions.cross_entropy(logits + t * direction, y), 0.0, 1e-4)
    assert along == pytest.approx(np.vdot(gradient, direction), rel=1e-7)


def test_correction_printed_tanh():
    def printed(z):
        return (np.exp(z) - np.exp(-z)) / (np.exp(z) + np.exp(-z))

    with np.errstate(over="ignore", invalid="ignore"):
        assert np.isnan(printed(710.0))


def test_correction_printed_sigmoid():
    with np.errstate(over="raise"):
        np.exp(709.78)
        with pytest.raises(FloatingPointError):
            np.exp(709.79)


def test_correction_printed_cross_entropy():
    s = functions.softmax(np.array([0.0, -800.0]))
    with np.errstate(divide="ignore", invalid="ignore"):
        assert -np.log(s[1]) == np.inf
        assert np.isnan(0 * np.log(s[1]))
