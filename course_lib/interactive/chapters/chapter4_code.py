"""The functions that chapter 4 asks for, with the slips that are usual in them."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from course_lib.autodiff import gradient, jacobian_vector_product
from course_lib.interactive.code_question import CodeQuestion
from course_lib.interactive.exercises import Exercise, Kind

SIZES = ((3, 4, 2), (2, 3, 3), (4, 2, 1), (3, 3, 3))


def _networks(rng: np.random.Generator) -> Iterator[tuple]:
    """W1, b1, W2, b2, x for sizes that are all different, and for some that are not."""
    for n0, n1, n2 in SIZES:
        yield tuple(rng.standard_normal(shape) for shape in ((n1, n0), n1, (n2, n1), n2, n0))


def _gradient_cases(rng: np.random.Generator) -> Iterator[tuple]:
    for W1, b1, W2, b2, x in _networks(rng):
        yield W1, b1, W2, b2, x, rng.standard_normal(len(b2))


def _layers(W1: np.ndarray, b1: np.ndarray, W2: np.ndarray, b2: np.ndarray, x: np.ndarray) -> tuple:
    h1 = np.tanh(W1 @ x + b1)
    return h1, np.tanh(W2 @ h1 + b2)


def _library_gradient(W1, b1, W2, b2, x, y):
    def loss(W2):
        error = _layers(W1, b1, W2, b2, x)[1] - y
        return error @ error / 2

    return gradient(loss, W2)


def _slip(formula):
    """A gradient from the layers' values: formula(h1, h2, W2, x, y)."""
    return lambda W1, b1, W2, b2, x, y: formula(*_layers(W1, b1, W2, b2, x), W2, x, y)


last_weights = Exercise(
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


def _direction_cases(rng: np.random.Generator) -> Iterator[tuple]:
    for network in _networks(rng):
        yield *network, rng.standard_normal(len(network[-1]))


def _library_push(W1, b1, W2, b2, x, v):
    return jacobian_vector_product(lambda x: _layers(W1, b1, W2, b2, x)[1], x, v)


def _push(formula):
    """A slope from the layers' values: formula(h1, h2, W1, W2, v)."""
    return lambda W1, b1, W2, b2, x, v: formula(*_layers(W1, b1, W2, b2, x), W1, W2, v)


def _push_with_biases(W1, b1, W2, b2, x, v):
    h1, h2 = _layers(W1, b1, W2, b2, x)
    return (1 - h2**2) * (W2 @ ((1 - h1**2) * (W1 @ v + b1)) + b2)


push = Exercise(
    number="4.5",
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
                lambda W1, b1, W2, b2, x, v: _layers(W1, b1, W2, b2, x + v)[1] - _layers(W1, b1, W2, b2, x)[1]: (
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
