"""Records gradients of networks and layers by torch's automatic differentiation, in float64.

Run in an environment that has torch: python tests/reference/record_torch_network.py
"""

from pathlib import Path

import numpy as np
import torch
from torch.nn import functional

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)
rng = np.random.default_rng(20)
ACTIVATIONS = {"tanh": torch.tanh, "relu": torch.relu, "sigmoid": torch.sigmoid}
record: dict[str, np.ndarray] = {}


def network(name, sizes, activation, loss, n, *, l2=0.0, soft=False, scale=1.0, theta=None):
    """One case: theta, X and Y are drawn unless given; J and its gradient come from torch."""
    shapes = list(zip(sizes[1:], sizes[:-1], strict=True))
    if theta is None:
        parts = [
            part
            for n_out, n_in in shapes
            for part in (rng.normal(size=n_out * n_in) * scale / np.sqrt(n_in), rng.normal(size=n_out) * 0.3)
        ]
        theta = np.concatenate(parts)
    X = rng.normal(size=(n, sizes[0]))
    if loss == "half_squared_error":
        Y = rng.normal(size=(n, sizes[-1]))
    elif soft:
        Y = rng.dirichlet(np.ones(sizes[-1]), size=n)
    else:
        Y = rng.integers(0, sizes[-1], n)

    leaf = torch.tensor(theta, requires_grad=True)
    h, end, penalty = torch.tensor(X), 0, 0.0
    for layer, (n_out, n_in) in enumerate(shapes, start=1):
        W, end = leaf[end : end + n_out * n_in].reshape(n_out, n_in), end + n_out * n_in
        b, end = leaf[end : end + n_out], end + n_out
        h = functional.linear(h, W, b)
        h = ACTIVATIONS[activation](h) if layer < len(shapes) else h
        penalty = penalty + (W**2).sum()
    if loss == "half_squared_error":
        J = 0.5 * ((h - torch.tensor(Y)) ** 2).sum(dim=1).mean()
    else:
        J = functional.cross_entropy(h, torch.tensor(Y))
    J = J + 0.5 * l2 * penalty
    (gradient,) = torch.autograd.grad(J, leaf)
    case = {"theta": theta, "X": X, "Y": Y, "value": J.item(), "gradient": gradient.numpy()}
    case |= {"sizes": sizes, "activation": activation, "loss": loss, "l2": l2}
    record.update({f"network/{name}/{key}": np.asarray(value) for key, value in case.items()})


half, entropy = "half_squared_error", "cross_entropy"
network("four layers, one sample", (3, 5, 4, 4, 2), "tanh", half, 1)
network("four layers, batch", (3, 5, 4, 4, 2), "tanh", half, 7)
network("square layers", (4, 4, 4, 4, 4), "tanh", half, 4)
network("relu, cross-entropy", (4, 8, 6, 3), "relu", entropy, 9)
network("sigmoid, cross-entropy", (4, 8, 6, 3), "sigmoid", entropy, 9)
network("tanh, soft targets", (4, 8, 3), "tanh", entropy, 9, soft=True)
network("sigmoid, squared error", (2, 6, 1), "sigmoid", half, 5)
network("no hidden layer", (5, 3), "tanh", entropy, 8)
network("saturated tanh", (4, 6, 6, 3), "tanh", half, 6, scale=40.0)
network("saturated cross-entropy", (4, 6, 3), "relu", entropy, 6, scale=60.0)
network("zero weights", (3, 4, 4, 2), "tanh", half, 5, theta=np.zeros(3 * 4 + 4 + 4 * 4 + 4 + 4 * 2 + 2))
equal = np.concatenate([np.tile([0.3, -0.2, 0.5], 4), np.full(4, 0.1), np.tile([0.4], 8), [0.2, -0.3]])
network("equal hidden units", (3, 4, 2), "tanh", half, 5, theta=equal)
network("l2", (3, 5, 4, 2), "tanh", half, 7, l2=0.1)
network("l2, relu, cross-entropy", (4, 8, 3), "relu", entropy, 7, l2=0.03)


def layer(name, forward, **arrays):
    """One case: the output y, and the gradients of ⟨dy, y⟩ with respect to everything that went in."""
    leaves = {key: torch.tensor(value, requires_grad=True) for key, value in arrays.items()}
    y = forward(**leaves)
    dy = rng.normal(size=tuple(y.shape))
    gradients = torch.autograd.grad(y, list(leaves.values()), torch.tensor(dy))
    record.update({f"{name}/in/{key}": value for key, value in arrays.items()})
    record.update({f"{name}/gradient/{key}": g.numpy() for key, g in zip(leaves, gradients, strict=True)})
    record.update({f"{name}/y": y.detach().numpy(), f"{name}/dy": dy})


layer(
    "batch_norm",
    lambda x, gamma, beta: functional.batch_norm(x, None, None, gamma, beta, training=True, eps=1e-5),
    x=rng.normal(size=(6, 4)) * [1, 3, 0.1, 1e-3] + [0, 5, -2, 0],
    gamma=rng.normal(size=4),
    beta=rng.normal(size=4),
)
for activation, phi in ACTIVATIONS.items():
    layer(
        f"residual_block {activation}",
        lambda x, W1, b1, W2, b2, phi=phi: x + functional.linear(phi(functional.linear(x, W1, b1)), W2, b2),
        x=rng.normal(size=(5, 3)),
        W1=rng.normal(size=(4, 3)),
        b1=rng.normal(size=4),
        W2=rng.normal(size=(3, 4)),
        b2=rng.normal(size=3),
    )

np.savez_compressed(Path(__file__).with_name("torch_network.npz"), **record)
