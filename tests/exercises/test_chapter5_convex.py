"""The answers of chapter 5's exercises on convex functions, worked out by NumPy and the library."""

import numpy as np
import pytest

from course_lib import GradientDescent, Quadratic, exercise, minimize


def question(number, place):
    return exercise(number).questions[place - 1]


def right(number, place):
    return [option.text for option in question(number, place).options if option.right]


def quartic(x):
    return float(np.sum(x**4) / 4), x**3


def test_from_where_the_quartic_converges():
    assert question("5.1", 1).answer == 2 - 0.5 * quartic(np.array([2.0]))[1][0]
    assert right("5.1", 2) == [r"exactly if $|x_0|<2$"]
    inside = minimize(quartic, [1.999], GradientDescent(0.5), tol=1e-3, max_iter=5000)
    assert inside.converged
    edge = minimize(quartic, [2.0], GradientDescent(0.5), tol=0, max_iter=9, keep="x").trace.x[:, 0]
    np.testing.assert_array_equal(edge, 2 * (-1.0) ** np.arange(10))
    outside = minimize(quartic, [2.001], GradientDescent(0.5), tol=0, max_iter=5000)
    assert abs(outside.x[0]) > 1e20


def test_the_lower_parabola_of_a_strongly_convex_function():
    f, slope, mu = 5.0, np.array([0.0, 4.0]), 2.0
    parabola = Quadratic(mu * np.eye(2), -slope)
    lowest = f + minimize(parabola, np.zeros(2), GradientDescent(1 / mu), tol=1e-14).f
    assert question("5.2", 2).answer == pytest.approx(lowest, rel=1e-14)
    assert right("5.2", 1) == [r"$y=x-\frac1\mu\nabla f(x)$"]
    np.testing.assert_allclose(parabola.minimizers[0], -slope / mu)
