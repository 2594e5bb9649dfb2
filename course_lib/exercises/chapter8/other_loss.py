"""Exercise 8.4: the same run elsewhere."""

from __future__ import annotations

from course_lib.interactive.questions import Exercise, Kind, ask_choice, ask_number

EXERCISE = Exercise(
    number="8.4",
    kind=Kind.PREDICT,
    title="the same run elsewhere",
    prompt=r"""
Chapters 1, 2, 6 and this one. A run with this book's squared error, half the mean over samples, works well with
gradient descent and $\alpha=0.3$. Another library has the mean of the squares over all entries, with 10 outputs a
sample.
""",
    questions=(
        ask_number(
            "Which learning rate gives the same run there?",
            1.5,
            tolerance=0.005,
            wrong={
                0.06: "The other way round: their gradient is smaller than ours.",
                0.3: "The gradients differ by a constant, so the rates must as well.",
                3: "The outputs are counted; the factor 2 from the square is not.",
                0.15: "That is the factor 2 alone, and the mean over outputs is forgotten.",
            },
            explanation="Their gradient is $2/10$ of ours, and step = rate × gradient.",
        ),
        ask_choice(
            r"For which of these must *nothing* be changed to get the same run? ($\varepsilon=0$ in Adam's "
            "denominator.)",
            [
                ("momentum", "Its velocity is a sum of gradients, and scales with them."),
                ("Adam", "Numerator and denominator of its step scale alike.", True),
                (
                    "gradient descent, clipped by the norm 1",
                    "The bound is in units of the gradient, and so is the rate.",
                ),
                (
                    "gradient descent with backtracking whose first trial is the old rate",
                    "Steps below the first trial may come out alike; the first trial itself is in units of the rate.",
                ),
            ],
        ),
    ),
    hints=(
        "Write both gradients for one entry of one sample.",
        r"Ours is $(\hat y-y)/N$; the mean over $10N$ entries of the square has $2(\hat y-y)/(10N)$.",
        "For the second question ask what becomes of a step when all gradients are multiplied by one constant.",
    ),
    solution=r"""
Their gradient is $\frac2{10}$ of ours, so the rate must be five times ours. Adam divides a mean of gradients by the
root of a mean of their squares: a constant cancels, up to $\varepsilon$.
""",
)
