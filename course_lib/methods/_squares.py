"""What the adaptive methods remember: a running mean of squared gradients."""

from __future__ import annotations

import math

import numpy as np


def mean_square(beta: float, v: np.ndarray, g: np.ndarray) -> np.ndarray:
    """βv + (1 − β)g² entrywise, nan where g² is beyond the largest float.

    An infinite v would make p = 0, and the run stand still in silence; nan ends it.
    """
    v = beta * v + (1 - beta) * g**2
    return v if math.isfinite(np.vdot(g, g)) else np.where(np.isinf(v), np.nan, v)
