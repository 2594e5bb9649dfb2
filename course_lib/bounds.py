"""Rates and bounds of the course's theorems as functions, to hold runs against."""

from __future__ import annotations

import numpy as np

from course_lib import _checks


def taylor_error(L: float, step_norm: np.ndarray) -> np.ndarray:
    """|f(x + Δ) − f(x) − ∇f(x)ᵀΔ| ≤ (L/2) ‖Δ‖² when ∇f is L-Lipschitz; (L/2)‖x‖² attains it.

    Args:
        L: smoothness, > 0.
        step_norm: ‖Δ‖, a number or an array.

    Raises:
        ValueError: L ≤ 0.

    Source: Nesterov, *Introductory Lectures on Convex Optimization*.
    """
    return _checks.positive("L", L) / 2 * np.square(step_norm)


def descent_guarantee(L: float, alpha: np.ndarray, grad_norm: float) -> np.ndarray:
    """f(x) − f(x − α∇f(x)) ≥ α (1 − αL/2) ‖∇f(x)‖², the descent lemma; largest at α = 1/L: ‖∇f(x)‖²/(2L).

    Args:
        L: smoothness, > 0.
        alpha: step length, a number or an array; the guarantee is positive for 0 < α < 2/L only.
        grad_norm: ‖∇f(x)‖ ≥ 0.

    Raises:
        ValueError: L ≤ 0 or grad_norm < 0.

    Source: Nesterov, *Introductory Lectures on Convex Optimization*.
    """
    L, grad_norm = _checks.positive("L", L), _checks.nonnegative("grad_norm", grad_norm)
    alpha = np.asarray(alpha, dtype=float)
    return alpha * (1 - alpha * L / 2) * grad_norm**2


def contraction(alpha: np.ndarray, mu: float, L: float) -> np.ndarray:
    """ρ(α) = max(|1 − αμ|, |1 − αL|): ‖x_k − x*‖ ≤ ρ(α)ᵏ ‖x_0 − x*‖ on a quadratic with eigenvalues in [μ, L].

    Args:
        alpha: the fixed step length, a number or an array.
        mu, L: the smallest and largest eigenvalue, 0 < mu ≤ L.

    Raises:
        ValueError: mu ≤ 0 or L < mu.

    Source: Polyak, *Introduction to Optimization*.
    """
    mu, L = _curvatures(mu, L)
    alpha = np.asarray(alpha, dtype=float)
    return np.maximum(np.abs(1 - alpha * mu), np.abs(1 - alpha * L))


def best_rate(mu: float, L: float) -> float:
    """α = 2/(L + μ), the minimiser of ρ(α), where ρ = (κ − 1)/(κ + 1) with κ = L/μ.

    Args:
        mu, L: the smallest and largest eigenvalue, 0 < mu ≤ L.

    Raises:
        ValueError: mu ≤ 0 or L < mu.

    Source: Polyak, *Introduction to Optimization*.
    """
    mu, L = _curvatures(mu, L)
    return 2 / (L + mu)


def backtracking_length(L: float, c1: float, shrink: float, trial: float) -> float:
    """The Armijo search along −∇f accepts some α ≥ min(trial, 2·shrink·(1 − c₁)/L), whatever the point.

    By the descent lemma every α ≤ 2(1 − c₁)/L passes the test, and shrinking overshoots that by one factor at most.

    Args:
        L: smoothness, > 0.
        c1, shrink: the constants of `Armijo`, in (0, 1).
        trial: the first trial length, > 0.

    Raises:
        ValueError: an argument outside its range.

    Source: Nocedal and Wright, *Numerical Optimization*.
    """
    L, trial = _checks.positive("L", L), _checks.positive("trial", trial)
    c1, shrink = _checks.inside("c1", c1, 0, 1), _checks.inside("shrink", shrink, 0, 1)
    return min(trial, 2 * shrink * (1 - c1) / L)


def _curvatures(mu: float, L: float) -> tuple[float, float]:
    mu, L = _checks.positive("mu", mu), _checks.positive("L", L)
    if mu > L:
        raise ValueError(f"L must be at least mu = {mu:g}, got {L:g}")
    return mu, L
