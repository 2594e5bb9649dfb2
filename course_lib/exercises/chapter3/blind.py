"""Exercise 3.4: where a test sees nothing."""

from __future__ import annotations

from course_lib.interactive.questions import Exercise, Kind, ask_choice, ask_formula

EXERCISE = Exercise(
    number="3.4",
    kind=Kind.PREDICT,
    title="where a test sees nothing",
    prompt=r"""
$f(x)=x^{\mathsf T}Ax$ with the rows $(1,4)$ and $(0,1)$ of $A$, at $x=(2,1)$. A colleague takes $G=2Ax$ for the
gradient. Decide before you call `taylor_remainder`.
""",
    questions=(
        ask_choice(
            "In which directions $V$ does her remainder $R(t)$ have slope two for small $t$? Choose all.",
            [
                (
                    "$V=(1,0)$",
                    "The first entries of $G$ and of the gradient differ, so this direction finds the error.",
                ),
                ("$V=(0,1)$", "The second entries of $G$ and of the gradient differ, and this direction sees them."),
                (
                    "$V=(1,1)$",
                    "Ones are not blind by themselves: the two entries of the error must cancel, and they do not.",
                ),
                (
                    "$V=(2,1)$",
                    r"The error $G-\nabla f=(4,-8)$ is orthogonal to it. It is $x$ itself, where $2Ax$ always passes.",
                    True,
                ),
                ("$V=(1,-2)$", "This is a multiple of the error itself, the direction that sees it best."),
                (
                    "$V=(-4,-2)$",
                    "Opposite to $x$ is as blind as $x$: the length and the sign of $V$ do not matter.",
                    True,
                ),
            ],
        ),
        ask_formula(
            "What is $R(t)$ for $V=(1,0)$?",
            "abs(t^2 - 4*t)",
            names={"t": (0.1, 0.7, 5.0, 7.0)},
            wrong={
                "t^2": "This is what the right gradient leaves over.",
                "4*t": r"You left out the term of second order, $t^2V^{\mathsf T}AV$.",
                "4*t + t^2": (r"The two parts have different signs: $t\,\langle\nabla f-G,V\rangle$ is negative here."),
                "t^2 - 4*t": "A remainder is an absolute value, and this one can be below zero.",
                "4*t - t^2": "For small $t$ it is. A remainder is an absolute value, and this one can be below zero.",
                "abs(2*t^2 - 4*t)": r"The part of second order is $t^2V^{\mathsf T}AV$, without a factor of two.",
                "8*t": r"This is $t\,\langle\nabla f,V\rangle$. Ask what is left after the linear part of $G$.",
                "8*t + t^2": "You subtracted nothing. What does her linear model promise?",
            },
            explanation=r"$R(t)=|t\,\langle\nabla f-G,V\rangle+t^2V^{\mathsf T}AV|$, nearly linear for small $t$.",
        ),
    ),
    hints=(
        r"Compute both $2Ax$ and the gradient $(A+A^{\mathsf T})x$, and look at their difference.",
        "By the theorem on the Taylor-remainder test the slope is two where the difference is orthogonal to $V$.",
        r"$2Ax=(12,2)$ and $\nabla f=(8,10)$. For the second question, $f$ is quadratic, so "
        r"$f(x+tV)=f(x)+t\,\langle\nabla f,V\rangle+t^2V^{\mathsf T}AV$ exactly.",
    ),
    solution=r"""
$2Ax=(12,2)$, $\nabla f=(A+A^{\mathsf T})x=(8,10)$, and the difference $(4,-8)$ is orthogonal to $(2,1)$ and its
multiples. With $(1,1)$ its product is $-4$: ones see this mistake.
Along $(1,0)$ the remainder is $|-4t+t^2|$, at $t=0.1$ that is $0.39$: nearly all of it linear, where the right gradient
would leave $0.01$.
""",
)
