"""Exercise 4.4: the other weight matrix."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from course_lib.derivatives.autodiff import gradient
from course_lib.exercises.chapter4._two_layers import layers, networks
from course_lib.interactive.questions import CodeQuestion, Exercise, Kind


def _gradient_cases(rng: np.random.Generator) -> Iterator[tuple]:
    for W1, b1, W2, b2, x in networks(rng):
        yield W1, b1, W2, b2, x, rng.standard_normal(len(b2))


def _library_gradient(W1, b1, W2, b2, x, y):
    def loss(W2):
        error = layers(W1, b1, W2, b2, x)[1] - y
        return error @ error / 2

    return gradient(loss, W2)


def _slip(formula):
    """A gradient from the layers' values: formula(h1, h2, W2, x, y)."""
    return lambda W1, b1, W2, b2, x, y: formula(*layers(W1, b1, W2, b2, x), W2, x, y)


EXERCISE = Exercise(
    number="4.4",
    kind=Kind.CODE,
    title="the other weight matrix",
    prompt=r"""
Write `gradient_W2(W1, b1, W2, b2, x, y)` that returns $\partial J/\partial W_2$ for the two-layer network
[above](#eq-two-layer), with the loss $J=\frac12\|h_2-y\|^2$. It is tried on networks of several sizes.
""",
    questions=(
        CodeQuestion(
            starter='def gradient_W2(W1, b1, W2, b2, x, y):\n    """The gradient of the loss by W2."""\n    ...',
            solution="""
def gradient_W2(W1, b1, W2, b2, x, y):
    h1 = np.tanh(W1 @ x + b1)
    h2 = np.tanh(W2 @ h1 + b2)
    delta2 = (1 - h2**2) * (h2 - y)
    return np.outer(delta2, h1)
""",
            reference=_library_gradient,
            cases=_gradient_cases,
            wrong={
                _slip(lambda h1, h2, W2, x, y: np.outer(2 * (1 - h2**2) * (h2 - y), h1)): (
                    r"Each entry is twice too large. The loss has a $\frac12$ in front."
                ),
                _slip(lambda h1, h2, W2, x, y: np.outer((1 - h2**2) * (y - h2), h1)): (
                    r"The sign is wrong: what is the derivative of $\frac12(h_2-y)^2$ by $h_2$?"
                ),
                _slip(lambda h1, h2, W2, x, y: np.outer(h2 - y, h1)): (
                    "The last layer has an activation too. How does $h_2$ depend on $z_2$?"
                ),
                _slip(lambda h1, h2, W2, x, y: np.outer(h1, (1 - h2**2) * (h2 - y))): (
                    "The numbers are right, but the matrix lies on its side. The gradient has the shape of $W_2$."
                ),
                _slip(lambda h1, h2, W2, x, y: np.outer((1 - h2**2) * (h2 - y), 1 - h1**2)): (
                    r"The first layer's activation is not passed on the way to $W_2$. By what is $W_2$ multiplied in "
                    r"$z_2$?"
                ),
                _slip(lambda h1, h2, W2, x, y: np.outer((1 - h2) * (h2 - y), h1)): (
                    r"The derivative of $\tanh$ is one minus its *square*."
                ),
                _slip(lambda h1, h2, W2, x, y: np.outer((1 - np.tanh(h2) ** 2) * (h2 - y), h1)): (
                    r"You applied $\tanh$ to $h_2$, which is a value of $\tanh$ already."
                ),
                _slip(lambda h1, h2, W2, x, y: np.outer((1 - h2**2) * (h2 - y), x)): (
                    "$x$ is the input of the first layer. Which vector does $W_2$ act on?"
                ),
                _slip(lambda h1, h2, W2, x, y: (1 - h2**2) * (h2 - y)): (
                    r"This is $\delta_2$, the gradient by $z_2$ and by $b_2$. One step remains to $W_2$."
                ),
            },
            explanation=r"$\partial J/\partial W_2=\delta_2h_1^{\mathsf T}$: error at the output times input.",
        ),
    ),
    hints=(
        "Compute $h_1$ and $h_2$ as in the text, then climb the ladder by two rungs.",
        r"$\delta_2=(1-h_2\odot h_2)\odot(h_2-y)$. A change of $W_{2,jk}$ moves only $z_{2,j}$. At which rate?",
        r"The rate is $h_{1,k}$, so entry $(j,k)$ is $\delta_{2,j}h_{1,k}$: `np.outer` of two vectors, in this order.",
    ),
    solution=r"Two rungs of the ladder: through the loss and the $\tanh$ to $z_2$, then from $z_2$ to $W_2$.",
)
