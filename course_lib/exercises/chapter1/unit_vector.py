"""Exercise 1.5: where did the unit vector go?."""

from __future__ import annotations

from course_lib.interactive.questions import Exercise, Kind, ask_choice, ask_number

EXERCISE = Exercise(
    number="1.5",
    kind=Kind.FIND_THE_ERROR,
    title="where did the unit vector go?",
    prompt=r"""
The source text goes, in short, from "minimise $\nabla L^{\mathsf T}d$ over unit vectors $d$" by "the minimiser is
$d=-\nabla L/\|\nabla L\|$" to the update $\theta_{t+1}=\theta_t-\alpha\nabla L(\theta_t)$, where $\alpha$ is the
learning rate, or step size. ($L$ is its name for the function.)
""",
    questions=(
        ask_choice(
            "Which of these does not follow?",
            [
                (
                    "that there is a minimiser",
                    r"There is one: over unit vectors the slope cannot fall below $-\|\nabla L\|$.",
                ),
                (
                    r"that the minimiser is $-\nabla L/\|\nabla L\|$",
                    "This is the theorem on steepest descent, and for Euclidean length it is right.",
                ),
                (
                    r"that the update uses $\nabla L$",
                    "The minimiser has length one, and nothing in the argument gives it another length.",
                    True,
                ),
                ("that the update goes downhill", "It does, wherever the gradient is not zero. Look at the length."),
            ],
        ),
        ask_number(
            r"How long is the last formula's step for $\nabla L(\theta_t)=(3,4)$ and $\alpha=0.1$?",
            0.5,
            tolerance=0.005,
            wrong={
                0.1: r"That would be the length if the direction were a unit vector.",
                5: "This is the length of the gradient. The learning rate is missing.",
                0.7: "You added the coordinates of the step. Its Euclidean length is asked for.",
                2.5: "The norm of the gradient enters once, not squared.",
            },
            explanation=r"The length is $\alpha\|\nabla L\|$; $\alpha$ is a rate, not the size of the step.",
        ),
    ),
    hints=(
        "Check the argument sentence by sentence. Which vectors have length one?",
        r"$-\nabla L/\|\nabla L\|$ has length one. What is the length of $\alpha\nabla L$?",
        r"Multiply the minimiser by a length $\alpha$ and compare with the update: one factor is not the same.",
    ),
    solution=r"""
The minimiser has length one, so the rule that follows is $\theta_{t+1}=\theta_t-\alpha\nabla L/\|\nabla L\|$, with
steps of length $\alpha$. The rule with $\nabla L$ itself has steps of length $\alpha\|\nabla L\|$, here
$0.1\cdot5=0.5$. It follows from the charge for moving [above](#eq-proximal), not from the unit
direction.
""",
)
