"""Exercise 1.4: one step."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from course_lib.interactive.questions import CodeQuestion, Exercise, Kind
from course_lib.methods import GradientDescent
from course_lib.objectives import Quadratic, Rosenbrock
from course_lib.running.minimize import minimize


def _step_cases(rng: np.random.Generator) -> Iterator[tuple]:
    gradients = (Quadratic(np.diag([1.0, 3.0])).gradient, Rosenbrock(4).gradient, np.cos, np.sinh)
    for gradient, shape in zip(gradients, ((2,), (4,), (3,), (2, 3)), strict=True):
        yield gradient, rng.standard_normal(shape), float(rng.uniform(0.05, 0.6))


def _library_step(gradient: Callable, x: np.ndarray, learning_rate: float) -> np.ndarray:
    return minimize(lambda x: (0.0, gradient(x)), x, GradientDescent(learning_rate), tol=0, max_iter=1).x


def _step_in_place(gradient: Callable, x: np.ndarray, learning_rate: float) -> np.ndarray:
    x -= learning_rate * gradient(x)
    return x


EXERCISE = Exercise(
    number="1.4",
    kind=Kind.CODE,
    title="one step",
    prompt=r"""
Write `step(gradient, x, learning_rate)` that returns $x-\alpha\nabla f(x)$, where `gradient` is a function. The
array `x` must hold after the call what it held before.
""",
    questions=(
        CodeQuestion(
            starter='def step(gradient, x, learning_rate):\n    """One step of gradient descent."""\n    ...',
            solution="def step(gradient, x, learning_rate):\n    return x - learning_rate * gradient(x)",
            reference=_library_step,
            cases=_step_cases,
            wrong={
                lambda gradient, x, learning_rate: x + learning_rate * gradient(x): (
                    r"It goes uphill: $\nabla f$ points to where $f$ grows."
                ),
                lambda gradient, x, learning_rate: x - gradient(x): (
                    "The learning rate has no effect on the step."  # the most common slip is to forget it
                ),
                lambda gradient, x, learning_rate: -learning_rate * gradient(x): (
                    "This is the step alone. Where does it lead to?"
                ),
                lambda gradient, x, learning_rate: x - learning_rate * gradient(x) / np.linalg.norm(gradient(x)): (
                    r"All its steps are of length $\alpha$. In the update rule the gradient keeps its own length."
                ),
                lambda gradient, x, learning_rate: x - learning_rate * gradient: (
                    "`gradient` is a function. It has to be called with the point at which the slope is wanted."
                ),
                _step_in_place: "The point is right, but the caller's `x` has changed: `-=` writes into the array.",
            },
            explanation="A line of code for a line of mathematics.",
        ),
    ),
    hints=(
        "The body is one line: the update rule in NumPy.",
        "`gradient(x)` is an array of the shape of `x`; a number times an array scales each entry.",
        "Begin with `return x` and subtract. `x -= …` would write into the caller's array; `x - …` makes a new one.",
    ),
    solution="The equation, written as an expression. The in-place form `x -= …` would change the caller's array.",
)
