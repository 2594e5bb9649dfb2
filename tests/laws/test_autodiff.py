"""Laws of automatic differentiation: both sweeps are one Jacobian, that of the complex step."""

import numpy as np
import pytest
from drawn import along, decades, rngs
from hypothesis import given

from course_lib import autodiff

EPS = np.finfo(np.float64).eps


def smooth(x):
    """Rⁿ → R³, of every operation that the numbers know."""
    s = np.sum(x)
    one = np.exp(-x[0] / 2) * np.sin(x[1]) + np.sqrt(1 + x[0] ** 2) - s / 3
    two = np.tanh(s) + np.log(2 + x[1] ** 2) / (1 + x[2] ** 2) - 2.0**0.5
    return np.array([one, two, -((x[0] * np.cos(x[2])) ** 3) + 1 / (3 + x @ x) + (5 - x[1])])


def gradient_by_hand(x):
    """∇ Σ smooth, by hand."""
    a, b, c = x
    s, q = np.sum(x), 3 + np.sum(x * x)
    third = -3 * (a * np.cos(c)) ** 2
    ga = -np.exp(-a / 2) * np.sin(b) / 2 + a / np.sqrt(1 + a**2) + third * np.cos(c)
    gb = np.exp(-a / 2) * np.cos(b) + 2 * b / (2 + b**2) / (1 + c**2) - 1
    gc = -np.log(2 + b**2) * 2 * c / (1 + c**2) ** 2 - third * a * np.sin(c)
    return np.array([ga, gb, gc]) - 1 / 3 + 1 - np.tanh(s) ** 2 - 2 * x / q**2


def outer(y):
    return np.array([y[0] * y[1], np.sin(y[2]) - y[0]])


@pytest.mark.law("autodiff.jacobian_vector_product", "autodiff.vector_jacobian_product")
@given(rng=rngs)
def test_forward_and_backward_are_the_complex_step_and_adjoint_to_each_other(rng):
    x, v, w = rng.standard_normal((3, 3))
    kept = x.tobytes()
    Jv, JTw = autodiff.jacobian_vector_product(smooth, x, v), autodiff.vector_jacobian_product(smooth, x, w)
    assert x.tobytes() == kept
    assert Jv.dtype == JTw.dtype == np.float64
    size = np.abs(Jv).max() + np.abs(JTw).max()
    np.testing.assert_allclose(Jv, along(smooth, x, v), rtol=0, atol=64 * EPS * size)
    assert w @ Jv == pytest.approx(JTw @ v, abs=64 * EPS * size)
    columns = np.array([autodiff.jacobian_vector_product(smooth, x, e) for e in np.eye(3)]).T
    rows = np.array([autodiff.vector_jacobian_product(smooth, x, e) for e in np.eye(3)])
    np.testing.assert_allclose(columns, rows, rtol=0, atol=64 * EPS * np.abs(rows).max())


@pytest.mark.law("autodiff.gradient")
@given(rng=rngs, size=decades(-6, 6))
def test_gradients_are_those_of_the_complex_step_over_12_decades(rng, size):
    def f(x):
        z = x / size
        return np.sum(np.sin(z) * np.exp(z / 2)) + (z @ z) ** 2

    x, v = size * rng.standard_normal((2, 4))
    g = autodiff.gradient(f, x)
    assert g @ v == pytest.approx(along(f, x, v), abs=64 * EPS * np.abs(g * v).sum())


@pytest.mark.law("autodiff.jacobian_vector_product", "autodiff.vector_jacobian_product", "autodiff.gradient")
@given(rng=rngs)
def test_jacobians_multiply_along_a_chain_and_add_in_a_sum(rng):
    x, v = rng.standard_normal((2, 3))
    w = rng.standard_normal(2)
    inner = autodiff.jacobian_vector_product(smooth, x, v)
    whole = autodiff.jacobian_vector_product(lambda x: outer(smooth(x)), x, v)
    y = smooth(x)
    np.testing.assert_allclose(autodiff.jacobian_vector_product(outer, y, inner), whole, rtol=1e-12, atol=1e-12)
    back = autodiff.vector_jacobian_product(smooth, x, autodiff.vector_jacobian_product(outer, y, w))
    np.testing.assert_allclose(
        back, autodiff.vector_jacobian_product(lambda x: outer(smooth(x)), x, w), rtol=1e-12, atol=1e-12
    )
    parts = [autodiff.gradient(lambda x, i=i: smooth(x)[i], x) for i in range(3)]
    total = autodiff.gradient(lambda x: np.sum(smooth(x)), x)
    np.testing.assert_allclose(total, sum(parts), rtol=0, atol=64 * EPS * np.abs(parts).max())


@pytest.mark.law("autodiff.gradient", "autodiff.jacobian_vector_product")
@given(rng=rngs)
def test_second_derivatives_by_nested_sweeps_are_symmetric_whatever_their_order(rng):
    x, u, v = rng.standard_normal((3, 3))

    def f(x):
        return np.sum(smooth(x))

    Hv = autodiff.jacobian_vector_product(lambda x: autodiff.gradient(f, x), x, v)
    Hu = autodiff.gradient(lambda x: autodiff.jacobian_vector_product(f, x, u), x)
    assert u @ Hv == pytest.approx(v @ Hu, rel=1e-11, abs=1e-11)
    np.testing.assert_allclose(Hv, along(gradient_by_hand, x, v), rtol=0, atol=1e-11 * (1 + np.abs(Hv).max()))


@pytest.mark.law("autodiff.count_edges")
@given(rng=rngs)
def test_edges_are_those_of_the_formula_and_do_not_depend_on_the_point(rng):
    n = int(rng.integers(2, 7))
    x, y = rng.standard_normal((2, n))
    assert autodiff.count_edges(np.sum, x) == 2 * (n - 1)
    assert autodiff.count_edges(lambda x: x @ x, x) == 2 * n + 2 * (n - 1)
    assert autodiff.count_edges(np.exp, x) == autodiff.count_edges(np.exp, y) == n
    assert autodiff.count_edges(lambda x: np.exp(np.exp(x)), x) == 2 * n
    assert autodiff.count_edges(lambda x: 3.0, x) == 0


@pytest.mark.law("autodiff.Dual", "autodiff.Variable")
@given(rng=rngs)
def test_numbers_of_both_kinds_keep_the_rules_of_derivation(rng):
    a, b, da, db = rng.uniform(0.5, 2, 4)
    x, y = autodiff.Dual(a, da), autodiff.Dual(b, db)
    product, quotient, power = x * y, x / y, x**3
    assert (product.value, quotient.value, power.value) == (a * b, a / b, a**3)
    assert product.slope == pytest.approx(da * b + a * db, rel=4 * EPS)
    assert quotient.slope == pytest.approx((da * b - a * db) / b**2, rel=64 * EPS, abs=4 * EPS)
    assert power.slope == pytest.approx(3 * a**2 * da, rel=8 * EPS)
    u, v = autodiff.Variable(a), autodiff.Variable(b)
    assert [(p is q, local) for (p, local), q in zip((u * v).parents, (u, v), strict=True)] == [(True, b), (True, a)]
    assert [local for _, local in (u - v).parents] == [1, -1]
    assert (u < v) == (a < b)
    assert [local for _, local in (2 - u).parents] == [-1]
