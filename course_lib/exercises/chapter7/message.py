"""Exercise 7.6: the message to the first layer."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from course_lib.derivatives.autodiff import gradient
from course_lib.interactive.questions import CodeQuestion, Exercise, Kind

SIZES = ((3, 4, 2), (4, 2, 5), (2, 5, 3), (3, 3, 3))


def _message_cases(rng: np.random.Generator) -> Iterator[tuple]:
    """W2, W3, z1, z2 and δ_3 for widths that are all different, and for equal ones."""
    for n1, n2, n3 in SIZES:
        yield tuple(rng.standard_normal(shape) for shape in ((n2, n1), (n3, n2), n1, n2, n3))


def _slope(z: np.ndarray) -> np.ndarray:
    return 1 - np.tanh(z) ** 2


def _library_message(W2, W3, z1, z2, delta3):
    """The gradient by a small v of δ_3ᵀz_3, the layers linearised at z1 and z2."""
    return gradient(lambda v: delta3 @ (W3 @ (_slope(z2) * (W2 @ (_slope(z1) * v)))), np.zeros_like(z1))


EXERCISE = Exercise(
    number="7.6",
    kind=Kind.CODE,
    title="the message to the first layer",
    prompt=r"""
Write `message(W2, W3, z1, z2, delta3)` that returns $\delta_1$ by [the product](#eq-gradient-product), for three
$\tanh$ layers: from $\delta_3$ at the top down to $z_1$. Multiply a matrix and a vector each time, never two
matrices. Widths may differ.
""",
    questions=(
        CodeQuestion(
            starter='def message(W2, W3, z1, z2, delta3):\n    """The gradient that reaches z1."""\n    ...',
            solution="""
def message(W2, W3, z1, z2, delta3):
    delta2 = (1 - np.tanh(z2) ** 2) * (W3.T @ delta3)
    return (1 - np.tanh(z1) ** 2) * (W2.T @ delta2)
""",
            reference=_library_message,
            cases=_message_cases,
            wrong={
                lambda W2, W3, z1, z2, delta3: W2.T @ (W3.T @ delta3): (
                    "The weights are all there. What does each activation do to the gradient?"
                ),
                lambda W2, W3, z1, z2, delta3: W2.T @ (_slope(z2) * (W3.T @ delta3)): (
                    "The gradient stops at the output of the first layer. The slope of its activation is missing."
                ),
                lambda W2, W3, z1, z2, delta3: _slope(z1) * (W2.T @ (W3.T @ delta3)): (
                    "The slope of the second activation is missing."
                ),
                lambda W2, W3, z1, z2, delta3: _slope(z1) * (W2 @ (_slope(z2) * (W3 @ delta3))): (
                    "This multiplies by the weights as the forward pass does. Compare the shapes for different widths."
                ),
                lambda W2, W3, z1, z2, delta3: np.tanh(z1) * (W2.T @ (np.tanh(z2) * (W3.T @ delta3))): (
                    r"You multiplied by values of $\tanh$. Which property of it does a gradient meet?"
                ),
                lambda W2, W3, z1, z2, delta3: (1 - z1**2) * (W2.T @ ((1 - z2**2) * (W3.T @ delta3))): (
                    r"The slope of $\tanh$ is one minus the square of its *value*, not of its argument."
                ),
                lambda W2, W3, z1, z2, delta3: (
                    (1 - np.tanh(z1)) * (W2.T @ ((1 - np.tanh(z2)) * (W3.T @ delta3)))
                ): r"The derivative of $\tanh$ is one minus its *square*.",
            },
            explanation="As many products as weight matrices on the way, each a transposed matrix times a vector.",
        ),
    ),
    hints=(
        r"Read the product from the right: which matrix meets $\delta_3$ first?",
        r"One layer down: $\delta_{\ell-1}=\operatorname{diag}\varphi'(z_{\ell-1})\,W_\ell^{\mathsf T}\delta_\ell$.",
        r"Do it for $\ell=3$, then for $\ell=2$; a diagonal matrix times a vector is `*`; the slope is $1-\tanh^2$, "
        r"accurate enough for moderate $z$.",
    ),
    solution=r"From the right: $W_3^{\mathsf T}$, then $\mathsf J_2$, then $W_2^{\mathsf T}$, then $\mathsf J_1$.",
)
