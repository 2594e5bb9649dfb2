"""Batch normalisation and a residual block: forward, and backward from ∂J/∂y to the gradients of all that went in.

Section 7.3.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from course_lib import _checks
from course_lib.functions._sums import mean_of_rows, narrow, product, total
from course_lib.functions.activations import ACTIVATIONS


class BatchNorm(NamedTuple):
    """A forward pass: the output y and what the backward pass needs of it."""

    y: np.ndarray
    normalized: np.ndarray
    scale: np.ndarray


class BatchNormGradients(NamedTuple):
    """∂J/∂x, ∂J/∂γ and ∂J/∂β."""

    x: np.ndarray
    gamma: np.ndarray
    beta: np.ndarray


def batch_norm(x: np.ndarray, gamma: np.ndarray, beta: np.ndarray, epsilon: float = 1e-5) -> BatchNorm:
    """y = γ ⊙ x̂ + β with x̂ = (x − mean)/√(var + ε), mean and variance taken over the rows, column by column.

    Args:
        x: rows (n, d), n ≥ 2.
        gamma, beta: scale and shift of each column, (d,).
        epsilon: added to the variance (Σ(x − mean)²/n), > 0.

    Returns:
        y and x̂, both (n, d), and the factor γ/√(var + ε), (d,).

    Raises:
        ValueError: a shape that does not fit, fewer than 2 rows, or epsilon ≤ 0.

    Source: Ioffe and Szegedy, "Batch normalization".
    """
    x = _checks.floats("x", x)
    if x.ndim != 2 or len(x) < 2 or x.size == 0:
        raise ValueError(f"x must be a matrix of at least 2 rows, got shape {x.shape}")
    gamma, beta = (_vector(name, v, x) for name, v in (("gamma", gamma), ("beta", beta)))
    epsilon = _checks.positive("epsilon", epsilon)
    centred = x - mean_of_rows(x, axis=0)  # in float64, whatever the type of x
    centred -= mean_of_rows(centred, axis=0)  # what rounding has left of the mean
    exponent = np.maximum(np.frexp(np.abs(centred).max(axis=0))[1], 0)
    scaled = np.ldexp(centred, -exponent)  # columns of entries below 1, whose squares do not overflow
    deviation = np.sqrt(np.mean(scaled**2, axis=0) + np.ldexp(epsilon, -2 * exponent))
    normalized = scaled / deviation
    y, factor = gamma * normalized + beta, np.ldexp(gamma / deviation, -exponent)
    return BatchNorm(narrow(y, x), narrow(normalized, x), narrow(factor, x))


def batch_norm_backward(dy: np.ndarray, forward: BatchNorm) -> BatchNormGradients:
    """∂J/∂x = γ/√(var + ε) ⊙ (∂y − mean(∂y) − x̂ ⊙ mean(∂y ⊙ x̂)), ∂J/∂γ = Σ ∂y ⊙ x̂, ∂J/∂β = Σ ∂y, ∂y for ∂J/∂y.

    The two means are the paths through the mean and the variance, which every row of the batch shares.

    Args:
        dy: ∂J/∂y, (n, d).
        forward: what `batch_norm` returned.

    Raises:
        ValueError: dy has another shape than y.

    Source: Ioffe and Szegedy, "Batch normalization".
    """
    dy = _checks.floats("dy", dy)
    _checks.same_shape("dy", dy, "y", forward.y)
    wide, normalized, scale = (a.astype(np.float64) for a in (dy, forward.normalized, forward.scale))
    dgamma = np.sum(wide * normalized, axis=0)
    dbeta = np.sum(wide, axis=0)
    dx = scale * (wide - dbeta / len(dy) - normalized * (dgamma / len(dy)))
    return BatchNormGradients(*(narrow(a, forward.y) for a in (dx, dgamma, dbeta)))


class Residual(NamedTuple):
    """A forward pass: the output y and what the backward pass needs of it."""

    y: np.ndarray
    x: np.ndarray
    z: np.ndarray
    h: np.ndarray
    W1: np.ndarray
    W2: np.ndarray
    activation: str


class ResidualGradients(NamedTuple):
    """∂J/∂x and ∂J/∂ each parameter."""

    x: np.ndarray
    W1: np.ndarray
    b1: np.ndarray
    W2: np.ndarray
    b2: np.ndarray


def residual_block(
    x: np.ndarray, W1: np.ndarray, b1: np.ndarray, W2: np.ndarray, b2: np.ndarray, activation: str = "relu"
) -> Residual:
    """y = x + W₂ φ(W₁x + b₁) + b₂ for every row x: the identity, and a branch of two layers beside it.

    Args:
        x: rows (n, d).
        W1, b1: into the branch, (m, d) and (m,).
        W2, b2: back to the width of x, (d, m) and (d,).
        activation: φ: "tanh", "relu" or "sigmoid".

    Returns:
        y (n, d), and x, z = W₁x + b₁, h = φ(z), W1, W2, activation as the backward pass needs them.

    Raises:
        ValueError: a shape that does not fit, or an unknown activation.

    Source: He, Zhang, Ren and Sun, "Deep residual learning for image recognition".
    """
    x, W1, W2 = (_checks.floats(name, v) for name, v in (("x", x), ("W1", W1), ("W2", W2)))
    for name, array in (("x", x), ("W1", W1), ("W2", W2)):
        if array.ndim != 2 or array.size == 0:
            raise ValueError(f"{name} must be a matrix, not empty, got shape {array.shape}")
    if W1.shape[1] != x.shape[1]:
        raise ValueError(f"W1 must have {x.shape[1]} columns, as x has, got shape {W1.shape}")
    _checks.same_shape("W2", W2, "the transpose of W1", W1.T)
    b1, b2 = _vector("b1", b1, W1.T), _vector("b2", b2, x)
    phi = ACTIVATIONS[_checks.one_of("activation", activation, ACTIVATIONS)].function
    z = x @ W1.T + b1
    h = phi(z)
    return Residual(x + (h @ W2.T + b2), x, z, h, W1, W2, activation)


def residual_block_backward(dy: np.ndarray, forward: Residual) -> ResidualGradients:
    """∂J/∂x = ∂y + W₁ᵀδ with δ = (W₂ᵀ∂y) ⊙ φ'(z): the gradient passes the identity unchanged; ∂y for ∂J/∂y.

    Args:
        dy: ∂J/∂y, (n, d).
        forward: what `residual_block` returned.

    Returns:
        The gradients in the shapes of x, W1, b1, W2, b2, summed over the rows for the parameters.

    Raises:
        ValueError: dy has another shape than y.

    Source: He, Zhang, Ren and Sun, "Deep residual learning for image recognition".
    """
    dy = _checks.floats("dy", dy)
    _checks.same_shape("dy", dy, "y", forward.y)
    delta = (dy @ forward.W2) * ACTIVATIONS[forward.activation].derivative(forward.z)
    return ResidualGradients(
        dy + delta @ forward.W1,
        product(delta.T, forward.x),
        total(delta, axis=0),
        product(dy.T, forward.h),
        total(dy, axis=0),
    )


def _vector(name: str, value: np.ndarray, columns_of: np.ndarray) -> np.ndarray:
    value = _checks.floats(name, value)
    if value.shape != columns_of.shape[1:]:
        raise ValueError(f"{name} must have shape {columns_of.shape[1:]}, got {value.shape}")
    return value
