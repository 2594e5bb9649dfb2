"""Gradient descent on the whole class of convex L-smooth functions that have a minimiser (section 5.2).

The rate is α = h/L. A bound holds for every function of the class; `worst_case_gap` is attained, no smaller one
holds. For a fixed function the gap is o(1/k), and under minibatch noise none of these is a theorem.
"""

from __future__ import annotations

import math

import numpy as np

from course_lib import _checks


def convex_gap(L: float, R: float, k: np.ndarray, h: float = 1.0) -> np.ndarray:
    """f(x_k) − f* ≤ LR²/(2hk) = R²/(2αk) for α = h/L, 0 < h ≤ 1: the textbook 1/k bound.

    Args:
        L: smoothness, > 0.
        R: distance of the start from a minimiser, ≥ 0.
        k: number of steps ≥ 1, a number or an array.
        h: the rate in units of 1/L, in (0, 1].

    Source: Nesterov, *Introductory Lectures on Convex Optimization*.
    """
    L, R = _checks.positive("L", L), _checks.nonnegative("R", R)
    return L * R**2 / (2 * _short(h) * _checks.at_least("k", k, 1))


def tight_convex_gap(L: float, R: float, k: np.ndarray, h: float = 1.0) -> np.ndarray:
    """f(x_k) − f* ≤ LR²/(2(2kh + 1)) for α = h/L, 0 < h ≤ 1; LR²/(4k + 2) at α = 1/L. No smaller bound holds.

    The function L·Huber(τ) with τ = R/(2kh + 1), started at distance R, attains it: its first k iterates stay where
    the gradient is constant. The run for k is the tangent of s ↦ LR²/(4s), s = kh + ½, at its last point.

    Args:
        L: smoothness, > 0.
        R: distance of the start from a minimiser, ≥ 0.
        k: number of steps ≥ 0, a number or an array.
        h: the rate in units of 1/L, in (0, 1].

    Source: Drori and Teboulle, "Performance of first-order methods for smooth convex minimization: a novel
        approach", Theorem 3.1.
    """
    L, R = _checks.positive("L", L), _checks.nonnegative("R", R)
    return L * R**2 / (2 * (2 * _short(h) * _checks.at_least("k", k, 0) + 1))


def nesterov_convex_gap(L: float, R: float, k: np.ndarray) -> np.ndarray:
    """f(x_k) − f* ≤ 2LR²/(k + 4) for α = 1/L; equal to LR²/2 at k = 0, about 4 times the textbook bound later.

    Args:
        L: smoothness, > 0.
        R: distance of the start from a minimiser, ≥ 0.
        k: number of steps ≥ 0, a number or an array.

    Source: Nesterov, *Introductory Lectures on Convex Optimization*.
    """
    L, R = _checks.positive("L", L), _checks.nonnegative("R", R)
    return 2 * L * R**2 / (_checks.at_least("k", k, 0) + 4)


def loose_convex_gap(L: float, R: float, k: np.ndarray) -> np.ndarray:
    """f(x_k) − f* ≤ 2LR²/k for α = 1/L: true, 4 times the textbook bound, and empty for k ≤ 4.

    Up to k = 4 it says no more than f(x_0) − f* ≤ LR²/2, which holds before the first step.

    Args:
        L: smoothness, > 0.
        R: distance of the start from a minimiser, ≥ 0.
        k: number of steps ≥ 1, a number or an array.

    Source: the text that this course follows, section 5.2.
    """
    return 4 * convex_gap(L, R, k)


def worst_case_gap(L: float, R: float, k: np.ndarray, h: np.ndarray) -> np.ndarray:
    """max f(x_k) − f* over the class = (LR²/2) max{1/(2kh + 1), (1 − h)²ᵏ} for α = h/L, 0 < h < 2.

    The first term is attained by L·Huber(R/(2kh + 1)), the second by (L/2)‖x‖².

    Args:
        L: smoothness, > 0.
        R: distance of the start from a minimiser, ≥ 0.
        k: number of steps ≥ 0, a number or an array.
        h: the rate in units of 1/L, in (0, 2), a number or an array.

    Source: Kim, "A Proof of the Exact Convergence Rate of Gradient Descent"; conjectured by Drori and Teboulle,
        "Performance of first-order methods for smooth convex minimization: a novel approach".
    """
    L, R, k = _checks.positive("L", L), _checks.nonnegative("R", R), _checks.at_least("k", k, 0)
    h = _checks.finite("h", h).astype(np.float64)
    outside = h[(h <= 0) | (h >= 2)]
    if outside.size:
        raise ValueError(f"h must lie in (0, 2), since no longer step converges on the class, got {outside[0]:g}")
    return L * R**2 / 2 * np.maximum(1 / (2 * k * h + 1), np.abs(1 - h) ** (2 * k))


def best_worst_case_step(k: int) -> float:
    """h* ∈ [1.5, 2), the h with 1/(2kh + 1) = (1 − h)²ᵏ, where `worst_case_gap` after k steps is least.

    It grows to 2 with k and never reaches it: each horizon has its own best rate h*/L.

    Args:
        k: number of steps, ≥ 1.

    Raises:
        TypeError: k is not a whole number.
        ValueError: k < 1.

    Source: Kim, "A Proof of the Exact Convergence Rate of Gradient Descent".
    """
    k = _checks.whole("k", k, least=1)
    low, high = 1.0, 2.0
    # The logarithm of (2kh + 1)(h − 1)²ᵏ increases on (1, 2), from −∞ to log(4k + 1) > 0.
    while low < (middle := (low + high) / 2) < high:
        if math.log1p(2 * k * middle) + 2 * k * math.log(middle - 1) <= 0:
            low = middle
        else:
            high = middle
    return low


def convex_iterations(alpha: np.ndarray, R: float, epsilon: np.ndarray) -> np.ndarray:
    """k ≥ R²/(2αε) steps suffice for f(x_k) − f* ≤ ε, for every convex L-smooth f with L ≤ 1/α.

    Args:
        alpha: the rate in (0, 1/L], a number or an array.
        R: distance of the start from a minimiser, ≥ 0.
        epsilon: the gap asked for, > 0, a number or an array.

    Returns:
        The number of steps as a real number: every whole number from there on will do.

    Source: Nesterov, *Introductory Lectures on Convex Optimization*.
    """
    alpha, epsilon = _checks.above("alpha", alpha, 0), _checks.above("epsilon", epsilon, 0)
    return _checks.nonnegative("R", R) ** 2 / (2 * alpha * epsilon)


def _short(h: float) -> float:
    if not 0 < _checks.number("h", h) <= 1:
        raise ValueError(f"h must lie in (0, 1], got {h!r}; for longer steps see worst_case_gap")
    return float(h)
