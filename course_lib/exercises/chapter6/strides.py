"""Exercise 6.6: longer strides."""

from __future__ import annotations

from course_lib.interactive.questions import Exercise, Kind, ask_choice, ask_number

EXERCISE = Exercise(
    number="6.6",
    kind=Kind.PREDICT,
    title="longer strides",
    prompt=r"""
Momentum in the form $v_{k+1}=\beta v_k+g_k$, $x_{k+1}=x_k-\alpha v_{k+1}$, from $v_0=0$. Decide before you run
anything.
""",
    questions=(
        ask_number(
            r"Far out on a slope the gradient is the constant 3. With $\alpha=0.02$ and $\beta=0.8$, how long is a "
            "step after many steps?",
            0.3,
            tolerance=0.002,
            wrong={
                0.06: "This is the very first step, and every step of plain descent.",
                15: "This is the velocity in the end. What is it multiplied by?",
                0.108: r"This is the second step. The velocity keeps growing.",
                0.075: r"You divided by $\beta$. Which number is left of a gradient after a step, and what is the sum?",
                0.012: r"You multiplied by $1-\beta$. Is the sum of many gradients larger or smaller than one of them?",
            },
            explanation=r"The velocity tends to $g/(1-\beta)=15$, five times the gradient.",
        ),
        ask_choice(
            r"On $f(x)=\frac12x^2$ with $\alpha=0.25$, started at rest from $x_0=1$: for which of these $\beta$ does "
            "$x_k$ never change its sign?",
            [
                (r"$\beta=0$", "Plain descent with a rate below 1 shrinks $x$ by a positive factor.", True),
                (r"$\beta=0.2$", r"Both roots are real and positive.", True),
                (r"$\beta=0.3$", r"The roots are not real. How large is $(1-\sqrt{\alpha\lambda})^2$?"),
                (r"$\beta=0.5$", r"Then $x_k$ is $\beta^{k/2}$ times a cosine."),
                (r"$\beta=0.9$", r"It swings many times before it comes to rest."),
            ],
        ),
    ),
    hints=(
        "Write down $v_1$, $v_2$, $v_3$ for a constant gradient. Which series is that?",
        r"A geometric series with the ratio $\beta$. For the second question find the edge of the oscillating phase.",
        r"The sum is $g/(1-\beta)$. The edge is $(1-\sqrt{\alpha\lambda})^2$ with $\lambda=1$.",
    ),
    solution=r"""
$v_k\to3(1+0.8+0.8^2+\cdots)=3/(1-0.8)=15$, and $0.02\cdot15=0.3$, five times the step of plain descent. For the second
question $\lambda=1$ and $(1-\sqrt{0.25})^2=0.25$: up to this $\beta$ the heavy ball is monotone from rest, above it
oscillates.
""",
)
