"""Is a gradient right? The derivative in code against differences of the function's own values (section 7.1)."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np

from course_lib import _checks
from course_lib.bounds.norms import norm
from course_lib.derivatives._verdict import STEP, GradientReport, Line, compare
from course_lib.derivatives.finite_differences import central_difference, complex_step, forward_difference, power_of_two
from course_lib.running._evaluate import Evaluate

__all__ = [
    "GradientReport",
    "central_difference",
    "check_gradient",
    "check_hessian",
    "complex_step",
    "forward_difference",
    "hessian_vector_product",
]


def check_gradient(
    objective: Any,
    x: np.ndarray,
    *,
    directions: int | None = None,
    rng: np.random.Generator | None = None,
    tol: float = 1e-6,
) -> GradientReport:
    """∂f/∂xᵢ ≈ (f(x + heᵢ) − f(x − heᵢ))/(2h) for every entry, or ⟨∇f, d⟩ ≈ (f(x + hd) − f(x − hd))/(2h) for some d.

    Where the two disagree at h ≈ ∛u max(1, |x|), the difference is taken again with extrapolation, and with steps that
    follow |x| down, before it counts as an error. A function that changes within less than 1e-10 of max(1, |x|) at an
    entry that is 0 is beyond the check.

    Args:
        objective: has `value_and_grad(x) -> (f, g)`, or is a function that returns that pair; called in float64.
        x: where, any shape; integers and float32 are promoted to float64, x itself stays as it is.
        directions: check this many random unit directions instead of every entry.
        rng: draws the directions.
        tol: bound on the error relative to the largest entry, > 0.

    Returns:
        The verdict; at a kink the check fails and the sentence says so.

    Raises:
        TypeError: objective does not return the pair, or rng is missing.
        ValueError: x empty or not finite, f not finite at x, a gradient of another shape than x, tol ≤ 0, or an
            objective that gives two answers at one point.

    Source: Goodfellow, Bengio and Courville, *Deep Learning*.
    """
    tol = _checks.positive("tol", tol)
    x = _checks.frozen(_checks.finite("x", x).astype(np.float64))
    evaluate = Evaluate(objective)
    f, g = _repeatable(evaluate, x)
    if directions is None:

        def entry(index: tuple[int, ...]) -> Line:
            size = abs(x[index])
            return Line(lambda value: evaluate(_moved(x, index, value))[0], x[index], power_of_two(size), size)

        return compare(g, entry, f, tol, "index")
    count = _checks.whole("directions", directions, least=1)
    d = _checks.generator("rng", rng).normal(size=(count, *x.shape))
    d /= np.linalg.norm(d.reshape(count, -1), axis=1).reshape(-1, *[1] * x.ndim)
    scale = power_of_two(np.abs(x).max())

    def along(index: tuple[int]) -> Line:
        direction = d[index[0]]
        with np.errstate(divide="ignore"):
            safe = np.min(np.abs(x) / np.abs(direction), initial=np.inf, where=x != 0)
        return Line(lambda t: evaluate(_checks.frozen(np.asarray(x + t * direction)))[0], 0.0, scale, safe)

    slopes = np.tensordot(d, g, axes=x.ndim)
    return compare(slopes, along, f, tol, "direction", typical=norm(g.ravel(), 2) / np.sqrt(g.size))


def check_hessian(
    objective: Any, x: np.ndarray, *, hessian: Callable[[np.ndarray], np.ndarray] | None = None, tol: float = 1e-6
) -> GradientReport:
    """∂²f/∂xᵢ∂xⱼ ≈ (∂ᵢf(x + heⱼ) − ∂ᵢf(x − heⱼ))/(2h): the Hessian against differences of the gradient.

    Args:
        objective: as in `check_gradient`, with `hessian(x)` unless that is given apart.
        x: where, a vector (n,).
        hessian: function of x that returns (n, n); objective.hessian when left out.
        tol: bound on the error relative to the largest entry, > 0.

    Returns:
        The verdict; `index` is (i, j).

    Raises:
        TypeError: no Hessian is given.
        ValueError: as `check_gradient`, or x is not a vector, or the Hessian is not (n, n).
    """
    tol = _checks.positive("tol", tol)
    x = _checks.frozen(_checks.finite("x", x, ndim=1).astype(np.float64))
    hessian = getattr(objective, "hessian", None) if hessian is None else hessian
    if not callable(hessian):
        raise TypeError(f"hessian must be a function of x, or objective must have hessian(x), got {objective!r}")
    evaluate = Evaluate(objective)
    _, g = _repeatable(evaluate, x)
    H = np.array(_checks.floats("the Hessian", hessian(x)))
    if H.shape != (len(x), len(x)):
        raise ValueError(f"the Hessian must have shape {(len(x), len(x))}, got {H.shape}")

    @cache
    def gradient(j: int, value: float) -> np.ndarray:
        return evaluate(_moved(x, (j,), value))[1]

    def entry(index: tuple[int, int]) -> Line:
        i, j = index
        return Line(lambda value: gradient(j, value)[i], x[j], power_of_two(abs(x[j])), abs(x[j]))

    return compare(H, entry, np.abs(g).max(), tol, "index")


def hessian_vector_product(gradient: Callable[[np.ndarray], np.ndarray], x: np.ndarray, v: np.ndarray) -> np.ndarray:
    """∇²f(x) v ≈ (∇f(x + tv) − ∇f(x − tv))/(2t), two gradients and no matrix.

    With t = ∛u max(1, ‖x‖)/‖v‖ the error is about u^{2/3} ≈ 4e-11 of ‖v‖ times the larger of the gradient and the
    third derivative; for a quadratic rounding alone remains.

    Args:
        gradient: function of x that returns ∇f(x).
        x: where, any shape.
        v: the direction, of the shape of x.

    Returns:
        Array of the shape of x, float64.

    Raises:
        TypeError: gradient is not a function, or does not return real numbers.
        ValueError: x or v empty or not finite, or of different shapes; the gradient not finite at x ± tv.

    Source: Pearlmutter, "Fast exact multiplication by the Hessian".
    """
    if not callable(gradient):
        raise TypeError(f"gradient must be a function of x, got {gradient!r}")
    x, v = (_checks.finite(name, value).astype(np.float64) for name, value in (("x", x), ("v", v)))
    _checks.same_shape("v", v, "x", x)
    length = norm(v.ravel(), 2)
    if length == 0:
        return np.zeros_like(x)
    t = STEP * power_of_two(norm(x.ravel(), 2)) / length
    ahead, behind = (np.array(_checks.floats("gradient(x)", gradient(x + step * v))) for step in (t, -t))
    _checks.same_shape("gradient(x)", ahead, "x", x)
    if not (np.isfinite(ahead).all() and np.isfinite(behind).all()):
        raise ValueError(f"gradient must be finite at x ± tv for t = {t:.3g}, got nan or inf there")
    return (ahead - behind) / (2 * t)


def _repeatable(evaluate: Evaluate, x: np.ndarray) -> tuple[float, np.ndarray]:
    """f and ∇f at x, when they are the same twice and f is a number."""
    (f, g), (f_again, g_again) = evaluate(x), evaluate(x)
    if not np.isfinite(f):
        raise ValueError(f"objective must be finite at x, got f(x) = {f}")
    if f != f_again or not np.array_equal(g, g_again, equal_nan=True):
        raise ValueError(
            f"objective must give the same answer twice, got f(x) = {f!r} and {f_again!r}; "
            "fix its random numbers (dropout, minibatches) before the check"
        )
    return f, g


def _moved(x: np.ndarray, index: tuple[int, ...], value: float) -> np.ndarray:
    """x with another value at one index."""
    moved = x.copy()
    moved[index] = value
    return _checks.frozen(moved)
