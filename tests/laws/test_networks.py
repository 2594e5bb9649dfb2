"""Laws of networks: what their outputs do not depend on, and their gradients against the complex step."""

from itertools import pairwise

import numpy as np
import pytest
from drawn import along, rngs
from hypothesis import given
from hypothesis import strategies as st

from course_lib import MLP, Backprop, he, softmax, xavier

EPS = np.finfo(np.float64).eps
SIZES = (2, 4, 3, 2)
NETWORKS = [
    MLP(SIZES, activation, loss, l2)
    for activation in ("tanh", "relu", "sigmoid")
    for loss, l2 in (("half_squared_error", 0.0), ("cross_entropy", 0.1))
]
PHI = {
    "tanh": np.tanh,
    "relu": lambda z: np.where(np.real(z) > 0, z, 0),
    "sigmoid": lambda z: 1 / (1 + np.exp(-z)),
}


def data(rng, network, n=5):
    X, Y = rng.standard_normal((n, SIZES[0])), rng.standard_normal((n, SIZES[-1]))
    return X, softmax(Y) if network.loss == "cross_entropy" else Y


def start(rng, network):
    return rng.standard_normal(network.n)


def formula(network, theta, X, Y):
    """J, by hand, for complex θ too."""
    h, penalty, end = X, 0.0, 0
    for l, (n_in, n_out) in enumerate(pairwise(SIZES), start=1):
        W, b = (
            theta[end : end + n_out * n_in].reshape(n_out, n_in),
            theta[end + n_out * n_in : end + n_out * (n_in + 1)],
        )
        end += n_out * (n_in + 1)
        z, penalty = h @ W.T + b, penalty + network.l2 / 2 * np.sum(W * W)
        h = z if l == len(SIZES) - 1 else PHI[network.activation](z)
    if network.loss == "cross_entropy":
        return -np.sum(Y * (h - np.log(np.exp(h).sum(axis=1, keepdims=True)))) / len(X) + penalty
    return np.sum((h - Y) ** 2) / (2 * len(X)) + penalty


@pytest.mark.law("MLP", "Backprop")
@given(rng=rngs, network=st.sampled_from(NETWORKS), dtype=st.sampled_from([np.float64, np.float32]))
def test_gradients_are_those_of_the_complex_step_in_the_type_of_theta(rng, network, dtype):
    theta, (X, Y) = start(rng, network).astype(dtype), data(rng, network)
    v, kept = rng.standard_normal(network.n), [a.tobytes() for a in (theta, X, Y)]
    J, gradient = network.value_and_grad(theta, X, Y)
    assert [a.tobytes() for a in (theta, X, Y)] == kept
    assert gradient.dtype == dtype
    wide, rounding = theta.astype(np.float64), 256 * float(np.finfo(dtype).eps)
    assert pytest.approx(formula(network, wide, X, Y), rel=rounding) == J
    slope = along(lambda theta: formula(network, theta, X, Y), wide, v)
    assert gradient @ v == pytest.approx(slope, abs=rounding * np.abs(gradient * v).sum())
    closed = network.objective(X, Y)(theta)
    assert closed[0] == J and closed[1].tobytes() == gradient.tobytes()


@pytest.mark.law("Backprop", "MLP")
@given(rng=rngs, network=st.sampled_from(NETWORKS))
def test_a_pass_holds_its_own_equations(rng, network):
    theta, (X, Y) = start(rng, network), data(rng, network)
    layers, passed = network.unflatten(theta), network.backward(theta, X, Y)
    assert isinstance(passed, Backprop)
    np.testing.assert_array_equal(passed.h[0], X)
    np.testing.assert_array_equal(passed.h[-1], network.forward(theta, X))
    for l, (W, b) in enumerate(layers):
        np.testing.assert_allclose(passed.z[l], passed.h[l] @ W.T + b, rtol=0, atol=64 * EPS)
        dW, db = passed.gradients[l]
        np.testing.assert_allclose(dW, passed.delta[l].T @ passed.h[l] + network.l2 * W, rtol=0, atol=64 * EPS)
        np.testing.assert_allclose(db, passed.delta[l].sum(axis=0), rtol=0, atol=64 * EPS)
    assert network.flatten(passed.gradients).tobytes() == network.value_and_grad(theta, X, Y)[1].tobytes()


@pytest.mark.law("MLP")
@given(rng=rngs, network=st.sampled_from(NETWORKS))
def test_hidden_units_and_samples_have_no_order_and_samples_taken_twice_no_weight(rng, network):
    theta, (X, Y) = start(rng, network), data(rng, network)
    (W1, b1), (W2, b2), last = network.unflatten(theta)
    p, rows = rng.permutation(SIZES[1]), rng.permutation(len(X))
    renamed = network.flatten([(W1[p], b1[p]), (W2[:, p], b2), last])
    J, gradient = network.value_and_grad(theta, X, Y)
    assert network.value_and_grad(renamed, X, Y)[0] == pytest.approx(J, rel=64 * EPS)
    for again in ((X[rows], Y[rows]), (np.concatenate([X, X]), np.concatenate([Y, Y]))):
        J_again, gradient_again = network.value_and_grad(theta, *again)
        assert J_again == pytest.approx(J, rel=64 * EPS)
        np.testing.assert_allclose(gradient_again, gradient, rtol=0, atol=256 * EPS * (1 + np.abs(gradient).max()))
    alone = np.concatenate([network.forward(theta, x[None]) for x in X])
    np.testing.assert_allclose(network.forward(theta, X), alone, rtol=0, atol=256 * EPS)


@pytest.mark.law("MLP")
@given(rng=rngs, network=st.sampled_from(NETWORKS), scheme=st.sampled_from(["xavier", "he"]))
def test_flatten_undoes_unflatten_and_a_start_depends_on_the_seed_alone(rng, network, scheme):
    seed = int(rng.integers(2**31))
    theta, again = (network.init(np.random.default_rng(seed), scheme) for _ in range(2))
    assert theta.tobytes() == again.tobytes() == network.flatten(network.unflatten(theta)).tobytes()
    layers = network.unflatten(theta)
    assert [(W.shape, b.shape) for W, b in layers] == [((4, 2), (4,)), ((3, 4), (3,)), ((2, 3), (2,))]
    assert all(not b.any() for _, b in layers)
    layers[0][0][:] = 0  # a copy
    assert theta.tobytes() == again.tobytes()


@pytest.mark.law("xavier", "he")
@given(rng=rngs, n_out=st.integers(1, 9), n_in=st.integers(1, 9))
def test_initialisers_are_the_same_normal_numbers_in_their_own_scale(rng, n_out, n_in):
    seed = int(rng.integers(2**31))
    one, two, plain = (np.random.default_rng(seed) for _ in range(3))
    W, V, Z = xavier(one, (n_out, n_in)), he(two, (n_out, n_in)), plain.standard_normal((n_out, n_in))
    np.testing.assert_allclose(W, Z * np.sqrt(2 / (n_in + n_out)), rtol=4 * EPS)
    np.testing.assert_allclose(V, Z * np.sqrt(2 / n_in), rtol=4 * EPS)
    assert W.dtype == V.dtype == np.float64
    assert one.random() == two.random() == plain.random()  # as many draws as entries
