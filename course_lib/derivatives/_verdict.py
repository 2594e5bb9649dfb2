"""Derivatives in code against differences of the function's values: the comparison and its verdict."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from course_lib import _checks
from course_lib.derivatives.finite_differences import (
    EPSILON,
    OUTSIDE_IS_AN_ANSWER,
    Slope,
    central_difference,
    extrapolated_slope,
    forward_difference,
)

STEP = 2.0**-17  # near ∛EPSILON, where truncation and rounding of a central difference balance
TINY = 1e-8  # gradients below this are all alike to a difference


@dataclass(frozen=True, eq=False)
class GradientReport:
    """The verdict of a check, true when it passed: max |analytic − numeric| / max(|analytic|, |numeric|) ≤ tol.

    Both maxima run over all entries, so that a tiny entry does not fail a right gradient; two gradients below 1e-8
    pass. `index` is the entry with the largest error, or (j,) for direction j, and `step` the step taken there;
    `analytic` and `numeric` are all entries that were compared. `str` says it in one sentence.
    """

    passed: bool
    max_error: float
    index: tuple[int, ...]
    analytic: np.ndarray
    numeric: np.ndarray
    step: float
    tol: float
    place: str
    note: str = ""

    def __bool__(self) -> bool:
        return self.passed

    def __str__(self) -> str:
        if self.passed and self.max_error > self.tol:
            return f"right, as far as differences tell: all entries are below {TINY:g}, analytic and numeric"
        if self.passed:
            return f"right: the largest error is {self.max_error:.2g} of the largest entry (tolerance {self.tol:g})"
        return (
            f"wrong at {self.place} {self.index}: analytic {self.analytic[self.index]:.6g}, "
            f"numeric {self.numeric[self.index]:.6g}, apart by {self.max_error:.2g} of the largest entry "
            f"(tolerance {self.tol:g}){self.note}"
        )

    def __repr__(self) -> str:
        return f"<GradientReport {self}>"


class Line(NamedTuple):
    """One number's way through the function: its slope at `at` is one entry of the derivative.

    `scale` is the largest step, a power of two; within `safe` no entry of x changes its sign.
    """

    f: Callable[[float], float]
    at: float
    scale: float
    safe: float

    def slope(self) -> Slope:
        """By extrapolation; where f may live inside `safe` alone, the slope from there if that is the surer one."""
        wide = extrapolated_slope(self.f, self.at, self.scale)
        if not 0 < self.safe < self.scale:
            return wide
        near = extrapolated_slope(self.f, self.at, 2.0 ** (math.frexp(self.safe)[1] - 2))
        apart = not abs(near.value - wide.value) <= 10 * (near.error + wide.error)
        surer = near.error < wide.error or (apart and near.error <= 1e-4 * abs(near.value))
        return near if surer else wide


@np.errstate(**OUTSIDE_IS_AN_ANSWER)
def compare(
    analytic: np.ndarray, line: Callable[[tuple], Line], f: float, tol: float, place: str, typical: float = 0.0
) -> GradientReport:
    """Central differences everywhere; from the worst entry on they are refined until one stays wrong or all agree."""
    numeric, step = np.empty(analytic.shape), np.empty(analytic.shape)
    for index in np.ndindex(analytic.shape):
        step[index] = STEP * line(index).scale
        numeric[index] = central_difference(line(index).f, line(index).at, step[index])
    refined = set()
    while True:
        largest = max(typical, *(np.abs(a[np.isfinite(a)]).max(initial=0.0) for a in (analytic, numeric)))
        errors = np.nan_to_num(np.abs(analytic - numeric), nan=np.inf) / max(largest, TINY)
        index = tuple(int(i) for i in np.unravel_index(np.argmax(errors), errors.shape))
        passed = bool(errors[index] <= tol or (largest < TINY and np.isfinite(errors[index])))
        if passed or index in refined:
            break
        numeric[index], step[index], _ = line(index).slope()
        refined.add(index)
    note = "" if passed else _single(line(index)) or _kink(line(index), f) or _factor(analytic, numeric)
    analytic, numeric = _checks.frozen(np.array(analytic)), _checks.frozen(numeric)
    return GradientReport(passed, float(errors[index]), index, analytic, numeric, float(step[index]), tol, place, note)


def _single(line: Line) -> str:
    """What to say when all values of f, at steps that are no round numbers, are float32 numbers."""
    values = [
        line.f(line.at + share * line.scale) for share in (-0.3141592653, -0.0271828182, 0.0161803398, 0.1732050807)
    ]
    values = [value for value in values if np.isfinite(value)]
    if len(set(values)) > 1 and all(float(np.float32(value)) == value for value in values):
        return "; f is computed in float32, too coarse for differences: compute it in the type of x for the check"
    return ""


def _kink(line: Line, size: float) -> str:
    """What to say when the slopes from both sides differ, and still do on a 256th of the length."""
    far = min(STEP * line.scale, line.safe / 4 or np.inf)
    near = far / 256
    left, right, near_left, near_right = (forward_difference(line.f, line.at, h) for h in (-far, far, -near, near))
    gap, rounding = abs(near_right - near_left), EPSILON * abs(size) / near
    if gap > max(0.5 * abs(right - left), 100 * rounding):
        return f"; the function has a kink here, with slopes {near_left + 0.0:.6g} and {near_right + 0.0:.6g}"
    return ""


def _factor(analytic: np.ndarray, numeric: np.ndarray) -> str:
    """What to say when the analytic gradient is a multiple of the numeric one."""
    factor = np.vdot(numeric, analytic) / np.vdot(numeric, numeric)
    if not np.isfinite(factor) or np.abs(analytic - factor * numeric).max() > 1e-4 * np.abs(numeric).max():
        return ""
    return f"; all of the analytic gradient is {factor:.6g} times the numeric one"
