"""The functions that chapter 7 asks for about depth, with the slips that are usual in them."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from course_lib.autodiff import gradient
from course_lib.interactive.code_question import CodeQuestion
from course_lib.interactive.exercises import Exercise, Kind
from course_lib.methods import GradientDescent, clip_norm

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


message = Exercise(
    number="7.5",
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


def _clip_cases(rng: np.random.Generator) -> Iterator[tuple]:
    for n, size, c in ((3, 5.0, 1.0), (4, 0.1, 2.0), (6, 30.0, 0.5), (2, 1.0, 40.0)):
        g = rng.standard_normal(n)
        yield size * g / np.linalg.norm(g), c
    yield rng.uniform(0.5, 1.0, (2, 3)), 0.9
    yield np.zeros(3), 1.0


def _library_clip(g, c):
    return -clip_norm(GradientDescent(1.0), c).direction(g, g, None)[0]


def _always(g, c):
    norm = np.linalg.norm(g)
    return g * c / norm if norm > 0 else g


def _when_longer(formula):
    """formula(g, c) for gradients longer than c, g itself for all others."""
    return lambda g, c: formula(g, c) if np.linalg.norm(g) > c else g


clip = Exercise(
    number="7.6",
    kind=Kind.CODE,
    title="clip it",
    prompt=r"""
Write `clip(g, c)` that clips a gradient by its norm, as in [the formula](#eq-clip-norm): not longer
than $c$, and in the same direction. `g` may have any shape, and may be zero; it must not be changed.
""",
    questions=(
        CodeQuestion(
            starter='def clip(g, c):\n    """g, shortened to the length c if it is longer."""\n    ...',
            solution="""
def clip(g, c):
    norm = np.linalg.norm(g)
    return g * (c / norm) if norm > c else g
""",
            reference=_library_clip,
            cases=_clip_cases,
            wrong={
                lambda g, c: np.clip(g, -c, c): (
                    "You cut each entry by itself. The result has another direction, and may still be too long."
                ),
                _always: "Short gradients are stretched. Only long ones are to be touched.",
                _when_longer(lambda g, c: g / np.linalg.norm(g)): (
                    "Long gradients get the length 1, whatever the bound is."
                ),
                _when_longer(lambda g, c: g * c / np.linalg.norm(g) ** 2): (
                    "You divided by the square of the length. How long is the result?"
                ),
                _when_longer(lambda g, c: g * c / np.abs(g).sum()): (
                    "You divided by the sum of the absolute values. Which norm is meant?"
                ),
                _when_longer(lambda g, c: g * c / np.abs(g).max()): (
                    "You made the largest entry as large as the bound. Which norm is meant?"
                ),
                _when_longer(lambda g, c: np.zeros_like(g)): (
                    "Long gradients are thrown away. They should be shortened."
                ),
            },
            explanation="One number scales all entries, so the direction stays.",
        ),
    ),
    hints=(
        "Two cases: is the gradient longer than the bound, or not?",
        "In the first case multiply by one positive number. Which one makes the length right?",
        "Divide the bound by the length. In the second case, which includes zero, there is nothing to do.",
    ),
    solution="Compare first, then divide: a zero gradient never reaches the division.",
)
