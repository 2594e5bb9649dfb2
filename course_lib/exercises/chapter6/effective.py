"""Exercise 6.10: a rate for each coordinate."""

from __future__ import annotations

from course_lib.interactive.questions import Exercise, Kind, ask_choice, ask_number

EXERCISE = Exercise(
    number="6.10",
    kind=Kind.PREDICT,
    title="a rate for each coordinate",
    prompt=r"""
Adam with the usual constants. In one coordinate every gradient so far was 4 or $-4$.
""",
    questions=(
        ask_number(
            r"What is its learning rate $\alpha/(\sqrt{\hat v}+\varepsilon)$, in units of $\alpha$?",
            0.25,
            tolerance=0.001,
            units="α",
            wrong={
                0.0625: r"$\hat v$ is a mean of squares; Adam divides by its root.",
                4: r"You multiplied. Which way does the rate go where gradients are large?",
                1: r"That is the length of a step on a constant gradient, not the rate.",
            },
            explanation=r"$\hat v=16$ exactly, from the first step on.",
        ),
        ask_number(
            r"The gradients were $+4$ in the first two steps. How long is the second step, in units of $\alpha$ "
            r"(take "
            r"$\varepsilon=0$)?",
            1,
            tolerance=0.001,
            units="α",
            wrong={
                0.25: r"That is the rate. It is multiplied by $\hat m$.",
                0.19: r"$m$ without its correction? It is divided by the sum of its weights.",
                4: r"That is $\hat m$. Divide it by $\sqrt{\hat v}$.",
            },
            explanation=r"Weighted means of equal numbers are these numbers: $\hat m=4$, $\hat v=16$.",
        ),
        ask_choice(
            r"The loss is multiplied by $10^{-10}$ and everything else is kept. What does Adam do?",
            [
                (
                    "The same steps, since it does not notice units.",
                    r"Only as long as $\varepsilon$ is out of sight.",
                ),
                (
                    "Steps that are about 26 times shorter.",
                    r"The gradients are now $4\cdot10^{-10}$, and $\varepsilon=10^{-8}$ rules the denominator.",
                    True,
                ),
                (r"Steps that are $10^{10}$ times shorter.", r"So would plain descent. Adam still divides."),
                ("Longer steps, since it divides by a smaller number.", "The numerator shrinks just as much."),
            ],
        ),
    ),
    hints=(
        r"A weighted mean of equal numbers is that number, whatever the weights.",
        r"The mean in $\hat v$ is of squares, that in $\hat m$ keeps the signs.",
        r"For the last question put $|\hat m|=\sqrt{\hat v}=4\cdot10^{-10}$ into the step and compare with "
        r"$\varepsilon$.",
    ),
    solution=r"""
$\hat v=16$, so the rate is $\alpha/4$. With two equal gradients $\hat m=4$ and the step is $4\alpha/4=\alpha$. In
small units a step on equal gradients is $\alpha\cdot4\cdot10^{-10}/(4\cdot10^{-10}+10^{-8})\approx\alpha/26$.
""",
)
