"""Exercise 4.7: forward mode by hand."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from course_lib.derivatives.autodiff import jacobian_vector_product
from course_lib.exercises.chapter4._two_layers import layers, networks
from course_lib.interactive.questions import CodeQuestion, Exercise, Kind


def _direction_cases(rng: np.random.Generator) -> Iterator[tuple]:
    for network in networks(rng):
        yield *network, rng.standard_normal(len(network[-1]))


def _library_push(W1, b1, W2, b2, x, v):
    return jacobian_vector_product(lambda x: layers(W1, b1, W2, b2, x)[1], x, v)


def _push(formula):
    """A slope from the layers' values: formula(h1, h2, W1, W2, v)."""
    return lambda W1, b1, W2, b2, x, v: formula(*layers(W1, b1, W2, b2, x), W1, W2, v)


def _push_with_biases(W1, b1, W2, b2, x, v):
    h1, h2 = layers(W1, b1, W2, b2, x)
    return (1 - h2**2) * (W2 @ ((1 - h1**2) * (W1 @ v + b1)) + b2)


EXERCISE = Exercise(
    number="4.7",
    kind=Kind.CODE,
    title="forward mode by hand",
    prompt=r"""
Write `push(W1, b1, W2, b2, x, v)` that returns the derivative of $h_2$ in the direction $v$ of the input,
$\frac{\partial h_2}{\partial x}v$. Carry the slope along with the values, from the input to the output: no Jacobian, no
matrix times matrix.
""",
    questions=(
        CodeQuestion(
            starter='def push(W1, b1, W2, b2, x, v):\n    """The slope of h2 in the direction v of x."""\n    ...',
            solution="""
def push(W1, b1, W2, b2, x, v):
    h1 = np.tanh(W1 @ x + b1)
    slope = (1 - h1**2) * (W1 @ v)
    h2 = np.tanh(W2 @ h1 + b2)
    return (1 - h2**2) * (W2 @ slope)
""",
            reference=_library_push,
            cases=_direction_cases,
            wrong={
                _push(lambda h1, h2, W1, W2, v: W2 @ (W1 @ v)): (
                    "These are the weights alone. What does each activation do to the slope?"
                ),
                _push(lambda h1, h2, W1, W2, v: (1 - h2**2) * (W2 @ (W1 @ v))): (
                    "The slope does not pass the first activation."
                ),
                _push(lambda h1, h2, W1, W2, v: W2 @ ((1 - h1**2) * (W1 @ v))): (
                    "The slope does not pass the last activation."
                ),
                _push_with_biases: (
                    "You sent the direction through the layers with their biases. A constant has no slope."
                ),
                lambda W1, b1, W2, b2, x, v: layers(W1, b1, W2, b2, x + v)[1] - layers(W1, b1, W2, b2, x)[1]: (
                    "This is the change for a whole step $v$. The slope at its start is asked for."
                ),
                _push(lambda h1, h2, W1, W2, v: (1 - h2) * (W2 @ ((1 - h1) * (W1 @ v)))): (
                    r"The derivative of $\tanh$ is one minus its *square*."
                ),
                _push(lambda h1, h2, W1, W2, v: (1 - h2**2) * (W2 @ np.tanh(W1 @ v))): (
                    r"A slope is multiplied by $\tanh'$; you sent it through $\tanh$ itself."
                ),
            },
            explanation="Two products of a matrix and a vector, as many as for the value itself.",
        ),
    ),
    hints=(
        r"For each value on the left of the ladder keep its slope: that of $x$ is $v$. What is that of $z_1$?",
        r"The slope of $z_1=W_1x+b_1$ is $W_1v$. That of $h_1=\tanh(z_1)$ is $(1-h_1\odot h_1)$ times that, entrywise.",
        "Do the same once more with $W_2$ and $h_2$, and start from the slope of $h_1$.",
    ),
    solution="Value and slope go down the ladder together; each rung's Jacobian acts on the slope when it is known.",
)
