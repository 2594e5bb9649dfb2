"""Exercise 3.5: a batch, samples as rows."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from course_lib import matrix_calculus
from course_lib.interactive.questions import CodeQuestion, Exercise, Kind


def _batch_cases(rng: np.random.Generator) -> Iterator[tuple]:
    for samples, inputs, outputs in ((5, 3, 2), (4, 2, 3), (6, 3, 3), (1, 4, 2)):
        yield (
            rng.standard_normal((outputs, inputs)),
            rng.standard_normal((samples, inputs)),
            rng.standard_normal((samples, outputs)),
        )


EXERCISE = Exercise(
    number="3.5",
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
