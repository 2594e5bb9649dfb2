"""Chapter 3, matrix calculus: derivatives on the left are taken by a complex step."""

import numpy as np

from course_lib import matrix_calculus
from formulas.registry import at, reads


def arrays(rng):
    """Matrices W (3, 4), A (3, 3), B (4, 4) and vectors that fit."""
    shapes = {"W": (3, 4), "A": (3, 3), "B": (4, 4), "V": (3, 4), "G": (3, 4), "X": (5, 4), "Y": (5, 3), "U": (4, 3)}
    return {name: rng.standard_normal(shape) for name, shape in shapes.items()}


def trace(trace_product, m):
    return lambda W: trace_product(m["A"], m["B"], W)


@reads(
    "eq-matrix-gradient", "derivatives.matrix_calculus.taylor_remainder", words=[r"\frac{|r(V)|}{\|V\|}\to0", r"V\to0"]
)
def gradient_of_a_matrix(taylor_remainder, rng):
    m = arrays(rng)
    f, W = trace(matrix_calculus.trace_product, m), m["W"]

    def rest(V):  # the library gives its size; tr(VᵀAVB), what a quadratic leaves over, has its sign
        size = taylor_remainder(lambda W: f(W)[0], f(W)[1], W, V, np.array([1.0])).remainder[0]
        return np.copysign(size, np.trace(V.T @ m["A"] @ V @ m["B"]))

    names = {"f": lambda W: f(W)[0], "r": rest, r"\partial f/\partial W": f(W)[1]}
    yield at({**names, "W": W, "V": m["V"]})


@reads("eq-exact-difference", "derivatives.matrix_calculus.trace_product")
@reads("eq-euler", "derivatives.matrix_calculus.trace_product")
def exact(trace_product, rng):
    m = arrays(rng)
    f = trace(trace_product, m)
    yield at({"f": lambda W: f(W)[0], r"\partial f/\partial W": f(m["W"])[1], "W": m["W"], "V": m["V"]})


@reads("eq-taylor-test", "derivatives.matrix_calculus.taylor_remainder")
def taylor_test(taylor_remainder, rng):
    m = arrays(rng)
    f = trace(matrix_calculus.trace_product, m)
    rest = lambda t: taylor_remainder(lambda W: f(W)[0], m["G"], m["W"], m["V"], np.array([t])).remainder[0]  # noqa: E731
    yield at({"f": lambda W: f(W)[0], "R": rest, "t": 0.3, **{name: m[name] for name in "WVG"}})


@reads("eq-linear-gradient", "derivatives.matrix_calculus.linear")
@reads("sheet: matrix_calculus.linear", "derivatives.matrix_calculus.linear")
def linear(linear, rng):
    a, x = rng.standard_normal((2, 4))
    yield at({"a": a, "x": x}, {1: linear(a, x)[1]})


@reads("eq-bilinear-gradient", "derivatives.matrix_calculus.bilinear")
def bilinear(bilinear, rng):
    a, b, W = rng.standard_normal(3), rng.standard_normal(4), rng.standard_normal((3, 4))
    yield at({"a": a, "b": b, "W": W}, {1: bilinear(a, b, W)[1]})


@reads(
    "eq-quadratic-form-gradient",
    "derivatives.matrix_calculus.quadratic_form",
    words=[r"(=2Ax\text{ if }A=A^{\mathsf T})"],
)
@reads("sheet: matrix_calculus.quadratic_form", "derivatives.matrix_calculus.quadratic_form")
def quadratic_form(quadratic_form, rng):
    A, x = rng.standard_normal((3, 3)), rng.standard_normal(3)
    yield at({"A": A, "x": x}, {1: quadratic_form(A, x)[1]})


@reads("eq-trace-gradient", "derivatives.matrix_calculus.trace_product")
@reads("sheet: matrix_calculus.trace_product", "derivatives.matrix_calculus.trace_product")
def trace_gradient(trace_product, rng):
    m = arrays(rng)
    yield at({name: m[name] for name in "WAB"}, {1: trace_product(m["A"], m["B"], m["W"])[1]})


@reads("eq-squared-error-gradient", "derivatives.matrix_calculus.squared_error")
@reads("sheet: matrix_calculus.squared_error", "derivatives.matrix_calculus.squared_error")
def squared_error(squared_error, rng):
    x, y, W = rng.standard_normal(4), rng.standard_normal(3), rng.standard_normal((3, 4))
    yield at({"x": x, "y": y, "W": W}, {1: squared_error(x, y, W)[1]})


@reads("eq-batch-gradient", "derivatives.matrix_calculus.squared_error")
def batch(squared_error, rng):
    m = arrays(rng)
    f = lambda W: squared_error(m["X"].T, m["Y"].T, W)  # noqa: E731
    gradient = f(m["W"])[1]
    yield at({"f": lambda W: f(W)[0], r"\partial f/\partial W": gradient, **{name: m[name] for name in "WXY"}})


@reads("eq-least-squares-gradient", "derivatives.matrix_calculus.least_squares")
def least_squares(least_squares, rng):
    X, y, w = rng.standard_normal((5, 3)), rng.standard_normal(5), rng.standard_normal(3)
    hessian = np.array([least_squares(X, 0 * y, row)[1] for row in np.eye(3)])
    f = {"f": lambda w: least_squares(X, y, w)[0], r"\nabla f": lambda w: least_squares(X, y, w)[1]}
    yield at({**f, r"\nabla^2f": hessian, "X": X, "y": y, "w": w})


@reads("eq-normal-equations", "derivatives.matrix_calculus.least_squares")
def normal_equations(least_squares, rng):
    X, y = rng.standard_normal((5, 3)), rng.standard_normal(5)
    at_zero = least_squares(X, y, np.zeros(3))[1]
    hessian = np.array([least_squares(X, 0 * y, row)[1] for row in np.eye(3)])
    yield at({"X": X, "y": y, "w": np.linalg.solve(hessian, -at_zero)})


@reads("eq-squared-condition", "objectives.Quadratic", same=["X → 1.5 X"])  # no scale changes κ
def squared_condition(Quadratic, rng):
    X = rng.standard_normal((5, 3))
    f = Quadratic(X.T @ X)
    sigma = np.linalg.svd(X, compute_uv=False)
    given = lambda M: f.L / f.mu if M.shape == (3, 3) else np.linalg.cond(M)  # noqa: E731
    yield at({r"\kappa": given, "X": X, r"\sigma": sigma, "n": 3})


@reads("eq-inverse-gradient", "derivatives.matrix_calculus.inverse_form")
def inverse_gradient(inverse_form, rng):
    W, (a, b) = rng.standard_normal((3, 3)) + 3 * np.eye(3), rng.standard_normal((2, 3))
    yield at({"a": a, "b": b, "W": W}, {1: inverse_form(a, b, W)[1]})


@reads("eq-determinant-gradient", "derivatives.matrix_calculus.determinant")
def determinant_gradient(determinant, rng):
    W = rng.standard_normal((3, 3))
    yield at({"W": W, r"\operatorname{cof}": lambda W: determinant(W)[1]}, {1: determinant(W)[1]})


@reads(
    "eq-log-determinant-gradient", "derivatives.matrix_calculus.log_determinant", same=["W → 1.5 W"]
)  # log|c| adds a constant
def log_determinant_gradient(log_determinant, rng):
    for W in rng.standard_normal((2, 3, 3)):
        yield at({"W": W}, {1: log_determinant(W)[1]})
