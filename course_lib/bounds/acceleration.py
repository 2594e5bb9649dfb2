"""How fast first-order methods can be on convex L-smooth functions, and one that is as fast up to a constant.

Section 5.2.
"""

from __future__ import annotations

import numpy as np

from course_lib import _checks


def accelerated_gap(L: float, R: float, k: np.ndarray) -> np.ndarray:
    """f(x_k) − f* ≤ 2LR²/(k + 1)² for Nesterov's accelerated method in the form of FISTA, f convex and L-smooth.

    The recursion: y_1 = x_0, t_1 = 1; x_k = y_k − ∇f(y_k)/L, t_{k+1} = (1 + √(1 + 4t_k²))/2,
    y_{k+1} = x_k + ((t_k − 1)/t_{k+1}) (x_k − x_{k−1}). With a constant momentum β it is no theorem.

    Args:
        L: smoothness, > 0.
        R: distance of the start from a minimiser, ≥ 0.
        k: number of steps ≥ 1, a number or an array.

    Source: Beck and Teboulle, "A fast iterative shrinkage-thresholding algorithm for linear inverse problems".
    """
    L, R = _checks.positive("L", L), _checks.nonnegative("R", R)
    return 2 * L * R**2 / (_checks.at_least("k", k, 1) + 1) ** 2


def first_order_lower_bound(L: float, R: float, k: np.ndarray) -> np.ndarray:
    """Some convex L-smooth f on Rⁿ, n ≥ 2k + 1, has f(x_k) − f* ≥ 3LR²/(32(k + 1)²) for every first-order method.

    First-order means x_k ∈ x_0 + span{∇f(x_0), …, ∇f(x_{k−1})}. The function depends on k: it is a quadratic whose
    gradient shows one new coordinate a step. For a fixed function, or k > (n − 1)/2, methods may be faster.

    Args:
        L: smoothness, > 0.
        R: distance of the start from a minimiser, ≥ 0.
        k: number of steps, 1 ≤ k ≤ (n − 1)/2, a number or an array.

    Source: Nesterov, *Introductory Lectures on Convex Optimization*.
    """
    L, R = _checks.positive("L", L), _checks.nonnegative("R", R)
    return 3 * L * R**2 / (32 * (_checks.at_least("k", k, 1) + 1) ** 2)
