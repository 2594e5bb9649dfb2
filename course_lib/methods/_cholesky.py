"""Linear systems with a positive definite matrix."""

from __future__ import annotations

import numpy as np


def solve_positive(A: np.ndarray, b: np.ndarray) -> np.ndarray:
    """x with Ax = b from A = CCᵀ: Cu = b, then Cᵀx = u; LinAlgError when A is not positive definite.

    NumPy has no solver for triangular systems; its general one would factorise each C again at twice the price of the
    Cholesky factorisation. Cᵀ with both axes reversed is lower triangular too.
    """
    C = np.linalg.cholesky(A)
    u = _solve_lower(C, b)
    return _solve_lower(C.T[::-1, ::-1], u[::-1])[::-1]


def _solve_lower(C: np.ndarray, b: np.ndarray) -> np.ndarray:
    """u with Cu = b for a lower triangular C: uᵢ = (bᵢ − Σ_{j<i} Cᵢⱼ uⱼ) / Cᵢᵢ."""
    u = np.empty_like(b)
    for i, row in enumerate(C):
        u[i] = (b[i] - row[:i] @ u[:i]) / row[i]
    return u
