"""Schedules: exact values, the ends of each, and their use as a learning rate."""

from __future__ import annotations

import numpy as np
import pytest

from course_lib import GradientDescent, Quadratic, iterates, minimize, schedules


@pytest.mark.evidence("eq-schedules", "running.schedules.inverse_time")
def test_inverse_time_is_a_harmonic_sequence():
    rate = schedules.inverse_time(0.5, 0.25)
    assert [rate(k) for k in (1, 2, 5, 13)] == [0.5, 0.4, 0.25, 0.125]
    assert [schedules.inverse_time(3, 1)(k) for k in (1, 2, 3)] == [3, 1.5, 1]


@pytest.mark.evidence("eq-schedules", "running.schedules.cosine")
def test_cosine_is_half_a_wave_between_its_ends():
    rate = schedules.cosine(0.8, 6, last=0.2)
    np.testing.assert_allclose([rate(k) for k in range(1, 8)], 0.5 + 0.3 * np.cos(np.pi * np.arange(7) / 6), rtol=1e-15)
    assert rate(1) == 0.8 and rate(7) == rate(100) == pytest.approx(0.2, rel=1e-15)
    to_zero = schedules.cosine(1.0, 40)
    assert all(to_zero(k) > to_zero(k + 1) >= 0 for k in range(1, 41))
    assert to_zero(21) == pytest.approx(0.5, rel=1e-15) and to_zero(41) == 0


@pytest.mark.evidence("eq-schedules", "running.schedules.warm_up")
def test_warm_up_climbs_in_a_straight_line_and_then_changes_nothing():
    assert [schedules.warm_up(0.6, 3)(k) for k in (1, 2, 3, 4)] == pytest.approx([0.2, 0.4, 0.6, 0.6], rel=1e-15)
    inside = schedules.inverse_time(1.0, 1.0)
    climbing = schedules.warm_up(inside, 4)
    assert [climbing(k) for k in (1, 2, 4, 8)] == [0.25, 0.25, 0.25, 0.125]
    assert [schedules.warm_up(inside, 1)(k) for k in (1, 5)] == [inside(1), inside(5)]


def test_a_run_uses_the_rate_of_step_one_first():
    rate = schedules.warm_up(schedules.cosine(0.9, 5), 2)
    run = iterates(Quadratic([[1.0]]), [1.0], GradientDescent(rate))
    x = [step.x[0] for _, step in zip(range(6), run, strict=False)]
    np.testing.assert_allclose(x, np.cumprod([1, *(1 - rate(k) for k in range(1, 6))]), rtol=1e-15)


def test_a_rate_of_zero_ends_in_a_sentence():
    with pytest.raises(ValueError, match=r"learning_rate\(4\) must be greater than 0"):
        minimize(Quadratic([[1.0]]), [1.0], GradientDescent(schedules.cosine(0.1, 3)), tol=0, max_iter=4)


BAD = [
    (lambda: schedules.inverse_time(0, 1), ValueError, "first must be greater than 0, got 0"),
    (lambda: schedules.inverse_time(1, 0), ValueError, "decay must be greater than 0, got 0"),
    (lambda: schedules.cosine(1, 2.5), TypeError, "steps must be a whole number, got 2.5"),
    (lambda: schedules.cosine(1, 2, last=-1), ValueError, "last must be at least 0, got -1"),
    (lambda: schedules.cosine(1, 2)(0), ValueError, "k must be at least 1, got 0"),
    (lambda: schedules.inverse_time(1, 1)(1.5), TypeError, "k must be a whole number, got 1.5"),
    (lambda: schedules.warm_up("slow", 2), TypeError, "rate must be a real number, got 'slow'"),
    (lambda: schedules.warm_up(1.0, 0), ValueError, "steps must be at least 1, got 0"),
    (lambda: schedules.warm_up(1.0, 3)(0), ValueError, "k must be at least 1, got 0"),
]


@pytest.mark.parametrize("call, error, sentence", BAD)
def test_what_does_not_fit_is_answered_with_a_sentence(call, error, sentence):
    with pytest.raises(error, match=sentence):
        call()
