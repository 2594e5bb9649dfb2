"""Chapter 2, backpropagation, and its lines in the summary: layers by number, a sample as a column or all as rows."""

import numpy as np

from course_lib import MLP, functions, softmax, tanh, tanh_derivative
from formulas.registry import at, reads

# The Jacobians of the library's activations are diagonal or the softmax's: their transposes are themselves.
SYMMETRIC = tuple(
    rf"{jacobian}ᵀ: not transposed"
    for jacobian in (
        r"\mathsf J_D",
        r"\partial h/\partial z_D",
        r"\partial h/\partial z_\ell",
        r"\partial s/\partial z",
    )
)
SIZES, D = (3, 4, 5, 4, 2), 4


def layers(backward, rng, samples=1):
    """A network of four layers with one pass through it, everything by the number of its layer."""
    network = MLP(SIZES)
    theta = rng.standard_normal(network.n)
    X, Y = rng.standard_normal((samples, 3)), rng.standard_normal((samples, 2))
    found = backward(network, theta, X, Y)
    W, b = ({i: pair[part] for i, pair in enumerate(network.unflatten(theta), 1)} for part in (0, 1))
    dW, db = ({i: pair[part] for i, pair in enumerate(found.gradients, 1)} for part in (0, 1))
    numbers = {"W": W, "b": b, r"\partial J/\partial W": dW, r"\partial J/\partial b": db, "D": D, "N": samples}
    activations = dict.fromkeys(range(1, D), tanh) | {D: lambda z: z}
    slopes = dict.fromkeys(range(1, D), tanh_derivative) | {D: np.ones_like}
    return network, theta, X, Y, found, {**numbers, r"\varphi": activations, r"\varphi'": slopes}


def one_sample(backward, rng):
    """The pass of one sample, in columns."""
    *_, X, Y, found, names = layers(backward, rng)
    z, delta = ({i: row[0] for i, row in enumerate(rows, 1)} for rows in (found.z, found.delta))
    h = {i: row[0] for i, row in enumerate(found.h)}
    jacobians = {i: np.diag(names[r"\varphi'"][i](z[i])) for i in z}
    ends = {"x": X[0], "y": Y[0], r"\hat y": h[D], r"\partial J/\partial\hat y": h[D] - Y[0]}
    return {
        **names, **ends, "z": z, "h": h, r"\delta": delta, r"\mathsf J": jacobians, r"\partial h/\partial z": jacobians,
        r"\partial J/\partial z": delta, r"\partial J/\partial h": {D: h[D] - Y[0]},
    }  # fmt: skip


def all_samples(backward, rng):
    *_, X, _, found, names = layers(backward, rng, samples=3)
    Z, E = dict(enumerate(found.z, 1)), dict(enumerate(found.delta, 1))
    ones = {r"\mathbf 1": np.ones(3)}
    return {**names, **ones, "Z": Z, "H": dict(enumerate(found.h)), "E": E, "X": X}


@reads("eq-network-loss", "networks.mlp.MLP.value_and_grad")
def network_loss(value_and_grad, rng):
    network, theta, X, Y, *_ = layers(MLP.backward, rng, samples=3)
    J = {"J": lambda theta: value_and_grad(network, theta, X, Y)[0], r"\theta": theta}
    yield at({**J, "N": 3, "f": lambda x, theta: network.forward(theta, x[None])[0], "x": list(X), "y": list(Y)})


@reads("sheet: MLP.forward", "networks.mlp.MLP.forward")
def sheet_forward(forward, rng):
    network, theta, X, *_, names = layers(MLP.backward, np.random.default_rng(3))
    names = one_sample(MLP.backward, np.random.default_rng(3))
    for layer in (1, 2, 4):
        yield at({**names, "h": {**names["h"], D: forward(network, theta, X)[0]}, r"\ell": layer})


@reads("eq-forward", "networks.mlp.MLP.backward")
def forward(backward, rng):
    names = one_sample(backward, rng)
    for layer in (1, 2, 4):
        yield at({**names, r"\ell": layer})


@reads("eq-forward-rows", "networks.mlp.MLP.backward")
def forward_rows(backward, rng):
    for layer in (1, 3):
        yield at({**all_samples(backward, rng), r"\ell": layer})


@reads("eq-loss-slope", "functions.mse_gradient", words=[r"dJ=(\hat y-y)^{\mathsf T}d\hat y"])
def loss_slope(mse_gradient, rng):
    prediction, target = rng.standard_normal((2, 1, 4))
    slope = mse_gradient(prediction, target)[0]
    yield at({r"\partial J/\partial\hat y": slope, r"\hat y": prediction[0], "y": target[0]})


@reads("eq-delta", "networks.mlp.MLP.backward")
def delta(backward, rng):
    network, theta, X, Y, found, _ = layers(backward, rng)
    by_bias = dict(enumerate(np.split(network.value_and_grad(theta, X, Y)[1], np.cumsum(block_sizes()))[1::2], 1))
    yield at(
        {r"\delta": {i: row[0] for i, row in enumerate(found.delta, 1)}, r"\partial J/\partial z": by_bias, r"\ell": 2}
    )


def block_sizes():
    """How many numbers W_1, b_1, W_2, … have in θ, but for the last."""
    pairs = zip(SIZES[1:], SIZES[:-1], strict=True)
    return [count for out, into in pairs for count in (out * into, out)][:-1]


@reads("eq-output-gradient", "networks.mlp.MLP.backward")
@reads("eq-hidden-delta", "networks.mlp.MLP.backward")
def numbered(backward, rng):
    yield at(one_sample(backward, rng))


@reads("eq-backprop-step", "networks.mlp.MLP.backward", same=SYMMETRIC)
@reads("eq-backprop-gradients", "networks.mlp.MLP.backward")
@reads("sheet: MLP.backward", "networks.mlp.MLP.backward", same=SYMMETRIC)
@reads("sheet: MLP.backward 2", "networks.mlp.MLP.backward")
@reads("08-summary: Backpropagation", "networks.mlp.MLP.backward", words=["z=9"], same=SYMMETRIC)
def step(backward, rng):
    for layer in (1, 3):
        yield at({**one_sample(backward, rng), r"\ell": layer})


@reads("sheet: MLP.value_and_grad", "networks.mlp.MLP.value_and_grad")
def sheet_gradients(value_and_grad, rng):
    network, theta, X, Y, *_ = layers(MLP.backward, np.random.default_rng(3))
    pieces = np.split(value_and_grad(network, theta, X, Y)[1], np.cumsum(block_sizes()))
    dW = {i: W.reshape(SIZES[i], SIZES[i - 1]) for i, W in enumerate(pieces[::2], 1)}
    slopes = {r"\partial J/\partial W": dW, r"\partial J/\partial b": dict(enumerate(pieces[1::2], 1))}
    for layer in (1, 3):
        yield at({**one_sample(MLP.backward, np.random.default_rng(3)), **slopes, r"\ell": layer})


@reads("eq-softmax-delta", "functions.cross_entropy_gradient", same=SYMMETRIC)
def softmax_delta(cross_entropy_gradient, rng):
    z, y = rng.standard_normal(4), np.array([0.1, 0.2, 0.3, 0.4])
    s = softmax(z)
    names = {
        r"\delta": {4: cross_entropy_gradient(z[None], y[None])[0]},
        "D": 4,
        r"\partial s/\partial z": functions.softmax_jacobian(z),
    }
    yield at({**names, "s": s, "y": y, "j": 2, "i": 1})


@reads("eq-backprop-rows", "networks.mlp.MLP.backward")
def rows(backward, rng):
    for layer in (1, 3):
        yield at({**all_samples(backward, rng), r"\ell": layer})
