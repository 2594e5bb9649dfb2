"""Linear convergence of gradient descent under strong convexity (section 5.2)."""

from __future__ import annotations

import numpy as np

from course_lib import _checks


def contraction(alpha: np.ndarray, mu: float, L: float) -> np.ndarray:
    """ρ(α) = max(|1 − αμ|, |1 − αL|): ‖x_k − x*‖ ≤ ρ(α)ᵏ ‖x_0 − x*‖ for every μ-strongly convex, L-smooth f.

    A quadratic with eigenvalues in [μ, L] multiplies its mode λ by 1 − αλ, so one with both ends attains it.

    Args:
        alpha: the fixed rate, a number or an array.
        mu, L: the smallest and largest eigenvalue, 0 < mu ≤ L.

    Raises:
        ValueError: mu ≤ 0 or L < mu.

    Source: Polyak, *Introduction to Optimization*.
    """
    mu, L = _checks.curvatures(mu, L)
    alpha = _checks.floats("alpha", alpha)
    return np.maximum(np.abs(1 - alpha * mu), np.abs(1 - alpha * L))


def best_rate(mu: float, L: float) -> float:
    """α = 2/(L + μ), the minimiser of ρ(α), where ρ = (κ − 1)/(κ + 1) with κ = L/μ.

    Args:
        mu, L: the smallest and largest eigenvalue, 0 < mu ≤ L.

    Raises:
        ValueError: mu ≤ 0 or L < mu.

    Source: Polyak, *Introduction to Optimization*.
    """
    mu, L = _checks.curvatures(mu, L)
    return 2 / (L + mu)


def strongly_convex_distance(alpha: float, mu: float, L: float, R: float, k: np.ndarray) -> np.ndarray:
    """‖x_k − x*‖ ≤ ρ(α)ᵏ R for μ-strongly convex, L-smooth f; ρ < 1 exactly for 0 < α < 2/L.

    Args:
        alpha: the fixed rate, > 0.
        mu, L: strong convexity and smoothness, 0 < mu ≤ L.
        R: distance of the start from the minimiser, ≥ 0.
        k: number of steps ≥ 0, a number or an array.

    Source: Polyak, *Introduction to Optimization*.
    """
    rho = contraction(_checks.positive("alpha", alpha), mu, L)
    return _checks.nonnegative("R", R) * rho ** _checks.at_least("k", k, 0)


def strongly_convex_gap(alpha: float, mu: float, L: float, R: float, k: np.ndarray) -> np.ndarray:
    """f(x_k) − f* ≤ (L/2) ρ(α)²ᵏ R², since f(x) − f* ≤ (L/2)‖x − x*‖².

    Args:
        alpha: the fixed rate, > 0.
        mu, L: strong convexity and smoothness, 0 < mu ≤ L.
        R: distance of the start from the minimiser, ≥ 0.
        k: number of steps ≥ 0, a number or an array.

    Source: Nesterov, *Introductory Lectures on Convex Optimization*.
    """
    return L / 2 * strongly_convex_distance(alpha, mu, L, R, k) ** 2


def strongly_convex_iterations(rho: np.ndarray, R: float, epsilon: np.ndarray) -> np.ndarray:
    """k ≥ log(R/ε)/(−log ρ) steps suffice for ‖x_k − x*‖ ≤ ε; about log(R/ε)/(αμ) for small α.

    Args:
        rho: the contraction factor of one step in (0, 1), a number or an array; see `contraction`.
        R: distance of the start from the minimiser, > 0.
        epsilon: the distance asked for, > 0, a number or an array.

    Returns:
        The number of steps as a real number, 0 where R ≤ ε: every whole number from there on will do.

    Source: Polyak, *Introduction to Optimization*.
    """
    rho, epsilon = _checks.above("rho", rho, 0), _checks.above("epsilon", epsilon, 0)
    if (rho >= 1).any():
        raise ValueError(f"rho must be less than 1, since no other factor contracts, got {rho.max():g}")
    return np.maximum(np.log(_checks.positive("R", R) / epsilon), 0) / -np.log(rho)
