"""One step of Adam beside torch's and optax's."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import jax
import numpy as np
import optax
import torch
from blocks import Row, side_by_side

from course_lib import Adam

jax.config.update("jax_enable_x64", True)


def ours(x: np.ndarray, g: np.ndarray) -> Callable[[], object]:
    method = Adam(1e-3)
    state = method.init(x)

    def step() -> object:
        nonlocal x, state
        p, state = method.direction(x, g, state)
        x = x + 1e-3 * p
        return x

    return step


def with_torch(x: np.ndarray, g: np.ndarray, tensors: int, **how: bool) -> Callable[[], object]:
    """The parameters in that many tensors, as a network's layers hold them."""
    parts = [torch.nn.Parameter(torch.from_numpy(part.copy())) for part in np.array_split(x, tensors)]
    for part, slope in zip(parts, np.array_split(g, tensors), strict=True):
        part.grad = torch.from_numpy(slope.copy())
    return torch.optim.Adam(parts, lr=1e-3, **how).step


def with_optax(x: np.ndarray, g: np.ndarray) -> Callable[[], object]:
    adam = optax.adam(1e-3)
    state, x, g = adam.init(x), jax.numpy.asarray(x), jax.numpy.asarray(g)

    @jax.jit
    def advance(x, state):
        updates, state = adam.update(g, state)
        return optax.apply_updates(x, updates), state

    def step() -> object:
        nonlocal x, state
        x, state = advance(x, state)
        return x.block_until_ready()

    return step


def rows() -> Iterator[Row]:
    rng = np.random.default_rng(0)
    x, g = rng.standard_normal((2, 354))
    work = "a step of Adam, 354 parameters, float64"
    yield Row(work, "torch, six tensors", side_by_side(ours(x, g), with_torch(x, g, 6, foreach=False)), 0.05)
    yield Row(work, "optax, compiled", side_by_side(ours(x, g), with_optax(x, g)), 0.35)
    x, g = rng.standard_normal((2, 85_000))
    work = "a step of Adam, 85,000 parameters, float64"
    yield Row(work, "torch, six tensors", side_by_side(ours(x, g), with_torch(x, g, 6)), 0.8)
    yield Row(work, "torch, fused", side_by_side(ours(x, g), with_torch(x, g, 6, fused=True)), 1.5)
