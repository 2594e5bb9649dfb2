"""The layers of a deep network: each returns its output and the function from its gradient to those of its input."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from course_lib.functions._sums import product, total
from course_lib.functions.activations import ACTIVATIONS
from course_lib.functions.layers import batch_norm, batch_norm_backward, residual_block, residual_block_backward

Parameters = list[np.ndarray]
Backward = Callable[[np.ndarray], tuple[np.ndarray, Parameters]]


def linear(h: np.ndarray, layer: Parameters, activation: str) -> tuple[np.ndarray, Backward]:
    """Wh + b, no activation."""
    W, b = layer
    return h @ W.T + b, lambda dz: (dz @ W, [product(dz.T, h), total(dz, axis=0)])


def plain(h: np.ndarray, layer: Parameters, activation: str) -> tuple[np.ndarray, Backward]:
    """φ(Wh + b)."""
    z, backward = linear(h, layer, activation)
    phi, slope = ACTIVATIONS[activation]
    return phi(z), lambda dh: backward(dh * slope(z))


def normalized(h: np.ndarray, layer: Parameters, activation: str) -> tuple[np.ndarray, Backward]:
    """φ(BN(Wh)), BN with its own scale γ and shift β."""
    W, gamma, beta = layer
    normed = batch_norm(h @ W.T, gamma, beta)
    phi, slope = ACTIVATIONS[activation]

    def backward(dh: np.ndarray) -> tuple[np.ndarray, Parameters]:
        into = batch_norm_backward(dh * slope(normed.y), normed)
        return into.x @ W, [product(into.x.T, h), into.gamma, into.beta]

    return phi(normed.y), backward


def residual(h: np.ndarray, layer: Parameters, activation: str) -> tuple[np.ndarray, Backward]:
    """h + W₂ φ(W₁h + b₁) + b₂."""
    block = residual_block(h, *layer, activation)

    def backward(dy: np.ndarray) -> tuple[np.ndarray, Parameters]:
        dx, *parameters = residual_block_backward(dy, block)
        return dx, parameters

    return block.y, backward


HIDDEN = {"plain": plain, "batch_norm": normalized, "residual": residual}
