"""Long sums that keep their digits: added up in float64, and rounded once to the type of their terms."""

from __future__ import annotations

import numpy as np

BLOCK = 512
"""Rows that a float32 matrix product adds up in float32; so few are off by a few units in the last place at most."""


def narrow(wide: np.ndarray, like: np.ndarray) -> np.ndarray:
    """A result in the float type of `like`; what that type cannot hold is ±∞ there."""
    if wide.dtype == like.dtype:
        return wide
    with np.errstate(over="ignore"):
        return wide.astype(like.dtype)


def total(terms: np.ndarray, axis: int) -> np.ndarray:
    """Σ terms along an axis; NumPy alone adds float32 rows one after the other in float32."""
    return narrow(np.sum(terms, axis, np.float64), terms)


def mean_of_rows(terms: np.ndarray, axis: int | None = None) -> np.ndarray:
    """(1/n) Σ terms along an axis, or over all axes with n rows, without overflow on the way; always float64."""
    n = len(terms) if axis is None else terms.shape[axis]
    with np.errstate(over="ignore"):
        mean = np.sum(terms, axis, np.float64) / n
        return mean if np.isfinite(mean).all() else np.sum(terms / n, axis, np.float64)


def product(a: np.ndarray, b: np.ndarray, out: np.ndarray | None = None) -> np.ndarray:
    """a @ b for a (…, n) and b (n, m), where n may be large; into `out` where that is given."""
    n, dtype = len(b), np.result_type(a, b)
    if dtype == np.float64 or n <= BLOCK:
        return np.matmul(a, b, out=out)
    blocks = (slice(i, i + BLOCK) for i in range(0, n, BLOCK))
    exact = sum((a[..., rows] @ b[rows]).astype(np.float64) for rows in blocks)
    if out is None:
        return exact.astype(dtype)
    out[...] = exact
    return out
