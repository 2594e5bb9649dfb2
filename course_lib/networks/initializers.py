"""Random weights whose variance keeps signals and gradients at one size from layer to layer (section 7.3)."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from course_lib import _checks


def xavier(rng: np.random.Generator, shape: tuple[int, int]) -> np.ndarray:
    """W_ij ~ N(0, 2/(n_in + n_out)), independent: the compromise between forward 1/n_in and backward 1/n_out.

    Args:
        rng: the source of the numbers.
        shape: (n_out, n_in), whole numbers ≥ 1.

    Returns:
        Array of that shape, float64.

    Raises:
        TypeError: rng is no Generator, or shape is not a pair of whole numbers.
        ValueError: a number in shape is below 1.

    Source: Glorot and Bengio, "Understanding the difficulty of training deep feedforward neural networks".
    """
    n_out, n_in = _fans(shape)
    return _checks.generator("rng", rng).normal(0, np.sqrt(2 / (n_in + n_out)), (n_out, n_in))


def he(rng: np.random.Generator, shape: tuple[int, int]) -> np.ndarray:
    """W_ij ~ N(0, 2/n_in), independent: twice 1/n_in, since a ReLU passes on half of the signal's square.

    Args:
        rng: the source of the numbers.
        shape: (n_out, n_in), whole numbers ≥ 1.

    Returns:
        Array of that shape, float64.

    Raises:
        TypeError: rng is no Generator, or shape is not a pair of whole numbers.
        ValueError: a number in shape is below 1.

    Source: He, Zhang, Ren and Sun, "Delving deep into rectifiers".
    """
    n_out, n_in = _fans(shape)
    return _checks.generator("rng", rng).normal(0, np.sqrt(2 / n_in), (n_out, n_in))


SCHEMES: dict[str, Callable[[np.random.Generator, tuple[int, int]], np.ndarray]] = {"xavier": xavier, "he": he}
"""What the `scheme` of a network's `init` may be."""


def _fans(shape: tuple[int, int]) -> tuple[int, int]:
    if not isinstance(shape, tuple | list) or len(shape) != 2:
        raise TypeError(f"shape must be the pair (n_out, n_in), got {shape!r}")
    return _checks.whole("shape[0]", shape[0], least=1), _checks.whole("shape[1]", shape[1], least=1)
