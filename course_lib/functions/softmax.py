"""The softmax family: every exponential is taken of z − max z, so that nothing overflows (section 7.2).

Narrower types than float64 are computed in it and rounded once, so that no length of the axis costs digits.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from course_lib import _checks
from course_lib.functions._sums import narrow


def softmax(z: np.ndarray, axis: int = -1) -> np.ndarray:
    """sᵢ = e^{zᵢ} / Σⱼ e^{zⱼ} = e^{zᵢ − m} / Σⱼ e^{zⱼ − m} with m = max z.

    Args:
        z: array with at least one axis; entries −∞ have probability 0.
        axis: the axis along which the result sums to 1.

    Returns:
        Array of the same shape.

    Raises:
        TypeError: z is not an array of real numbers, or axis is not a whole number.
        ValueError: z is empty or holds nan or +∞, all entries along the axis are −∞, or there is no such axis.

    Source: Blanchard, Higham and Higham, "Accurately computing the log-sum-exp and softmax functions".
    """
    z, axis = checked("z", z, axis)
    x = wide(z)
    with np.errstate(over="ignore"):  # a difference below the smallest float is −∞, and e^{−∞} = 0 is right
        e = np.exp(x - x.max(axis=axis, keepdims=True))
    return narrow(e / e.sum(axis=axis, keepdims=True), z)


def log_softmax(z: np.ndarray, axis: int = -1) -> np.ndarray:
    """log sᵢ = zᵢ − m − log Σⱼ e^{zⱼ − m} with m = max z, finite where the softmax itself has become 0.

    Args:
        z: array with at least one axis; an entry −∞ gives −∞.
        axis: the axis along which the softmax sums to 1.

    Returns:
        Array of the same shape, ≤ 0.

    Raises:
        TypeError, ValueError: as `softmax`.

    Source: Blanchard, Higham and Higham, "Accurately computing the log-sum-exp and softmax functions".
    """
    z, axis = checked("z", z, axis)
    differences, _, log_sum = centred(wide(z), axis)
    return narrow(differences - log_sum, z)


def log_sum_exp(z: np.ndarray, axis: int = -1) -> np.ndarray:
    """log Σⱼ e^{zⱼ} = m + log Σⱼ e^{zⱼ − m} with m = max z; its gradient is the softmax.

    Args:
        z: array with at least one axis.
        axis: the axis that is summed over.

    Returns:
        Array of the shape of z without that axis.

    Raises:
        TypeError, ValueError: as `softmax`.

    Source: Blanchard, Higham and Higham, "Accurately computing the log-sum-exp and softmax functions".
    """
    z, axis = checked("z", z, axis)
    _, largest, log_sum = centred(wide(z), axis)
    return narrow((largest + log_sum).squeeze(axis), z)


def softmax_jacobian(z: np.ndarray) -> np.ndarray:
    """∂sᵢ/∂zⱼ = sᵢ (δᵢⱼ − sⱼ), that is diag(s) − ssᵀ: symmetric, with rows that sum to 0 (section 2.6).

    Args:
        z: one vector (n,), or many along leading axes (…, n).

    Returns:
        One Jacobian (n, n) for each vector, (…, n, n).

    Raises:
        TypeError, ValueError: as `softmax`.
    """
    z, _ = checked("z", z)
    s = softmax(wide(z))
    jacobian = -s[..., :, None] * s[..., None, :]
    # sᵢ(1 − sᵢ) would lose its digits near sᵢ = 1; the sum of the other entries of the row keeps them.
    diagonal = np.arange(s.shape[-1])
    jacobian[..., diagonal, diagonal] = 0
    jacobian[..., diagonal, diagonal] = -jacobian.sum(axis=-1)
    return narrow(jacobian, z)


class Centred(NamedTuple):
    """z − m, the maximum m, and log Σ e^{z − m} along one axis, which m and the sum keep with length 1."""

    differences: np.ndarray
    largest: np.ndarray
    log_sum: np.ndarray


def centred(z: np.ndarray, axis: int = -1) -> Centred:
    """z − m, m and log Σ e^{z − m} without a check: nan and +∞ give nan, for loops in which a run may diverge.

    Args:
        z: floating-point array with at least one axis.
        axis: the axis of the maximum m and of the sum.
    """
    where = np.argmax(z, axis=axis, keepdims=True)
    largest = np.take_along_axis(z, where, axis)
    with np.errstate(over="ignore"):  # a difference below the smallest float is −∞, and e^{−∞} = 0 is right
        differences = z - largest
    e = np.exp(differences)
    np.put_along_axis(e, where, 0, axis)  # the maximum's own term 1 goes into log1p, which keeps small sums
    return Centred(differences, largest, np.log1p(e.sum(axis=axis, keepdims=True)))


def wide(z: np.ndarray) -> np.ndarray:
    """z in float64."""
    return z.astype(np.float64, copy=False)


def checked(name: str, z: np.ndarray, axis: int = -1) -> tuple[np.ndarray, int]:
    """z as floats and the axis, when the softmax along it is defined; the sentence of an error calls z by `name`."""
    z = _checks.floats(name, z)
    if z.ndim == 0 or z.size == 0:
        raise ValueError(f"{name} must have at least one axis and one entry, got shape {z.shape}")
    if _checks.whole("axis", axis, least=-z.ndim) >= z.ndim:
        raise ValueError(f"axis must lie between {-z.ndim} and {z.ndim - 1}, got {axis!r}")
    largest = z.max(axis=axis)
    if np.isnan(largest).any() or (largest == np.inf).any():
        raise ValueError(f"{name} must hold numbers below infinity, got {z[np.isnan(z) | (z == np.inf)][0]}")
    if (largest == -np.inf).any():
        raise ValueError(f"{name} must have an entry above -inf in every row along axis {axis}, got a row of -inf only")
    return z, axis
