"""How long a step of Adam can be (section 6.4)."""

from __future__ import annotations

import math

from course_lib import _checks


def adam_sparse_step(alpha: float = 1e-3, beta1: float = 0.9, beta2: float = 0.999) -> float:
    """|Δ| = α(1 − β₁)/√(1 − β₂), the step on the first non-zero gradient after a long row of zeros; 3.162α by default.

    Often quoted as the bound of a step; `adam_largest_step` is larger.

    Args:
        alpha: the learning rate, > 0.
        beta1, beta2: the decay rates, in [0, 1) and (0, 1).

    Source: Kingma and Ba, "Adam: a method for stochastic optimization".
    """
    alpha, beta1, beta2 = _constants(alpha, beta1, beta2)
    return alpha * (1 - beta1) / math.sqrt(1 - beta2)


def adam_largest_step(alpha: float = 1e-3, beta1: float = 0.9, beta2: float = 0.999, k: float = math.inf) -> float:
    """sup |Δ_k| = α(1−β₁)/√(1−β₂) · √(Σ_{i<k} rⁱ) · √(1−β₂ᵏ)/(1−β₁ᵏ), r = β₁²/β₂; 7.270α by default as k → ∞.

    By Cauchy–Schwarz on m_k = (1−β₁)Σβ₁ⁱg_{k−i} and v_k = (1−β₂)Σβ₂ⁱg²_{k−i}; the gradients g_{k−i} = (β₁/β₂)ⁱ attain
    it (ε = 0). It is α at k = 1. As k → ∞, for r < 1, it tends to α(1−β₁)/√((1−β₂)(1−r)), the bound of every step.

    Args:
        alpha: the learning rate, > 0.
        beta1, beta2: the decay rates, in [0, 1) and (0, 1).
        k: the number of the step, ≥ 1; infinity for the limit.

    Raises:
        ValueError: an argument outside its range; k infinite and β₁² ≥ β₂, where the steps have no common bound.

    Source: the two sums and the bias correction are those of Kingma and Ba, "Adam: a method for stochastic
        optimization".
    """
    alpha, beta1, beta2 = _constants(alpha, beta1, beta2)
    ratio = beta1**2 / beta2
    sparse = alpha * (1 - beta1) / math.sqrt(1 - beta2)
    if k == math.inf:
        if ratio >= 1:
            raise ValueError(
                f"beta2 must be greater than beta1² = {beta1**2:g} for a bound of every step, got {beta2:g}"
            )
        return sparse / math.sqrt(1 - ratio)
    k = _checks.whole("k", k, least=1)
    total = k if ratio == 1 else (1 - ratio**k) / (1 - ratio)
    return sparse * math.sqrt(total) * math.sqrt(1 - beta2**k) / (1 - beta1**k)


def _constants(alpha: float, beta1: float, beta2: float) -> tuple[float, float, float]:
    return (
        _checks.positive("alpha", alpha),
        _checks.share("beta1", beta1),
        _checks.inside("beta2", beta2, 0, 1),
    )
