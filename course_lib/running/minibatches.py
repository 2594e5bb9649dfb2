"""Batches of rows to run on."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from course_lib import _checks


def minibatches(
    data: np.ndarray | tuple[np.ndarray, ...], batch_size: int, rng: np.random.Generator
) -> Iterator[tuple[np.ndarray, ...]]:
    """Endless tuples of rows of `data`: each epoch a new random order, cut into batches, the short last one kept.

    Args:
        data: arrays with the same number of rows; a bare array counts as a tuple of one.
        batch_size: rows a batch, ≥ 1.
        rng: the source of the orders.

    Raises:
        TypeError, ValueError: rng is no Generator; data a list of arrays; lengths differ or are 0; batch_size < 1.
    """
    batch_size = _checks.whole("batch_size", batch_size, least=1)
    _checks.generator("rng", rng)
    if isinstance(data, list) and any(isinstance(a, np.ndarray) and a.ndim for a in data):
        raise TypeError("data must be an array or a tuple of arrays, got a list of arrays; write (X, y)")
    arrays = tuple(np.asarray(a) for a in (data if isinstance(data, tuple) else (data,)))
    lengths = [len(a) if a.ndim else 0 for a in arrays]
    if not lengths or len(set(lengths)) > 1 or lengths[0] == 0:
        raise ValueError(f"data must hold arrays with the same number of rows, at least one, got lengths {lengths}")
    return _epochs(arrays, batch_size, rng)


def _epochs(
    arrays: tuple[np.ndarray, ...], batch_size: int, rng: np.random.Generator
) -> Iterator[tuple[np.ndarray, ...]]:
    while True:
        order = rng.permutation(len(arrays[0]))
        for first in range(0, len(order), batch_size):
            rows = order[first : first + batch_size]
            yield tuple(a[rows] for a in arrays)
