"""Exercise 6.9: Adam on given gradients."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from course_lib.interactive.questions import CodeQuestion, Exercise, Kind
from course_lib.methods import Adam


def _cases(rng: np.random.Generator) -> Iterator[tuple]:
    """Gradients, α, β₁, β₂, ε; ε so large that its place shows."""
    for count, n in ((1, 2), (2, 3), (6, 4), (20, 1)):
        beta1, beta2 = rng.uniform([0.5, 0.9], [0.9, 0.99])
        yield rng.standard_normal((count, n)), float(rng.uniform(0.01, 0.2)), float(beta1), float(beta2), 0.05


def _library(gradients: np.ndarray, alpha: float, beta1: float, beta2: float, epsilon: float) -> np.ndarray:
    method, x = Adam(alpha, beta1, beta2, epsilon), np.zeros(gradients.shape[1])
    state = method.init(x)
    for g in gradients:
        p, state = method.direction(x, g, state)
        x = x + alpha * p
    return x


def _slip(
    step: Callable = lambda m, v, c1, c2, e: (m / c1) / (np.sqrt(v / c2) + e),
    first: Callable = lambda beta, m, g: beta * m + (1 - beta) * g,
    second: Callable = lambda beta, v, g: beta * v + (1 - beta) * g**2,
    sign: float = -1,
) -> Callable:
    """Adam with one of its formulas replaced."""

    def walk(gradients, alpha, beta1, beta2, epsilon):
        m = v = x = np.zeros(gradients.shape[1])
        for k, g in enumerate(gradients, 1):
            m, v = first(beta1, m, g), second(beta2, v, g)
            x = x + sign * alpha * step(m, v, 1 - beta1**k, 1 - beta2**k, epsilon)
        return x

    return walk


def _constant_correction(gradients, alpha, beta1, beta2, epsilon):
    m = v = x = np.zeros(gradients.shape[1])
    for g in gradients:
        m, v = beta1 * m + (1 - beta1) * g, beta2 * v + (1 - beta2) * g**2
        x = x - alpha * m / (1 - beta1) / (np.sqrt(v / (1 - beta2)) + epsilon)
    return x


EXERCISE = Exercise(
    number="6.9",
    kind=Kind.CODE,
    title="Adam on given gradients",
    prompt=r"""
Write `adam(gradients, alpha, beta1, beta2, epsilon)` that returns the point which Adam, [above](#eq-adam), reaches from
$x_0=0$ when `gradients`, an array of shape $(K,n)$, holds the gradients $g_1,\dots,g_K$ in its rows.
""",
    questions=(
        CodeQuestion(
            starter="def adam(gradients, alpha, beta1, beta2, epsilon):\n"
            '    """The point that Adam reaches from 0 with these gradients."""\n    ...',
            solution="""
def adam(gradients, alpha, beta1, beta2, epsilon):
    x = m = v = np.zeros(gradients.shape[1])
    for k, g in enumerate(gradients, 1):
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g**2
        m_hat = m / (1 - beta1**k)
        v_hat = v / (1 - beta2**k)
        x = x - alpha * m_hat / (np.sqrt(v_hat) + epsilon)
    return x
""",
            reference=_library,
            cases=_cases,
            wrong={
                _slip(lambda m, v, c1, c2, e: m / (np.sqrt(v) + e)): (
                    "The averages are not corrected. They start at zero; which factor makes up for it at step $k$?"
                ),
                _slip(lambda m, v, c1, c2, e: (m / c1) / (np.sqrt(v) + e)): (
                    "Only one of the two averages is corrected."
                ),
                _slip(lambda m, v, c1, c2, e: m / (np.sqrt(v / c2) + e)): "The mean of the gradients is not corrected.",
                _slip(lambda m, v, c1, c2, e: (m / c1) / np.sqrt(v / c2 + e)): (
                    r"Your $\varepsilon$ stands under the root."
                ),
                _slip(lambda m, v, c1, c2, e: (m / c1) / (np.sqrt(v + e) / np.sqrt(c2))): (
                    r"Your $\varepsilon$ is added before the correction and the root."
                ),
                _slip(lambda m, v, c1, c2, e: (m / c1) / (v / c2 + e)): (
                    "You divide by the mean square. The step should not depend on the unit of $f$: a root is missing."
                ),
                _slip(lambda m, v, c1, c2, e: m / c1): "The step is not divided by the size of the gradient.",
                _slip(second=lambda beta, v, g: beta * v + (1 - beta) * g): (
                    "Your second average is of the gradients themselves. It can be negative, and then has no root."
                ),
                _slip(second=lambda beta, v, g: beta * v + (1 - beta) * np.abs(g)): (
                    "Your second average is of absolute values. What is averaged under the root?"
                ),
                _slip(first=lambda beta, m, g: beta * m + g): (
                    r"Your first average is a sum: the new gradient comes in with the weight 1."
                ),
                _slip(sign=1): "It walks uphill.",
                _constant_correction: (
                    r"You divide by the same number in every step. The sum of the weights grows with $k$."
                ),
            },
            explanation=r"Two running averages, two corrections that depend on $k$, one division.",
        ),
    ),
    hints=(
        "Keep `x`, `m` and `v`, all zero at first, and go through the rows. Which lines use the old `m` and `v`?",
        r"The corrections need the number $k$ of the step, which starts at 1: `enumerate(gradients, 1)`.",
        r"In each step: new `m`, new `v`, then both divided by $1-\beta^k$, then the quotient; "
        r"$\varepsilon$ is added after the root.",
    ),
    solution="The lines of the algorithm in their order. The corrected averages are used in the step and not stored.",
)
