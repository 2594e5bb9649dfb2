"""The loss and gradient of a network, and a whole training run, beside torch, autograd and scikit-learn."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

import autograd
import autograd.numpy as anp
import numpy as np
import torch
from blocks import Row, side_by_side
from sklearn.datasets import load_digits
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier
from sklearn.utils._testing import ignore_warnings

from course_lib import MLP, Adam, minibatches, minimize

EPOCHS, BATCH = 30, 32


def torch_network(
    sizes: tuple[int, ...], activation: Callable[[], torch.nn.Module], dtype: torch.dtype
) -> torch.nn.Module:
    layers = []
    for before, after in pairwise(sizes):
        layers += [torch.nn.Linear(before, after, dtype=dtype), activation()]
    return torch.nn.Sequential(*layers[:-1])


def torch_pass(network: torch.nn.Module, X: np.ndarray, y: np.ndarray) -> Callable[[], object]:
    inputs, labels = torch.from_numpy(X), torch.from_numpy(y)

    def run() -> object:
        network.zero_grad(set_to_none=True)
        loss = torch.nn.functional.cross_entropy(network(inputs), labels)
        loss.backward()
        return loss.item()

    return run


def autograd_pass(network: MLP, theta: np.ndarray, X: np.ndarray, y: np.ndarray) -> Callable[[], object]:
    shapes = [(W.shape, b.shape) for W, b in network.unflatten(theta)]

    def loss(theta: np.ndarray) -> float:
        h, at = X, 0
        for l, (W, b) in enumerate(shapes):
            h = h @ theta[at : at + W[0] * W[1]].reshape(W).T + theta[at + W[0] * W[1] : at + W[0] * W[1] + b[0]]
            at += W[0] * W[1] + b[0]
            h = anp.tanh(h) if l < len(shapes) - 1 else h
        top = anp.max(h, axis=1, keepdims=True)
        return anp.mean(anp.log(anp.sum(anp.exp(h - top), axis=1)) + top[:, 0] - h[anp.arange(len(y)), y])

    both = autograd.value_and_grad(loss)
    return lambda: both(theta)


def passes(rng: np.random.Generator) -> Iterator[Row]:
    """One loss and gradient."""
    sizes = (64, 256, 256, 10)
    X, y = rng.standard_normal((128, 64)).astype(np.float32), rng.integers(10, size=128)
    network = MLP(sizes, activation="relu", loss="cross_entropy")
    theta, on_data = network.init(rng, "he").astype(np.float32), network.objective(X, y)
    theirs = torch_pass(torch_network(sizes, torch.nn.ReLU, torch.float32), X, y)
    yield Row(
        "loss and gradient, 64–256–256–10, 128 rows, float32",
        "torch",
        side_by_side(lambda: on_data(theta), theirs),
        0.70,
    )

    sizes = (2, 16, 16, 2)
    X, y = rng.standard_normal((64, 2)), rng.integers(2, size=64)
    network = MLP(sizes, activation="tanh", loss="cross_entropy")
    start, small = network.init(rng), network.objective(X, y)
    theirs = torch_pass(torch_network(sizes, torch.nn.Tanh, torch.float64), X, y)
    work = "loss and gradient, 2–16–16–2, 64 rows, float64"
    yield Row(work, "torch", side_by_side(lambda: small(start), theirs), 0.35)
    yield Row(work, "autograd", side_by_side(lambda: small(start), autograd_pass(network, start, X, y)), 0.12)


def trainings() -> Iterator[Row]:
    """EPOCHS over the digits with Adam, 64–64–10, relu."""
    X, y = load_digits(return_X_y=True)
    X = (X / 16).astype(np.float32)
    steps = EPOCHS * -(-len(X) // BATCH)
    network = MLP((64, 64, 10), activation="relu", loss="cross_entropy")

    def ours() -> object:
        rng = np.random.default_rng(0)
        theta = network.init(rng, "he").astype(np.float32)
        batches = minibatches(np.arange(len(X)), BATCH, rng)
        return minimize(network.objective(X, y), theta, Adam(1e-3), batches=batches, max_iter=steps, every=steps)

    @ignore_warnings(category=ConvergenceWarning)
    def scikit() -> object:
        model = MLPClassifier(
            (64,), alpha=0, batch_size=BATCH, max_iter=EPOCHS, tol=0, n_iter_no_change=EPOCHS, random_state=0
        )
        return model.fit(X, y)

    def with_torch() -> object:
        torch.manual_seed(0)
        network = torch_network((64, 64, 10), torch.nn.ReLU, torch.float32)
        optimizer = torch.optim.Adam(network.parameters())
        inputs, labels = torch.from_numpy(X), torch.from_numpy(y)
        for _ in range(EPOCHS):
            for rows in torch.randperm(len(X)).split(BATCH):
                optimizer.zero_grad()
                torch.nn.functional.cross_entropy(network(inputs[rows]), labels[rows]).backward()
                optimizer.step()
        return network

    work = f"{EPOCHS} epochs on 1,797 digits, 64–64–10, batches of {BATCH}, Adam"
    yield Row(work, "scikit-learn", side_by_side(ours, scikit), 0.6)
    yield Row(work, "torch", side_by_side(ours, with_torch), 0.4)


def rows() -> Iterator[Row]:
    yield from passes(np.random.default_rng(0))
    yield from trainings()
