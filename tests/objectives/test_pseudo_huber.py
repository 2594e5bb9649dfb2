"""√(1 + x²): Pythagorean values, and Newton's step −x³."""

from __future__ import annotations

import numpy as np
import pytest

from course_lib.objectives import PseudoHuber

f = PseudoHuber()


def test_value_gradient_and_hessian_at_three_quarters_by_hand():
    assert f(0.75) == 1.25
    assert f.gradient(0.75) == 0.6
    assert f.hessian(0.75) == pytest.approx(0.512, rel=1e-15)


def test_the_minimum_is_the_number_of_entries():
    assert f(np.zeros(5)) == 5 == f(np.broadcast_to(f.minimizers, (1, 5)))[0]


@pytest.mark.parametrize("x", [0.1, 0.9, 1.0, -1.0, 3.0, 1e3])
def test_newton_maps_x_to_minus_its_cube(x):
    assert x - f.gradient(x) / f.hessian(x) == pytest.approx(-(x**3), rel=1e-13)


def test_huge_arguments_neither_overflow_nor_warn():
    x = np.array([1e300])
    assert f(x) == 1e300 and f.gradient(x) == 1 and f.hessian(x) == 0
