"""What gradient noise leaves at the end of a run with a fixed learning rate (section 5.3)."""

from __future__ import annotations

import numpy as np

from course_lib import _checks


def sgd_stationary_variance(
    alpha: np.ndarray, curvature: np.ndarray, noise_variance: float, batch_size: int = 1
) -> np.ndarray:
    """E(x_k − x*)² → ασ²/(Bλ(2 − αλ)) for x_{k+1} = x_k − α(λ(x_k − x*) + ξ_k), 0 < αλ < 2.

    ξ_k is independent of the past with mean 0 and variance σ²/B, the mean of B independent noises of variance σ².
    From E x_{k+1}² = (1 − αλ)² E x_k² + α²σ²/B, whose fixed point this is; it is reached like (1 − αλ)²ᵏ.

    Args:
        alpha: the learning rate, > 0, a number or an array.
        curvature: λ > 0, a number or an array.
        noise_variance: σ² ≥ 0, of the gradient of one sample.
        batch_size: B ≥ 1.

    Raises:
        ValueError: an argument outside its range, or αλ ≥ 2, where the variance grows without limit.

    Source: solved above; for functions that are not quadratic see Bottou, Curtis and Nocedal, "Optimization methods
        for large-scale machine learning".
    """
    alpha, curvature = _checks.above("alpha", alpha, 0), _checks.above("curvature", curvature, 0)
    if (alpha * curvature >= 2).any():
        raise ValueError(f"alpha must be less than 2/curvature, got alpha·curvature = {np.max(alpha * curvature):g}")
    variance = _checks.nonnegative("noise_variance", noise_variance) / _checks.whole("batch_size", batch_size, least=1)
    return alpha * variance / (curvature * (2 - alpha * curvature))


def momentum_stationary_variance(
    alpha: np.ndarray, beta: float, curvature: np.ndarray, noise_variance: float, batch_size: int = 1
) -> np.ndarray:
    """E(x_k − x*)² → (1+β)/(1−β) · ασ²/(Bλ(2(1+β) − αλ)) for v ← βv + λ(x − x*) + ξ, x ← x − αv, 0 < αλ < 2(1 + β).

    As α → 0 it is ασ²/(2Bλ(1 − β)), the noise ball of gradient descent with the rate α/(1 − β). x_{k+1} − x* is
    (1 + β − αλ)(x_k − x*) − β(x_{k−1} − x*) − αξ_k, whose variance is the fixed point of three linear equations.

    Args:
        alpha: the learning rate, > 0, a number or an array.
        beta: the share of the velocity that is kept, in [0, 1); 0 is `sgd_stationary_variance`.
        curvature: λ > 0, a number or an array.
        noise_variance: σ² ≥ 0, of the gradient of one sample.
        batch_size: B ≥ 1.

    Raises:
        ValueError: an argument outside its range, or αλ ≥ 2(1 + β), where the variance grows without limit.

    Source: Polyak, *Introduction to Optimization*, on the stability of the method; the variance is solved above.
    """
    beta = _checks.share("beta", beta)
    alpha, curvature = _checks.above("alpha", alpha, 0), _checks.above("curvature", curvature, 0)
    most = 2 * (1 + beta)
    if (alpha * curvature >= most).any():
        raise ValueError(
            f"alpha must be less than 2(1 + beta)/curvature, got alpha·curvature = {np.max(alpha * curvature):g}"
        )
    variance = _checks.nonnegative("noise_variance", noise_variance) / _checks.whole("batch_size", batch_size, least=1)
    return (1 + beta) / (1 - beta) * alpha * variance / (curvature * (most - alpha * curvature))
