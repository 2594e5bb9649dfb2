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
        TypeError: rng is no Generator; data a list of arrays, a dictionary, a number, or an array with a mask;
            batch_size is not a whole number.
        ValueError: the arrays have different numbers of rows, or none; rows of different lengths; batch_size < 1.
    """
    batch_size = _checks.whole("batch_size", batch_size, least=1)
    _checks.generator("rng", rng)
    if isinstance(data, list) and any(isinstance(a, np.ndarray) and a.ndim for a in data):
        raise TypeError("data must be an array or a tuple of arrays, got a list of arrays; write (X, y)")
    if isinstance(data, tuple):
        arrays = tuple(_rows(f"data[{i}]", part) for i, part in enumerate(data))
    else:
        arrays = (_rows("data", data),)
    lengths = [len(a) for a in arrays]
    if not lengths or len(set(lengths)) > 1 or lengths[0] == 0:
        raise ValueError(f"data must hold arrays with the same number of rows, at least one, got lengths {lengths}")
    return _epochs(arrays, batch_size, rng)


def _rows(name: str, value: object) -> np.ndarray:
    made = _checks.array(name, value)
    if made.ndim == 0:
        raise TypeError(f"{name} must be an array with a row for each sample, got {value!r}; write (X, y)")
    return made


def _epochs(
    arrays: tuple[np.ndarray, ...], batch_size: int, rng: np.random.Generator
) -> Iterator[tuple[np.ndarray, ...]]:
    while True:
        order = rng.permutation(len(arrays[0]))
        for first in range(0, len(order), batch_size):
            rows = order[first : first + batch_size]
            yield tuple(a[rows] for a in arrays)
