"""What smoothness alone promises for one step (section 1.3)."""

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
    return _checks.positive("L", L) / 2 * np.square(_checks.floats("step_norm", step_norm))


def descent_guarantee(L: float, alpha: np.ndarray, grad_norm: float) -> np.ndarray:
    """f(x) − f(x − α∇f(x)) ≥ α (1 − αL/2) ‖∇f(x)‖², the descent lemma; largest at α = 1/L: ‖∇f(x)‖²/(2L).

    Args:
        L: smoothness, > 0.
        alpha: the rate, a number or an array; the guarantee is positive for 0 < α < 2/L only.
        grad_norm: ‖∇f(x)‖ ≥ 0.

    Raises:
        ValueError: L ≤ 0 or grad_norm < 0.

    Source: Nesterov, *Introductory Lectures on Convex Optimization*.
    """
    L, grad_norm = _checks.positive("L", L), _checks.nonnegative("grad_norm", grad_norm)
    alpha = _checks.floats("alpha", alpha)
    return alpha * (1 - alpha * L / 2) * grad_norm**2


def backtracking_length(L: float, c1: float, shrink: float, trial: float) -> float:
    """The Armijo search along −∇f accepts some α ≥ min(trial, 2·shrink·(1 − c₁)/L), whatever the point.

    By the descent lemma every α ≤ 2(1 − c₁)/L passes the test, and shrinking overshoots that by one factor at most.

    Args:
        L: smoothness, > 0.
        c1, shrink: the constants of `Armijo`, in (0, 1).
        trial: the first trial length, > 0.

    Source: Nocedal and Wright, *Numerical Optimization*.
    """
    L, trial = _checks.positive("L", L), _checks.positive("trial", trial)
    c1, shrink = _checks.inside("c1", c1, 0, 1), _checks.inside("shrink", shrink, 0, 1)
    return min(trial, 2 * shrink * (1 - c1) / L)
