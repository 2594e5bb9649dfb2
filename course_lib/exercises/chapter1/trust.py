"""Exercise 1.1: how far the line can be trusted."""

from __future__ import annotations

from course_lib.interactive.questions import Exercise, Kind, ask_choice, ask_number

EXERCISE = Exercise(
    number="1.1",
    kind=Kind.PREDICT,
    title="how far the line can be trusted",
    prompt=r"""
Of a function you know that it is 4-smooth, that $f(x)=10$, and that $\nabla f(x)=(3,4)$. You take the step
$\Delta=(0.06,\,0.08)$, whose length is $0.1$.
""",
    questions=(
        ask_number(
            r"Which value does the linear model give for $f(x+\Delta)$?",
            10.5,
            tolerance=0.005,
            wrong={
                0.5: r"This is the change. The model starts from $f(x)$.",
                9.5: "The step goes uphill here: both coordinates move with the gradient.",
                10.14: "You added the coordinates of the step to $f(x)$. What about the slopes?",
                10.7: "You multiplied the length of the step by the sum of the slopes. Each coordinate has its own.",
            },
            explanation=r"$10+3\cdot0.06+4\cdot0.08$.",
        ),
        ask_number(
            r"How far from that can the true $f(x+\Delta)$ be at most?",
            0.02,
            tolerance=0.0005,
            wrong={
                0.04: "The integral over the segment gives half of this.",
                0.2: "The error grows with the square of the length.",
                0.01: r"This is $\|\Delta\|^2$. How fast may the slope change?",
                0.4: "You have neither the half nor the square.",
            },
            explanation=r"$\frac L2\|\Delta\|^2=2\cdot0.1^2$.",
        ),
        ask_choice(
            r"What does $f$ do on a straight step of length $0.1$ at a right angle to $\nabla f(x)$?",
            [
                (
                    "It does not change at all.",
                    "That holds on the level line itself, and the level line may bend away from the straight step.",
                ),
                ("It changes by 0.5.", "That is what the slope gives along the gradient. Here the slope is zero."),
                (
                    "It rises, because the level line bends.",
                    "The line may bend to either side: the curvature can have both signs.",
                ),
                (
                    "It changes by no more than the error of the linear model can be.",
                    "The linear model does not change along this step, so all of the change is its error.",
                    True,
                ),
            ],
        ),
    ),
    hints=(
        r"Write down $f(x)+\nabla f(x)^{\mathsf T}\Delta$ with the numbers.",
        r"The bound on the error needs $L$ and $\|\Delta\|$ only, not the gradient.",
        r"At a right angle $\nabla f(x)^{\mathsf T}\Delta=0$. What is left of $f(x+\Delta)-f(x)$?",
    ),
    solution=r"""
The linear model gives $10+3\cdot0.06+4\cdot0.08=10.5$, and by the theorem [above](#eq-taylor-error) the truth
is within $\frac42\cdot0.1^2=0.02$ of it. At a right angle to the gradient the model stays at 10, so $f$ changes by
$0.02$ at most, up or down.
""",
)
