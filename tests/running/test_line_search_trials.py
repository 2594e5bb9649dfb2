"""Where a line search tries next, by the cubic through two points, and how often."""

from __future__ import annotations

import math

import pytest
from probes import of, probe

from course_lib import Armijo, StrongWolfe
from course_lib.running.line_search import _cubic_minimizer, _extrapolate, _interpolate

START = probe(0.0, 1.0, -1.0)
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
    phi = bowl(4 * at)
    assert _extrapolate(phi(4.0), phi(8.0)) == pytest.approx(4 * tried, rel=1e-14)


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
