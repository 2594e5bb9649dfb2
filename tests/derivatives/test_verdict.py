"""The parts of a verdict: which slope counts, what is called a kink, a factor, or values in float32."""

from __future__ import annotations

import math

import numpy as np
import pytest

from course_lib import check_gradient
from course_lib.derivatives import _verdict
from course_lib.derivatives._verdict import STEP, Line, _factor, _kink
from course_lib.derivatives.finite_differences import EPSILON, Slope, extrapolated_slope


def recorded(f, points):
    """f, which notes where it is asked."""
    return lambda x: (points.append(float(x)), f(x))[1]


# The slope that counts. The error of `wide` is 1.
SLOPES = [
    # wide.value, near.value, near.error, which
    (2e4, 2e4, 0.5, "near"),
    (2e4, 2e4, 1.0, "wide"),
    (2e4 - 30.0, 2e4, 2.0, "wide"),  # apart by 10 times both errors
    (2e4 - 30.5, 2e4, 2.0, "near"),  # by more, and near is known to 1e-4 of itself
    (2e4 - 100.0, 2e4, 2.5, "wide"),  # by more, and near is not known so well
    (-math.inf, 2e4, 2.5, "wide"),
    (2e4, math.nan, math.inf, "wide"),
]


@pytest.mark.parametrize("wide, near, error, which", SLOPES)
def test_the_slope_near_by_counts_where_it_is_surer(monkeypatch, wide, near, error, which):
    answers = {8.0: Slope(wide, 0.1, 1.0), 0.5: Slope(near, 0.01, error)}
    monkeypatch.setattr(_verdict, "extrapolated_slope", lambda f, x, scale: answers[scale])
    assert Line(np.sin, 1.0, 8.0, 1.0).slope() is answers[0.5 if which == "near" else 8.0]


@pytest.mark.parametrize("safe", [1e-5, 0.7, 1.0, 1.3, 3.999])
def test_steps_near_by_are_powers_of_two_up_to_between_a_quarter_and_half_of_the_safe_length(safe):
    points = []
    Line(recorded(lambda x: 0.0, points), 0.0, 4.0, safe).slope()
    lengths = [point for point in points if point > 0]
    longest = lengths[-1]
    assert lengths.count(4.0) == 1 and safe / 4 < longest <= safe / 2
    assert math.frexp(longest)[0] == 0.5


@pytest.mark.parametrize("safe", [0.0, 2.0, 3.0, math.inf])
def test_without_a_shorter_length_that_is_safe_each_point_is_asked_once(safe):
    points = []
    slope = Line(recorded(np.sin, points), 0.0, 2.0, safe).slope()
    assert slope == extrapolated_slope(np.sin, 0.0, 2.0)
    assert len(points) == len(set(points))


def test_the_first_step_grows_with_x():
    assert check_gradient(lambda x: (x @ x, 2 * x), [1000.0]).step == STEP * 1024


# The limits of passing. Differences of a line at 0 are exact.


def line(slope, claimed):
    return check_gradient(lambda x: (slope * x[0], np.array([claimed])), [0.0], tol=0.5)


def test_an_error_of_the_tolerance_itself_passes_as_right():
    report = line(1.0, 2.0)
    assert report.max_error == report.tol == 0.5
    assert str(report) == "right: the largest error is 0.5 of the largest entry (tolerance 0.5)"
    assert not line(1.0, 2.001)


def test_gradients_pass_as_small_below_a_hundred_millionth_only():
    assert line(0.9e-8, 0.0)
    report = line(1e-8, 0.0)
    assert not report and report.max_error == 1


def test_reports_are_told_apart_as_objects():
    assert len({line(1.0, 1.0), line(1.0, 1.0)}) == 2


# Values in float32.


@pytest.mark.parametrize("low, high", [(-0.5, -0.2), (-0.1, -0.02), (0.01, 0.02), (0.1, 0.2)])
@pytest.mark.parametrize("number, named", [(np.float32(1 / 3), True), (1 / 3, False)])
@pytest.mark.parametrize("x", [0.0, 1e6])
def test_float32_is_seen_in_values_on_either_side_far_and_near(low, high, number, named, x):
    scale = 2.0 ** math.frexp(max(x, 1.0))[1]

    def objective(point):
        return number if low < (point[0] - x) / scale < high else 0.0, np.array([7.0])

    report = check_gradient(objective, [x])
    assert not report
    assert ("f is computed in float32" in str(report)) == named


# Kinks.


def test_a_kink_is_looked_for_within_a_quarter_of_x_and_on_a_256th_of_that():
    points = []
    _kink(Line(recorded(np.abs, points), 0.0, 2.0, 2.0**-20), 0.0)
    far = 2.0**-22
    assert sorted(points) == [-far, -far / 256, 0, 0, 0, 0, far / 256, far]


def test_kinks_are_named_at_any_size_of_x():
    large = check_gradient(lambda x: (abs(x[0] - 1000) + 1e4, np.ones(1)), [1000.0])
    assert str(large).endswith("; the function has a kink here, with slopes -1 and 1")
    small = check_gradient(lambda x: (abs(np.log(x[0] / 1e-6)), np.ones(1)), [1e-6])
    assert "the function has a kink here" in str(small)


FAR = STEP
NEAR = FAR / 256
ONE = NEAR / EPSILON  # with |f| of this size, slopes at the length NEAR are rounded by 1


@pytest.mark.parametrize(
    "far, near, size, sentence",
    [
        ((0.0, 4.0), (0.0, 2.0), 0.0, ""),  # half as far apart: it falls with the length
        ((0.0, 4.0), (0.0, 2.25), 0.0, "slopes 0 and 2.25"),
        ((1.0, 3.0), (1.0, 2.5), 0.0, "slopes 1 and 2.5"),
        ((1.0, 1.0), (1.0, 101.0), ONE, ""),  # a hundred roundings
        ((1.0, 1.0), (1.0, 101.5), ONE, "slopes 1 and 101.5"),
        ((1.0, 1.0), (1.0, 100.5), ONE, ""),
        ((-1.0, 0.0), (-1.0, -0.0), 0.0, "slopes -1 and 0"),
    ],
)
def test_slopes_that_stay_apart_are_a_kink(far, near, size, sentence):
    values = {-FAR: -FAR * far[0], -NEAR: -NEAR * near[0], 0.0: 0.0, NEAR: NEAR * near[1], FAR: FAR * far[1]}
    note = _kink(Line(lambda x: values[float(x)], 0.0, 1.0, 0.0), size)
    assert note == (f"; the function has a kink here, with {sentence}" if sentence else "")


# Factors.


@pytest.mark.parametrize(
    "apart, named",
    [(0.9, True), (1.0, True), (1.1, False), (100.0, False)],  # where 1 is 1e-4 of the largest entry
)
def test_a_factor_is_named_where_all_entries_have_it_to_four_digits(apart, named):
    note = _factor(np.array([2e4, apart]), np.array([1e4, 0.0]))
    assert note == ("; all of the analytic gradient is 2 times the numeric one" if named else "")
