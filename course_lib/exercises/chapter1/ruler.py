"""Exercise 1.2: the same gradient, another ruler."""

from __future__ import annotations

import numpy as np

from course_lib.interactive.questions import Exercise, Kind, ask_number

EXERCISE = Exercise(
    number="1.2",
    kind=Kind.PREDICT,
    title="the same gradient, another ruler",
    prompt=r"""
$g=(2,-5,1)$. Find the unit step $d$ with the smallest slope $g^{\mathsf T}d$ for two ways to measure a step, and
give the slope. Decide before you call `steepest_direction`.
""",
    questions=(
        ask_number(
            r"The slope when the *sum* of $|d_i|$ is 1:",
            -5,
            tolerance=0.005,
            wrong={
                5: "The right size, but downhill a slope is negative.",
                -8: "Here the coordinates share a length of one; you let each of them move by one.",
                -np.sqrt(30): "That is the slope for a step of Euclidean length one.",
                -2: "You took the largest entry of $g$. What counts is its size, whatever its sign.",
            },
            explanation="All of the step goes into the second coordinate: $d=(0,1,0)$.",
        ),
        ask_number(
            r"The slope when the *largest* $|d_i|$ is 1:",
            -8,
            tolerance=0.005,
            wrong={
                8: "The right size, but downhill a slope is negative.",
                -5: "You moved one coordinate. All of them may move by one.",
                -np.sqrt(30): "That is the slope for a step of Euclidean length one.",
                2: "You moved all coordinates the same way. Each may choose its own sign.",
                -2: "You added the entries of $g$ with their signs. Each coordinate of $d$ may choose its own.",
            },
            explanation=r"Each coordinate moves against its entry of $g$: $d=(-1,1,-1)$.",
        ),
    ),
    hints=(
        r"Write $g^{\mathsf T}d=2d_1-5d_2+d_3$. You have a length of one to spend; where does it lower this most?",
        "With the sum as the ruler, moving one coordinate uses up what the others could have. "
        "With the largest as the ruler, moving one coordinate costs the others nothing.",
        r"By the theorem on steepest descent in any norm the slope is minus the dual norm: of $g$ take the largest "
        r"$|g_i|$ in the one case, the sum of $|g_i|$ in the other.",
    ),
    solution=r"""
$\ell_1$: all of the step goes into the coordinate with the largest $|g_i|$, so $d=(0,1,0)$ with slope $-5$.
$\ell_\infty$: $d=-\operatorname{sign}g=(-1,1,-1)$ with slope $-(2+5+1)=-8$. The library agrees:
`steepest_direction([2, -5, 1], 1)` and `steepest_direction([2, -5, 1], np.inf)`.
""",
)
