"""Products and lengths of vectors whose squares would lose digits, overflow or vanish."""

from __future__ import annotations

import math

import numpy as np


def dot(a: np.ndarray, b: np.ndarray) -> float:
    """aᵀb, added up in float64."""
    if a.dtype != np.float64:
        a = a.astype(np.float64)
    return float(np.vdot(a, b))


def length(v: np.ndarray) -> float:
    """‖v‖₂, scaled by the largest entry where the squares would overflow or vanish."""
    square = dot(v, v)
    if 1e-280 < square < math.inf:
        return math.sqrt(square)
    largest = float(np.abs(v).max())
    if not 0 < largest < math.inf:
        return largest
    v = v.astype(np.float64) / largest
    return largest * math.sqrt(np.vdot(v, v))
