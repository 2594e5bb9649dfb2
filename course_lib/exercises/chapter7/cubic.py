"""Exercise 7.1: how far off?."""

from __future__ import annotations

from course_lib.interactive.questions import Exercise, Kind, ask_choice, ask_number

EXERCISE = Exercise(
    number="7.1",
    kind=Kind.PREDICT,
    title="how far off?",
    prompt=r"""
Decide with the theorem on the error of a difference quotient, before you run anything.
""",
    questions=(
        ask_number(
            r"$f(x)=x^3$ at $x=2$, where $f'=12$. By how much is the central difference with $\varepsilon=0.1$ "
            "too large? Leave rounding aside.",
            0.01,
            tolerance=0.0005,
            wrong={
                0: "The central difference is exact for parabolas. This function has a third derivative.",
                0.61: "This is the error of the forward difference.",
                0.06: "The third derivative comes with a factor from Taylor's theorem.",
                12.01: "This is the quotient itself.",
                0.1: "The error of a central difference is of second order in the step.",
            },
            explanation=r"The truncation error is $\varepsilon^2f'''/6=0.1^2\cdot6/6$, here exactly.",
        ),
        ask_choice(
            r"Another function has the same size $|f|$, but a third derivative that is 1000 times larger. The best "
            "step of its central difference is",
            [
                ("10 times longer", "A function that bends more wants its two points closer together."),
                ("10 times shorter", "The third root of 1000 is 10.", True),
                (
                    "about 32 times shorter",
                    "A square root belongs to the forward difference and its second derivative.",
                ),
                ("1000 times shorter", "Then rounding would be 1000 times larger. The best step balances the two."),
            ],
        ),
    ),
    hints=(
        "The bound has two summands. Which of them is left when rounding is put aside?",
        r"For $x^3$ the third derivative is the same everywhere, so the bound is the error itself.",
        r"For the second question set the derivative of $\varepsilon^2M_3/6+uF/\varepsilon$ to zero and see how the "
        r"solution depends on $M_3$.",
    ),
    solution=r"""
$(2.1^3-1.9^3)/0.2=(9.261-6.859)/0.2=12.01$, too large by 0.01, which is $\varepsilon^2f'''/6$ with $f'''=6$. The best
step is $(3uF/M_3)^{1/3}$: a factor of 1000 in $M_3$ is a factor of 10 in the step.
""",
)
