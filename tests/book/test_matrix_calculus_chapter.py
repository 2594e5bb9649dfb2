"""Every labelled statement of chapter 3, on whole numbers where they decide it."""

import json
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from course_lib import MLP, GradientDescent, Quadratic, bounds, matrix_calculus, minimize, taylor_remainder

TRACE = json.loads((Path(__file__).parents[1] / "reference" / "worked_examples.json").read_text(encoding="utf-8"))[
    "trace_product"
]
A, B, W = (np.array(TRACE[name]) for name in "ABW")
TWICE_AWB = 2 * A @ W @ B
trace_form = partial(matrix_calculus.trace_product, A, B)


@pytest.fixture
def rng():
    return np.random.default_rng(31)


def whole(rng, *shape):
    return rng.integers(-5, 6, shape)


HALVES = 2.0 ** -np.arange(1, 15)


def slope(f, G, X, V, t=HALVES):
    return taylor_remainder(lambda X: f(X).value, G, X, V, t).slope


def has_linear_part(f, X, V):
    """(f(X + tV) − f(X))/t tends to ⟨∂f/∂X, V⟩: the distance at two lengths, with t between them a factor 1024."""
    test = taylor_remainder(lambda X: f(X).value, f(X).gradient, X, V, [2.0**-8, 2.0**-18])
    distance = test.remainder / test.t
    return distance[1] <= distance[0] / 1000 + 1e-9


@pytest.mark.evidence("eq-matrix-gradient", "derivatives.matrix_calculus.taylor_remainder")
@pytest.mark.parametrize("f", [trace_form, matrix_calculus.determinant], ids=["trace", "determinant"])
def test_the_gradient_is_the_linear_part_in_every_direction(f, rng):
    X = W if f is trace_form else whole(rng, 3, 3)
    for _ in range(5):
        assert has_linear_part(f, X, whole(rng, *X.shape))


@pytest.mark.evidence("eq-differential-rules", "derivatives.matrix_calculus.trace_product")
def test_product_rule_and_rotation_give_the_linear_part(rng):
    V = whole(rng, 3, 2)
    both_places = np.trace(V.T @ A @ W @ B) + np.trace(W.T @ A @ V @ B)
    rotated = np.trace((A @ W @ B).T @ V) + np.trace(B @ W.T @ A @ V)
    value, gradient = trace_form(W)
    assert both_places == rotated == np.vdot(gradient, V)
    assert trace_form(W + V).value - value - trace_form(V).value == both_places
    assert np.trace(B @ W.T @ A @ W) == np.trace((W.T @ A @ W @ B).T) == value
    assert np.trace(A @ W @ W.T) != np.trace(W @ A[:2, :2] @ W.T)  # to swap neighbours is no rotation


@pytest.mark.evidence("thm-exact-difference", "derivatives.matrix_calculus.trace_product")
@pytest.mark.evidence("eq-exact-difference", "derivatives.matrix_calculus.trace_product")
def test_differences_are_exact_up_to_degree_two_and_not_beyond(rng):
    for _ in range(20):
        V = whole(rng, 3, 2)
        difference = trace_form(W + V).value - trace_form(W - V).value
        assert difference == 2 * np.vdot(trace_form(W).gradient, V) != 0
    cube = np.array([2, 1]) ** 3
    assert cube[0] - 0 != 2 * 3 * cube[1]  # x³ at 1 with V = 1: 8 − 0 against 6


@pytest.mark.evidence("thm-taylor-test", "derivatives.matrix_calculus.taylor_remainder")
@pytest.mark.evidence("eq-taylor-test", "derivatives.matrix_calculus.taylor_remainder")
def test_remainders_of_right_and_wrong_candidates(rng):
    ones, t = np.ones((3, 2)), 2.0 ** -np.arange(1, 21)
    for G in (trace_form(W).gradient, TWICE_AWB, A @ W @ B, A @ W @ B + A.T @ W @ B):
        gap = np.vdot(G - trace_form(W).gradient, ones)
        test = taylor_remainder(lambda W: trace_form(W).value, G, W, ones, t)
        np.testing.assert_array_equal(test.remainder, np.abs(4 * t**2 - gap * t))
    assert A.sum() * B.sum() == 4
    # ½Mt² with M = |φ''|, which is constant here: the second derivative of tr((W + sV)ᵀA(W + sV)B) by s
    V = rng.normal(size=(3, 2))
    M = abs(2 * np.trace(V.T @ A @ V @ B))
    test = taylor_remainder(lambda W: trace_form(W).value, trace_form(W).gradient, W, V, t[:12])
    np.testing.assert_allclose(test.remainder, M / 2 * t[:12] ** 2, rtol=1e-6, atol=1e-12)
    # not a polynomial
    X = rng.normal(size=(3, 3)) + 3 * np.eye(3)
    G, V = matrix_calculus.log_determinant(X).gradient, rng.normal(size=(3, 3))
    # of φ(s) = log|det(X + sV)|, φ''(s) = −tr((X + sV)⁻¹V(X + sV)⁻¹V)
    inverses = [np.linalg.inv(X + s * V) for s in np.linspace(0, 0.1, 101)]
    M = max(abs(np.trace(inverse @ V @ inverse @ V)) for inverse in inverses)
    lengths = np.array([0.1, 0.05, 0.01])
    test = taylor_remainder(lambda X: matrix_calculus.log_determinant(X).value, G, X, V, lengths)
    assert np.all(test.remainder <= 1.001 * M / 2 * lengths**2) and test.remainder[0] > M / 10 * 0.1**2
    error = rng.normal(size=(3, 3))  # a wrong candidate that is off at a right angle to V has the same bound
    blind = G + error - np.vdot(error, V) / np.vdot(V, V) * V
    test = taylor_remainder(lambda X: matrix_calculus.log_determinant(X).value, blind, X, V, lengths)
    assert np.all(test.remainder <= 1.001 * M / 2 * lengths**2)
    assert slope(matrix_calculus.log_determinant, G, X, V, np.geomspace(1e-4, 1e-2, 9)) == pytest.approx(2, abs=0.01)
    test = taylor_remainder(lambda X: matrix_calculus.log_determinant(X).value, G.T, X, V, [1e-6])
    assert test.remainder[0] / 1e-6 == pytest.approx(abs(np.vdot(G.T - G, V)), rel=1e-4)


@pytest.mark.evidence("eq-linear-gradient", "derivatives.matrix_calculus.linear")
@pytest.mark.evidence("eq-bilinear-gradient", "derivatives.matrix_calculus.bilinear")
def test_linear_functions_are_their_own_linear_part(rng):
    a, b, x, v = whole(rng, 4), whole(rng, 3), whole(rng, 4), whole(rng, 4)
    assert matrix_calculus.linear(a, x + v).value - matrix_calculus.linear(a, x).value == a @ v
    np.testing.assert_array_equal(matrix_calculus.linear(a, x).gradient, a)
    X, V = whole(rng, 4, 3), whole(rng, 4, 3)
    change = matrix_calculus.bilinear(a, b, X + V).value - matrix_calculus.bilinear(a, b, X).value
    gradient = matrix_calculus.bilinear(a, b, X).gradient
    np.testing.assert_array_equal(gradient, a[:, None] * b)
    assert change == np.vdot(gradient, V)


@pytest.mark.evidence("eq-quadratic-form-gradient", "derivatives.matrix_calculus.quadratic_form")
def test_quadratic_form(rng):
    x, v = whole(rng, 3), whole(rng, 3)
    form = partial(matrix_calculus.quadratic_form, A)
    np.testing.assert_array_equal(form(x).gradient, A @ x + A.T @ x)
    assert form(x + v).value == form(x).value + form(x).gradient @ v + v @ A @ v
    symmetric = A + A.T
    np.testing.assert_array_equal(matrix_calculus.quadratic_form(symmetric, x).gradient, 2 * symmetric @ x)
    assert slope(form, 2 * A @ x, x, np.array([1, 1, 1])) < 1.05


@pytest.mark.evidence("eq-trace-gradient", "derivatives.matrix_calculus.trace_product")
def test_trace_of_a_product(rng):
    gradient = trace_form(W).gradient
    np.testing.assert_array_equal(gradient, A @ W @ B + A.T @ W @ B.T)
    np.testing.assert_array_equal(gradient, TRACE["gradient"])
    for _ in range(10):
        V = whole(rng, 3, 2)
        assert trace_form(W + V).value == trace_form(W).value + np.vdot(gradient, V) + np.trace(V.T @ A @ V @ B)
    column = W[:, :1]  # one column and B = 1: the quadratic form
    np.testing.assert_array_equal(
        matrix_calculus.trace_product(A, [[1]], column).gradient[:, 0],
        matrix_calculus.quadratic_form(A, column[:, 0]).gradient,
    )


@pytest.mark.evidence("thm-blind-direction", "derivatives.matrix_calculus.taylor_remainder")
@pytest.mark.evidence("eq-euler", "derivatives.matrix_calculus.trace_product")
def test_along_the_point_itself_and_sometimes_along_ones_a_wrong_gradient_passes():
    value, gradient = trace_form(W)
    assert not np.array_equal(TWICE_AWB, gradient)
    assert np.vdot(gradient, W) == np.vdot(TWICE_AWB, W) == 2 * value
    test = taylor_remainder(lambda W: trace_form(W).value, TWICE_AWB, W, W, HALVES)
    np.testing.assert_array_equal(test.remainder, HALVES**2 * abs(value))
    # and only there: a little beside it the slope turns to one
    assert slope(trace_form, TWICE_AWB, W, 0.99 * W + 0.01, np.geomspace(1e-6, 1e-5, 3)) < 1.01
    x = np.array([2, -1, 3])
    assert slope(partial(matrix_calculus.quadratic_form, A), 2 * A @ x, x, x) == pytest.approx(2, abs=1e-9)
    form = partial(matrix_calculus.trace_product, np.array([[1, -1], [1, 1]]), np.array([[0, 1], [0, 0]]))
    one, ones = np.eye(2, dtype=int), np.ones((2, 2))
    doubled = np.array([[0, 2], [0, 2]])  # 2AWB at W = I
    np.testing.assert_array_equal(doubled - form(one).gradient, [[-1, 1], [-1, 1]])
    test = taylor_remainder(lambda W: form(W).value, doubled, one, ones, HALVES)
    np.testing.assert_array_equal(test.remainder, 2 * HALVES**2)


@pytest.mark.evidence("eq-squared-error-gradient", "derivatives.matrix_calculus.squared_error")
@pytest.mark.evidence("eq-batch-gradient", "derivatives.matrix_calculus.squared_error")
def test_squared_error_of_a_sample_and_of_a_batch(rng):
    X, Y = whole(rng, 7, 2), whole(rng, 7, 3)
    one = matrix_calculus.squared_error(X[0], Y[0], W)
    np.testing.assert_array_equal(one.gradient, 2 * np.outer(W @ X[0] - Y[0], X[0]))
    source = 2 * W @ np.outer(X[0], X[0]) - 2 * np.outer(Y[0], X[0])
    np.testing.assert_array_equal(one.gradient, source)
    batch = matrix_calculus.squared_error(X.T, Y.T, W)
    samples = [matrix_calculus.squared_error(x, y, W) for x, y in zip(X, Y, strict=True)]
    assert batch.value == sum(sample.value for sample in samples)
    np.testing.assert_array_equal(batch.gradient, sum(sample.gradient for sample in samples))
    np.testing.assert_array_equal(batch.gradient, 2 * (X @ W.T - Y).T @ X)
    # the network's loss is the mean of ½‖ŷ − y‖²: the factor is 2N
    net = MLP((2, 3))
    ((dW, _),) = net.backward(net.flatten([(W, np.zeros(3))]), X, Y).gradients
    np.testing.assert_allclose(batch.gradient, 2 * len(X) * dW, rtol=1e-13)


@pytest.mark.evidence("eq-least-squares-gradient", "derivatives.matrix_calculus.least_squares")
def test_least_squares_gradient_and_hessian(rng):
    X, y, w, v = whole(rng, 6, 3), whole(rng, 6), whole(rng, 3), whole(rng, 3)
    f = partial(matrix_calculus.least_squares, X, y)
    np.testing.assert_array_equal(f(w).gradient, 2 * X.T @ (X @ w - y))
    np.testing.assert_array_equal(f(w + v).gradient - f(w).gradient, 2 * X.T @ X @ v)
    assert f(w + v).value == f(w).value + f(w).gradient @ v + v @ X.T @ X @ v


@pytest.mark.evidence("thm-normal-equations", "derivatives.matrix_calculus.least_squares")
@pytest.mark.evidence("eq-normal-equations", "derivatives.matrix_calculus.least_squares")
def test_normal_equations_are_the_minimum_and_gradient_descent_finds_it(rng):
    X, y = rng.normal(size=(30, 4)), rng.normal(size=30)
    f = partial(matrix_calculus.least_squares, X, y)
    solved = np.linalg.solve(X.T @ X, X.T @ y)
    np.testing.assert_allclose(f(solved).gradient, 0, atol=1e-12)
    for v in rng.normal(size=(20, 4)):
        assert f(solved + v).value == pytest.approx(f(solved).value + np.sum((X @ v) ** 2), rel=1e-12)
    curve = Quadratic(2 * X.T @ X)
    run = minimize(f, np.zeros(4), GradientDescent(bounds.best_rate(curve.mu, curve.L)), tol=1e-10)
    np.testing.assert_allclose(run.x, solved, atol=1e-10)
    # where the equations do not hold, a short step against the gradient is better
    wrong = solved + 0.1
    assert f(wrong - 1e-3 * f(wrong).gradient).value < f(wrong).value


@pytest.mark.evidence("thm-normal-equations", "derivatives.matrix_calculus.least_squares")
def test_with_dependent_columns_there_are_many_solutions_of_one_value(rng):
    X, y = whole(rng, 6, 3), whole(rng, 6)
    X[:, 2] = X[:, 0] - X[:, 1]
    f = partial(matrix_calculus.least_squares, X, y)
    solved = np.linalg.lstsq(X, y)[0]
    other = solved + 5 * np.array([1, -1, -1])
    for w in (solved, other):
        np.testing.assert_allclose(f(w).gradient, 0, atol=1e-11)
        assert f(w).value == pytest.approx(np.sum((X @ solved - y) ** 2), rel=1e-12)


@pytest.mark.evidence("eq-squared-condition", "objectives.Quadratic")
def test_the_condition_number_is_squared(rng):
    for kappa in (3.0, 30.0, 300.0):
        left, _ = np.linalg.qr(rng.normal(size=(9, 4)))
        right, _ = np.linalg.qr(rng.normal(size=(4, 4)))
        X = left * np.geomspace(2, 2 / kappa, 4) @ right.T
        curve = Quadratic(2 * X.T @ X)
        assert curve.L / curve.mu == pytest.approx(kappa**2, rel=1e-9)
        assert np.linalg.cond(X) == pytest.approx(kappa, rel=1e-12)


@pytest.mark.evidence("eq-inverse-gradient", "derivatives.matrix_calculus.inverse_form")
def test_inverse(rng):
    X, V = rng.normal(size=(3, 3)) + 3 * np.eye(3), rng.normal(size=(3, 3))
    a, b = rng.normal(size=(2, 3))
    inverse = np.linalg.inv(X)
    value, gradient = matrix_calculus.inverse_form(a, b, X)
    assert value == pytest.approx(a @ inverse @ b, rel=1e-13)
    assert np.vdot(gradient, V) == pytest.approx(-a @ inverse @ V @ inverse @ b, rel=1e-12)
    f = partial(matrix_calculus.inverse_form, a, b)
    assert slope(f, gradient, X, V, np.geomspace(1e-4, 1e-2, 9)) == pytest.approx(2, abs=0.02)
    assert slope(f, gradient.T, X, V, np.geomspace(1e-6, 1e-4, 9)) == pytest.approx(1, abs=0.02)


@pytest.mark.evidence("eq-determinant-gradient", "derivatives.matrix_calculus.determinant")
@pytest.mark.evidence("eq-log-determinant-gradient", "derivatives.matrix_calculus.log_determinant")
def test_determinant_and_its_logarithm(rng):
    X = rng.normal(size=(3, 3)) + 3 * np.eye(3)
    value, gradient = matrix_calculus.determinant(X)
    for i, j in np.ndindex(3, 3):
        minor = np.delete(np.delete(X, i, 0), j, 1)
        assert gradient[i, j] == pytest.approx((-1) ** (i + j) * np.linalg.det(minor), rel=1e-11)
    np.testing.assert_allclose(gradient, value * np.linalg.inv(X).T, rtol=1e-11)
    flipped = X[[1, 0, 2]]  # a negative determinant: the logarithm is of its size
    assert np.linalg.det(flipped) < 0
    np.testing.assert_allclose(matrix_calculus.log_determinant(flipped).gradient, np.linalg.inv(flipped).T, rtol=1e-12)
    singular = np.array([[1.0, 2.0], [2.0, 4.0]])
    np.testing.assert_allclose(matrix_calculus.determinant(singular).gradient, [[4, -2], [-2, 1]], atol=1e-13)


# The numbers of the corrections page.


def test_a_row_and_a_column_make_a_table():
    a = np.array([2, -1, 4])
    assert (a[:, None] - a[None, :]).shape == (3, 3)


def test_a_product_has_a_derivative_of_24_numbers():
    """Each of the 4 entries of WᵀAWB is a trace form with another B: tr(WᵀAW B E) picks one of them."""
    columns = [
        matrix_calculus.trace_product(A, B @ E, W).gradient
        for E in (np.eye(4, dtype=int)[k].reshape(2, 2) for k in range(4))
    ]
    assert np.array(columns).size == 24
    np.testing.assert_array_equal(columns[0] + columns[3], trace_form(W).gradient)


def test_one_rate_two_losses():
    x, y = np.array([1.0, 2.0, 1.0]), np.array([1.0, -1.0])
    W = np.array([[1.0, 0.0, 2.0], [0.5, 1.0, -1.0]])
    error, gradient = W @ x - y, matrix_calculus.squared_error(x, y, W).gradient
    np.testing.assert_allclose((W - 0.3 * gradient / 2) @ x - y, -0.8 * error, rtol=1e-12)
    np.testing.assert_allclose((W - 0.3 * gradient) @ x - y, -2.6 * error, rtol=1e-12)
