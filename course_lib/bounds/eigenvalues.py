"""The largest eigenvalue of a symmetric matrix from products with vectors alone (section 5.1)."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from course_lib import _checks


class Eigenpair(NamedTuple):
    """An eigenvalue, its unit vector (n,), the residual ‖Av − λv‖₂ that bounds its error, and the products taken."""

    value: float
    vector: np.ndarray
    residual: float
    products: int


def power_iteration(
    A: np.ndarray | Callable[[np.ndarray], np.ndarray],
    rng: np.random.Generator,
    *,
    n: int | None = None,
    tol: float = 1e-8,
    max_iter: int = 10_000,
) -> Eigenpair:
    """v ← Av/‖Av‖ until ‖Av − λv‖ ≤ tol·|λ| with the Rayleigh quotient λ = vᵀAv.

    For symmetric A some eigenvalue lies within the residual of λ, and within residual²/gap if the next eigenvalue is
    `gap` away from λ. It is the one largest in modulus, unless the start had next to nothing of its vector, which a
    random start avoids with probability 1; λ never lies beyond it.

    Args:
        A: a symmetric matrix (n, n), or a function v ↦ Av on vectors (n,), which is taken to be symmetric.
        rng: draws the first vector.
        n: the length of v; needed with a function.
        tol: bound on the relative residual, > 0.
        max_iter: the largest number of products with A.

    Raises:
        TypeError: an argument of the wrong type.
        ValueError: A not symmetric or not finite; n missing or not fitting; a product of another shape or not finite;
            a residual still above the tolerance after max_iter products, as with two eigenvalues ±λ of one modulus.

    Source: Golub and Van Loan, *Matrix Computations*; Parlett, *The Symmetric Eigenvalue Problem*.
    """
    product, n = _product(A, n)
    tol, max_iter = _checks.positive("tol", tol), _checks.whole("max_iter", max_iter, least=1)
    v = _checks.generator("rng", rng).standard_normal(n)
    v = _checks.frozen(v / np.linalg.norm(v))
    for products in range(1, max_iter + 1):
        Av = product(v)
        size = float(np.abs(Av).max()) or 1.0  # entries of size 1, so that no square overflows or vanishes
        Av = Av / size
        value = float(v @ Av)
        residual = float(np.linalg.norm(Av - value * v))
        if residual <= tol * abs(value):
            return Eigenpair(size * value, v, size * residual, products)
        v = _checks.frozen(Av / np.linalg.norm(Av))
    raise ValueError(
        f"max_iter must be larger or tol wider: after {max_iter} products the residual is {size * residual:.3g} at the "
        f"value {size * value:.6g}; eigenvalues ±λ of one modulus never separate, shift A by a multiple of the identity"
    )


def _product(A: np.ndarray | Callable, n: int | None) -> tuple[Callable[[np.ndarray], np.ndarray], int]:
    """v ↦ Av in float64 with its result checked, and the length of v."""
    if not callable(A):
        matrix = _checks.symmetric("A", A).astype(np.float64)
        if n is not None and n != len(matrix):
            raise ValueError(f"n must be {len(matrix)}, as A has rows, or be left out, got {n!r}")
        return matrix.__matmul__, len(matrix)
    if n is None:
        raise ValueError("n must be given with a function v ↦ Av: the length of v")
    n = _checks.whole("n", n, least=1)

    def product(v: np.ndarray) -> np.ndarray:
        Av = _checks.finite("A(v)", A(v), ndim=1)
        if len(Av) != n:
            raise ValueError(f"A(v) must have {n} entries, as v has, got {len(Av)}")
        return Av

    return product, n
