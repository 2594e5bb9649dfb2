"""Exercise 4.8: a check at zero."""

from __future__ import annotations

from course_lib.interactive.questions import Exercise, Kind, ask_choice, ask_number

EXERCISE = Exercise(
    number="4.8",
    kind=Kind.FIND_THE_ERROR,
    title="a check at zero",
    prompt=r""" A
colleague has written the gradients of the two-layer network [above](#eq-two-layer-gradient) by all weights and
biases. She checks every entry by central differences, with 4 inputs, 3 hidden units and 2 outputs, at random $x$ and
$y$. "Weights and biases I left at zero."
""",
    questions=(
        ask_choice(
            "Which of these mistakes pass her check? Choose all.",
            [
                (
                    r"$1-h_2\odot h_2$ is left out of $\delta_2$",
                    "The outputs are zero, so this slope is 1.",
                    True,
                ),
                (
                    r"$1-h_1\odot h_1$ is left out of $\delta_1$",
                    r"With zero weights nothing comes back to the hidden layer: $\delta_1=0$.",
                    True,
                ),
                (
                    r"$\delta_1$ has the wrong sign",
                    r"$\delta_1=W_2^{\mathsf T}\delta_2=0$, and zero has no sign.",
                    True,
                ),
                (r"$\delta_2$ has the wrong sign", r"The gradient by the last biases is $\delta_2=-y$, not zero."),
                (r"$\delta_2$ is twice too large", r"The gradient by the last biases is $\delta_2=-y$, and shows it."),
                (
                    r"$W_2$ stands in the place of $W_2^{\mathsf T}$",
                    "The sizes are all different, so this product does not exist.",
                ),
            ],
        ),
        ask_number(
            "How many of the 23 derivatives are not zero at her point (if no entry of $y$ is)?",
            2,
            units="derivatives",
            wrong={
                23: "Most of them hold a factor that is zero here.",
                8: "The gradient by the last weights is an outer product with the hidden values.",
                5: "One of the two gradients by biases comes back through weights that are zero.",
                0: r"One of the four gradients has only the error and a slope in it.",
            },
            explanation=r"Those by $b_2$: $\delta_2=h_2-y=-y$.",
        ),
    ),
    hints=(
        "What are the values of both layers at her point?",
        r"$h_1=0$ and $h_2=0$. Put that, and $W_2=0$, into the formulas for the four gradients.",
        r"$\delta_2=-y$, $\partial J/\partial W_2=\delta_2h_1^{\mathsf T}=0$, $\delta_1=0$, and so on. Which "
        r"mistakes change any of these?",
    ),
    solution=r"""
At her point $h_1=0$, $h_2=0$, $\delta_2=-y$ and $\delta_1=0$. Of the $12+3+6+2=23$ derivatives only the two by $b_2$
are not zero. What leaves the others zero passes, and so does leaving out a slope that is 1: the first three. The sign
and the size of $\delta_2$ show in these two, and $W_2$ in the place of $W_2^{\mathsf T}$ does not fit, as no two sizes
are equal. Random weights and biases catch the rest: a zero is a blind spot, as the point itself was one in chapter 3.
""",
)
