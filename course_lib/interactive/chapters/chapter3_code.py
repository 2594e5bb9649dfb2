"""The functions that chapter 3 asks for, with the slips that are usual in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import numpy as np

from course_lib import matrix_calculus
from course_lib.interactive.code_question import CodeQuestion
from course_lib.interactive.exercises import Exercise, Kind


def _batch_cases(rng: np.random.Generator) -> Iterator[tuple]:
    for samples, inputs, outputs in ((5, 3, 2), (4, 2, 3), (6, 3, 3), (1, 4, 2)):
        yield (
            rng.standard_normal((outputs, inputs)),
            rng.standard_normal((samples, inputs)),
            rng.standard_normal((samples, outputs)),
        )


batch_gradient = Exercise(
    number="3.4",
    kind=Kind.CODE,
    title="a batch, samples as rows",
    prompt=r"""
Write `batch_gradient(W, X, Y)` that returns the gradient of $f(W)=\|XW^{\mathsf T}-Y\|^2$, the sum of all squared
errors. Samples are the rows of `X`, shape $(N,n)$, targets the rows of `Y`, shape $(N,m)$; `W` is $(m,n)$.
""",
    questions=(
        CodeQuestion(
            starter='def batch_gradient(W, X, Y):\n    """Of the sum of squared errors, in the shape of W."""\n    ...',
            solution="def batch_gradient(W, X, Y):\n    return 2 * (X @ W.T - Y).T @ X",
            reference=lambda W, X, Y: matrix_calculus.squared_error(X.T, Y.T, W).gradient,
            cases=_batch_cases,
            wrong={
                lambda W, X, Y: (X @ W.T - Y).T @ X: "It is half the gradient. Is there a ½ in this loss?",
                lambda W, X, Y: 2 * (Y - X @ W.T).T @ X: "It points downhill: the error is prediction minus target.",
                lambda W, X, Y: 2 * X.T @ (X @ W.T - Y): (
                    "It is transposed. In the layout of this book a gradient has the shape of its variable."
                ),
                lambda W, X, Y: (
                    2 / len(X) * (X @ W.T - Y).T @ X
                ): "It divides by the number of samples. The loss is a sum.",
                lambda W, X, Y: 2 * (X @ W.T - Y): (
                    r"This is the gradient with respect to the predictions. How do they depend on $W$?"
                ),
                lambda W, X, Y: 2 * (W @ X - Y) @ X.T: (
                    "The formula for samples as columns does not fit arrays that hold them as rows."
                ),
            },
            explanation="One matrix product sums over the samples; no loop is needed.",
        ),
    ),
    hints=(
        r"Start from the error $E=XW^{\mathsf T}-Y$ and $\mathrm df=2\langle E,\mathrm dE\rangle$.",
        r"$\mathrm dE=X\,\mathrm dW^{\mathsf T}$. Bring $\operatorname{tr}(E^{\mathsf T}X\,\mathrm dW^{\mathsf T})$ "
        r"into the form $\operatorname{tr}(G^{\mathsf T}\mathrm dW)$ by transposing.",
        "In code: the error is `X @ W.T - Y`, shape (N, m). Its transpose times `X` has the shape (m, n) of `W`. "
        "Mind the factor.",
    ),
    solution=r"""
With $E=XW^{\mathsf T}-Y$, $\mathrm df=2\operatorname{tr}(E^{\mathsf T}X\,\mathrm
dW^{\mathsf T})=2\operatorname{tr}(\mathrm dW\,X^{\mathsf T}E)=2\operatorname{tr}(X^{\mathsf T}E\,\mathrm dW)$ by
transposing and rotating, so $G^{\mathsf T}=2X^{\mathsf T}E$ and $G=2E^{\mathsf T}X$. The shapes leave no other
product: $(m,N)$ times $(N,n)$.
""",
)


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


remainder = Exercise(
    number="3.5",
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
