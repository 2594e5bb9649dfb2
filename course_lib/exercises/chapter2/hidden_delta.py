"""Exercise 2.7: one step back."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from course_lib.functions.activations import tanh_derivative
from course_lib.interactive.questions import CodeQuestion, Exercise, Kind


def _delta_cases(rng: np.random.Generator) -> Iterator[tuple]:
    for samples, width, width_next in ((1, 3, 2), (5, 4, 3), (4, 3, 3)):
        z = rng.normal(size=(samples, width))
        yield rng.normal(size=(width_next, width)), rng.normal(size=(samples, width_next)), np.tanh(z)


def _library_delta(W_next: np.ndarray, delta_next: np.ndarray, h: np.ndarray) -> np.ndarray:
    return np.matmul(delta_next, W_next) * tanh_derivative(np.arctanh(h))


EXERCISE = Exercise(
    number="2.7",
    kind=Kind.CODE,
    title="one step back",
    prompt=r"""
Write `hidden_delta(W_next, delta_next, h)`, the step from $E_{\ell+1}$ to $E_\ell$
[above](#eq-backprop-rows), in code `delta`, for a hidden tanh layer. Samples are rows: `delta_next` has shape
$(N,n_{\ell+1})$, `h` is $h_\ell$ of shape $(N,n_\ell)$, and `W_next` is $W_{\ell+1}$ of shape $(n_{\ell+1},n_\ell)$.
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
                    r"The mean over the samples is taken once, in $E_D$. It is in `delta_next` already."
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
