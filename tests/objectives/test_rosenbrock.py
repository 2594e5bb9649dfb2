import itertools
from fractions import Fraction

import numpy as np
import pytest

from course_lib import Rosenbrock


def test_value_gradient_and_hessian_at_a_point_worked_by_hand():
    f = Rosenbrock()
    x = np.array([-1.0, 3.0])  # v − u² = 2, 1 − u = 2
    assert f(x) == 100 * 4 + 4
    np.testing.assert_array_equal(f.gradient(x), [-400 * -1 * 2 - 2 * 2, 200 * 2])
    np.testing.assert_array_equal(f.hessian(x), [[1200 - 1200 + 2, 400], [400, 200]])


def test_gradient_and_hessian_against_exact_differences():
    # Central differences of a polynomial of degree 4 in exact arithmetic, extrapolated to h = 0.
    def value(x):
        return sum(100 * (v - u**2) ** 2 + (1 - u) ** 2 for u, v in itertools.pairwise(x))

    x = [Fraction(1, 2), Fraction(-3, 4), Fraction(2), Fraction(1, 4)]
    f = Rosenbrock(4)
    at = np.array([float(v) for v in x])
    h = Fraction(1, 10)
    for i in range(4):
        d = [h * (j == i) for j in range(4)]

        def shifted(t, d=d):
            return [a + t * b for a, b in zip(x, d, strict=True)]

        one, two = ((value(shifted(t)) - value(shifted(-t))) / (2 * t * h) for t in (1, 2))
        assert f.gradient(at)[i] == pytest.approx(float((4 * one - two) / 3), rel=1e-14)
        one, two = ((value(shifted(t)) - 2 * value(x) + value(shifted(-t))) / (t * h) ** 2 for t in (1, 2))
        assert f.hessian(at)[i, i] == pytest.approx(float((4 * one - two) / 3), rel=1e-14)


def test_minimiser_and_broadcasting():
    f = Rosenbrock(5)
    assert f(f.minimizers[0]) == 0
    np.testing.assert_array_equal(f.gradient(f.minimizers), np.zeros((1, 5)))
    points = np.random.default_rng(0).normal(size=(3, 2, 5))
    assert f(points).shape == (3, 2) and f.hessian(points).shape == (3, 2, 5, 5)
    np.testing.assert_array_equal(f.gradient(points)[1, 0], f.gradient(points[1, 0]))


def test_integers_are_taken_as_floats():
    assert Rosenbrock().gradient([0, 1]).dtype == np.float64


def test_bad_input():
    with pytest.raises(ValueError, match="n must be at least 2, got 1"):
        Rosenbrock(1)
    with pytest.raises(TypeError, match=r"n must be a whole number, got 2.5"):
        Rosenbrock(2.5)
