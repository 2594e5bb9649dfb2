"""A rare large gradient against many small ones: where Adam walks to the worst point of a convex problem.

Section 6.4.
"""

from __future__ import annotations

import math

import numpy as np

from course_lib import _checks


def rare_gradient_path(
    steps: int,
    *,
    beta2: float = 0.999,
    amsgrad: bool = False,
    beta1: float = 0.9,
    alpha: float = 0.5,
    period: int = 1000,
    large: float = 1100.0,
    start: float = -1.0,
) -> np.ndarray:
    """x_0, …, x_K of Adam or AMSGrad on f_k(x) = Cx if k ≡ 1 mod P, else −x, on [−1, 1], with α_k = α/√k and ε = 0.

    A period adds up to (C − P + 1)x, so that −1 is the best point if C > P − 1. The gradients do not depend on x,
    hence numbers instead of arrays: 2·10⁵ steps take a tenth of a second. The last point is not projected twice.

    Args:
        steps: K ≥ 1.
        beta2, beta1: the memories of v and m, in [0, 1).
        amsgrad: v is replaced by the largest v so far.
        alpha: > 0.
        period: P ≥ 1.
        large: C > 0.
        start: x_0, in [−1, 1].

    Returns:
        Array (K + 1,).

    Raises:
        TypeError: an argument of another kind.

    Source: Reddi, Kale and Kumar, "On the convergence of Adam and beyond", with other constants.
    """
    steps, period = _checks.whole("steps", steps, least=1), _checks.whole("period", period, least=1)
    beta1 = _checks.share("beta1", beta1)
    beta2 = _checks.share("beta2", beta2)
    alpha, large = _checks.positive("alpha", alpha), _checks.positive("large", large)
    x = _checks.number("start", start)
    if abs(x) > 1:
        raise ValueError(f"start must lie in [-1, 1], got {start!r}")
    xs, m, v, v_used, power1, power2 = [x], 0.0, 0.0, 0.0, 1.0, 1.0
    for k in range(1, steps + 1):
        g = large if k % period == 1 % period else -1.0
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g * g
        v_used = max(v_used, v) if amsgrad else v
        power1 *= beta1
        power2 *= beta2
        x -= alpha / math.sqrt(k) * (m / (1 - power1)) / math.sqrt(v_used / (1 - power2))
        x = min(max(x, -1.0), 1.0)
        xs.append(x)
    return np.array(xs)


def rare_gradient_drift(
    period: int, large: float, *, beta2: float = 0.999, beta1: float = 0.9, amsgrad: bool = False
) -> float:
    """−Σ_{j<P} m_j/√v_j, by how many learning rates one period moves x in the long run; positive is towards the worst.

    m_j = −1 + (1−β₁)(C+1)β₁ʲ/(1−β₁ᴾ) and v_j = 1 + (1−β₂)(C²−1)β₂ʲ/(1−β₂ᴾ), j steps after the large gradient C;
    AMSGrad divides by √v_0 throughout, and the sum is (P − 1 − C)/√v_0.

    Args:
        period: P ≥ 1, one gradient C and P − 1 gradients −1.
        large: C ≥ 1.
        beta2, beta1: the memories of v and m, in [0, 1).
        amsgrad: as in `rare_gradient_path`.

    Raises:
        TypeError: an argument of another kind.

    Source: sums of geometric series; the problem is that of Reddi, Kale and Kumar, "On the convergence of Adam and
        beyond".
    """
    period = _checks.whole("period", period, least=1)
    large = float(_checks.at_least("large", large, 1))
    beta1 = _checks.share("beta1", beta1)
    beta2 = _checks.share("beta2", beta2)
    j = np.arange(period)
    m = -1 + (1 - beta1) * (large + 1) * beta1**j / (1 - beta1**period)
    v = 1 + (1 - beta2) * (large**2 - 1) * beta2**j / (1 - beta2**period)
    return float(-np.sum(m / np.sqrt(v[0] if amsgrad else v)))
