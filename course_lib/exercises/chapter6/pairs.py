"""Exercise 6.5: pairs and noise."""

from __future__ import annotations

from course_lib.interactive.questions import Exercise, Kind, ask_choice, ask_number

EXERCISE = Exercise(
    number="6.5",
    kind=Kind.PREDICT,
    title="pairs and noise",
    prompt=r"""
Along a step of length $\|s\|=0.1$ the gradient of the whole loss changes by a $y$ of length 2. Two batches bring an
error $\xi'-\xi$ of length 1 into $\hat y$, whatever the step.
""",
    questions=(
        ask_number(
            r"For a step of length $0.001$ in the same direction, how many times as long as $y$ is the error?",
            50,
            tolerance=0.005,
            wrong={
                0.5: "That is for the step of length 0.1. What does a shorter step do to $y$?",
                0.005: r"You made the error shorter with the step. It keeps its size; $y$ does not.",
                100: r"The step is 100 times shorter. How long is $y$ then?",
                0.02: r"That is how long $y$ is. You are asked for a quotient.",
            },
            explanation=r"$y$ shrinks in proportion to $s$, to $0.02$, and $1/0.02=50$.",
        ),
        ask_number(
            r"L-BFGS with eight pairs: how many numbers does it store for a network of 354 parameters, pairs only?",
            5664,
            wrong={
                2832: "A pair is two vectors.",
                125316: "That is the full matrix of BFGS, $n^2$ numbers.",
                708: "That is one pair.",
                62835: "That is half of a symmetric matrix. No matrix is formed.",
            },
            explanation=r"$2mn=2\cdot8\cdot354$.",
        ),
        ask_choice(
            r"Another step: let the true $y$ be $2s$, and let an error at a right angle to $s$, 50 times as long as "
            r"$y$, be added. What happens to $\gamma=\hat y^{\mathsf T}s/\hat y^{\mathsf T}\hat y$?",
            [
                ("It stays about the same.", r"The denominator holds the square of the error."),
                ("It becomes about 50 times smaller.", r"$\hat y^{\mathsf T}\hat y$ is a square."),
                (
                    "It becomes about 2500 times smaller.",
                    r"The numerator does not see the error, the denominator sees its square.",
                    True,
                ),
                ("It becomes negative.", r"An error at a right angle to $s$ leaves $\hat y^{\mathsf T}s$ as it is."),
            ],
        ),
    ),
    hints=(
        r"Which of the two, $y$ and $\xi'-\xi$, depends on the length of the step?",
        r"Write $\hat y=y+e$ with $e^{\mathsf T}s=0$ and work out $\hat y^{\mathsf T}s$ and $\hat y^{\mathsf "
        r"T}\hat y$.",
        r"$\hat y^{\mathsf T}\hat y=\|y\|^2+\|e\|^2$, as $e$ is at a right angle to $y$ too.",
    ),
    solution=r"""
A step 100 times shorter makes $y$ 100 times shorter, $0.02$, and the error is $1/0.02=50$ times as long. Eight pairs
are sixteen vectors of 354 numbers. In the last question $\hat y^{\mathsf T}s=y^{\mathsf T}s$, and $\hat y^{\mathsf
T}\hat y=(1+50^2)\|y\|^2$: $\gamma$ is 2501 times smaller. The next step is much shorter, and its $y$ much
noisier.
""",
)
