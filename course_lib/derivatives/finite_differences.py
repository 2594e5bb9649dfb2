"""Derivatives of a function of one number from its values: how far to step, and what it costs in accuracy.

Section 7.1.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from course_lib import _checks

EPSILON = np.finfo(np.float64).eps
OUTSIDE_IS_AN_ANSWER = {"over": "ignore", "invalid": "ignore", "divide": "ignore"}


def forward_difference(f: Callable[[np.ndarray], np.ndarray], x: float, step: np.ndarray) -> np.ndarray:
    """(f(x + h) − f(x))/h = f'(x) + O(h): truncation h|f''|/2 and rounding about 2u|f|/h, best near h = √u.

    Args:
        f: function of one number, applied entrywise.
        x: where, a number or an array that broadcasts with step.
        step: h ≠ 0, a number or an array.

    Raises:
        TypeError: f is not a function, x or step not real numbers.
        ValueError: a step is 0, or an argument empty or not finite.

    Source: Nocedal and Wright, *Numerical Optimization*, the chapter on calculating derivatives.
    """
    _check(f, x, step)
    return (_own(f(x + step)) - f(+x if np.ndim(x) == 0 else np.array(x))) / step


def central_difference(f: Callable[[np.ndarray], np.ndarray], x: float, step: np.ndarray) -> np.ndarray:
    """(f(x + h) − f(x − h))/(2h) = f'(x) + O(h²): truncation h²|f'''|/6 and rounding about u|f|/h, best near h = ∛u.

    Args:
        f, x, step: as in `forward_difference`.

    Raises:
        TypeError, ValueError: as `forward_difference`.

    Source: Nocedal and Wright, *Numerical Optimization*, the chapter on calculating derivatives.
    """
    _check(f, x, step)
    return (_own(f(x + step)) - f(x - step)) / (2 * step)


def complex_step(f: Callable[[np.ndarray], np.ndarray], x: float, step: np.ndarray) -> np.ndarray:
    """Im f(x + ih)/h = f'(x) + O(h²) with no difference to cancel, so that h may be as small as 1e-20.

    Args:
        f: function of one number that takes complex arguments and is analytic at x (no abs, no max).
        x, step: as in `forward_difference`.

    Raises:
        TypeError, ValueError: as `forward_difference`; f returns real numbers for complex ones; or central differences
            at every length contradict Im f(x + ih)/h, which tells abs, max, conj and real parts.

    Source: Squire and Trapp, "Using complex variables to estimate derivatives of real functions".
    """
    _check(f, x, step)
    _check_analytic(f, x)
    return np.imag(f(x + 1j * step)) / step


def _own(answer: np.ndarray) -> np.ndarray:
    """A copy, since f may write its next answer into the same array."""
    return np.array(answer) if isinstance(answer, np.ndarray) else answer


def _check(f: Callable, x: float, step: np.ndarray) -> None:
    if not callable(f):
        raise TypeError(f"f must be a function of one number, got {f!r}")
    _checks.finite("x", x)
    if (_checks.finite("step", step) == 0).any():
        raise ValueError(f"step must not be 0, got {step!r}")


@np.errstate(**OUTSIDE_IS_AN_ANSWER)
def _check_analytic(f: Callable, x: float) -> None:
    """Im f(x + ih)/h against (f(x + h) − f(x − h))/(2h): where f is analytic, they meet at some length h."""
    x = _checks.finite("x", x).astype(np.float64)
    value = np.asarray(f(x + 1e-20j))
    if value.dtype.kind != "c":
        raise TypeError(f"f must return complex numbers for complex ones, got dtype {value.dtype} (abs, max or real?)")
    slope, apart = np.imag(value) / 1e-20, np.array(True)
    underflow = np.finfo(np.float64).tiny / 1e-20  # of Im f(x + ih)
    for scale in (np.maximum(np.abs(x), 1), np.abs(x)) if (x != 0).all() else (np.maximum(np.abs(x), 1),):
        for h in scale * 4.0 ** np.arange(-8, -23, -1).reshape(-1, *[1] * x.ndim):
            near, far = ((np.real(f(x + t)) - np.real(f(x - t))) / (2 * t) for t in (h, 2 * h))
            doubt = 10 * np.abs(near - far) + 1e-3 * np.maximum(np.abs(near), np.abs(slope)) + underflow
            apart = apart & (np.abs(near - slope) > doubt + 100 * EPSILON * np.abs(value) / h)
            if not apart.any():
                return
    i = np.argmax(apart)
    raise ValueError(
        f"f must be analytic at x for a complex step: at {x.flat[min(i, x.size - 1)]:g} the slope along i is "
        f"{slope.flat[i]:.6g}, along the real line {near.flat[i]:.6g} (abs, max, conj or a real part inside?)"
    )


class Slope(NamedTuple):
    """An estimate of f'(x), the step it rests on, and how far off it may be."""

    value: float
    step: float
    error: float = math.inf


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
        The estimate, its smallest step and its error; nan when f is finite at no two steps.

    Source: Ridders, "Accurate computation of F'(x) and F'(x) F''(x)".
    """
    best, previous = Slope(math.nan, math.nan), []
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
            outgrown = abs(row[0] - previous[0]) > 1e4 * best.error
            k = int(np.argmin(errors))
            if errors[k] < best.error:
                best = Slope(float(row[k + 1]), float(h / 4 ** (k + 1)), float(errors[k]))
            if outgrown:
                break
        previous = row
    return best
