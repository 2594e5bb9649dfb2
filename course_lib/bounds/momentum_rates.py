"""Momentum on a quadratic, mode by mode: a mode of curvature λ obeys a recursion of two terms (section 6.3).

Heavy ball:  x_{k+1} = (1 + β − αλ) x_k − β x_{k−1}.
Nesterov:    x_{k+1} = (1 − αλ) ((1 + β) x_k − β x_{k−1}).
Its larger root in modulus is the factor of a step. For functions that are not quadratic these are no theorems: with
its optimal tuning the heavy ball cycles on some strongly convex ones.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from course_lib import _checks


class Tuning(NamedTuple):
    """A learning rate α, a momentum β, and the factor ρ by which a step shrinks the error in the long run."""

    learning_rate: float
    beta: float
    rho: float


def heavy_ball_tuning(mu: float, L: float) -> Tuning:
    """α = (2/(√L + √μ))², β = ρ², ρ = (√κ − 1)/(√κ + 1): the optimum of the heavy ball over eigenvalues in [μ, L].

    At μ and at L the two roots coincide, so ‖x_k − x*‖ behaves like k·ρᵏ.

    Args:
        mu, L: the smallest and largest eigenvalue, 0 < mu ≤ L.

    Raises:
        ValueError: mu ≤ 0 or L < mu.

    Source: Polyak, "Some methods of speeding up the convergence of iteration methods".
    """
    mu, L = _checks.curvatures(mu, L)
    rho = (np.sqrt(L) - np.sqrt(mu)) / (np.sqrt(L) + np.sqrt(mu))
    return Tuning(float(4 / (np.sqrt(L) + np.sqrt(mu)) ** 2), float(rho**2), float(rho))


def nesterov_tuning(mu: float, L: float) -> Tuning:
    """α = 1/L, β = (√κ − 1)/(√κ + 1), ρ = 1 − 1/√κ on quadratics with eigenvalues in [μ, L]: the usual tuning.

    Args:
        mu, L: the smallest and largest eigenvalue, 0 < mu ≤ L.

    Raises:
        ValueError: mu ≤ 0 or L < mu.

    Source: Nesterov, *Introductory Lectures on Convex Optimization*; the rate on quadratics: Lessard, Recht and
        Packard, "Analysis and design of optimization algorithms via integral quadratic constraints".
    """
    mu, L = _checks.curvatures(mu, L)
    root = np.sqrt(L / mu)
    return Tuning(1 / L, float((root - 1) / (root + 1)), float(1 - 1 / root))


def nesterov_quadratic_tuning(mu: float, L: float) -> Tuning:
    """α = 4/(3L + μ), β = (√(3κ+1) − 2)/(√(3κ+1) + 2), ρ = 1 − 2/√(3κ+1): the optimum of Nesterov on quadratics.

    Args:
        mu, L: the smallest and largest eigenvalue, 0 < mu ≤ L.

    Raises:
        ValueError: mu ≤ 0 or L < mu.

    Source: Lessard, Recht and Packard, "Analysis and design of optimization algorithms via integral quadratic
        constraints".
    """
    mu, L = _checks.curvatures(mu, L)
    root = np.sqrt(3 * L / mu + 1)
    return Tuning(4 / (3 * L + mu), float((root - 2) / (root + 2)), float(1 - 2 / root))


def heavy_ball_contraction(alpha: float, beta: float, curvature: np.ndarray) -> np.ndarray:
    """max |z| over z² − (1 + β − αλ) z + β = 0; less than 1 exactly for 0 ≤ β < 1 and 0 < αλ < 2(1 + β).

    Args:
        alpha: the learning rate, > 0.
        beta: the momentum, ≥ 0.
        curvature: λ, a number or an array.

    Source: Polyak, "Some methods of speeding up the convergence of iteration methods".
    """
    step = _checks.positive("alpha", alpha) * _checks.finite("curvature", curvature)
    beta = _checks.nonnegative("beta", beta)
    return _largest_root(1 + beta - step, np.full_like(step, beta))


def nesterov_contraction(alpha: float, beta: float, curvature: np.ndarray) -> np.ndarray:
    """max |z| over z² − (1 + β)(1 − αλ) z + β(1 − αλ) = 0.

    Args:
        alpha: the learning rate, > 0.
        beta: the momentum, ≥ 0.
        curvature: λ, a number or an array.

    Source: Lessard, Recht and Packard, "Analysis and design of optimization algorithms via integral quadratic
        constraints".
    """
    shrink = 1 - _checks.positive("alpha", alpha) * _checks.finite("curvature", curvature)
    beta = _checks.nonnegative("beta", beta)
    return _largest_root((1 + beta) * shrink, beta * shrink)


def heavy_ball_limit(beta: float, L: float) -> float:
    """α < 2(1 + β)/L is where the heavy ball converges on every quadratic with eigenvalues in (0, L], for 0 ≤ β < 1.

    Args:
        beta: the momentum, in [0, 1).
        L: the largest eigenvalue, > 0.

    Source: Polyak, "Some methods of speeding up the convergence of iteration methods".
    """
    return 2 * (1 + _checks.share("beta", beta)) / _checks.positive("L", L)


def monotone_momentum(alpha: float, curvature: np.ndarray) -> np.ndarray:
    """β ≤ (1 − √(αλ))² is where the heavy ball, started at rest, runs to 0 without a change of sign; 0 < αλ ≤ 1.

    Up to this β the two roots are real and positive; beyond it they are complex and the mode oscillates.

    Args:
        alpha: the learning rate, > 0.
        curvature: λ, in (0, 1/α], a number or an array.

    Raises:
        ValueError: αλ outside (0, 1]; beyond 1 the first step already changes the sign, whatever β.

    Source: Polyak, "Some methods of speeding up the convergence of iteration methods".
    """
    alpha = _checks.positive("alpha", alpha)
    step = alpha * _checks.above("curvature", curvature, 0)
    if (step > 1).any():
        raise ValueError(f"curvature must be at most 1/alpha = {1 / alpha:g}, got {step.max() / alpha:g}")
    return (1 - np.sqrt(step)) ** 2


def _largest_root(total: np.ndarray, product: np.ndarray) -> np.ndarray:
    """max |z| over z² − total·z + product = 0; complex roots have |z|² = product."""
    square = total**2 - 4 * product
    real = (np.abs(total) + np.sqrt(np.maximum(square, 0))) / 2
    return np.where(square < 0, np.sqrt(np.maximum(product, 0)), real)[()]
