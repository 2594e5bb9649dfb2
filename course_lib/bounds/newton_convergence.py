"""Newton's method near a minimiser: the error is squared at each step (section 6.1)."""

from __future__ import annotations

import numpy as np

from course_lib import _checks


def newton_error(M: float, mu: float, error: np.ndarray) -> np.ndarray:
    """‖x⁺ − x*‖ ≤ M/(2μ) ‖x − x*‖² for x⁺ = x − ∇²f(x)⁻¹∇f(x), where ∇f(x*) = 0.

    Conditions: ∇²f is M-Lipschitz on the segment from x* to x, and every eigenvalue of ∇²f(x), the matrix that is
    solved with, is at least mu in size. Equality holds in one dimension where f'' is linear and grows towards x.

    Args:
        M: Lipschitz constant of the Hessian, ≥ 0.
        mu: the smallest |eigenvalue| of ∇²f(x), > 0.
        error: ‖x − x*‖ ≥ 0, a number or an array.

    Source: Nocedal and Wright, *Numerical Optimization*.
    """
    factor = _checks.nonnegative("M", M) / (2 * _checks.positive("mu", mu))
    return factor * _checks.at_least("error", error, 0) ** 2


def newton_radius(M: float, mu: float) -> float:
    """r = 2μ/(3M): from ‖x_0 − x*‖ < r Newton converges to x*, if ∇²f is M-Lipschitz there and ∇²f(x*) ⪰ μI.

    Then ∇²f(x) ⪰ (μ − Me)I at distance e, so the next error is at most Me²/(2(μ − Me)) < e. No larger radius holds:
    f(x) = μx²/2 − M|x|³/6 has the two-cycle ±r.

    Args:
        M: Lipschitz constant of the Hessian, > 0.
        mu: the smallest eigenvalue of ∇²f(x*), > 0.

    Source: Nesterov, *Introductory Lectures on Convex Optimization*.
    """
    return 2 * _checks.positive("mu", mu) / (3 * _checks.positive("M", M))
