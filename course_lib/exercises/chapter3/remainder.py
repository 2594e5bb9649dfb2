"""Exercise 3.1: the Taylor remainder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import numpy as np

from course_lib import matrix_calculus
from course_lib.interactive.questions import CodeQuestion, Exercise, Kind


def _remainder_cases(rng: np.random.Generator) -> Iterator[tuple]:
    functions = (
        (partial(matrix_calculus.trace_product, *rng.standard_normal((2, 3, 3))), (3, 3)),
        (partial(matrix_calculus.squared_error, rng.standard_normal(2), rng.standard_normal(3)), (3, 2)),
        (partial(matrix_calculus.quadratic_form, -np.eye(4)), (4,)),
        (matrix_calculus.determinant, (2, 2)),
    )
    for f, shape in functions:
        W, V = rng.standard_normal((2, *shape))
        G = f(W).gradient
        yield partial(_value, f), G, W, V, 0.5
        yield partial(_value, f), G + rng.standard_normal(shape), W, V, 0.1


def _value(f: Callable, W: np.ndarray) -> float:
    return f(W).value


def _library_remainder(f: Callable, G: np.ndarray, W: np.ndarray, V: np.ndarray, t: float) -> float:
    return matrix_calculus.taylor_remainder(f, G, W, V, np.array([t])).remainder[0]


EXERCISE = Exercise(
    number="3.1",
    kind=Kind.CODE,
    title="the Taylor remainder",
    prompt=r"""
Write `remainder(f, G, W, V, t)` that returns $R(t)=|f(W+tV)-f(W)-t\,\langle G,V\rangle|$. `f` is a function that
returns a number; `G`, `W` and `V` are arrays of the same shape, vectors or matrices of any shape.
""",
    questions=(
        CodeQuestion(
            starter='def remainder(f, G, W, V, t):\n    """What the linear part leaves over."""\n    ...',
            solution="def remainder(f, G, W, V, t):\n    return abs(f(W + t * V) - f(W) - t * np.sum(G * V))",
            reference=_library_remainder,
            cases=_remainder_cases,
            wrong={
                lambda f, G, W, V, t: f(W + t * V) - f(W) - t * np.sum(G * V): (
                    "It is negative at times. A remainder on logarithmic axes has to be a size."
                ),
                lambda f, G, W, V, t: abs(f(W + t * V) - f(W) - np.sum(G * V)): (
                    "It moves by a fraction of $V$, but takes off the linear part of the whole of it."
                ),
                lambda f, G, W, V, t: abs(f(W + V) - f(W) - t * np.sum(G * V)): (
                    "It moves by the whole of $V$, but takes off the linear part of a fraction of it."
                ),
                lambda f, G, W, V, t: abs(f(W + t * V) - f(W) - t * np.trace(G @ V)): (
                    r"The trace that is meant is that of $G^{\mathsf T}V$; without the transpose it is another number, "
                    "or none at all."
                ),
                lambda f, G, W, V, t: abs(f(W + t * V) - f(W) - t * (G @ V)): (
                    r"For vectors this is the product that is meant. For matrices `@` gives a matrix, and "
                    r"$\langle G,V\rangle$ is a number."
                ),
                lambda f, G, W, V, t: abs(f(W + t * V) - f(W)): "This is the whole change. Take the linear part off.",
                lambda f, G, W, V, t: abs(f(W + t * V) - f(W) - t * np.sum(G)): (
                    "The linear part depends on the direction, too."
                ),
            },
            explanation="It works for every shape, because entrywise products and sums do.",
        ),
    ),
    hints=(
        r"The formula is one line. The only question is how to write $\langle G,V\rangle$ for any shape.",
        r"$\langle G,V\rangle$ is the sum of all products of entries at the same place.",
        "In NumPy `G * V` multiplies entry by entry, and `np.sum` adds all entries, whatever the shape.",
    ),
    solution=r"The product $\langle G,V\rangle$ is `np.sum(G * V)`; `np.vdot(G, V)` is the same for real arrays.",
)
