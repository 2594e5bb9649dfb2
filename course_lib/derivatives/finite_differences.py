"""Derivatives of a function of one number from its values: how far to step, and what it costs in accuracy.

Section 7.1.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import NamedTuple

import numpy as np

EPSILON = np.finfo(np.float64).eps


def forward_difference(f: Callable[[np.ndarray], np.ndarray], x: float, step: np.ndarray) -> np.ndarray:
    """(f(x + h) − f(x))/h = f'(x) + O(h): truncation h|f''|/2 and rounding about 2u|f|/h, best near h = √u.

    Args:
        f: function of one number, applied entrywise.
        x: where, a number or an array that broadcasts with step.
        step: h ≠ 0, a number or an array.

    Source: Nocedal and Wright, *Numerical Optimization*, the chapter on calculating derivatives.
    """
    return (f(x + step) - f(x)) / step


def central_difference(f: Callable[[np.ndarray], np.ndarray], x: float, step: np.ndarray) -> np.ndarray:
    """(f(x + h) − f(x − h))/(2h) = f'(x) + O(h²): truncation h²|f'''|/6 and rounding about u|f|/h, best near h = ∛u.

    Args:
        f, x, step: as in `forward_difference`.

    Source: Nocedal and Wright, *Numerical Optimization*, the chapter on calculating derivatives.
    """
    return (f(x + step) - f(x - step)) / (2 * step)


def complex_step(f: Callable[[np.ndarray], np.ndarray], x: float, step: np.ndarray) -> np.ndarray:
    """Im f(x + ih)/h = f'(x) + O(h²) with no difference to cancel, so that h may be as small as 1e-20.

    Args:
        f: function of one number that takes complex arguments and is analytic at x (no abs, no max).
        x, step: as in `forward_difference`.

    Source: Squire and Trapp, "Using complex variables to estimate derivatives of real functions".
    """
    return np.imag(f(x + 1j * step)) / step


class Slope(NamedTuple):
    """An estimate of f'(x) and the step it rests on."""

    value: float
    step: float


def power_of_two(length: float) -> float:
    """The smallest power of two above max(1, length): steps that are powers of two lose nothing when added to x."""
    return 2.0 ** math.frexp(max(1.0, length))[1]


def extrapolated_slope(f: Callable[[float], float], x: float, scale: float = 1.0) -> Slope:
    """f'(x) from central differences at h = scale · 4⁻¹⁷ … scale, extrapolated to h = 0 in powers of h².

    The estimate with the smallest sum of truncation and rounding wins, and the steps stop growing once truncation is
    far above that. So a large constant in f, a short length scale, a kink or the domain's end near x do little harm.

    Args:
        f: function of one number; where it is not finite the steps stop growing.
        x: where.
        scale: the largest step.

    Returns:
        The estimate and its smallest step; nan when f is finite at no two steps.

    Source: Ridders, "Accurate computation of F'(x) and F'(x) F''(x)".
    """
    best, least_error, previous = Slope(math.nan, math.nan), math.inf, []
    for h in scale * 4.0 ** np.arange(-17, 1):
        right, left = f(x + h), f(x - h)
        row = [(right - left) / (2 * h)]
        if not math.isfinite(row[0]):
            break
        rounding = EPSILON * max(abs(right), abs(left)) / h
        errors = []
        for k, shorter in enumerate(previous, start=1):
            row.append(shorter + (shorter - row[-1]) / (16**k - 1))
            errors.append(abs(row[k] - shorter) + rounding * 4**k)
        if errors:
            outgrown = abs(row[0] - previous[0]) > 1e4 * least_error
            k = int(np.argmin(errors))
            if errors[k] < least_error:
                best, least_error = Slope(float(row[k + 1]), float(h / 4 ** (k + 1))), errors[k]
            if outgrown:
                break
        previous = row
    return best
