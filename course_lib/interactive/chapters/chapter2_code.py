"""The functions that chapter 2 asks for, with the slips that are usual in them."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from course_lib.functions.activations import tanh_derivative
from course_lib.interactive.code_question import CodeQuestion
from course_lib.interactive.exercises import Exercise, Kind
from course_lib.network import MLP


def _delta_cases(rng: np.random.Generator) -> Iterator[tuple]:
    for samples, width, width_next in ((1, 3, 2), (5, 4, 3), (4, 3, 3)):
        z = rng.normal(size=(samples, width))
        yield rng.normal(size=(width_next, width)), rng.normal(size=(samples, width_next)), np.tanh(z)


def _library_delta(W_next: np.ndarray, delta_next: np.ndarray, h: np.ndarray) -> np.ndarray:
    return np.matmul(delta_next, W_next) * tanh_derivative(np.arctanh(h))


hidden_delta = Exercise(
    number="2.4",
    kind=Kind.CODE,
    title="one step back",
    prompt=r"""
Write `hidden_delta(W_next, delta_next, h)`, the step from $\delta_{\ell+1}$ to $\delta_\ell$
[above](#eq-backprop-rows) for a hidden tanh layer. Samples are rows: `delta_next` has shape $(N,n_{\ell+1})$, `h`
is $h_\ell$ of shape $(N,n_\ell)$, and `W_next` is $W_{\ell+1}$ of shape $(n_{\ell+1},n_\ell)$.
""",
    questions=(
        CodeQuestion(
            starter='def hidden_delta(W_next, delta_next, h):\n    """delta of a hidden layer, (N, n)."""\n    ...',
            solution="def hidden_delta(W_next, delta_next, h):\n    return (delta_next @ W_next) * (1 - h**2)",
            reference=_library_delta,
            cases=_delta_cases,
            wrong={
                lambda W_next, delta_next, h: delta_next @ W_next: (
                    "It passes the layer's weights, but not its tanh. Where is the slope of the activation?"
                ),
                lambda W_next, delta_next, h: delta_next @ W_next * (1 - np.tanh(h) ** 2): (
                    "It takes tanh twice: `h` is the layer's output already."
                ),
                lambda W_next, delta_next, h: delta_next @ W_next * (1 - h) ** 2: (
                    "The square is around the difference. It belongs to `h` alone."
                ),
                lambda W_next, delta_next, h: delta_next @ W_next * h: (
                    "It multiplies by the output of the layer. What is wanted there is the slope of tanh."
                ),
                lambda W_next, delta_next, h: delta_next @ W_next.T * (1 - h**2): (
                    "With rows as samples the transpose goes: look at the shapes of `delta_next` and `W_next`."
                ),
                lambda W_next, delta_next, h: W_next.T @ delta_next * (1 - h**2): (
                    "This is the form for columns. Here each sample is a row of `delta_next`."
                ),
                lambda W_next, delta_next, h: delta_next @ W_next / len(h) * (1 - h**2): (
                    r"The mean over the samples is taken once, in $\delta_D$. It is in `delta_next` already."
                ),
            },
            explanation="The columns' transpose is gone, because transposing a product swaps its factors.",
        ),
    ),
    hints=(
        "Two factors: what comes back through the weights, and the slope of tanh at this layer.",
        "The shapes allow one product only: $(N,n_{\\ell+1})$ times $(n_{\\ell+1},n_\\ell)$.",
        r"The slope of tanh at $z$ is $1-\tanh^2z$, and $\tanh z$ is `h`. The two factors are "
        "multiplied entry by entry.",
    ),
    solution="The shapes leave no choice: $(N,n_{\\ell+1})(n_{\\ell+1},n_\\ell)$ is $(N,n_\\ell)$, the shape of `h`.",
)


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


first_gradient = Exercise(
    number="2.5",
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
            explanation="Five lines of the algorithm for two layers; more layers only repeat the third.",
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
