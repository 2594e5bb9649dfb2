"""The stated constants of the methods, and what happens at the limits they set."""

from __future__ import annotations

import math
from types import SimpleNamespace

import numpy as np
import pytest

from course_lib import LBFGS, Adam, AdamW, AMSGrad, Newton, RMSProp
from course_lib.methods._pairs import Pair, first_length, new_pair, scale
from course_lib.methods.bfgs import _learnt, bfgs_update


def test_the_constants_are_the_stated_ones_where_nothing_else_is_said():
    assert Adam() == Adam(learning_rate=1e-3, beta1=0.9, beta2=0.999, epsilon=1e-8)
    assert AMSGrad() == AMSGrad(learning_rate=1e-3, beta1=0.9, beta2=0.999, epsilon=1e-8)
    assert AdamW() == AdamW(learning_rate=1e-3, beta1=0.9, beta2=0.999, epsilon=1e-8, weight_decay=1e-2)
    assert RMSProp() == RMSProp(learning_rate=1e-2, beta=0.99, epsilon=1e-8)
    assert LBFGS() == LBFGS(memory=10)
    assert Newton(np.diag) == Newton(np.diag, damping=0.0)


# Pairs: s = (length, 0) and y = (first, second), where yᵀs = 1e-10 ‖y‖ ‖s‖ for first = 1e-10 second.
@pytest.mark.parametrize("length, second", [(1.0, 1.0), (0.125, 64.0), (32.0, 0.25)])
@pytest.mark.parametrize("first, kept", [(0.99e-10, False), (1e-10, False), (1.01e-10, True)])
def test_a_pair_is_kept_above_the_share_of_curvature_and_not_at_it(length, second, first, kept):
    before = SimpleNamespace(x=np.zeros(2), g=np.zeros(2))
    pair = new_pair(before, np.array([length, 0.0]), np.array([first * second, second]))
    assert (pair is not None) == kept


@pytest.mark.parametrize("size", [1e-130, 1e-3, 1.0, 1e150])
def test_the_scale_of_a_pair_is_the_quotient_of_the_products_where_they_lose_nothing(size):
    for y in size * np.random.default_rng(0).normal(size=(50, 3)):
        assert scale(y, 2.0) == 2.0 / np.vdot(y, y)


@pytest.mark.parametrize("size", [1e-165, 1e-155, 1e-145, 1e155])
def test_the_scale_of_a_pair_survives_products_that_vanish_or_overflow(size):
    assert scale(np.array([3.0, 4.0]) * size, 50.0 * size) == pytest.approx(2 / size, rel=1e-14, abs=0)


def test_the_first_length_of_a_gradient_whose_sum_overflows():
    with np.errstate(over="ignore"):
        length = first_length(1, np.full(4, 1e308))
    assert length == pytest.approx(0.25e-308, rel=1e-9, abs=0)
    assert first_length(1, np.array([0.25, -0.75])) == 1
    assert first_length(1, np.array([0.25, -1.0])) == 0.8


# BFGS takes its scale again where one of the first 20 pairs is more than 10 times as steep.


def pair_of(steepness):
    """s and y = s/steepness along the second axis: yᵀs/yᵀy is the steepness."""
    s = np.array([0.0, 1.0])
    return Pair(s, s / steepness, 1.0 / steepness)


@pytest.mark.parametrize("steepness, again", [(8.0, False), (10.0, False), (10.5, True), (16.0, True)])
def test_the_inverse_hessian_is_scaled_again_beyond_ten_times(steepness, again):
    H, pair = np.eye(2), pair_of(steepness)
    updated, gamma, pairs = _learnt(H, 1.0, (pair_of(1.0),), pair)
    assert len(pairs) == 2 and pairs[1] is pair
    assert gamma == pytest.approx(steepness if again else 1.0, rel=1e-14)
    expected = np.diag([steepness, steepness]) if again else bfgs_update(H, pair.s, pair.y)
    np.testing.assert_allclose(updated, expected, rtol=1e-13)


def test_ten_times_itself_is_not_beyond():
    assert _learnt(np.eye(2), 1.6, (pair_of(1.0),), pair_of(16.0))[1] == 1.6


@pytest.mark.parametrize("before, remembered", [(0, 1), (17, 18), (18, 19), (19, 0), (20, 0)])
def test_the_inverse_hessian_stays_as_it_is_from_the_20th_pair_on(before, remembered):
    _, gamma, pairs = _learnt(np.eye(2), 1.0, (pair_of(1.0),) * before, pair_of(1.0))
    assert len(pairs) == remembered
    assert gamma == (1.0 if remembered else math.inf)


# Newton.


def step(H, damping=0.0, g=(1.0, 1.0)):
    return Newton(lambda x: np.array(H), damping).direction(np.zeros(2), np.array(g), None)[0]


THIRD = float(np.finfo(float).eps) ** (1 / 3)


def test_a_hessian_is_symmetric_to_a_third_of_its_digits():
    for scale_of_all in (1.0, 64.0):
        assert np.isfinite(step([[scale_of_all, scale_of_all * THIRD], [0.0, scale_of_all]])).all()
        with pytest.raises(ValueError, match=r"^hessian\(x\) must be symmetric, but differs from its transpose by"):
            step([[scale_of_all, scale_of_all * THIRD * 1.001], [0.0, scale_of_all]])


@pytest.mark.parametrize("lowest, shift", [(1.0, 0.0), (-0.25, 0.5), (-4.0, 5.0), (-49.0, 50.0), (-51.0, 500.0)])
def test_shifts_grow_tenfold_from_the_damping(lowest, shift):
    p = step(np.diag([lowest, 2.0]), damping=0.5)
    np.testing.assert_allclose(p, [-1 / (lowest + shift), -1 / (2 + shift)], rtol=1e-14)
