"""Exercise 5.7: floors."""

from __future__ import annotations

from course_lib.interactive.questions import Exercise, Kind, ask_choice, ask_number

EXERCISE = Exercise(
    number="5.7",
    kind=Kind.PREDICT,
    title="floors",
    prompt=r"""
Minibatches of 8 samples on $f(x)=\frac12\lambda x^2$; the gradient of one sample has the variance $\sigma^2=4$
everywhere. The rate is $\alpha=0.1$, and $\alpha\lambda$ is small.
""",
    questions=(
        ask_number(
            "About how high is the floor of the mean loss?",
            0.0125,
            tolerance=0.0002,
            wrong={
                0.1: "A batch averages its samples. By how much does that lower the variance?",
                0.025: r"The loss is *half* of $\lambda$ times the mean square.",
                0.05: r"There is a 4 in the denominator.",
                0.00625: r"Enter $\sigma^2=4$, not $\sigma$.",
            },
            explanation=r"$\alpha\sigma^2/(4B)=0.1\cdot4/32$.",
        ),
        ask_choice(
            "Which changes lower the floor to about half?",
            [
                (r"half the rate", "The floor is proportional to it.", True),
                (r"twice the batch", "It halves the variance of the gradient.", True),
                (
                    r"twice the curvature $\lambda$",
                    "It makes the ball smaller and its walls steeper. What of the height?",
                ),
                (r"momentum with $\beta=\frac12$", r"It behaves like the rate $\alpha/(1-\beta)$."),
                ("twice the steps", "A floor is where more steps do not help."),
            ],
        ),
        ask_choice(
            "Another model fits every sample exactly at its minimum. What does a small constant rate do there?",
            [
                (
                    "It converges, each step by a constant factor on average.",
                    "Every sample's gradient vanishes at the minimum, and the noise with it.",
                    True,
                ),
                ("It ends on a floor, as before.", "How large is the noise at the minimum itself?"),
                (
                    "It diverges, as the noise adds up.",
                    "Each error is multiplied by a factor. How large is the mean of its square for small rates?",
                ),
                (
                    "It converges only if the rate goes to zero.",
                    "That is what noise needs that stays. Does it stay?",
                ),
            ],
        ),
    ),
    hints=(
        r"The floor is $\frac\lambda2V$ with $V\approx\alpha\sigma^2/(2B\lambda)$.",
        r"Look at which letters are left in $\alpha\sigma^2/(4B)$.",
        r"If each sample is lowest at $x^\star$, what is its gradient there?",
    ),
    solution=r"""
$0.1\cdot4/(4\cdot8)=0.0125$, whatever $\lambda$ is. Half the rate and twice the batch halve it; momentum with
$\beta=\frac12$ doubles it. A model that fits every sample has no noise at the minimum and no floor: then the mean
square shrinks by $(1-\alpha\lambda)^2+\alpha^2s^2/B$ in each step.
""",
)
