"""Exercise 8.6: Adam in a faded layer."""

from __future__ import annotations

from course_lib.interactive.questions import Exercise, Kind, ask_choice, ask_number

EXERCISE = Exercise(
    number="8.6",
    kind=Kind.PREDICT,
    title="Adam in a faded layer",
    prompt=r"""
Chapters 6 and 7: in a deep ReLU network with $n\operatorname{Var}W=1$ the gradient fades on its way down. All entries
of the last layer's gradient have the size $10^{-2}$, all of the first layer's $10^{-8}$. Adam takes its first step,
with $\alpha=0.001$ and $\varepsilon=10^{-8}$.
""",
    questions=(
        ask_number(
            "By how much does a weight of the last layer move?",
            0.001,
            tolerance=0.00001,
            wrong={
                1e-5: "That is rate times gradient, a step of gradient descent.",
                0.01: "That is the size of the gradient.",
                0.0001: r"That is $\alpha(1-\beta_1)$: the bias correction undoes the factor.",
            },
            explanation=r"The first step is $\alpha|g|/(|g|+\varepsilon)$, and $\varepsilon$ hardly counts here.",
        ),
        ask_number(
            "And a weight of the first layer?",
            0.0005,
            tolerance=0.00001,
            wrong={
                0.001: r"That would be so without the $\varepsilon$ in the denominator.",
                5e-5: r"That is with the factor $1-\beta_1$, which the bias correction undoes.",
                0: r"The gradient is small, not zero, and Adam divides by its size.",
            },
            explanation=r"$|g|=\varepsilon$, so half of the full step.",
        ),
        ask_choice(
            "So Adam cures the vanishing gradient?",
            [
                (
                    "Yes: every layer moves at the same pace.",
                    "The pace is alike until the gradients fall below the number in the denominator. And where do "
                    "they point?",
                ),
                (
                    "No: it is the same as gradient descent with another rate for all layers.",
                    "One rate for all would leave the first layer a millionth of the last one's step.",
                ),
                (
                    "Partly: it mends the size of the step, down to the number in the denominator, not its direction.",
                    "With minibatches a faint gradient may be mostly noise, and noise is stretched too. A level start "
                    "is better.",
                    True,
                ),
                (
                    "No: the first step has the bias correction, all later ones fade.",
                    "Later steps are ratios as well: a mean of gradients over the root of a mean of squares.",
                ),
            ],
        ),
    ),
    hints=(
        r"At the first step $\hat m=g$ and $\hat v=g^2$.",
        r"So an entry moves by $\alpha|g|/(|g|+\varepsilon)$.",
        r"Put in $|g|=10^{-2}$ and $|g|=10^{-8}$.",
    ),
    solution=r"""
$\alpha|g|/(|g|+\varepsilon)$ is $0.001$ for the last layer and half of that for the first. Gradient descent would
move the first layer by $10^{-11}$. Adam hides a vanishing gradient until it sinks below $\varepsilon$, or below the
noise.
""",
)
