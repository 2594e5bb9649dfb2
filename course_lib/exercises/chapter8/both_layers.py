"""Exercise 8.2: both layers at once."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from course_lib.functions import softmax
from course_lib.interactive.questions import CodeQuestion, Exercise, Kind
from course_lib.networks.mlp import MLP

SIZES = ((3, 4, 2), (2, 3, 4), (4, 4, 4))


def _step_cases(rng: np.random.Generator) -> Iterator[tuple]:
    for n0, n1, n2 in SIZES:
        W1, W2 = rng.standard_normal((n1, n0)), rng.standard_normal((n2, n1))
        yield W1, W2, rng.standard_normal(n0), np.eye(n2)[n2 - 1], 0.7


def _library_step(W1, W2, x, y, alpha):
    net = MLP((len(x), *W2.shape[::-1]), "tanh", "cross_entropy")
    theta = net.flatten([(W1, np.zeros(len(W1))), (W2, np.zeros(len(W2)))])
    return W1 - alpha * net.backward(theta, x[None], y[None]).gradients[0][0]


def _with(back, top=lambda s, y: s - y, slope=lambda h, z: 1 - h**2, sign=-1):
    """A step by hand: `back` gives what multiplies δ_2, `top` δ_2 itself."""

    def step(W1, W2, x, y, alpha):
        z1 = W1 @ x
        h1 = np.tanh(z1)
        delta2 = top(softmax(W2 @ h1), y)
        delta1 = (back(W2, alpha * np.outer(delta2, h1)) @ delta2) * slope(h1, z1)
        return W1 + sign * alpha * np.outer(delta1, x)

    return step


EXERCISE = Exercise(
    number="8.2",
    kind=Kind.CODE,
    title="both layers at once",
    prompt=r"""
Chapters 2, 7 and this one: a network $z_2=W_2\tanh(W_1x)$ without biases, softmax and cross-entropy for one sample `x`
with the target probabilities `y`. One step of gradient descent with the rate `alpha` changes *both* matrices. Write
`first_layer(W1, W2, x, y, alpha)` that returns the new $W_1$.
""",
    questions=(
        CodeQuestion(
            starter='def first_layer(W1, W2, x, y, alpha):\n    """The new W1 after a step on both."""\n    ...',
            solution="""
def first_layer(W1, W2, x, y, alpha):
    h1 = np.tanh(W1 @ x)
    z2 = W2 @ h1
    e = np.exp(z2 - z2.max())
    delta2 = e / e.sum() - y
    delta1 = (W2.T @ delta2) * (1 - h1**2)
    return W1 - alpha * np.outer(delta1, x)
""",
            reference=_library_step,
            cases=_step_cases,
            wrong={
                _with(lambda W2, change: (W2 - change).T): (
                    "The second matrix was changed before the first layer heard of the error. Which of the two "
                    "made the prediction?"
                ),
                _with(lambda W2, change: W2.T, slope=lambda h, z: 1.0): (
                    "What does the activation of the first layer do to the message?"
                ),
                _with(lambda W2, change: W2.T, slope=lambda h, z: 1 - z**2): (
                    r"The slope of $\tanh$ is written with its value, not with its argument."
                ),
                _with(lambda W2, change: W2.T, top=lambda s, y: s * (1 - s) * (-y / s)): (
                    "You treated the softmax as if it acted on each entry by itself. What is the derivative of the "
                    "loss by the logits?"
                ),
                _with(lambda W2, change: W2.T, sign=1): "This step goes uphill.",
                _with(lambda W2, change: W2.T, top=lambda s, y: s): "The target does not occur in your step.",
            },
            explanation="All gradients are taken at one point: first all of them, then the step.",
        ),
    ),
    hints=(
        "Forward first: keep the output of the first layer and the probabilities.",
        r"$\delta_2$ is probability minus target. Pass it down with the matrix that was used on the way up.",
        r"$\delta_1=(W_2^{\mathsf T}\delta_2)\odot(1-h_1^2)$ with the old $W_2$; by $W_1$ the gradient is "
        r"$\delta_1x^{\mathsf T}$.",
    ),
    solution="Whether $W_2$ is changed before or after does not show in the shapes, and training forgives it for "
    "small rates.",
)
