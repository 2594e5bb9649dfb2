"""The parts of a line search: the conditions at their edges, and where a search ends."""

from __future__ import annotations

import numpy as np
import pytest
from probes import probe

from course_lib import Armijo, StrongWolfe
from course_lib.running.line_search import (
    _is_higher,
    approximate_decrease,
    small_slope,
    sufficient_decrease,
)

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


def test_the_search_ends_once_its_bracket_is_down_to_two_neighbours():
    known = {alpha: probe(alpha, f, -1.0) for alpha, f in ((0.0, 1.0), (0.5, 0.6), (1.0, 2.0))}
    tried = []

    def phi(alpha):  # as if there were no numbers but these three
        tried.append(alpha)
        return known[min(round(2 * alpha) / 2, 1.0)]

    assert StrongWolfe()(phi, known[0.0], 0.5) is known[0.5]
    assert len(tried) == 3
