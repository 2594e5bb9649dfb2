"""Forward and reverse mode: both are the chain rule, exact up to rounding, and cost one product for each edge."""

import numpy as np
import pytest

from course_lib import Rosenbrock, complex_step, hessian_vector_product
from course_lib.derivatives.autodiff import (
    Dual,
    Variable,
    count_edges,
    gradient,
    jacobian_vector_product,
    vector_jacobian_product,
)

MODES = {
    "forward": lambda f, x: float(jacobian_vector_product(f, x, 1.0)),
    "reverse": lambda f, x: float(gradient(f, x)),
}
ELEMENTARY = {
    "sum": (lambda x: x + 2 + x + 1.5, lambda x: 2.0),
    "difference": (lambda x: 5 - x - 2, lambda x: -1.0),
    "product": (lambda x: 3 * x * x * 0.5, lambda x: 3 * x),
    "quotient": (lambda x: x / 4 + 3 / x + (x + 1) / x, lambda x: 0.25 - 3 / x**2 - 1 / x**2),
    "negative": (lambda x: -x, lambda x: -1.0),
    "power": (lambda x: x**3 + x**-1 + x**0.5, lambda x: 3 * x**2 - x**-2 + 0.5 * x**-0.5),
    "constant power": (lambda x: x**0, lambda x: 0.0),
    "exp": (np.exp, np.exp),
    "log": (np.log, lambda x: 1 / x),
    "sin": (np.sin, np.cos),
    "cos": (np.cos, lambda x: -np.sin(x)),
    "sqrt": (np.sqrt, lambda x: 0.5 / np.sqrt(x)),
    "tanh": (np.tanh, lambda x: 1 / np.cosh(x) ** 2),
}


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", ELEMENTARY)
def test_each_operation_has_its_derivative(name, mode):
    f, derivative = ELEMENTARY[name]
    assert np.isclose(MODES[mode](f, 0.7), derivative(0.7), rtol=1e-15, atol=0)


@pytest.mark.parametrize("mode", MODES)
def test_numpy_scalars_may_stand_on_the_left(mode):
    two = np.float64(2)
    assert np.isclose(MODES[mode](lambda x: two * x + two / x - two, 0.5), 2 - 2 / 0.25, rtol=1e-15)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.evidence("thm-chain-scalar", "derivatives.autodiff.jacobian_vector_product")
def test_the_slope_of_a_chain_is_the_product_of_the_slopes(mode):
    """f(g(x)) with f = exp∘sin, g = tanh: f'(g(x)) g'(x), and the derivative without any subtraction of values."""

    def f(u):
        return np.exp(np.sin(u))

    for x in (-1.5, 0.2, 2.0):
        u = np.tanh(x)
        product = MODES[mode](f, u) * MODES[mode](np.tanh, x)
        assert np.isclose(MODES[mode](lambda x: f(np.tanh(x)), x), product, rtol=1e-15)
        assert np.isclose(product, complex_step(lambda x: f(np.tanh(x)), np.array(x), 1e-30), rtol=1e-14)
        assert np.isclose(product, np.cos(u) * f(u) / np.cosh(x) ** 2, rtol=1e-14)


def inner(x):
    return np.array([x[0] * x[1], np.tanh(x[0]), x[1] ** 2 - x[0]])


def outer(u):
    return np.array([u[0] + np.sin(u[2]), u[1] * u[2]])


def columns(f, x):
    return np.column_stack([jacobian_vector_product(f, x, e) for e in np.eye(len(x))])


def rows(f, x, m):
    return np.array([vector_jacobian_product(f, x, e) for e in np.eye(m)])


@pytest.mark.evidence("thm-chain-rule", "derivatives.autodiff.jacobian_vector_product")
def test_the_jacobian_of_a_chain_is_the_product_of_the_jacobians():
    x = np.array([0.6, -1.1])
    u = inner(x)
    J_inner = np.array([[x[1], x[0]], [1 - np.tanh(x[0]) ** 2, 0], [-1, 2 * x[1]]])
    J_outer = np.array([[1, 0, np.cos(u[2])], [0, u[2], u[1]]])
    np.testing.assert_allclose(columns(inner, x), J_inner, rtol=1e-15)
    np.testing.assert_allclose(columns(outer, u), J_outer, rtol=1e-15)
    np.testing.assert_allclose(columns(lambda x: outer(inner(x)), x), J_outer @ J_inner, rtol=1e-14)


@pytest.mark.evidence("eq-sum-of-paths", "derivatives.autodiff.jacobian_vector_product")
def test_the_slope_along_several_paths_is_the_sum_over_them():
    """y = u₁u₂ with u₁ = x², u₂ = 3x at 2: 24 + 12; and for outer∘curve each output is a sum of three terms."""
    x = np.array(2.0)
    assert jacobian_vector_product(lambda x: (x * x) * (3 * x), x, np.array(1.0)) == 6 * 4 + 4 * 3

    def curve(s):
        return np.array([np.sin(s), s * s, np.exp(s)])

    s, one = np.array(0.7), np.array(1.0)
    u, du = curve(0.7), np.array([np.cos(0.7), 1.4, np.exp(0.7)])
    partials = np.array([[1, 0, np.cos(u[2])], [0, u[2], u[1]]])
    np.testing.assert_allclose(jacobian_vector_product(lambda s: outer(curve(s)), s, one), partials @ du, rtol=1e-14)


@pytest.mark.evidence("eq-chain-gradient", "derivatives.autodiff.vector_jacobian_product")
def test_gradients_travel_back_through_the_transposed_jacobian():
    x, a = np.array([0.6, -1.1]), np.array([2.0, -0.5, 1.5])

    def f(u):
        return np.exp(u @ a / 10) + u[0] * u[2]

    upstream = gradient(f, inner(x))
    back = vector_jacobian_product(inner, x, upstream)
    np.testing.assert_allclose(back, columns(inner, x).T @ upstream, rtol=1e-14)
    np.testing.assert_allclose(back, gradient(lambda x: f(inner(x)), x), rtol=1e-14)
    slopes = [(f(inner(x + t)) - f(inner(x - t))) / 2e-5 for t in 1e-5 * np.eye(2)]
    np.testing.assert_allclose(back, slopes, rtol=1e-8)


def test_columns_and_rows_are_the_same_jacobian():
    x = np.array([0.6, -1.1])
    np.testing.assert_allclose(columns(inner, x), rows(inner, x, 3), rtol=1e-15)


class Counted(float):
    """A float that counts its products."""

    products = 0

    def __add__(self, other):
        return Counted(float(self) + float(other))

    def __mul__(self, other):
        Counted.products += 1
        return Counted(float(self) * float(other))

    __radd__, __rmul__ = __add__, __mul__


def products(run):
    Counted.products = 0
    run()
    return Counted.products


@pytest.mark.parametrize(("n", "m"), [(1, 7), (4, 4), (9, 2)])
@pytest.mark.evidence("thm-mode-cost", "derivatives.autodiff.count_edges")
def test_a_sweep_of_either_mode_costs_one_product_for_each_edge(n, m):
    """On a graph of sums and products, counted: m outputs, n inputs, E edges; nE products for columns, mE for rows."""
    generator = np.random.default_rng(3)
    A, B = generator.normal(size=(5, n)), generator.normal(size=(m, 5))
    x = generator.normal(size=n)

    def f(x):
        u = A @ x
        return B @ (u * u)

    edges = count_edges(f, x)
    # A @ x: 5 rows of n products and n − 1 sums; u * u: two edges each; B @ …: m rows of 5 products and 4 sums
    assert edges == 5 * (n + 2 * (n - 1)) + 5 * 2 + m * (5 + 2 * 4)

    inputs = np.array([Variable(Counted(value)) for value in x], dtype=object)
    evaluation = products(lambda: f(np.array([Counted(value) for value in x], dtype=object)))
    forward = products(lambda: f(np.array([Dual(Counted(v), Counted(v)) for v in x], dtype=object)))
    assert forward - evaluation == edges

    y = f(inputs)
    adjoint = dict.fromkeys(y, Counted(1.0))
    backward = products(lambda: sweep_back(y, adjoint))
    assert backward == edges
    Jt_ones = vector_jacobian_product(f, x, np.ones(m))
    np.testing.assert_allclose([adjoint[number] for number in inputs], Jt_ones, rtol=1e-12)
    assert np.allclose(columns(f, x), 2 * B @ np.diag(A @ x) @ A)
    assert np.allclose(rows(f, x, m), 2 * B @ np.diag(A @ x) @ A)


def sweep_back(outputs, adjoint):
    """Reverse mode once more, by the number of children that have not yet reported."""
    waiting, pending = list(outputs), {}
    for number in (reached := list(outputs)):
        for parent, _ in number.parents:
            if parent not in pending:
                reached.append(parent)
            pending[parent] = pending.get(parent, 0) + 1
    while waiting:
        number = waiting.pop()
        for parent, local in number.parents:
            adjoint[parent] = adjoint[number] * local + adjoint.get(parent, 0.0)
            pending[parent] -= 1
            if not pending[parent]:
                waiting.append(parent)


def rosenbrock(x):
    return np.sum(100 * (x[1:] - x[:-1] ** 2) ** 2 + (1 - x[:-1]) ** 2)


@pytest.mark.evidence("eq-hessian-vector", "derivatives.autodiff.gradient")
def test_forward_over_reverse_is_the_hessian_times_a_vector():
    x, v = np.array([-1.2, 1.0, 0.4]), np.array([0.3, -2.0, 1.0])
    known = Rosenbrock(3)

    def grad(x):
        return gradient(rosenbrock, x)

    np.testing.assert_allclose(grad(x), known.gradient(x), rtol=1e-14)
    exact = jacobian_vector_product(grad, x, v)
    np.testing.assert_allclose(exact, known.hessian(x) @ v, rtol=1e-14)
    np.testing.assert_allclose(hessian_vector_product(grad, x, v), exact, rtol=1e-7)
    np.testing.assert_allclose(columns(grad, x), known.hessian(x), rtol=1e-14, atol=1e-13)


def test_a_number_used_twice_collects_both_ways_and_a_deep_chain_needs_no_recursion():
    def f(x):
        for _ in range(3000):
            x = 0.5 * (x + x)
        return x * x

    assert gradient(f, 3.0) == 6.0
    assert jacobian_vector_product(f, 3.0, 1.0) == 6.0
    assert count_edges(f, 3.0) == 3000 * 3 + 2


def test_what_does_not_depend_on_an_input_has_derivative_zero():
    x = np.array([1.0, 2.0])
    np.testing.assert_array_equal(gradient(lambda x: x[0] * 3, x), [3, 0])
    np.testing.assert_array_equal(gradient(lambda x: 5.0, x), [0, 0])
    np.testing.assert_array_equal(jacobian_vector_product(lambda x: np.array([x[1], 7.0]), x, [1, 1]), [1, 0])
    assert count_edges(lambda x: 5.0, x) == 0


def derivative(f, x):
    return gradient(f, x), jacobian_vector_product(f, x, 1.0)


def test_a_derivative_inside_a_function_takes_the_outer_variable_for_a_constant():
    """d/dx of x · ∂/∂y (x + y) is 1, and the gradient of x₀ · ∂/∂y (x₀ y) = x₀² is 2x₀, in every mix of the modes."""
    for inner in (gradient, lambda f, y: jacobian_vector_product(f, y, 1.0)):
        for slope in derivative(lambda x, inner=inner: x * inner(lambda y: x + y, 2.0), 1.0):
            assert slope == 1
        for slope in derivative(lambda x, inner=inner: x * inner(lambda y: y * x, 5.0)[()], 3.0):
            assert slope == 6
        for slope in derivative(lambda x, inner=inner: inner(lambda y: x**2 * y**3, x)[()], 2.0):
            assert slope == 12 * 2.0**3  # 3x²y² at y = x is 3x⁴, which changes with both
        for slope in derivative(lambda x, inner=inner: inner(lambda y: np.sin(x), 1.0)[()] + x, 2.0):
            assert slope == 1


def test_a_function_may_overwrite_its_argument():
    def doubled(x):
        x *= 2
        return (x**2).sum()

    def sweep(x):
        x[0] = x[1] * x[1]
        x[1] = x[0] * x[2]
        return x[1]

    x = np.array([1.0, 2.0, 3.0])
    np.testing.assert_array_equal(gradient(doubled, x), 8 * x)
    np.testing.assert_array_equal(jacobian_vector_product(doubled, x, x), 8 * x @ x)
    np.testing.assert_array_equal(gradient(sweep, x), [0, 12, 4])
    np.testing.assert_array_equal(x, [1, 2, 3])


BRANCHES = {
    "equal": lambda x: 3 * x[0] if x[0] == 2 else x[0],
    "not equal": lambda x: x[0] if x[0] != 2 else 3 * x[0],
    "less": lambda x: x[0] if x[0] < 2 else 3 * x[0],
    "greater": lambda x: 3 * x[0] if x[0] >= 2 and not x[0] > 2 and x[0] <= x[0] else x[0],
    "true": lambda x: 3 * x[0] if x[0] else x[0],
    "false": lambda x: x[0] if x[0] - 2 else 3 * x[0],
    "in": lambda x: 3 * x[0] if x[0] in [1.0, 2.0] else x[0],
    "where": lambda x: np.where(x == 2, 3 * x, x)[0],
    "any": lambda x: x[0] if (x - 2).any() else 3 * x[0],
    "maximum": lambda x: 3 * np.maximum(x, 0)[0] + np.maximum(-x, 0)[0],
    "array": lambda x: 3 * x[0] if (x[0] == np.array([1.0, 2.0])).any() else x[0],
}


@pytest.mark.parametrize("branch", BRANCHES.values(), ids=BRANCHES)
def test_branches_are_taken_by_value(branch):
    assert gradient(branch, [2.0]) == [3]
    assert jacobian_vector_product(branch, [2.0], [1.0]) == 3
    assert gradient(lambda x: gradient(lambda y: branch(y) ** 2, x)[0], [2.0]) == [18]


def test_shapes_follow_the_variable_and_the_value():
    W = np.arange(6).reshape(2, 3)
    assert gradient(lambda W: np.sum(W * W), W).shape == (2, 3)
    assert jacobian_vector_product(lambda W: W @ np.ones((3, 4)), W, W).shape == (2, 4)
    assert gradient(lambda W: np.sum(W * W), W).dtype == np.float64


def test_the_repr_of_a_variable_does_not_unfold_its_graph():
    assert repr(Variable(1.0) * 2 + 1) == "Variable(value=3.0)"


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: gradient(3, 1.0), TypeError, "f must be a function of x, got 3"),
        (lambda: gradient(lambda x: x, np.ones(2)), ValueError, r"f must return one number .* got shape \(2,\)"),
        (lambda: gradient(lambda x: None, np.ones(2)), TypeError, "f must return real numbers, got None"),
        (lambda: gradient(lambda x: "a", np.ones(2)), TypeError, "must be an array of real numbers"),
        (lambda: jacobian_vector_product(lambda x: 1j * x, [1.0], [1.0]), TypeError, "f must return real numbers"),
        (lambda: jacobian_vector_product(np.sin, np.ones(2), np.ones(3)), ValueError, "v must have the shape of x"),
        (lambda: vector_jacobian_product(np.sin, np.ones(2), np.ones(3)), ValueError, "w must have the shape"),
        (lambda: gradient(np.sum, [1.0, np.nan]), ValueError, "x must be finite"),
        (lambda: gradient(np.sum, []), ValueError, "x must"),
        (
            lambda: gradient(np.sum, np.array([1.0, None])),
            TypeError,
            "x must be an array of real numbers, got dtype obj",
        ),
        (lambda: jacobian_vector_product(np.sin, 1.0, "a"), TypeError, "v must"),
    ],
)
def test_bad_input_is_named(call, error, message):
    with pytest.raises(error, match=message):
        call()
