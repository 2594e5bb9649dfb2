"""How a gradient shrinks or grows on its way down through the layers of a network (section 7.3)."""

from __future__ import annotations

import numpy as np

from course_lib import _checks


def gradient_product_bound(slopes: np.ndarray, norms: np.ndarray) -> np.ndarray:
    """‖Π D_ℓW_ℓᵀ‖₂ ≤ Π γ_ℓ‖W_ℓ‖₂ with D_ℓ = diag φ'(z), |φ'| ≤ γ_ℓ.

    A bound from above: below qᴰ for γ_ℓ‖W_ℓ‖ ≤ q < 1 the gradient vanishes; beyond 1 it says nothing, the product may
    still vanish.

    Args:
        slopes: γ_ℓ ≥ 0 layer by layer along the last axis (1 for tanh and ReLU, ¼ for sigmoid), or one number for all.
        norms: spectral norms ‖W_ℓ‖₂ ≥ 0 along the last axis.

    Returns:
        The product over the last axis.

    Raises:
        ValueError: a negative entry, or shapes that do not broadcast.

    Source: Pascanu, Mikolov and Bengio, "On the difficulty of training recurrent neural networks".
    """
    slopes, norms = _checks.at_least("slopes", slopes, 0), _checks.at_least("norms", norms, 0)
    return np.prod(np.atleast_1d(slopes * norms), axis=-1)


def gradient_variance_factor(n: int, weight_variance: np.ndarray, mean_squared_slope: float) -> np.ndarray:
    """E‖δ_{ℓ−1}‖²/‖δ_ℓ‖² = n · Var(W) · E[φ'²]: stable at 1.

    Conditions: the entries of W_ℓ have mean 0 and the same variance, are uncorrelated, and independent of δ_ℓ and of
    φ'(z_{ℓ−1}).

    Args:
        n: the number of units of layer ℓ − 1, the columns of W_ℓ; ≥ 1.
        weight_variance: Var(W) ≥ 0 of one weight, a number or an array.
        mean_squared_slope: E[φ'(z)²] ≥ 0: 1 for a linear layer, ½ for ReLU on symmetric z.

    Source: Glorot and Bengio, "Understanding the difficulty of training deep feedforward neural networks"; He, Zhang,
        Ren and Sun, "Delving deep into rectifiers".
    """
    variance = _checks.at_least("weight_variance", weight_variance, 0)
    slope = _checks.nonnegative("mean_squared_slope", mean_squared_slope)
    return _checks.whole("n", n, least=1) * variance * slope


def gradient_decades(
    n: int, weight_variance: np.ndarray, mean_squared_slope: float, depth: np.ndarray = 1
) -> np.ndarray:
    """log₁₀(‖δ_{ℓ−D}‖/‖δ_ℓ‖) ≈ (D/2) log₁₀(n Var(W) E[φ'²]), the decades a gradient gains over D layers.

    Args:
        n: the number of units of each layer, ≥ 1.
        weight_variance: Var(W) > 0 of one weight, a number or an array.
        mean_squared_slope: E[φ'(z)²] > 0.
        depth: the number D of layers, ≥ 0, a number or an array.

    Source: Glorot and Bengio, "Understanding the difficulty of training deep feedforward neural networks"; He, Zhang,
        Ren and Sun, "Delving deep into rectifiers".
    """
    _checks.above("weight_variance", weight_variance, 0)
    _checks.positive("mean_squared_slope", mean_squared_slope)
    factor = gradient_variance_factor(n, weight_variance, mean_squared_slope)
    return _checks.at_least("depth", depth, 0) / 2 * np.log10(factor)
