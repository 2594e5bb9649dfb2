"""Exercise 2.8: forward and back."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from course_lib.interactive.questions import CodeQuestion, Exercise, Kind
from course_lib.networks.mlp import MLP


def _gradient_cases(rng: np.random.Generator) -> Iterator[tuple]:
    for samples, (n_in, n_hidden, n_out) in ((1, (3, 4, 2)), (6, (2, 5, 1)), (5, (3, 3, 3))):
        yield (
            rng.normal(size=(n_hidden, n_in)),
            rng.normal(size=n_hidden),
            rng.normal(size=(n_out, n_hidden)),
            rng.normal(size=n_out),
            rng.normal(size=(samples, n_in)),
            rng.normal(size=(samples, n_out)),
        )


def _library_gradient(W1, b1, W2, b2, X, Y):
    net = MLP((W1.shape[1], *W1.shape[:1], *W2.shape[:1]))
    return net.backward(net.flatten([(W1, b1), (W2, b2)]), X, Y).gradients[0][0]


def _with(
    *,
    square=lambda h: 1 - h**2,
    over=len,
    back=lambda d, W: d @ W,
    start=lambda out, Y: out - Y,
    own=lambda d, X: d.T @ X,
):
    """The whole pass with one piece of it exchanged."""

    def gradient(W1, b1, W2, b2, X, Y):
        h = np.tanh(X @ W1.T + b1)
        delta = start(h @ W2.T + b2, Y) / over(X)
        return own(back(delta, W2) * square(h), X)

    return gradient


EXERCISE = Exercise(
    number="2.8",
    kind=Kind.CODE,
    title="forward and back",
    prompt=r"""
Write `first_gradient(W1, b1, W2, b2, X, Y)` that returns $\partial J/\partial W_1$ of the network $z_1=W_1x+b_1$,
$h_1=\tanh z_1$, $\hat y=W_2h_1+b_2$ for the loss of this chapter, the mean over the rows of `X` and `Y` of
$\frac12\|\hat y-y\|^2$.
""",
    questions=(
        CodeQuestion(
            starter='def first_gradient(W1, b1, W2, b2, X, Y):\n    """dJ/dW1, of its shape."""\n    ...',
            solution="""
def first_gradient(W1, b1, W2, b2, X, Y):
    h = np.tanh(X @ W1.T + b1)
    delta2 = (h @ W2.T + b2 - Y) / len(X)
    delta1 = (delta2 @ W2) * (1 - h**2)
    return delta1.T @ X
""",
            reference=_library_gradient,
            cases=_gradient_cases,
            wrong={
                _with(over=lambda X: 1): "It is the sum over the samples. The loss is their mean.",
                _with(start=lambda out, Y: 2 * (out - Y)): "It is twice the gradient: the loss has a ½.",
                _with(start=lambda out, Y: Y - out): "The sign: away from the target the loss grows.",
                _with(square=lambda h: np.ones_like(h)): "The way back passes the tanh too. Its slope is missing.",
                _with(back=lambda d, W: d @ W.T): "The way back leads through $W_2$ transposed, for rows without it.",
                _with(own=lambda d, X: X.T @ d): (
                    "It is the transpose: the gradient has the shape of $W_1$, which maps inputs to units."
                ),
                _with(square=lambda h: 1 - np.tanh(h) ** 2): "It takes tanh twice: the slope is wanted at $z_1$.",
                _with(over=lambda X: X.size): "The mean is over the samples, not over all entries of `X`.",
            },
            explanation="Four lines of the algorithm for two layers; more layers only repeat the first and the third.",
        ),
    ),
    hints=(
        "Forward first, and keep `h`; then the delta of the output, the delta of the hidden layer, and the gradient.",
        "`h = np.tanh(X @ W1.T + b1)`. The delta of the output carries the mean: divide by `len(X)` there.",
        "The delta of the hidden layer is the function of the exercise before. The gradient has the shape of `W1`: "
        "the transpose of that delta times what came into the layer.",
    ),
    solution="The algorithm of this chapter for $D=2$, every array with the shape that the next product needs.",
)
