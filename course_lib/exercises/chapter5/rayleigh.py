"""Exercise 5.2: power iteration."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from course_lib.interactive.questions import CodeQuestion, Exercise, Kind


def _cases(rng: np.random.Generator) -> Iterator[tuple]:
    """Symmetric matrices of three kinds, one with its largest eigenvalue in size negative, and few products."""
    for n, k, sign in ((2, 1, 1.0), (3, 2, 1.0), (4, 3, -1.0), (5, 5, 1.0)):
        factor = rng.standard_normal((n, n))
        yield sign * factor @ factor.T + 0.5 * np.diag(rng.standard_normal(n)), 3 * rng.standard_normal(n), k


def _vector(A: np.ndarray, v: np.ndarray, k: int) -> np.ndarray:
    for _ in range(k):
        v = A @ v
        v = v / np.linalg.norm(v)
    return v


def _reference(A: np.ndarray, v: np.ndarray, k: int) -> float:
    v = np.linalg.matrix_power(A, k) @ v
    return v @ A @ v / (v @ v)


def _not_divided(A: np.ndarray, v: np.ndarray, k: int) -> float:
    v = np.linalg.matrix_power(A, k) @ v
    return v @ A @ v


EXERCISE = Exercise(
    number="5.2",
    kind=Kind.CODE,
    title="power iteration",
    prompt=r"""
Write `largest_eigenvalue(A, v, k)`: from the vector `v` take `k` times the product with the symmetric matrix `A`,
divide by the length each time so that nothing overflows, and return the Rayleigh quotient $v^{\mathsf T}Av$ of
the last unit vector, a number. The eigenvalue that is largest in size may be negative; then it is the one found.
""",
    questions=(
        CodeQuestion(
            starter='def largest_eigenvalue(A, v, k):\n    """The estimate after k products."""\n    ...',
            solution="""
def largest_eigenvalue(A, v, k):
    for _ in range(k):
        v = A @ v
        v = v / np.linalg.norm(v)
    return v @ A @ v
""",
            reference=_reference,
            cases=_cases,
            wrong={
                _not_divided: "The vector has to be divided by its length, or the quotient is no quotient.",
                lambda A, v, k: np.linalg.norm(A @ _vector(A, v, k)): (
                    "A length is never negative, so the sign of an eigenvalue is lost."
                ),
                lambda A, v, k: _reference(A, v, k - 1): "One product is missing before the quotient is taken.",
                lambda A, v, k: _reference(A, v, k + 1): "That is one product too many before the quotient is taken.",
                lambda A, v, k: _vector(A, v, k): "This is the vector. A number is asked for.",
                lambda A, v, k: np.linalg.eigvalsh(A)[-1]: (
                    "This is the exact largest eigenvalue, from all of them. Use products with vectors only."
                ),
                lambda A, v, k: (A @ _vector(A, v, k))[0] / _vector(A, v, k)[0]: (
                    "The ratio of one entry becomes right in the end, but it is another estimate, and a worse one."
                ),
                lambda A, v, k: _vector(A, v, k) @ _vector(A, v, k): "The matrix is missing between the two vectors.",
            },
            explanation="Products with vectors are enough: no eigenvalue routine, and for a function no matrix.",
        ),
    ),
    hints=(
        "A loop with two lines: multiply, then divide by the length.",
        "The quotient is taken once, after the loop. How does it look if the vector has length one?",
        "`v @ A @ v` for the last `v`; `np.linalg.norm(v)` is the length.",
    ),
    solution="Multiply and normalise `k` times. For a unit vector the Rayleigh quotient needs no division.",
)
