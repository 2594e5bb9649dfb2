"""Least squares with a known answer: what two solvers lose to rounding."""

from __future__ import annotations

import numpy as np

from course_lib import _checks


def twin_design(rng: np.random.Generator, kappa: float, samples: int = 40, n: int = 5) -> np.ndarray:
    """A random X with singular values falling geometrically by κ, whose lower half repeats its upper half.

    Args:
        rng: the source of the numbers.
        kappa: the condition number, ≥ 1.
        samples: the number of rows, even and ≥ 2n.
        n: the number of columns, ≥ 1.

    Returns:
        Array (samples, n).

    Raises:
        TypeError: an argument of another kind.
        ValueError: an argument outside its range.
    """
    n = _checks.whole("n", n, least=1)
    samples = _checks.whole("samples", samples, least=2 * n)
    if samples % 2:
        raise ValueError(f"samples must be even, two for each different row, got {samples}")
    kappa = _checks.at_least("kappa", kappa, 1)
    rng = _checks.generator("rng", rng)
    left, _ = np.linalg.qr(rng.standard_normal((samples // 2, n)))
    right, _ = np.linalg.qr(rng.standard_normal((n, n)))
    half = left * np.geomspace(1, 1 / kappa, n) @ right.T
    return np.vstack([half, half])


def solver_errors(rng: np.random.Generator, kappa: float, residual: float) -> np.ndarray:
    """‖ŵ − w‖/‖w‖ of the normal equations and of `np.linalg.lstsq`, with ‖Xw − y‖ = residual · ‖Xw‖.

    The rows of X are twins, and y misses Xw by +s at one and −s at the other. So Xᵀ(y − Xw) = 0 without any
    rounding, and w is the solution whatever s is.

    Args:
        rng: the source of the numbers.
        kappa: the condition number of X, from 1 to 10⁷; beyond, XᵀX may round to a singular matrix.
        residual: the length of what the fit leaves over, in units of the fit, ≥ 0.

    Returns:
        Array (2,).

    Raises:
        TypeError: an argument of another kind.
        ValueError: an argument outside its range.
    """
    residual = _checks.nonnegative("residual", residual)
    if kappa > 1e7:
        raise ValueError(f"kappa must be at most 1e7, so that XᵀX can be told from a singular matrix, got {kappa!r}")
    X = twin_design(rng, kappa)
    w = rng.standard_normal(X.shape[1])
    fit, s = X @ w, rng.standard_normal(len(X) // 2)
    y = fit + residual * np.linalg.norm(fit) / (np.sqrt(2) * np.linalg.norm(s)) * np.concatenate([s, -s])
    normal = np.linalg.solve(X.T @ X, X.T @ y)
    return np.linalg.norm([normal - w, np.linalg.lstsq(X, y)[0] - w], axis=1) / np.linalg.norm(w)
