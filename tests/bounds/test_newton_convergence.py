"""Newton's quadratic error bound, with equality, and the largest radius it gives."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from course_lib import bounds


@pytest.mark.parametrize("x", [Fraction(1, 8), Fraction(1, 2), Fraction(3)])
def test_equality_where_the_second_derivative_is_linear(x):
    # f = 2x²/2 + 6x³/6 has f'' = 2 + 6x: Lipschitz constant 6, and μ = f''(x) at the point itself.
    slope, curvature = 2 * x + 3 * x**2, 2 + 6 * x
    following = x - slope / curvature
    assert following == Fraction(6) / (2 * curvature) * x**2
    assert bounds.newton_error(6, float(curvature), float(x)) == pytest.approx(float(following), rel=1e-15)


@pytest.mark.evidence("eq-newton-error", "bounds.newton_error")
@pytest.mark.parametrize("x", [-1.5, -0.3, 0.01, 0.2, 1.0, 4.0])
def test_the_exponential_stays_below_its_bound(x):
    # f = eˣ − x, x* = 0: on the segment f''' = eˣ is at most M = e^max(x, 0), and μ = f''(x) = eˣ.
    following = abs(x - np.expm1(x) / np.exp(x))
    bound = bounds.newton_error(np.exp(max(x, 0)), np.exp(x), abs(x))
    assert following <= bound
    assert following >= bound * (1 - abs(x))


@pytest.mark.evidence("thm-newton-rate", "bounds.newton_radius")
def test_from_the_radius_newton_cycles_and_from_inside_it_converges():
    # f = 3x²/2 − 2|x|³/6: f' = 3x − x|x|, f'' = 3 − 2|x|, M = 2, μ = 3.
    radius = Fraction(2 * 3, 3 * 2)
    assert bounds.newton_radius(2, 3) == float(radius) == 1

    def newton(x):
        return x - (3 * x - x * abs(x)) / (3 - 2 * abs(x))

    assert newton(radius) == -radius and newton(-radius) == radius
    x = 0.999
    for _ in range(10):
        bound = bounds.newton_error(2, 3 - 2 * abs(x), abs(x))
        x = newton(x)
        assert abs(x) == pytest.approx(bound, rel=1e-9)
    assert abs(x) < 1e-9
    outside = radius + Fraction(1, 1000)
    assert abs(newton(outside)) > outside


BAD = [
    (lambda: bounds.newton_error(-1, 1, 1), ValueError, "M must be at least 0, got -1"),
    (lambda: bounds.newton_error(1, 0, 1), ValueError, "mu must be greater than 0, got 0"),
    (lambda: bounds.newton_error(1, 1, -0.5), ValueError, "error must be at least 0, got -0.5"),
    (lambda: bounds.newton_radius(0, 1), ValueError, "M must be greater than 0, got 0"),
]


@pytest.mark.parametrize("call, error, sentence", BAD)
def test_what_does_not_fit_is_answered_with_a_sentence(call, error, sentence):
    with pytest.raises(error, match=sentence):
        call()
