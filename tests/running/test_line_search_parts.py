"""The parts of a line search: the conditions at their edges, and the cubic that says where to try next."""

from __future__ import annotations

import math

import numpy as np
import pytest

from course_lib import Armijo, StrongWolfe
from course_lib.running.line_search import (
    _cubic_minimizer,
    _extrapolate,
    _interpolate,
    _is_higher,
    approximate_decrease,
    small_slope,
    sufficient_decrease,
)
from course_lib.types import Probe


def probe(alpha, f, slope, lowest=None, dtype=np.float64):
    x = np.full(1, alpha, dtype)
    return Probe(alpha, x, f, np.ones_like(x), slope, lowest)


def of(phi, slope):
    """The probes of a function of α with its derivative."""
    return lambda alpha: probe(alpha, phi(alpha), slope(alpha))


START = probe(0.0, 1.0, -1.0)


def test_the_constants_are_those_of_nocedal_and_wright():
    assert Armijo() == Armijo(c1=1e-4, shrink=0.5, max_iter=1000)
    assert StrongWolfe() == StrongWolfe(c1=1e-4, c2=0.9, max_iter=60)


@pytest.mark.parametrize(
    "alpha, f, slope, holds",
    [
        (2.0, 0.5, 0.0, True),
        (2.0, np.nextafter(0.5, 1), 0.0, False),
        (2.0, -np.inf, 0.0, False),
        (2.0, 0.25, np.nan, False),
    ],
)
def test_a_decrease_is_sufficient_from_the_armijo_line_down(alpha, f, slope, holds):
    assert sufficient_decrease(0.25, START, probe(alpha, f, slope)) == holds


@pytest.mark.parametrize("slope, small", [(0.5, True), (-0.5, True), (0.51, False), (-0.51, False)])
def test_a_slope_is_small_up_to_its_share_of_the_first(slope, small):
    assert small_slope(0.5, START, probe(1.0, 0.0, slope)) == small


@pytest.mark.parametrize(
    "f, slope, holds",
    [
        (1.0, 0.5, True),  # (2c₁ − 1) φ'(0) itself
        (1.0, 0.501, False),
        (1 + 9.0e-14, 0.0, True),  # five sixths of the digits
        (1 + 9.3e-14, 0.0, False),
        (1 - 3.6e-11, 0.0, True),  # two thirds
        (1 - 3.75e-11, 0.0, False),
    ],
)
@pytest.mark.parametrize("scale", [1.0, -1.0, 100.0])
def test_where_values_differ_by_rounding_the_slopes_decide(f, slope, holds, scale):
    start = probe(0.0, scale, -1.0)
    point = probe(1.0, scale + abs(scale) * (f - 1), slope)
    assert approximate_decrease(0.25, start, point) == holds
    assert approximate_decrease(0.25, start._replace(lowest=scale), point) == holds
    assert not approximate_decrease(0.25, start._replace(lowest=scale - abs(scale) * 1e-3), point)


def test_the_slope_may_be_as_steep_as_the_start_allows_and_f_as_high_as_the_lowest():
    start = probe(0.0, 0.0, -4.0)  # where f = 0 there is no room for rounding
    for slope, holds in ((-4.0, True), (2.0, True), (2.0 + 1e-9, False)):
        assert approximate_decrease(0.25, start, probe(1.0, 0.0, slope)) == holds


@pytest.mark.parametrize("f, holds", [(1 + 1.6e-6, True), (1 + 1.8e-6, False), (1 - 2.3e-5, True), (1 - 2.5e-5, False)])
def test_in_float32_rounding_is_that_of_float32(f, holds):
    point = probe(1.0, f, 0.0, dtype=np.float32)
    assert approximate_decrease(0.25, probe(0.0, 1.0, -1.0, dtype=np.float32), point) == holds


@pytest.mark.parametrize("f, higher", [(0.9, False), (1.0, False), (1 + 3.6e-11, False), (1 + 3.75e-11, True)])
def test_a_point_is_higher_where_it_is_so_by_more_than_rounding(f, higher):
    assert _is_higher(probe(1.0, f, 0.0), START) == higher


CUBIC = of(lambda a: a**3 - 3 * a, lambda a: 3 * a**2 - 3)
POWER = of(lambda a: a**3, lambda a: 3 * a**2)
RISING = of(lambda a: a**3 + a, lambda a: 3 * a**2 + 1)


@pytest.mark.parametrize(
    "a, b, minimizer",
    [
        (CUBIC(0.0), CUBIC(2.0), 1.0),
        (CUBIC(2.0), CUBIC(0.0), 1.0),
        (CUBIC(-0.5), CUBIC(0.25), 1.0),
        (RISING(0.0), RISING(1.0), math.nan),
        (POWER(-1.0), POWER(2.0), 0.0),  # level, and neither lower nor higher
        (POWER(-1.0), POWER(1.0), math.nan),
        (probe(0.0, 1.0, -1.0), probe(2.0, 1 + 1e-12, 3.0), 0.5),  # by the slopes alone
        (probe(1.0, 1.0, -1.0), probe(2.0, 1.0, -0.5), 3.0),
    ],
)
def test_the_cubic_through_two_points_has_its_minimiser(a, b, minimizer):
    assert _cubic_minimizer(a, b) == pytest.approx(minimizer, rel=1e-14, abs=1e-15, nan_ok=True)


def bowl(at):
    return of(lambda a: (a - at) ** 2, lambda a: 2 * (a - at))


@pytest.mark.parametrize(
    "at, tried", [(2.05, 3.1), (3.05, 3.1), (3.2, 3.2), (5.5, 5.5), (6.5, 6.0), (2.0, 6.0), (1.5, 6.0)]
)
def test_a_longer_step_goes_1_1_to_4_times_the_last_advance_further(at, tried):
    phi = bowl(at)
    assert _extrapolate(phi(1.0), phi(2.0)) == pytest.approx(tried, rel=1e-14)


@pytest.mark.parametrize("low, high", [(1.0, 2.0), (2.0, 1.0)])
@pytest.mark.parametrize("share, tried", [(0.05, 0.1), (0.15, 0.15), (0.85, 0.85), (0.95, 0.9)])
def test_a_point_inside_a_bracket_keeps_a_tenth_away_from_its_ends(low, high, share, tried):
    phi = bowl(low + share * (high - low))
    assert _interpolate(phi(low), phi(high)) == pytest.approx(low + tried * (high - low), rel=1e-12)


def test_a_bracket_without_a_minimiser_is_halved_and_one_without_a_value_cut_to_a_tenth():
    assert _interpolate(RISING(1.0), RISING(3.0)) == 2.0
    assert _interpolate(RISING(1.0), probe(3.0, math.inf, math.nan)) == 1.2
    assert _interpolate(RISING(1.0), probe(3.0, 1.0, math.nan)) == 1.2


@pytest.mark.parametrize("most", [1, 2, 7])
def test_armijo_gives_up_after_the_trials_it_may_make(most):
    tried = []

    def phi(alpha):
        tried.append(alpha)
        return probe(alpha, 2.0, 1.0)

    assert Armijo(shrink=0.25, max_iter=most)(phi, START, 3.0) is None
    assert tried == [3.0 * 0.25**i for i in range(most)]


@pytest.mark.parametrize("most", [1, 2, 7])
def test_wolfe_ends_after_the_trials_it_may_make(most):
    tried = []

    def phi(alpha):  # it falls for ever, and nowhere as slowly as is asked for
        tried.append(probe(alpha, 1.0 - alpha, -1.0))
        return tried[-1]

    assert StrongWolfe(max_iter=most)(phi, START, 1.0) is None
    assert len(tried) == most


def test_the_search_ends_once_its_bracket_is_down_to_two_neighbours():
    known = {alpha: probe(alpha, f, -1.0) for alpha, f in ((0.0, 1.0), (0.5, 0.6), (1.0, 2.0))}
    tried = []

    def phi(alpha):  # as if there were no numbers but these three
        tried.append(alpha)
        return known[min(round(2 * alpha) / 2, 1.0)]

    assert StrongWolfe()(phi, known[0.0], 0.5) is known[0.5]
    assert len(tried) == 3
