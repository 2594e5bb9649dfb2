"""Exercise 7.8: clip it."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from course_lib.interactive.questions import CodeQuestion, Exercise, Kind
from course_lib.methods import GradientDescent, clip_norm


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


EXERCISE = Exercise(
    number="7.8",
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
