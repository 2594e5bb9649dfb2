"""Laws of the functions of one number, and of what all functions of arrays keep."""

import numpy as np
import pytest
from drawn import arrays, decades
from hypothesis import given
from hypothesis import strategies as st

from course_lib import (
    log_softmax,
    log_sum_exp,
    relu,
    relu_derivative,
    sigmoid,
    sigmoid_derivative,
    softmax,
    softmax_jacobian,
    softplus,
    tanh,
    tanh_derivative,
)

EPS = np.finfo(np.float64).eps
ENTRYWISE = [sigmoid, sigmoid_derivative, softplus, tanh, tanh_derivative, relu, relu_derivative]
signs = st.sampled_from([-1.0, 1.0])


@pytest.mark.law("sigmoid", "sigmoid_derivative", "softplus", "tanh", "tanh_derivative", "relu", "relu_derivative")
@pytest.mark.law("softmax", "log_softmax", "log_sum_exp", "softmax_jacobian")
@pytest.mark.parametrize("dtype", [np.float64, np.float32, np.float16])
@pytest.mark.parametrize("function", [*ENTRYWISE, softmax, log_softmax, log_sum_exp, softmax_jacobian])
@given(z=arrays(2, 3))
def test_the_answer_has_the_type_of_the_question_which_is_not_written(function, dtype, z):
    z = z.astype(dtype)
    kept = z.copy()
    answer = function(z)
    assert answer.dtype == dtype
    assert z.tobytes() == kept.tobytes()
    wide = function(kept.astype(np.float64))
    np.testing.assert_allclose(answer, wide, rtol=8 * np.finfo(dtype).eps, atol=8 * np.finfo(dtype).eps)


@pytest.mark.law("sigmoid", "sigmoid_derivative", "softplus", "tanh", "tanh_derivative", "relu", "relu_derivative")
@pytest.mark.parametrize("function", ENTRYWISE)
@given(z=arrays(4))
def test_an_entry_does_not_see_its_neighbours(function, z):
    assert function(z).tolist() == [float(function(entry)) for entry in z]
    np.testing.assert_array_equal(function(z[::-1].reshape(2, 2)), function(z)[::-1].reshape(2, 2))


@pytest.mark.law("sigmoid")
@given(z=arrays(3, largest=700.0))
def test_sigmoid_of_minus_z_is_the_rest_to_1(z):
    np.testing.assert_allclose(sigmoid(z) + sigmoid(-z), 1, rtol=2 * EPS)
    np.testing.assert_allclose(np.log(sigmoid(z)) - np.log(sigmoid(-z)), z, rtol=4 * EPS, atol=4 * EPS)


@pytest.mark.law("sigmoid_derivative")
@given(size=decades(-9.2, 2.8), sign=signs)
def test_sigmoid_derivative_is_the_complex_step_of_sigmoid_over_12_decades(size, sign):
    e = np.exp(-size + 1e-20j)  # σ at −|z|, where e^z does not overflow; σ' is even
    expected = np.imag(e / (1 + e)) / 1e-20
    assert sigmoid_derivative(sign * size) == pytest.approx(expected, rel=8 * EPS, abs=0)


@pytest.mark.law("tanh_derivative")
@given(size=decades(-9.5, 2.5), sign=signs)
def test_tanh_derivative_is_the_complex_step_of_tanh_over_12_decades(size, sign):
    e = np.exp(2 * (-size + 1e-20j))  # tanh z = (e^{2z} − 1)/(e^{2z} + 1) at −|z|
    expected = np.imag((e - 1) / (e + 1)) / 1e-20
    assert tanh_derivative(sign * size) == pytest.approx(expected, rel=(8 + 4 * size) * EPS, abs=0)


@pytest.mark.law("softplus", "sigmoid")
@given(size=decades(-9.2, 2.8), sign=signs)
def test_sigmoid_is_the_complex_step_of_softplus_over_12_decades(size, sign):
    z = sign * size + 1e-20j
    slope = np.imag(np.log(1 + np.exp(z)) if z.real < 700 else z) / 1e-20
    assert sigmoid(z.real) == pytest.approx(slope, rel=8 * EPS, abs=0)
    assert softplus(z.real) - softplus(-z.real) == pytest.approx(z.real, rel=4 * EPS, abs=4 * EPS)


@pytest.mark.law("tanh", "sigmoid")
@given(z=arrays(3, largest=300.0))
def test_tanh_is_odd_and_a_sigmoid_stretched_to_both_sides(z):
    np.testing.assert_array_equal(tanh(-z), -tanh(z))
    np.testing.assert_allclose(tanh(z), 2 * sigmoid(2 * z) - 1, rtol=0, atol=2 * EPS)


@pytest.mark.law("relu", "relu_derivative")
@given(z=arrays(3), size=decades(-150, 150))
def test_relu_is_homogeneous_its_parts_add_up_and_its_derivative_is_its_slope(z, size):
    np.testing.assert_array_equal(relu(size * z), size * relu(z))
    np.testing.assert_array_equal(relu(z) - relu(-z), z)
    np.testing.assert_array_equal(relu_derivative(z) * z, relu(z))
    np.testing.assert_array_equal(relu_derivative(z) + relu_derivative(-z), z != 0)
