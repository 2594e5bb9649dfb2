"""What quasi-Newton methods learn from a step: the pair s = x_{k+1} − x_k, y = ∇f(x_{k+1}) − ∇f(x_k) (section 6.2)."""

from __future__ import annotations

import math
from typing import NamedTuple, Protocol

import numpy as np

from course_lib import _checks
from course_lib.running._dot import dot, length


class Pair(NamedTuple):
    """s and y, vectors (n,), with yᵀs > 0."""

    s: np.ndarray
    y: np.ndarray
    ys: float


class Visited(Protocol):
    """A state that holds the last point and its gradient, None before the first step."""

    x: np.ndarray | None
    g: np.ndarray | None


def new_pair(before: Visited, x: np.ndarray, g: np.ndarray) -> Pair | None:
    """(s, y, yᵀs) of the step that led to x; None where there was no step, or yᵀs ≤ 1e-10 ‖y‖ ‖s‖.

    A pair of so little curvature would leave H indefinite, or nearly so, and is skipped.
    """
    if before.x is None:
        return None
    s, y = _checks.frozen(x - before.x), _checks.frozen(g - before.g)
    ys = dot(y, s)
    return Pair(s, y, ys) if ys > 1e-10 * length(y) * length(s) else None


def scale(y: np.ndarray, ys: float) -> float:
    """yᵀs/yᵀy: with this factor, the identity is as near to the inverse Hessian along y as can be."""
    yy = dot(y, y)
    return ys / yy if 1e-280 < yy < math.inf else ys / length(y) / length(y)


def first_length(k: int, g: np.ndarray) -> float:
    """1, the length that suits a Newton-like p; at the first step, where p = −g has no scale yet, min(1, 1/‖g‖₁)."""
    if k > 1:
        return 1.0
    norm = float(np.abs(g).sum(dtype=np.float64))
    return 1.0 / max(1.0, norm) if norm < math.inf else 1.0 / g.size / float(np.abs(g).max())
