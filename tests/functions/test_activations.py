"""Activations and their derivatives, against values from 60-digit arithmetic."""

import json
from pathlib import Path

import numpy as np
import pytest

from course_lib.derivatives.gradcheck import check_gradient
from course_lib.functions import (
    relu,
    relu_derivative,
    sigmoid,
    sigmoid_derivative,
    softplus,
    tanh,
    tanh_derivative,
)

RECORD = json.loads((Path(__file__).parents[1] / "reference" / "softmax.json").read_text(encoding="utf-8"))
Z = np.array(RECORD["z"])
SMOOTH = [sigmoid, sigmoid_derivative, softplus, tanh, tanh_derivative]
ALL = [*SMOOTH, relu, relu_derivative]
EXTREMES = [-np.inf, -1.79e308, -1e308, -1e4, -1e-310, -0.0, 0.0, 5e-324, 1e4, 1e308, 1.79e308, np.inf]


@pytest.mark.parametrize("function", SMOOTH, ids=lambda f: f.__name__)
def test_full_relative_accuracy_for_every_size_of_z(function):
    true = np.array(RECORD["activations"][function.__name__])
    subnormal = 4 * 5e-324  # below the smallest normal float the spacing itself is the error
    np.testing.assert_allclose(function(Z), true, rtol=3 * 2.3e-16, atol=subnormal)


@pytest.mark.parametrize("function", ALL, ids=lambda f: f.__name__)
def test_float32_stays_and_is_as_accurate(function):
    z = Z.astype(np.float32)
    value = function(z)
    assert value.dtype == np.float32
    np.testing.assert_allclose(value, function(z.astype(float)), rtol=3 * 1.2e-7, atol=4 * 1.5e-45)


@pytest.mark.parametrize(
    ("function", "derivative"),
    [(sigmoid, sigmoid_derivative), (tanh, tanh_derivative), (relu, relu_derivative), (softplus, sigmoid)],
    ids=lambda f: f.__name__,
)
def test_the_derivative_is_the_slope(function, derivative):
    z = np.linspace(-4, 4, 25).reshape(5, 5) + 0.01
    report = check_gradient(lambda z: (function(z).sum(), derivative(z)), z, tol=1e-8)
    assert report, report


@pytest.mark.parametrize("function", ALL, ids=lambda f: f.__name__)
def test_no_warning_at_the_ends_of_the_floats(function):
    value = function(np.array(EXTREMES))
    assert not np.isnan(value).any()


@pytest.mark.parametrize("function", ALL, ids=lambda f: f.__name__)
def test_any_shape_and_whole_numbers(function):
    z = np.arange(-6, 6).reshape(3, 2, 2)
    assert function(z).shape == (3, 2, 2)
    assert function(z).dtype == np.float64
    assert np.shape(function(2)) == ()
    assert function(z)[2, 0, 1] == function(3)
    assert np.isnan(function(np.nan)) or function is relu_derivative


def test_limits():
    assert (sigmoid(-np.inf), sigmoid(np.inf)) == (0, 1)
    assert (tanh(-np.inf), tanh(np.inf), tanh_derivative(np.inf)) == (-1, 1, 0)
    assert (softplus(-np.inf), softplus(np.inf)) == (0, np.inf)


def test_the_textbook_derivatives_are_0_where_the_true_ones_are_not():
    assert 1 - np.tanh(19.1) ** 2 == 0
    assert tanh_derivative(19.1) == pytest.approx(4 * np.exp(-38.2), rel=1e-13)
    assert sigmoid(37.0) * (1 - sigmoid(37.0)) == 0
    assert sigmoid_derivative(37.0) == pytest.approx(8.5e-17, rel=0.01)


def test_relu_at_the_kink_takes_the_subgradient_0():
    np.testing.assert_array_equal(relu([-2.0, -0.0, 0.0, 3.0]), [0, 0, 0, 3])
    np.testing.assert_array_equal(relu_derivative([-2.0, -0.0, 0.0, 5e-324, 3.0]), [0, 0, 0, 1, 1])


@pytest.mark.parametrize("function", ALL, ids=lambda f: f.__name__)
@pytest.mark.parametrize("z", [[True, False], ["1"], [1j], None])
def test_what_is_not_a_real_number_is_refused(function, z):
    with pytest.raises(TypeError, match=r"^z must be an array of real numbers, got dtype"):
        function(z)
