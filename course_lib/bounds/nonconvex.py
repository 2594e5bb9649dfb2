"""What gradient descent is sure of without convexity (section 5.3)."""

from __future__ import annotations

import numpy as np

from course_lib import _checks


def smallest_squared_gradient(L: float, gap: float, k: np.ndarray) -> np.ndarray:
    """min { ‖∇f(x_i)‖² : i < k } ≤ 2L (f(x_0) − f*)/k for α = 1/L and any L-smooth f bounded below by f*.

    Each step lowers f by ‖∇f(x_i)‖²/(2L) at least, and all steps together by f(x_0) − f* at most.

    Args:
        L: smoothness, > 0.
        gap: f(x_0) − f* ≥ 0, f* the infimum of f or any lower bound of it.
        k: number of gradients looked at, x_0 … x_{k−1}, ≥ 1; a number or an array.

    Source: Nesterov, *Introductory Lectures on Convex Optimization*.
    """
    return 2 * _checks.positive("L", L) * _checks.nonnegative("gap", gap) / _checks.at_least("k", k, 1)


def polyak_lojasiewicz_gap(mu: float, L: float, gap: float, k: np.ndarray) -> np.ndarray:
    """f(x_k) − f* ≤ (1 − μ/L)ᵏ (f(x_0) − f*) for α = 1/L, if f is L-smooth and ½‖∇f(x)‖² ≥ μ (f(x) − f*) for all x.

    No convexity is asked for: f may have many minimisers, but every stationary point is one.

    Args:
        mu: the constant of the Polyak–Łojasiewicz inequality, > 0.
        L: smoothness, ≥ mu.
        gap: f(x_0) − f* ≥ 0.
        k: number of steps ≥ 0, a number or an array.

    Source: Polyak, "Gradient methods for the minimisation of functionals"; Karimi, Nutini and Schmidt, "Linear
        convergence of gradient and proximal-gradient methods under the Polyak–Łojasiewicz condition".
    """
    mu, L = _checks.curvatures(mu, L)
    return (1 - mu / L) ** _checks.at_least("k", k, 0) * _checks.nonnegative("gap", gap)


def saddle_escape_steps(y0: np.ndarray, alpha: float, curvature: float, radius: float = 1.0) -> np.ndarray:
    """k ≥ log(r/|y_0|)/log(1 + α|λ|) steps until the coordinate along the curvature λ < 0 reaches size r.

    On a quadratic y_k = (1 + α|λ|)ᵏ y_0 exactly. Where the pull away from the saddle is weaker, |∂f/∂y| ≤ |λ||y| on
    the way, at least as many steps are needed. The nearer the start, the longer: the count grows like log(1/|y_0|).

    Args:
        y0: distance of the start from the saddle along that direction, > 0, a number or an array.
        alpha: the fixed rate, > 0.
        curvature: λ, the negative eigenvalue of the Hessian at the saddle.
        radius: the size r to be reached, > 0.

    Returns:
        The number of steps as a real number, 0 where y0 ≥ r; the count is the next whole number.

    Source: Lee, Simchowitz, Jordan and Recht, "Gradient descent only converges to minimizers".
    """
    if _checks.number("curvature", curvature) >= 0:
        raise ValueError(f"curvature must be less than 0, as one of a saddle's is, got {curvature!r}")
    distance = np.log(_checks.positive("radius", radius) / _checks.above("y0", y0, 0))
    return np.maximum(distance, 0) / np.log1p(_checks.positive("alpha", alpha) * -curvature)
