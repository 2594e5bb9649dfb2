"""Chapter 4, the chain rule: two layers and their derivatives, by number."""

import numpy as np

from course_lib import autodiff
from formulas.registry import at, reads


def inner(x):
    return np.array([np.sin(x[0]) * x[1], x[0] ** 2 + x[1], np.exp(x[1])])


def outer(u):
    return u[0] * u[1] + np.sin(u[2])


def jacobian(f, x):
    """Column by column, in an imaginary direction."""
    return np.array([np.imag(f(x + 1e-40j * row)) / 1e-40 for row in np.eye(len(x))]).T


@reads("eq-chain-gradient", "derivatives.autodiff.vector_jacobian_product")
@reads("sheet: autodiff.vector_jacobian_product", "derivatives.autodiff.vector_jacobian_product")
def chain(vector_jacobian_product, rng):
    def numbers(x):  # the same function in the library's arithmetic
        return np.array(
            [x[0].sin() * x[1] if hasattr(x[0], "sin") else np.sin(x[0]) * x[1], x[0] ** 2 + x[1], np.exp(x[1])]
        )

    x = rng.standard_normal(2)
    u = inner(x)
    slope = np.array([u[1], u[0], np.cos(u[2])])
    names = {"f": outer, "g": inner, "x": x, "u": u, r"\partial u/\partial x": jacobian(inner, x)}
    yield at(names, {1: vector_jacobian_product(numbers, x, slope)})


@reads("eq-no-tangent", "derivatives.finite_differences.central_difference", words=[r"\quad f(0,0)=0,\qquad u_1=u_2=x"])
def no_tangent(central_difference, rng):
    def f(u, v):
        return 0.0 if u == v == 0 else u * u * v / (u * u + v * v)

    yield at({"f": f, "u": [0.3, -0.7]})
    yield at({"f": f, "u": [2.0, 2.0]}, {1: 2 * central_difference(lambda x: f(x, x), 0.0, 1e-3)})


def two_layers(rng):
    W, b = (
        {1: rng.standard_normal((4, 3)), 2: rng.standard_normal((2, 4))},
        {1: rng.standard_normal(4), 2: rng.standard_normal(2)},
    )
    x, y = rng.standard_normal(3), rng.standard_normal(2)
    h1 = np.tanh(W[1] @ x + b[1])
    h = {1: h1, 2: np.tanh(W[2] @ h1 + b[2])}
    return W, b, x, y, h


def loss(W, b, x, y):
    """J in the library's arithmetic, as a function of the first matrix or bias."""

    def J(theta):
        first, bias = theta[: W[1].size].reshape(W[1].shape), theta[W[1].size :]
        h1 = [sum(w * one for w, one in zip(row, x, strict=True)) + c for row, c in zip(first, bias, strict=True)]
        h1 = [np.tanh(z) for z in h1]
        h2 = [np.tanh(sum(w * h for w, h in zip(row, h1, strict=True)) + c) for row, c in zip(W[2], b[2], strict=True)]
        return sum((h - t) * (h - t) for h, t in zip(h2, y, strict=True)) * 0.5

    return J


@reads("eq-two-layer", "derivatives.autodiff.gradient")
def two_layer(gradient, rng):
    W, b, x, y, h = two_layers(rng)
    theta = np.concatenate([W[1].ravel(), b[1]])
    delta = (1 - h[1] ** 2) * (W[2].T @ ((1 - h[2] ** 2) * (h[2] - y)))
    np.testing.assert_allclose(gradient(loss(W, b, x, y), theta)[W[1].size :], delta, rtol=1e-12)
    yield at({"W": W, "b": b, "x": x, "y": y, "h": h, "J": loss(W, b, x, y)(theta)})


@reads("eq-two-layer-gradient", "derivatives.autodiff.gradient")
def two_layer_gradient(gradient, rng):
    W, b, x, y, h = two_layers(rng)
    found = gradient(loss(W, b, x, y), np.concatenate([W[1].ravel(), b[1]]))
    by = {r"\partial J/\partial W": {1: found[:12].reshape(4, 3)}, r"\partial J/\partial b": {1: found[12:]}}
    yield at({"W": W, "x": x, "y": y, "h": h, **by})


@reads(
    "eq-sum-of-paths",
    "derivatives.autodiff.jacobian_vector_product",
    words=[r"\qquad\text{for } y=f(u_1(x),\dots,u_p(x))"],
)
def sum_of_paths(jacobian_vector_product, rng):
    x = 0.7
    u, slopes = [np.sin(x), x**2, np.exp(x)], [np.cos(x), 2 * x, np.exp(x)]

    def chain(x):
        return np.sin(x) * x * x + np.exp(x) * np.exp(x)

    partial = {1: u[1], 2: u[0], 3: 2 * u[2]}
    whole = jacobian_vector_product(chain, np.array(x), np.array(1.0))
    yield at({r"\partial f/\partial u": partial, "du/dx": dict(enumerate(slopes, 1)), "p": 3, "dy/dx": float(whole)})


@reads("eq-source-corrected", "derivatives.autodiff.gradient", words=[r"\frac{\partial}{\partial W_1}\|h_2-y\|^2="])
def source_corrected(gradient, rng):
    W, b, x, y, h = two_layers(rng)
    found = 2 * gradient(loss(W, b, x, y), np.concatenate([W[1].ravel(), b[1]]))[:12].reshape(4, 3)
    delta = {2: (1 - h[2] ** 2) * (h[2] - y)}
    yield at({"W": W, "h": h, "x": x, "y": y, r"\delta": delta}, {1: found})


@reads("eq-shortcut-gradient", "derivatives.autodiff.gradient")
def shortcut(gradient, rng):
    W, x, end = rng.standard_normal((3, 3)), rng.standard_normal(3), rng.standard_normal(3)

    def J(theta):  # endᵀ(x + tanh(Wx)), so that ∂J/∂h₁ is `end`
        matrix, x = theta[:9].reshape(3, 3), theta[9:]
        rows = [sum(w * one for w, one in zip(row, x, strict=True)) for row in matrix]
        return sum(c * (one + np.tanh(z)) for c, one, z in zip(end, x, rows, strict=True))

    found = gradient(J, np.concatenate([W.ravel(), x]))
    by = {r"\partial J/\partial W": {1: found[:9].reshape(3, 3)}, r"\partial J/\partial x": found[9:]}
    yield at({**by, r"\partial J/\partial h": {1: end}, "W": {1: W}, "t": {1: np.tanh(W @ x)}, "x": x})


@reads("eq-hessian-vector", "derivatives.autodiff.gradient", words=[r"\Big|_{t=0}"])
def hessian_vector(gradient, rng):
    def f(x):
        return np.sin(x[0]) * x[1] * x[1] + np.exp(x[1])

    def slope(x):
        return np.array([np.cos(x[0]) * x[1] ** 2, 2 * np.sin(x[0]) * x[1] + np.exp(x[1])])

    x, v = rng.standard_normal((2, 2))
    np.testing.assert_allclose(gradient(f, x), slope(x), rtol=1e-13)

    def hessian(x):
        return np.array([gradient(lambda x, i=i: gradient(f, x)[i], x) for i in range(2)])

    yield at({r"\nabla^2f": hessian, r"\nabla f": slope, "x": x, "v": v, "t": 0.0})


@reads("sheet: hessian_vector_product", "derivatives.hessian_vector_product", words=[r"\vert_{t=0}", r"f\in C^2"])
def sheet_hessian_vector(hessian_vector_product, rng):
    for instance in hessian_vector(autodiff.gradient, rng):
        names = instance.names
        product = hessian_vector_product(names[r"\nabla f"], names["x"], names["v"])
        np.testing.assert_allclose(product, names[r"\nabla^2f"](names["x"]) @ names["v"], rtol=1e-8)
        yield instance


@reads("sheet: check_gradient", "derivatives.check_gradient", words=[r"f\in C^3", r"O(t^2)+u\,O(1/t)"])
def sheet_check(check_gradient, rng):
    def f(x):
        return np.sin(x[0]) * x[1] ** 2 + x[1]

    def slope(x):
        return np.array([np.cos(x[0]) * x[1] ** 2, 2 * np.sin(x[0]) * x[1] + 1])

    x = rng.standard_normal(2)
    report = check_gradient(lambda x: (f(x), slope(x)), x)
    assert report.passed
    names = {"f": f, r"\nabla f": slope, "x": x, "t": report.step, "v": np.eye(2)[report.index]}
    yield at(names, {1: report.numeric[report.index], 2: report.analytic[report.index]})
