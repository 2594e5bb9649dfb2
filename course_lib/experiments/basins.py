"""Where a method ends, from many starts at once: the basins of attraction (section 6.1)."""

from __future__ import annotations

import numpy as np

from course_lib import _checks
from course_lib.objectives._base import SmoothFunction


def newton_ends(objective: SmoothFunction, starts: np.ndarray, steps: int = 60, damping: float = 0.0) -> np.ndarray:
    """x ← x − (∇²f(x) + τI)⁻¹∇f(x), `steps` times from every start.

    Without damping τ = 0 and every step has length 1, as in pure Newton. With damping > 0, τ is the first of 0, d,
    10d, … that makes the smallest eigenvalue of ∇²f + τI positive, and the step is halved until
    f(x + αp) ≤ f(x) + 10⁻⁴ α pᵀ∇f(x), as in `Newton(…, damping)` with `Armijo()`. A start is done when its step is
    below 10⁻¹² of 1 + max |x_i|.

    Args:
        objective: a function of the course, with its Hessian.
        starts: points (…, n).
        steps: the number of steps, ≥ 0.
        damping: d ≥ 0.

    Returns:
        The last points (…, n); nan where a step cannot be computed.

    Raises:
        TypeError, ValueError: an argument that does not fit; the sentence names it.
    """
    starts, steps = _begin(objective, starts, steps)
    damping = _checks.nonnegative("damping", damping)
    ends = starts.reshape(-1, objective.n).copy()
    moving = np.arange(len(ends))
    with np.errstate(all="ignore"):
        for _ in range(steps):
            x = ends[moving]
            g, hessian = objective.gradient(x), objective.hessian(x)
            p = -_solve(hessian + _shift(hessian, damping), g)
            ends[moving] = new = _backtracked(objective, x, g, p) if damping else x + p
            moving = moving[np.abs(p).max(axis=-1) > 1e-12 * (1 + np.abs(new).max(axis=-1))]
    return ends.reshape(starts.shape)


def gradient_descent_ends(
    objective: SmoothFunction, starts: np.ndarray, learning_rate: float, steps: int = 600
) -> np.ndarray:
    """x ← x − α∇f(x), `steps` times from every start.

    Args:
        objective: a function of the course.
        starts: points (…, n).
        learning_rate: α > 0.
        steps: the number of steps, ≥ 0.

    Returns:
        The last points (…, n).

    Raises:
        TypeError, ValueError: an argument that does not fit; the sentence names it.
    """
    x, steps = _begin(objective, starts, steps)
    learning_rate = _checks.positive("learning_rate", learning_rate)
    with np.errstate(all="ignore"):
        for _ in range(steps):
            x = x - learning_rate * objective.gradient(x)
    return x


def nearest_target(points: np.ndarray, targets: np.ndarray, within: float = 1e-6) -> np.ndarray:
    """The number i of the target with the smallest ‖x − t_i‖, or −1 where that exceeds `within`.

    Args:
        points: (…, n), nan allowed.
        targets: (m, n).
        within: the largest distance that counts, > 0.

    Returns:
        Whole numbers (…).

    Raises:
        TypeError, ValueError: an argument that does not fit; the sentence names it.
    """
    targets = _checks.finite("targets", targets, ndim=2)
    within = _checks.positive("within", within)
    points = _checks.floats("points", points)
    if points.shape[-1:] != targets.shape[1:]:
        raise ValueError(f"points must have {targets.shape[1]} entries along the last axis, got shape {points.shape}")
    distances = np.stack([np.linalg.norm(points - target, axis=-1) for target in targets], axis=-1)
    number = np.argmin(np.where(np.isnan(distances), np.inf, distances), axis=-1)
    return np.where(distances.min(axis=-1) <= within, number, -1)


def _begin(objective: SmoothFunction, starts: np.ndarray, steps: int) -> tuple[np.ndarray, int]:
    """The starts as floats of the right shape, and the checked number of steps."""
    starts = _checks.finite("starts", starts)
    if starts.shape[-1:] != (objective.n,):
        raise ValueError(f"starts must have {objective.n} entries along their last axis, got shape {starts.shape}")
    return starts, _checks.whole("steps", steps, least=0)


def _shift(hessian: np.ndarray, damping: float) -> np.ndarray:
    """τI for each Hessian."""
    if not damping:
        return np.zeros_like(hessian)
    smallest = np.linalg.eigvalsh(hessian)[..., 0]
    tau = np.where(smallest > 0, 0.0, damping)
    while (low := smallest + tau <= 0).any():
        tau = np.where(low, 10 * tau, tau)
    return tau[..., None, None] * np.eye(hessian.shape[-1], dtype=hessian.dtype)


def _solve(matrices: np.ndarray, vectors: np.ndarray) -> np.ndarray:
    """One system for each start; a singular matrix, or one that is not finite, gives nan at its own start only."""
    try:
        return np.linalg.solve(matrices, vectors[..., None])[..., 0]
    except np.linalg.LinAlgError:
        good = np.isfinite(matrices).all(axis=(-1, -2)) & (np.linalg.det(matrices) != 0)
        safe = np.where(good[..., None, None], matrices, np.eye(vectors.shape[-1]))
        return np.where(good[..., None], np.linalg.solve(safe, vectors[..., None])[..., 0], np.nan)


def _backtracked(objective: SmoothFunction, x: np.ndarray, g: np.ndarray, p: np.ndarray) -> np.ndarray:
    """x + αp with the first α of 1, ½, ¼, … that Armijo's condition accepts; x itself if none of 50 does."""
    f, slope = objective(x), np.sum(g * p, axis=-1)
    alpha, end, waiting = 1.0, x, np.ones(f.shape, dtype=bool)
    for _ in range(50):
        trial = x + alpha * p
        accepted = waiting & (objective(trial) <= f + 1e-4 * alpha * slope)
        end, waiting = np.where(accepted[..., None], trial, end), waiting & ~accepted
        if not waiting.any():
            break
        alpha /= 2
    return end
