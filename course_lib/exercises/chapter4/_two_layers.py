"""The two layers of tanh that exercises 4.4 and 4.7 ask about."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

SIZES = ((3, 4, 2), (2, 3, 3), (4, 2, 1), (3, 3, 3))


def networks(rng: np.random.Generator) -> Iterator[tuple]:
    """W1, b1, W2, b2, x for sizes that are all different, and for some that are not."""
    for n0, n1, n2 in SIZES:
        yield tuple(rng.standard_normal(shape) for shape in ((n1, n0), n1, (n2, n1), n2, n0))


def layers(W1: np.ndarray, b1: np.ndarray, W2: np.ndarray, b2: np.ndarray, x: np.ndarray) -> tuple:
    h1 = np.tanh(W1 @ x + b1)
    return h1, np.tanh(W2 @ h1 + b2)
