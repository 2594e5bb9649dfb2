"""Exercise 5.9: how many steps?"""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil, floor, log, log10

import numpy as np

from course_lib.bounds import contraction, strongly_convex_iterations
from course_lib.interactive.questions import CodeQuestion, Exercise, Kind


def _cases(rng: np.random.Generator) -> Iterator[tuple]:
    """Rates on both sides of the best one, and distances other than 1."""
    for h in (0.3, 1.1, 1.6, 1.93):
        mu = float(rng.uniform(0.5, 1))
        L = mu * float(rng.uniform(8, 12))
        yield h / L, mu, L, float(rng.uniform(20, 50)), float(rng.uniform(1e-6, 1e-5))


def _library(alpha, mu, L, R, epsilon):
    return ceil(strongly_convex_iterations(contraction(alpha, mu, L), R, epsilon))


def _slip(rho=None, decades=log, rounded=ceil, distance=None):
    """A count with another factor, another logarithm, another rounding or another distance."""

    def count(alpha, mu, L, R, epsilon):
        factors = abs(1 - alpha * mu), abs(1 - alpha * L)
        factor = (rho or max)(factors)
        return rounded(decades((distance or (lambda R: R))(R) / epsilon) / -log(factor))

    return count


EXERCISE = Exercise(
    number="5.9",
    kind=Kind.CODE,
    title="how many steps?",
    prompt=r"""
Write `steps_needed(alpha, mu, L, R, epsilon)`: the smallest whole number $k$ of steps for which the
bound [above](#eq-step-count) promises $\|x_k-x^\star\|\le\varepsilon$, for $0<\alpha<2/L$ and any
$\mu$-strongly convex, $L$-smooth $f$. It is tried with small and large rates.
""",
    questions=(
        CodeQuestion(
            starter=(
                "def steps_needed(alpha, mu, L, R, epsilon):\n"
                '    """The steps that bring every such run from R to epsilon."""\n'
                "    ..."
            ),
            solution="""
def steps_needed(alpha, mu, L, R, epsilon):
    rho = max(abs(1 - alpha * mu), abs(1 - alpha * L))
    return int(np.ceil(np.log(R / epsilon) / -np.log(rho)))
""",
            reference=_library,
            cases=_cases,
            wrong={
                _slip(rho=lambda factors: factors[0]): (
                    "This is the count for the flat mode alone. For large rates another mode is slower."
                ),
                _slip(rho=lambda factors: factors[1]): (
                    "This is the count for the steep mode alone. For small rates another mode is slower."
                ),
                _slip(rho=min): "This is the count of the faster mode. The promise has to hold for both.",
                _slip(rounded=floor): "One step too few: at this $k$ the bound is still above the distance asked for.",
                _slip(rounded=lambda k: k): "This is a real number. A run has whole steps.",
                _slip(distance=lambda R: 1.0): "This count starts at the distance 1. Where does the run start?",
                _slip(decades=log10): "Two different logarithms. The quotient needs the same one twice.",
                _slip(rho=lambda factors: max(factors) ** 2): (
                    r"With $\rho^2$ you count for the gap in $f$. The distance shrinks by another factor."
                ),
                lambda alpha, mu, L, R, epsilon: ceil(log(R / epsilon) / (alpha * mu)): (
                    "This is the approximation for small rates. It is not the promise, and is far off for long ones."
                ),
                lambda alpha, mu, L, R, epsilon: ceil(R**2 / (2 * alpha * epsilon)): (
                    r"This is the law for convex functions without a $\mu$, and for the gap in $f$."
                ),
                _slip(rounded=lambda k: ceil(-k)): (
                    "The count is negative: the logarithm of a number below 1 is negative, and the minus is missing."
                ),
            },
            explanation=r"The slower of the two extreme modes decides, and the logarithm counts its factors.",
        ),
    ),
    hints=(
        r"First $\rho$: two modes compete, with $\mu$ and with $L$.",
        r"$\rho^kR\le\varepsilon$. Take logarithms; $\log\rho$ is negative.",
        r"$k=\lceil\log(R/\varepsilon)/(-\log\rho)\rceil$ with $\rho=\max(|1-\alpha\mu|,|1-\alpha L|)$: `np.ceil`.",
    ),
    solution=r"The contraction of the V, and the theorem on the number of steps, rounded up.",
)
