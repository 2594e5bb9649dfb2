"""The rare large gradient: numbers against the driver, and the drift against a long run."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from course_lib import Adam, AMSGrad, minimize, projected
from course_lib.experiments.rare_gradient import rare_gradient_drift, rare_gradient_path


@pytest.mark.evidence("eq-rare-gradient", "experiments.rare_gradient.rare_gradient_path")
@pytest.mark.parametrize("method, amsgrad", [(Adam, False), (AMSGrad, True)])
def test_the_path_is_that_of_the_method_on_the_objective_with_a_period(method, amsgrad):
    period, large, steps = 30, 40.0, 2000
    batches = itertools.cycle([(large,)] + [(-1.0,)] * (period - 1))
    inside = projected(method(lambda k: 0.2 / np.sqrt(k), 0.8, 0.95, 0.0), lambda x: min(max(float(x), -1.0), 1.0))
    record = {"max_iter": steps, "keep": "x"}
    run = minimize(lambda x, c: (c * float(x), c), np.array(0.5), inside, batches=batches, **record)
    constants = {"beta1": 0.8, "beta2": 0.95, "alpha": 0.2, "period": period, "large": large, "start": 0.5}
    path = rare_gradient_path(steps, amsgrad=amsgrad, **constants)
    np.testing.assert_allclose(path, run.trace.x, rtol=0, atol=1e-11)


def test_with_default_constants_adam_climbs_to_the_worst_point_and_amsgrad_returns_to_the_best():
    adam, amsgrad = (rare_gradient_path(200_000, amsgrad=kept) for kept in (False, True))
    assert adam[[0, 10_000, 100_000, 200_000]] == pytest.approx([-1, -0.322, 0.575, 1], abs=5e-4)
    assert amsgrad[200_000] == pytest.approx(-0.976, abs=5e-4)
    assert (np.diff(amsgrad[10_000::10_000]) < 0).all()


def moved_per_period(period, large, beta1, beta2, amsgrad):
    """By how much the last of many periods moves an entry that nothing stops, with α = 1 and ε = 0."""
    method, x = (AMSGrad if amsgrad else Adam)(1.0, beta1, beta2, 0.0), np.zeros(1)
    state = method.init(x)
    for _ in range(400):
        moved = 0.0
        for g in [large] + [-1.0] * (period - 1):
            p, state = method.direction(x, np.array([g]), state)
            moved += p[0]
    return moved


@pytest.mark.evidence("thm-rare-drift", "experiments.rare_gradient.rare_gradient_drift")
@pytest.mark.parametrize(
    "constants", [(5, 7.0, 0.5, 0.9), (12, 20.0, 0.9, 0.95), (12, 11.5, 0.0, 0.99), (1, 3.0, 0.9, 0.9)]
)
@pytest.mark.parametrize("amsgrad", [False, True])
def test_the_drift_is_what_one_period_moves_in_the_long_run(constants, amsgrad):
    period, large, beta1, beta2 = constants
    drift = rare_gradient_drift(period, large, beta1=beta1, beta2=beta2, amsgrad=amsgrad)
    assert drift == pytest.approx(moved_per_period(*constants, amsgrad), rel=1e-9)


def test_with_the_largest_v_the_drift_has_the_sign_of_the_sum_over_a_period():
    v0 = 1 + 0.001 * (1100.0**2 - 1) / (1 - 0.999**1000)
    kept = rare_gradient_drift(1000, 1100, amsgrad=True)
    assert kept == pytest.approx(-101 / np.sqrt(v0), rel=1e-10)
    assert rare_gradient_drift(1000, 1100) == pytest.approx(4.366, abs=5e-4)
    assert rare_gradient_drift(1000, 900, amsgrad=True) > 0


BAD = [
    (lambda: rare_gradient_path(0), ValueError, "steps must be at least 1, got 0"),
    (lambda: rare_gradient_path(5, period=2.5), TypeError, "period must be a whole number, got 2.5"),
    (lambda: rare_gradient_path(5, start=-2), ValueError, r"start must lie in \[-1, 1\], got -2"),
    (lambda: rare_gradient_path(5, beta2=1), ValueError, r"beta2 must lie in \[0, 1\), got 1"),
    (lambda: rare_gradient_path(5, alpha=0), ValueError, "alpha must be greater than 0, got 0"),
    (lambda: rare_gradient_drift(10, 0.5), ValueError, "large must be at least 1, got 0.5"),
    (lambda: rare_gradient_drift(0, 5), ValueError, "period must be at least 1, got 0"),
]


@pytest.mark.parametrize("call, error, sentence", BAD)
def test_what_does_not_fit_is_answered_with_a_sentence(call, error, sentence):
    with pytest.raises(error, match=sentence):
        call()
