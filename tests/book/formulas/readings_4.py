"""Chapter 4, the chain rule: two layers and their derivatives, by number."""

import numpy as np

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
    names = {"f": outer, "g": inner, "x": x, "u": u, r"\mathsf J_g": lambda x: jacobian(inner, x)}
    yield at(names, {1: vector_jacobian_product(numbers, x, slope)})


@reads("eq-no-tangent", "derivatives.finite_differences.central_difference", words=[r"\quad f(0,0)=0,\qquad u=v=x"])
def no_tangent(central_difference, rng):
    def f(u, v):
        return 0.0 if u == v == 0 else u * u * v / (u * u + v * v)

    yield at({"f": f, "u": 0.3, "v": -0.7})
    yield at({"f": f, "u": 2.0, "v": 2.0}, {1: 2 * central_difference(lambda x: f(x, x), 0.0, 1e-3)})


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
