"""Entrywise functions beside their derivatives, in forms that keep full accuracy for every float (section 7.2).

Each takes an array of any shape and answers in that shape, entry by entry.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from course_lib import _checks


def sigmoid(z: np.ndarray) -> np.ndarray:
    """σ(z) = 1 / (1 + e⁻ᶻ), entrywise; the exponential is taken of −|z|, so nothing overflows."""
    z = _checks.floats("z", z)
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1, e) / (1 + e)


def sigmoid_derivative(z: np.ndarray) -> np.ndarray:
    """σ'(z) = σ(z) σ(−z) = e^{−|z|} / (1 + e^{−|z|})², entrywise; σ(1 − σ) would be 0 from z = 37 on."""
    e = np.exp(-np.abs(_checks.floats("z", z)))
    return e / (1 + e) ** 2


def softplus(z: np.ndarray) -> np.ndarray:
    """log(1 + eᶻ) = max(0, z) + log(1 + e^{−|z|}), entrywise, the antiderivative of σ."""
    z = _checks.floats("z", z)
    return np.maximum(z, 0) + np.log1p(np.exp(-np.abs(z)))


def tanh(z: np.ndarray) -> np.ndarray:
    """(eᶻ − e⁻ᶻ) / (eᶻ + e⁻ᶻ), entrywise; NumPy's own, since the quotient overflows and cancels near 0."""
    return np.tanh(_checks.floats("z", z))


def tanh_derivative(z: np.ndarray) -> np.ndarray:
    """1 − tanh²(z) = 4e^{−2|z|} / (1 + e^{−2|z|})², entrywise; the difference would be 0 from |z| = 19.1 on."""
    e = np.exp(-np.abs(_checks.floats("z", z))) ** 2  # a square, since 2|z| itself may overflow
    return 4 * e / (1 + e) ** 2


def relu(z: np.ndarray) -> np.ndarray:
    """max(0, z), entrywise."""
    return np.maximum(_checks.floats("z", z), 0)


def relu_derivative(z: np.ndarray) -> np.ndarray:
    """1 where z > 0, else 0, entrywise; at the kink z = 0 every number in [0, 1] is a subgradient, and 0 is chosen."""
    z = _checks.floats("z", z)
    return (z > 0).astype(z.dtype)


class Activation(NamedTuple):
    """φ and φ', each z ↦ array of the same shape."""

    function: Callable[[np.ndarray], np.ndarray]
    derivative: Callable[[np.ndarray], np.ndarray]


ACTIVATIONS = {
    "tanh": Activation(tanh, tanh_derivative),
    "relu": Activation(relu, relu_derivative),
    "sigmoid": Activation(sigmoid, sigmoid_derivative),
}
"""What a layer's `activation` may be."""
