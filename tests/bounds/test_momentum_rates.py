"""Momentum on quadratics: the roots of its two-term recursions, optimal tunings, stability, monotonicity."""

from __future__ import annotations

import numpy as np
import pytest

from course_lib import bounds

KAPPAS = [10.0, 100.0, 1000.0]
# A double root moves by the square root of what its polynomial is disturbed.
DOUBLE_ROOT = 1e-7


def heavy_ball_matrix(alpha, beta, curvature):
    return np.array([[1 + beta - alpha * curvature, -beta], [1, 0]])


def nesterov_matrix(alpha, beta, curvature):
    return (1 - alpha * curvature) * np.array([[1 + beta, -beta], [0, 0]]) + np.array([[0, 0], [1, 0]])


PAIRS = [
    (bounds.heavy_ball_contraction, heavy_ball_matrix),
    (bounds.nesterov_contraction, nesterov_matrix),
]


@pytest.mark.evidence("eq-momentum-polynomial", "bounds.heavy_ball_contraction")
@pytest.mark.parametrize("factor, matrix", PAIRS)
def test_the_factor_is_the_spectral_radius_of_the_recursion(factor, matrix):
    rng = np.random.default_rng(0)
    for alpha, beta, curvature in rng.uniform([0.01, 0, -1], [1, 1.2, 5], (300, 3)):
        radius = np.abs(np.linalg.eigvals(matrix(alpha, beta, curvature))).max()
        assert factor(alpha, beta, curvature) == pytest.approx(radius, rel=1e-9)


@pytest.mark.parametrize("factor", [bounds.heavy_ball_contraction, bounds.nesterov_contraction])
def test_without_momentum_the_factor_is_that_of_gradient_descent(factor):
    curvature = np.linspace(0.1, 8, 50)
    np.testing.assert_allclose(factor(0.3, 0, curvature), np.abs(1 - 0.3 * curvature), rtol=1e-14)


@pytest.mark.parametrize("kappa", KAPPAS)
def test_tunings_are_the_formulas_of_the_chapter(kappa):
    mu, root = 0.5, np.sqrt(kappa)
    L = mu * kappa
    polyak = bounds.heavy_ball_tuning(mu, L)
    assert polyak.learning_rate == pytest.approx((2 / (np.sqrt(L) + np.sqrt(mu))) ** 2, rel=1e-14)
    assert polyak.rho == pytest.approx((root - 1) / (root + 1), rel=1e-14)
    assert polyak.beta == pytest.approx(polyak.rho**2, rel=1e-14)
    usual = bounds.nesterov_tuning(mu, L)
    assert usual == pytest.approx((1 / L, (root - 1) / (root + 1), 1 - 1 / root), rel=1e-14)
    best = bounds.nesterov_quadratic_tuning(mu, L)
    s = np.sqrt(3 * kappa + 1)
    assert best == pytest.approx((4 / (3 * L + mu), (s - 2) / (s + 2), 1 - 2 / s), rel=1e-14)


TUNINGS = [
    (bounds.heavy_ball_tuning, bounds.heavy_ball_contraction),
    (bounds.nesterov_tuning, bounds.nesterov_contraction),
    (bounds.nesterov_quadratic_tuning, bounds.nesterov_contraction),
]


@pytest.mark.evidence("thm-heavy-ball-optimal", "bounds.heavy_ball_tuning")
@pytest.mark.parametrize("kappa", KAPPAS)
@pytest.mark.parametrize("tune, factor", TUNINGS)
def test_rho_is_the_largest_factor_over_the_spectrum(kappa, tune, factor):
    tuning = tune(1, kappa)
    spectrum = np.geomspace(1, kappa, 2001)
    assert factor(tuning.learning_rate, tuning.beta, spectrum).max() == pytest.approx(tuning.rho, abs=DOUBLE_ROOT)


@pytest.mark.evidence("thm-heavy-ball-optimal", "bounds.heavy_ball_tuning")
@pytest.mark.parametrize("kappa", KAPPAS)
@pytest.mark.parametrize("tune, factor", [TUNINGS[0], TUNINGS[2]])
def test_no_other_learning_rate_and_momentum_has_a_smaller_rho(kappa, tune, factor):
    tuning, ends = tune(1, kappa), np.geomspace(1, kappa, 101)
    rates = tuning.learning_rate * np.linspace(0.8, 1.2, 41)
    betas = np.clip(tuning.beta + (1 - tuning.beta) * np.linspace(-0.5, 0.5, 41), 0, 1)
    least = min(factor(a, b, ends).max() for a in rates for b in betas)
    assert least >= tuning.rho - DOUBLE_ROOT


def test_rates_stand_in_the_order_of_the_chapter():
    for kappa in KAPPAS:
        descent = bounds.contraction(bounds.best_rate(1, kappa), 1, kappa)
        tunings = [bounds.nesterov_tuning, bounds.nesterov_quadratic_tuning, bounds.heavy_ball_tuning]
        assert (
            np.diff([bounds.contraction(1 / kappa, 1, kappa), descent, *(t(1, kappa).rho for t in tunings)]) < 0
        ).all()


@pytest.mark.evidence("thm-momentum-phases", "bounds.heavy_ball_limit")
def test_the_heavy_ball_contracts_exactly_inside_its_stability_region():
    for beta in (0.0, 0.3, 0.9, 0.99):
        limit = bounds.heavy_ball_limit(beta, 5)
        assert limit == pytest.approx(2 * (1 + beta) / 5, rel=1e-15)
        inside = bounds.heavy_ball_contraction(limit * (1 - 1e-6), beta, np.linspace(0.01, 5, 500))
        assert inside.max() < 1 < bounds.heavy_ball_contraction(limit * (1 + 1e-6), beta, 5)
    assert bounds.heavy_ball_contraction(0.1, 1.0, 1) == 1  # β = 1 keeps its energy
    assert bounds.heavy_ball_contraction(0.1, 0.5, -0.01) > 1 == bounds.heavy_ball_contraction(0.1, 0.5, 0)


def signs_changed(alpha, beta, steps=200):
    x, v, seen = 1.0, 0.0, []
    for _ in range(steps):
        v = beta * v + x
        x -= alpha * v
        seen.append(x)
    return int((np.diff(np.sign(seen)) != 0).sum())


@pytest.mark.evidence("thm-momentum-phases", "bounds.monotone_momentum")
def test_a_mode_started_at_rest_keeps_its_sign_up_to_the_threshold():
    edge = bounds.monotone_momentum(0.1, 1)
    assert edge == pytest.approx((1 - np.sqrt(0.1)) ** 2, rel=1e-15) == pytest.approx(0.4675, abs=5e-5)
    assert signs_changed(0.1, 0) == signs_changed(0.1, edge - 1e-3) == 0
    assert signs_changed(0.1, edge + 1e-3) > 0
    assert signs_changed(0.1, 0.9, steps=100) == 10


BAD = [
    (lambda: bounds.heavy_ball_tuning(0, 1), ValueError, "mu must be greater than 0, got 0"),
    (lambda: bounds.nesterov_tuning(2, 1), ValueError, "L must be at least mu = 2, got 1"),
    (lambda: bounds.nesterov_quadratic_tuning(1, None), TypeError, "L must be a real number, got None"),
    (lambda: bounds.heavy_ball_contraction(0, 0.9, 1), ValueError, "alpha must be greater than 0, got 0"),
    (lambda: bounds.heavy_ball_contraction(1, -0.1, 1), ValueError, "beta must be at least 0, got -0.1"),
    (lambda: bounds.nesterov_contraction(1, 0.1, []), ValueError, r"curvature must not be empty, got shape \(0,\)"),
    (lambda: bounds.heavy_ball_limit(1, 1), ValueError, r"beta must lie in \[0, 1\), got 1"),
    (lambda: bounds.monotone_momentum(0.1, 20), ValueError, "curvature must be at most 1/alpha = 10, got 20"),
]


@pytest.mark.parametrize("call, error, sentence", BAD)
def test_what_does_not_fit_is_answered_with_a_sentence(call, error, sentence):
    with pytest.raises(error, match=sentence):
        call()
