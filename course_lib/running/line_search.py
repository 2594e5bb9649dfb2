"""How far to go along a descent direction: Armijo and strong Wolfe conditions on φ(α) = f(x + αp) (section 1.3)."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from course_lib import _checks
from course_lib.types import Probe


def sufficient_decrease(c1: float, start: Probe, point: Probe) -> bool:
    """φ(α) ≤ φ(0) + c₁ α φ'(0), the Armijo condition.

    Source: Nocedal and Wright, *Numerical Optimization*.
    """
    return point.is_finite and point.f <= start.f + c1 * point.alpha * start.slope


def approximate_decrease(c1: float, start: Probe, point: Probe) -> bool:
    """φ'(α) ≤ (2c₁ − 1) φ'(0) where φ(α) and φ(0) differ by rounding only; on a quadratic φ, Armijo's condition again.

    So close to a minimum the values say nothing any more, and the slopes still do. φ(α) has to agree with the lowest
    value of the run to five sixths of its digits, or lie below, so that many such steps do not climb: 9.1e-14 relative
    in float64, 1.7e-6 in float32.

    Source: Hager and Zhang, "A new conjugate gradient method with guaranteed descent and an efficient line search".
    """
    lowest = start.f if start.lowest is None else start.lowest
    level = lowest + float(np.finfo(start.x.dtype).eps) ** (5 / 6) * abs(lowest)
    return _same_up_to_rounding(start, point) and point.f <= level and point.slope <= (2 * c1 - 1) * start.slope


def small_slope(c2: float, start: Probe, point: Probe) -> bool:
    """|φ'(α)| ≤ c₂ |φ'(0)|, the strong curvature condition.

    Source: Nocedal and Wright, *Numerical Optimization*.
    """
    return abs(point.slope) <= c2 * abs(start.slope)


@dataclass(frozen=True)
class Armijo:
    """The first α in trial, trial·shrink, trial·shrink², … with φ(α) ≤ φ(0) + c₁ α φ'(0).

    Args:
        c1: the share of the predicted decrease that is asked for, in (0, 1).
        shrink: the factor between two trials, in (0, 1).
        max_iter: the number of trials before the search gives up.

    Source: Armijo, "Minimization of functions having Lipschitz continuous first partial derivatives".
    """

    c1: float = 1e-4
    shrink: float = 0.5
    max_iter: int = 1000

    def __post_init__(self) -> None:
        _checks.inside("c1", self.c1, 0, 1)
        _checks.inside("shrink", self.shrink, 0, 1)
        _checks.whole("max_iter", self.max_iter, least=1)

    def __call__(self, phi: Callable[[float], Probe], start: Probe, trial: float) -> Probe | None:
        """The accepted point, or None when max_iter trials fail."""
        alpha = trial
        for _ in range(self.max_iter):
            point = phi(alpha)
            if sufficient_decrease(self.c1, start, point) or np.array_equal(point.x, start.x):
                return point
            alpha *= self.shrink
        return None


@dataclass(frozen=True)
class StrongWolfe:
    """An α with φ(α) ≤ φ(0) + c₁ α φ'(0) and |φ'(α)| ≤ c₂ |φ'(0)|.

    Bracketing with cubic extrapolation, then cubic interpolation inside the bracket. Where values of φ differ by
    rounding only, the first condition is judged by the slopes, φ'(α) ≤ (2c₁ − 1) φ'(0).

    Args:
        c1: the share of the predicted decrease that is asked for.
        c2: the share of the initial slope that may remain; 0 < c1 < c2 < 1.
        max_iter: the number of trial points before the search takes what it has.

    Source: Nocedal and Wright, *Numerical Optimization*, the line search for the Wolfe conditions;
        Moré and Thuente, "Line search algorithms with guaranteed sufficient decrease".
    """

    c1: float = 1e-4
    c2: float = 0.9
    max_iter: int = 60

    def __post_init__(self) -> None:
        _checks.inside("c2", self.c2, 0, 1)
        _checks.inside("c1", self.c1, 0, self.c2)
        _checks.whole("max_iter", self.max_iter, least=1)

    def __call__(self, phi: Callable[[float], Probe], start: Probe, trial: float) -> Probe | None:
        """The accepted point.

        Where max_iter trials find none, or the bracket is down to neighbouring floats, the lowest point with
        sufficient decrease; None where there is none, or where φ was still falling at the longest of all trials.
        """
        low, high = start, None  # low: the best point with sufficient decrease; high: the other end of the bracket
        alpha = trial
        for _ in range(self.max_iter):
            point = phi(alpha)
            if np.array_equal(point.x, start.x):
                return point
            if point is low or point is high:
                break
            decreased = sufficient_decrease(self.c1, start, point) or approximate_decrease(self.c1, start, point)
            if not decreased or _is_higher(point, low):
                high = point
            elif small_slope(self.c2, start, point):
                return point
            elif high is None and point.slope < 0:
                alpha = _extrapolate(low, point)
                low = point
                continue
            else:
                if high is None or point.slope * (high.alpha - low.alpha) >= 0:
                    high = low
                low = point
            alpha = _interpolate(low, high)
        return low if high is not None and low.f < start.f else None


def _same_up_to_rounding(a: Probe, b: Probe) -> bool:
    """Whether two values of φ agree to two thirds of their digits: 3.7e-11 relative in float64, 2.4e-5 in float32."""
    return abs(a.f - b.f) <= float(np.finfo(a.x.dtype).eps) ** (2 / 3) * abs(a.f)


def _is_higher(point: Probe, low: Probe) -> bool:
    return point.f > low.f and not _same_up_to_rounding(low, point)


def _cubic_minimizer(a: Probe, b: Probe) -> float:
    """The minimiser of the cubic that agrees with φ and φ' at both points; nan when it has none.

    Where φ(a) and φ(b) differ by rounding only, the rise is taken from the slopes, which makes the cubic a quadratic.
    """
    width = b.alpha - a.alpha
    rise = (a.slope + b.slope) / 2 * width if _same_up_to_rounding(a, b) else b.f - a.f
    d1 = a.slope + b.slope - 3 * rise / width
    radicand = d1 * d1 - a.slope * b.slope
    if not radicand >= 0:
        return math.nan
    d2 = math.copysign(math.sqrt(radicand), width)
    curvature = b.slope - a.slope + 2 * d2
    return b.alpha - width * (b.slope + d2 - d1) / curvature if curvature else math.nan


def _extrapolate(previous: Probe, point: Probe) -> float:
    """A longer step: the cubic's minimiser, held between 1.1 and 4 of the last advance beyond the point."""
    advance = point.alpha - previous.alpha
    longest = point.alpha + 4 * advance
    step = _cubic_minimizer(previous, point)
    return min(max(step, point.alpha + 1.1 * advance), longest) if step > point.alpha else longest


def _interpolate(low: Probe, high: Probe) -> float:
    """A point inside the bracket: the cubic's minimiser, held a tenth of the width away from both ends."""
    width = high.alpha - low.alpha
    if not high.is_finite:
        return low.alpha + 0.1 * width
    share = (_cubic_minimizer(low, high) - low.alpha) / width
    return low.alpha + (min(max(share, 0.1), 0.9) if math.isfinite(share) else 0.5) * width
