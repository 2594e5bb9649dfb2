"""Exercise 6.1: one step at a time."""

from __future__ import annotations

from course_lib.interactive.questions import Exercise, Kind, ask_choice, ask_number

EXERCISE = Exercise(
    number="6.1",
    kind=Kind.PREDICT,
    title="one step at a time",
    prompt=r"""
Newton's method [above](#eq-newton) with full steps. Take a pencil; no computer is needed.
""",
    questions=(
        ask_number(
            r"$f(x)=\sqrt{1+x^2}$ and $x_0=0.5$. What is $x_2$?",
            0.001953125,
            tolerance=2e-6,
            wrong={
                -0.125: "This is $x_1$. Take one more step.",
                -0.001953125: "Each step changes the side. Count the minus signs.",
                0.015625: "You squared where $x$ is cubed.",
                0.125: r"Two steps are asked for.",
            },
            explanation=r"$x_1=-x_0^3$ and $x_2=-x_1^3$, so $x_2=x_0^9$.",
        ),
        ask_number(
            r"$f(x)=x^4$. How many steps does it take until the error is less than a tenth of what it was at first?",
            6,
            units="steps",
            wrong={
                1: "Near this minimum the second derivative vanishes. Is the convergence quadratic?",
                2: "Near this minimum the second derivative vanishes. Work out one step.",
                5: r"Close, but not yet: take the factor of one step to this power.",
                3: r"You took the factor $\frac13$. How much of $x$ is left after a step?",
                7: "It is true by then, and earlier too.",
                9: r"You took the factor $\frac34$. What is $f'/f''$?",
            },
            explanation=r"Each step multiplies the error by $\frac23$, since $f'/f''=x/3$.",
        ),
        ask_choice(
            r"$f(x)=x_1^2-x_2^2+x_2^4$, from the point $(1,\,0.1)$. Where does pure Newton go?",
            [
                (
                    "to a minimum",
                    "There are two, but the second derivative along $x_2$ is negative where the run begins.",
                ),
                (
                    "to the saddle",
                    "The model at the start is nearly $x_1^2-x_2^2$, and its only stationary point is near it.",
                    True,
                ),
                (
                    "nowhere, it diverges",
                    "The Hessian is invertible at the start and at the point that the model leads to.",
                ),
                (
                    "down along $x_2$",
                    "A method that only goes down would. Newton's method solves for a zero of the gradient.",
                ),
            ],
        ),
    ),
    hints=(
        r"In one variable Newton's step is $x-f'(x)/f''(x)$. Simplify it before you put numbers in.",
        r"For $x^4$: $f'/f''=4x^3/(12x^2)$. For the third question take the two variables one by one.",
        r"Which power of $\frac23$ is the first below $0.1$? And along $x_2$: is $f''$ positive at $0.1$?",
    ),
    solution=r"""
$x_{k+1}=-x_k^3$, so $x_1=-0.125$ and $x_2=0.125^3\approx0.00195$. For $x^4$ the factor is $\frac23$;
$(\frac23)^5=0.132$ and $(\frac23)^6=0.088$, so six steps. In the last function $x_1$ is 0 after one step, and for $x_2$
Newton's step is $x_2-(4x_2^3-2x_2)/(12x_2^2-2)$, which leads from $0.1$ to about $-0.004$ and on to 0: the saddle.
""",
)
