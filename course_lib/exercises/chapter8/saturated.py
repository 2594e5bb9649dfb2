"""Exercise 8.3: faint and loud."""

from __future__ import annotations

import math

from course_lib.interactive.questions import Exercise, Kind, ask_number

SLOPE, MESSAGE = 4 * math.exp(-60), 1e20

EXERCISE = Exercise(
    number="8.3",
    kind=Kind.PREDICT,
    title="faint and loud",
    prompt=r"""
Chapters 2 and 7: a unit with $\tanh$ sits at $z=30$. From the layers above, whose gradients explode, it gets the
message $(W^{\mathsf T}\delta)_i=10^{20}$. Use $e^{-60}=8.76\cdot10^{-27}$.
""",
    questions=(
        ask_number(
            r"What is its $\delta$? Use $4e^{-2|z|}$ for the slope, which is right to all digits that matter.",
            SLOPE * MESSAGE,
            tolerance=0.02 * SLOPE * MESSAGE,
            wrong={
                0: r"That is what $1-\tanh^2z$ makes of it in double precision. The slope is small, not zero.",
                math.exp(-60) * MESSAGE: "A factor of the slope is missing.",
                4 * math.exp(-30) * MESSAGE: r"The exponent is $-2|z|$.",
                MESSAGE: "That is the message. What does the unit's own slope do to it?",
            },
            explanation=r"Slope times message. With $1-h^2$ for the slope it would be 0, and nothing would say so.",
        ),
    ),
    hints=(
        r"$\delta=(W^{\mathsf T}\delta)_i\cdot\varphi'(z)$.",
        r"$\tanh'(30)=4e^{-60}$ up to a share of $2e^{-60}$.",
        r"$4\cdot8.76\cdot10^{-27}\cdot10^{20}$.",
    ),
    solution=r"""
$\delta=4e^{-60}\cdot10^{20}=4\cdot8.76\cdot10^{-7}$. In double precision $1-\tanh^230$ is exactly 0, and so is its
product with anything. A slope that is far too small to matter alone matters as a factor: keep its digits.
""",
)
