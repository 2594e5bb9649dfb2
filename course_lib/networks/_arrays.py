"""What every network keeps beside its equations: widths, samples, and θ cut into the arrays of its layers."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import numpy as np

from course_lib import _checks

Shape = tuple[int, ...]


def widths(sizes: object) -> tuple[int, ...]:
    """(n_0, n_1, …, n_D), at least two whole numbers ≥ 1."""
    if isinstance(sizes, str) or not isinstance(sizes, Iterable):
        raise TypeError(f"sizes must be the widths of the layers, such as (2, 8, 1), got {sizes!r}")
    checked = tuple(_checks.whole(f"sizes[{i}]", size, least=1) for i, size in enumerate(sizes))
    if len(checked) < 2:
        raise ValueError(f"sizes must hold at least the widths of input and output, got {sizes!r}")
    return checked


def count(shapes: Sequence[Sequence[Shape]]) -> int:
    """The number of entries of all arrays."""
    return sum(math.prod(shape) for layer in shapes for shape in layer)


def parameters(theta: object, n: int, owner: str) -> np.ndarray:
    """θ as a vector of n real numbers."""
    theta = _checks.stepped("theta", theta)
    if theta.shape != (n,):
        raise ValueError(f"theta must be a vector of {n} entries for {owner}, got {theta.shape}")
    return theta


def windows(theta: np.ndarray, shapes: Sequence[Sequence[Shape]]) -> list[tuple[np.ndarray, ...]]:
    """The arrays of each layer as windows into θ, one after the other."""
    layers, end = [], 0
    for layer in shapes:
        arrays = []
        for shape in layer:
            start, end = end, end + math.prod(shape)
            arrays.append(theta[start:end].reshape(shape))
        layers.append(tuple(arrays))
    return layers


def samples(X: object, n_in: int, called: str, dtype: np.dtype) -> np.ndarray:
    """Rows of n_in finite numbers, one sample each; `called` is the name of n_in."""
    X = _checks.floats("X", X)
    if X.ndim != 2:
        raise ValueError(f"X must have one sample a row, got shape {X.shape}; a single sample x is x[None]")
    if X.shape[1] != n_in or len(X) == 0:
        raise ValueError(f"X must have rows of {called} = {n_in} entries, got shape {X.shape}")
    with np.errstate(over="ignore"):
        return _checks.all_finite("X", X.astype(dtype, copy=False))
