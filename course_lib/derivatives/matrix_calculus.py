"""Gradients of scalar functions of vectors and matrices: ∂f/∂X has the shape of X (chapter 3).

In every function the variable is the last argument, so that `functools.partial(quadratic_form, A)` is an objective.
Whole numbers are computed exactly, and the gradient is then an int64 array (float64 where an entry is beyond int64).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from course_lib import _checks


class ValueAndGradient(NamedTuple):
    """f and ∂f/∂X; a pair, as `minimize` and `check_gradient` take it."""

    value: float
    gradient: np.ndarray


def linear(a: np.ndarray, x: np.ndarray) -> ValueAndGradient:
    """f(x) = aᵀx, ∂f/∂x = a.

    Args:
        a: vector (n,).
        x: the variable, (n,).

    Raises:
        TypeError, ValueError: not arrays of finite real numbers in these shapes.

    Source: Magnus and Neudecker, *Matrix Differential Calculus*.
    """
    a, x = _exact(a=(a, "n"), x=(x, "n"))
    return _pair(a @ x, a)


def quadratic_form(A: np.ndarray, x: np.ndarray) -> ValueAndGradient:
    """f(x) = xᵀAx, ∂f/∂x = (A + Aᵀ)x, which is 2Ax for symmetric A only.

    Args:
        A: matrix (n, n).
        x: the variable, (n,).

    Raises:
        TypeError, ValueError: not arrays of finite real numbers in these shapes.

    Source: Magnus and Neudecker, *Matrix Differential Calculus*.
    """
    A, x = _exact(A=(A, "nn"), x=(x, "n"))
    return _pair(x @ A @ x, (A + A.T) @ x)


def bilinear(a: np.ndarray, b: np.ndarray, X: np.ndarray) -> ValueAndGradient:
    """f(X) = aᵀXb, ∂f/∂X = abᵀ.

    Args:
        a, b: vectors (m,) and (n,).
        X: the variable, (m, n).

    Raises:
        TypeError, ValueError: not arrays of finite real numbers in these shapes.

    Source: Petersen and Pedersen, *The Matrix Cookbook*.
    """
    a, b, X = _exact(a=(a, "m"), b=(b, "n"), X=(X, "mn"))
    return _pair(a @ X @ b, np.outer(a, b))


def trace_product(A: np.ndarray, B: np.ndarray, W: np.ndarray) -> ValueAndGradient:
    """f(W) = tr(WᵀAWB), ∂f/∂W = AWB + AᵀWBᵀ, since df = tr(dWᵀAWB) + tr(BWᵀA dW).

    Args:
        A, B: matrices (m, m) and (k, k).
        W: the variable, (m, k).

    Raises:
        TypeError, ValueError: not arrays of finite real numbers in these shapes.

    Source: Petersen and Pedersen, *The Matrix Cookbook*.
    """
    A, B, W = _exact(A=(A, "mm"), B=(B, "kk"), W=(W, "mk"))
    return _pair(np.trace(W.T @ A @ W @ B), A @ W @ B + A.T @ W @ B.T)


def squared_error(x: np.ndarray, y: np.ndarray, W: np.ndarray) -> ValueAndGradient:
    """f(W) = ‖Wx − y‖², ∂f/∂W = 2(Wx − y)xᵀ; with samples as columns ‖WX − Y‖² and 2(WX − Y)Xᵀ.

    Args:
        x, y: one sample (n,) and its target (m,), or N of them as columns, (n, N) and (m, N).
        W: the variable, (m, n).

    Raises:
        TypeError, ValueError: not arrays of finite real numbers in these shapes.

    Source: Petersen and Pedersen, *The Matrix Cookbook*.
    """
    columns = "" if np.ndim(x) == 1 else "N"
    x, y, W = _exact(x=(x, "n" + columns), y=(y, "m" + columns), W=(W, "mn"))
    error = W @ x - y
    return _pair((error * error).sum(), 2 * (np.outer(error, x) if error.ndim == 1 else error @ x.T))


def least_squares(A: np.ndarray, b: np.ndarray, x: np.ndarray) -> ValueAndGradient:
    """f(x) = ‖Ax − b‖², ∂f/∂x = 2Aᵀ(Ax − b).

    Args:
        A, b: matrix (m, n) and vector (m,).
        x: the variable, (n,).

    Raises:
        TypeError, ValueError: not arrays of finite real numbers in these shapes.

    Source: Boyd and Vandenberghe, *Convex Optimization*.
    """
    A, b, x = _exact(A=(A, "mn"), b=(b, "m"), x=(x, "n"))
    error = A @ x - b
    return _pair(error @ error, 2 * (A.T @ error))


def inverse_form(a: np.ndarray, b: np.ndarray, X: np.ndarray) -> ValueAndGradient:
    """f(X) = aᵀX⁻¹b, ∂f/∂X = −X⁻ᵀabᵀX⁻ᵀ, from d(X⁻¹) = −X⁻¹ dX X⁻¹; by two solves, always in floating point.

    Args:
        a, b: vectors (n,).
        X: the variable, an invertible matrix (n, n).

    Raises:
        TypeError, ValueError: not arrays of finite real numbers in these shapes, or X is singular.

    Source: Petersen and Pedersen, *The Matrix Cookbook*.
    """
    a, b, X = _arrays(a=(a, "n"), b=(b, "n"), X=(X, "nn"))
    try:
        left, right = np.linalg.solve(X.T, a), np.linalg.solve(X, b)
        if np.isnan(left).all():  # what a browser's NumPy answers where it would raise elsewhere
            raise np.linalg.LinAlgError
    except np.linalg.LinAlgError as singular:
        raise ValueError(f"X must be invertible, got the singular matrix {X.tolist()}") from singular
    return _pair(a @ right, -np.outer(left, right))


def determinant(X: np.ndarray) -> ValueAndGradient:
    """f(X) = det X, ∂f/∂X = cof X, which is det(X) X⁻ᵀ when X is invertible; always in floating point.

    Args:
        X: the variable, (n, n), singular or not: the cofactors are built from X = UΣVᵀ as
            det(U) det(V) U diag(Π_{j≠i} σⱼ) Vᵀ.

    Raises:
        TypeError, ValueError: not an array of finite real numbers in this shape.

    Source: Magnus and Neudecker, *Matrix Differential Calculus*.
    """
    (X,) = _arrays(X=(X, "nn"))
    U, sigma, Vt = np.linalg.svd(X)
    others = np.array([np.prod(np.delete(sigma, i)) for i in range(len(sigma))])
    sign = np.round(np.linalg.det(U) * np.linalg.det(Vt))
    return _pair(np.linalg.det(X), sign * (U * others) @ Vt)


def log_determinant(X: np.ndarray) -> ValueAndGradient:
    """f(X) = log |det X|, ∂f/∂X = X⁻ᵀ; always in floating point.

    Args:
        X: the variable, an invertible matrix (n, n).

    Raises:
        TypeError, ValueError: not an array of finite real numbers in this shape, or X is singular.

    Source: Boyd and Vandenberghe, *Convex Optimization*.
    """
    (X,) = _arrays(X=(X, "nn"))
    sign, value = np.linalg.slogdet(X)
    if sign == 0:
        raise ValueError(f"X must be invertible, got the singular matrix {X.tolist()}")
    return _pair(value, np.linalg.inv(X).T)


class TaylorRemainder(NamedTuple):
    """Lengths t, what the linear model leaves over at each, and its order: remainder ≈ C · t^slope."""

    t: np.ndarray
    remainder: np.ndarray
    slope: float


def taylor_remainder(
    f: Callable[[np.ndarray], float], gradient: np.ndarray, x: np.ndarray, direction: np.ndarray, t: np.ndarray
) -> TaylorRemainder:
    """|f(x + tD) − f(x) − t⟨G, D⟩| over t: of order t² when G = ∇f(x), of order t for a wrong G with ⟨G − ∇f, D⟩ ≠ 0.

    Args:
        f: function of x that returns a number.
        gradient: G, the candidate, of the shape of x.
        x: where, any shape.
        direction: D, of the shape of x.
        t: lengths > 0, (m,).

    Returns:
        t, the remainders (m,), and the slope of log remainder over log t, fitted to the remainders above rounding;
        nan when fewer than two are (f is linear along D).

    Raises:
        TypeError: f is not a function, or an argument is not an array of real numbers.
        ValueError: gradient or direction of another shape than x, an entry not finite, or t not positive.

    Source: Boumal, *An Introduction to Optimization on Smooth Manifolds*.
    """
    if not callable(f):
        raise TypeError(f"f must be a function of x that returns a number, got {f!r}")
    x, G, D = (_checks.finite(n, v) for n, v in (("x", x), ("gradient", gradient), ("direction", direction)))
    _checks.same_shape("gradient", G, "x", x)
    _checks.same_shape("direction", D, "x", x)
    t = _checks.finite("t", t, ndim=1)
    if t.min() <= 0:
        raise ValueError(f"t must be greater than 0, got {t.min():g}")
    start, slope_along = float(f(x.copy())), np.vdot(G, D)  # a copy, since f may overwrite its argument
    ends = np.array([float(f(x + length * D)) for length in t])
    remainder = np.abs(ends - start - t * slope_along)
    clear = remainder > 100 * np.finfo(float).eps * (np.abs(ends) + abs(start))
    slope = np.polyfit(np.log(t[clear]), np.log(remainder[clear]), 1)[0] if clear.sum() > 1 else np.nan
    return TaylorRemainder(_checks.frozen(t), _checks.frozen(remainder), float(slope))


def _arrays(**named: tuple[np.ndarray, str]) -> list[np.ndarray]:
    """Finite floating-point arrays whose axes of the same letter are of the same length."""
    arrays: list[np.ndarray] = []
    lengths: dict[str, int] = {}
    for name, (value, axes) in named.items():
        array, letters = _checks.finite(name, value), ", ".join(axes)
        if array.ndim != len(axes):
            raise ValueError(f"{name} must have the {len(axes)} axes ({letters}), got shape {array.shape}")
        for axis, length in zip(axes, array.shape, strict=True):
            if lengths.setdefault(axis, length) != length:
                raise ValueError(f"{name} must have shape ({letters}) with {axis} = {lengths[axis]}, got {array.shape}")
        arrays.append(array)
    return arrays


def _exact(**named: tuple[np.ndarray, str]) -> list[np.ndarray]:
    """As `_arrays`, but with Python's integers, which do not overflow, if all that is given is whole numbers."""
    floats = _arrays(**named)
    given = [_checks.array(name, value) for name, (value, _) in named.items()]
    return [array.astype(object) for array in given] if all(array.dtype.kind in "iu" for array in given) else floats


def _pair(value: float, gradient: np.ndarray) -> ValueAndGradient:
    if gradient.dtype == object:
        fits = max(map(abs, gradient.flat)) <= np.iinfo(np.int64).max
        return ValueAndGradient(int(value), gradient.astype(np.int64 if fits else np.float64))
    return ValueAndGradient(float(value), gradient)
