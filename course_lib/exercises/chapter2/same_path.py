"""Exercise 2.1: the same path, another loss."""

from __future__ import annotations

from course_lib.interactive.questions import Exercise, Kind, ask_choice, ask_number

EXERCISE = Exercise(
    number="2.1",
    kind=Kind.PREDICT,
    title="the same path, another loss",
    prompt=r"""
You train with the loss of this chapter, the mean over $N=50$ samples of $\frac12\|\hat y-y\|^2$, and gradient descent
with $\alpha=0.5$. A colleague has the same network, the same start and the same data, but the loss
$\sum_i\|\hat y_i-y_i\|^2$, a sum over the samples and without the ½.
""",
    questions=(
        ask_number(
            r"Which $\alpha$ takes the colleague along your path?",
            0.005,
            tolerance=0.00005,
            wrong={
                0.01: "You have accounted for the mean. Compare the two losses for a single sample too.",
                0.25: "You have accounted for the ½. Compare a sum over 50 samples with their mean too.",
                50: "A larger loss has a larger gradient. Should the rate grow or shrink?",
                0.5: "With your rate their step would be as many times longer as their loss is larger.",
                0.02: "The two factors work in the same direction: each of them makes their loss larger.",
            },
            explanation=r"Their loss is $2\cdot50$ times yours, and so is its gradient: $0.5/100$.",
        ),
        ask_choice(
            "Which of these is the same for the two losses?",
            [
                ("the gradient", "The gradient of a multiple of a function is that multiple of its gradient."),
                ("the points where the gradient vanishes", "A factor above zero moves no stationary point.", True),
                (
                    "the largest learning rate that is safe",
                    r"It is $2/L$, and the smoothness constant has the factor of the loss.",
                ),
                ("the length of a step at the same rate", "A step at the same rate has the factor of the gradient."),
            ],
        ),
    ),
    hints=(
        r"Write their loss as a number times yours.",
        r"The number is made of two factors: one from the ½, one from the mean.",
        r"If $f$ is multiplied by $c$, then $\alpha\nabla f$ stays the same when $\alpha$ is divided by $c$.",
    ),
    solution=r"""
Their loss is $100$ times yours: a factor 2 for the missing ½ and a factor 50 for the missing mean. The path of
gradient descent stays the same when $\alpha$ is divided by that, $0.5/100=0.005$. The points where the gradient
vanishes are the same, the gradients and everything that is measured in their size are not.
""",
)
