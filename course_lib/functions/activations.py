"""Entrywise functions beside their derivatives, in forms that keep full accuracy for every float."""

from __future__ import annotations

import numpy as np

from course_lib import _checks


def sigmoid(z: np.ndarray) -> np.ndarray:
    """σ(z) = 1 / (1 + e⁻ᶻ), entrywise; the exponential is taken of −|z|, so nothing overflows.

    Args:
        z: array of any shape.

    Returns:
        Array of the same shape, between 0 and 1.

    Raises:
        TypeError: z is not an array of real numbers.
    """
    z = _checks.floats("z", z)
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1, e) / (1 + e)


def sigmoid_derivative(z: np.ndarray) -> np.ndarray:
    """σ'(z) = σ(z) σ(−z) = e^{−|z|} / (1 + e^{−|z|})², entrywise; σ(1 − σ) would be 0 from z = 37 on.

    Args:
        z: array of any shape.

    Returns:
        Array of the same shape.

    Raises:
        TypeError: z is not an array of real numbers.
    """
    e = np.exp(-np.abs(_checks.floats("z", z)))
    return e / (1 + e) ** 2


def softplus(z: np.ndarray) -> np.ndarray:
    """log(1 + eᶻ), entrywise, the antiderivative of σ.

    Args:
        z: array of any shape.

    Returns:
        Array of the same shape.

    Raises:
        TypeError: z is not an array of real numbers.
    """
    return np.logaddexp(0, _checks.floats("z", z))
