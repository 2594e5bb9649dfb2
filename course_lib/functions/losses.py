"""Losses as means over rows, each beside its gradient with respect to the network's output (chapter 8)."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from course_lib import _checks
from course_lib.functions._sums import mean_of_rows, narrow
from course_lib.functions.softmax import centred, checked, wide


def mse(prediction: np.ndarray, target: np.ndarray) -> float:
    """(1/2n) Σᵢ ‖ŷᵢ − yᵢ‖², over the n rows.

    Args:
        prediction: ŷ, one row (d,) or rows (n, d).
        target: y, of the same shape.

    Returns:
        A number of the prediction's float type.

    Raises:
        ValueError: the shapes differ, or there is no row.
    """
    return half_squared_error(*_pair(prediction, target))[0]


def mse_gradient(prediction: np.ndarray, target: np.ndarray) -> np.ndarray:
    """∂mse/∂ŷ = (ŷ − y)/n.

    Args:
        prediction: ŷ, one row (d,) or rows (n, d).
        target: y, of the same shape.

    Returns:
        Array of the shape of the prediction.

    Raises:
        TypeError, ValueError: as `mse`.
    """
    return half_squared_error(*_pair(prediction, target))[1].reshape(np.shape(prediction))


def cross_entropy(logits: np.ndarray, targets: np.ndarray) -> float:
    """−(1/n) Σᵢ Σ_c y_{ic} log softmax(zᵢ)_c over the n rows, with 0 · log 0 = 0.

    Args:
        logits: z, one row (k,) or rows (n, k) of at least one finite entry each; −∞ means probability 0.
        targets: class indices (one whole number, or (n,)), or probabilities y of the shape of the logits,
            ≥ 0 with rows that sum to 1 (to 1e-6; to 0.004 where they are float16).

    Returns:
        A number of the logits' float type; inf where a class with y > 0 has the logit −∞.

    Raises:
        ValueError: logits empty, nan, +∞ or a row of −∞; a label out of range, a shape that fits neither form,
            probabilities below 0 or rows that do not sum to 1.
    """
    return softmax_cross_entropy(*_logits_and_targets(logits, targets))[0]


def cross_entropy_gradient(logits: np.ndarray, targets: np.ndarray) -> np.ndarray:
    """∂cross_entropy/∂z = (softmax(z) − y)/n.

    Args:
        logits, targets: as in `cross_entropy`.

    Returns:
        Array of the shape of the logits.

    Raises:
        TypeError, ValueError: as `cross_entropy`.
    """
    return softmax_cross_entropy(*_logits_and_targets(logits, targets))[1].reshape(np.shape(logits))


def half_squared_error(prediction: np.ndarray, target: np.ndarray) -> tuple[float, np.ndarray]:
    """((1/2n) Σᵢ ‖ŷᵢ − yᵢ‖², (ŷ − y)/n) for rows (n, d) that have been checked already."""
    n = len(prediction)
    with np.errstate(over="ignore"):
        residual = prediction - target
        value, gradient = 0.5 * np.vdot(wide(residual), wide(residual)) / n, residual / n
        if not np.isfinite(value):  # the squares, or ŷ − y, may overflow where what is divided by n does not
            gradient = prediction / n - target / n
            value = np.vdot(wide(residual), wide(gradient) / 2)
        return prediction.dtype.type(value), gradient


def softmax_cross_entropy(logits: np.ndarray, y: np.ndarray) -> tuple[float, np.ndarray]:
    """(−(1/n) Σ y log softmax(z), (softmax(z) − y)/n) for rows (n, k) that have been checked already."""
    differences, _, log_sum = centred(wide(logits))
    minus_log_s = log_sum - differences
    value = mean_of_rows(np.multiply(y, minus_log_s, where=y > 0, out=np.zeros_like(minus_log_s)))
    # s − 1 would be 0 for a class the network is sure of; expm1(log s) keeps the digits of what is missing.
    gradient = np.where(y == 1, np.expm1(-minus_log_s), np.exp(-minus_log_s) - y) / len(y)
    return narrow(value, logits), narrow(gradient, logits)


LOSSES: dict[str, Callable[[np.ndarray, np.ndarray], tuple[float, np.ndarray]]] = {
    "half_squared_error": half_squared_error,
    "cross_entropy": softmax_cross_entropy,
}
"""What a network's `loss` may be: (output rows, target rows) ↦ (value, gradient with respect to the output)."""


def probability_rows(targets: np.ndarray, n: int, k: int) -> np.ndarray:
    """y of shape (n, k): labels (n,) become rows with a single 1, probabilities (n, k) are checked.

    Args:
        targets: whole numbers in 0 … k − 1, (n,), or probabilities, (n, k).
        n: the number of rows.
        k: the number of classes.

    Raises:
        TypeError: targets are not numbers.
        ValueError: as `cross_entropy`.
    """
    labels = _checks.array("targets", targets)
    if labels.shape == (n,) and labels.dtype.kind in "iu":
        wrong = labels[(labels < 0) | (labels >= k)]
        if wrong.size:
            raise ValueError(f"targets must be class indices from 0 to {k - 1}, got {wrong[0]}")
        return np.eye(k)[labels]
    y = _checks.floats("targets", targets)
    if y.shape != (n, k):
        raise ValueError(
            f"targets must be {n} whole class indices, or {n} × {k} probabilities, got {y.dtype} of shape {y.shape}"
        )
    if not (y >= 0).all():
        raise ValueError(f"targets must be probabilities, at least 0, got {y[~(y >= 0)][0]:g}")
    sums = y.sum(axis=1, dtype=np.float64)
    row = np.argmax(np.abs(sums - 1))
    # Each probability of a narrow type is rounded; divided by a sum in that type they are off by a few units together.
    if abs(sums[row] - 1) > max(1e-6, 4 * np.finfo(y.dtype).eps):
        raise ValueError(f"targets must have rows that sum to 1, got {sums[row]:g} in row {row}")
    return y


def _pair(prediction: np.ndarray, target: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    prediction, target = _checks.floats("prediction", prediction), _checks.floats("target", target)
    _checks.same_shape("target", target, "prediction", prediction)
    return _rows("prediction", prediction), _rows("target", target).astype(prediction.dtype, copy=False)


def _logits_and_targets(logits: np.ndarray, targets: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    rows = _rows("logits", checked("logits", logits)[0])
    if np.ndim(logits) == 1:
        targets = _checks.array("targets", targets)[None]
    return rows, probability_rows(targets, *rows.shape)


def _rows(name: str, array: np.ndarray) -> np.ndarray:
    if array.ndim not in (1, 2) or array.size == 0:
        raise ValueError(f"{name} must be one row or a matrix of rows, not empty, got shape {array.shape}")
    return array[None] if array.ndim == 1 else array
