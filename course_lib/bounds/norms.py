"""Steepest descent depends on the norm that measures a step (section 1.2)."""

from __future__ import annotations

import numpy as np

from course_lib import _checks

Norm = int | float | np.ndarray


def norm(d: np.ndarray, kind: Norm) -> float:
    """‖d‖₁, ‖d‖₂, ‖d‖_∞, or ‖d‖_P = √(dᵀPd) for a positive definite matrix P.

    Args:
        d: vector (n,).
        kind: 1, 2, numpy.inf, or the matrix P (n, n).

    Raises:
        ValueError: kind is none of these, or P is not positive definite or of another size.
    """
    d, exponent, P = _scaled_and_kind("d", d, kind)
    return _times_power(np.linalg.norm(d, kind) if P is None else np.sqrt(d @ P @ d), exponent)


def dual_norm(g: np.ndarray, kind: Norm) -> float:
    """‖g‖_* = max { gᵀd : ‖d‖ = 1 }: ‖g‖_∞ for ℓ₁, ‖g‖₂ for ℓ₂, ‖g‖₁ for ℓ_∞, √(gᵀP⁻¹g) for ‖·‖_P.

    Args:
        g: vector (n,).
        kind: the norm that measures d: 1, 2, numpy.inf, or a positive definite matrix P (n, n).

    Raises:
        ValueError: kind is none of these, or P is not positive definite or of another size.

    Source: Boyd and Vandenberghe, *Convex Optimization*, the section on the steepest descent method.
    """
    g, exponent, P = _scaled_and_kind("g", g, kind)
    return _times_power(_dual_norm(g, kind, P), exponent)


def steepest_direction(g: np.ndarray, kind: Norm) -> np.ndarray:
    """A minimiser d of gᵀd over ‖d‖ = 1, where gᵀd = −‖g‖_*.

    ℓ₂: −g/‖g‖₂. ℓ_∞: −sign(g). ℓ₁: −sign(gᵢ)eᵢ for the largest |gᵢ| (the first on a tie). ‖·‖_P: −P⁻¹g/‖g‖_*.

    Args:
        g: the gradient, a vector (n,), not zero.
        kind: 1, 2, numpy.inf, or a positive definite matrix P (n, n).

    Returns:
        Vector (n,) of norm 1.

    Raises:
        ValueError: g is zero, since no direction is steepest at a stationary point; or kind does not fit.

    Source: Boyd and Vandenberghe, *Convex Optimization*, the section on the steepest descent method.
    """
    g, _, P = _scaled_and_kind("g", g, kind)
    if not g.any():
        raise ValueError("g must not be zero: at a stationary point no direction is steepest")
    if P is not None:
        return -np.linalg.solve(P, g) / _dual_norm(g, kind, P)
    if kind == 2:
        return -g / np.linalg.norm(g)
    if kind == 1:
        d = np.zeros_like(g)
        i = np.argmax(np.abs(g))
        d[i] = -np.sign(g[i])
        return d
    # An entry with gᵢ = 0 does not matter to gᵀd; it is set to 1 so that ‖d‖_∞ = 1 needs no further case.
    return np.where(g > 0, -1.0, 1.0).astype(g.dtype)


def _dual_norm(g: np.ndarray, kind: Norm, P: np.ndarray | None) -> np.floating:
    if P is not None:
        return np.sqrt(g @ np.linalg.solve(P, g))
    return np.linalg.norm(g, {1: np.inf, 2: 2, np.inf: 1}[kind])


def _times_power(value: np.floating, exponent: int) -> float:
    return float(np.ldexp(np.float64(value), exponent))


def _scaled_and_kind(name: str, vector: np.ndarray, kind: Norm) -> tuple[np.ndarray, int, np.ndarray | None]:
    """vector·2⁻ᵉ with its largest entry in [½, 1), so that no square under- or overflows; e; and P for ‖·‖_P."""
    vector = _checks.finite(name, vector, ndim=1)
    exponent = int(np.frexp(np.abs(vector).max())[1])
    vector = np.ldexp(vector, -exponent)
    if isinstance(kind, np.ndarray):
        P = _checks.symmetric("kind", kind)
        if len(P) != len(vector):
            raise ValueError(f"kind must be a {len(vector)}×{len(vector)} matrix, as {name} has entries, got {P.shape}")
        if np.linalg.eigvalsh(P)[0] <= 0:
            raise ValueError("kind must be positive definite, its smallest eigenvalue is not above 0")
        return vector, exponent, P
    if isinstance(kind, bool) or kind not in (1, 2, np.inf):
        raise ValueError(f"kind must be 1, 2, numpy.inf or a positive definite matrix, got {kind!r}")
    return vector, exponent, None
