"""Exercise 6.4: what it costs."""

from __future__ import annotations

from course_lib.interactive.questions import Exercise, Kind, ask_choice, ask_number

EXERCISE = Exercise(
    number="6.4",
    kind=Kind.PREDICT,
    title="what it costs",
    prompt=r"""
Count multiplications only, and only the leading power of $n$: a Cholesky factorisation takes $n^3/6$, a product of
matrix and vector $n^2$.
""",
    questions=(
        ask_number(
            r"For $n=600$, how many products of matrix and vector cost as much as one factorisation?",
            100,
            wrong={
                600: "That would be $n^3/n^2$. Which number does the factorisation divide by?",
                3600: r"You multiplied by 6 where $n^3/6$ divides.",
                200: r"You took $n^3/3$, multiplications and additions together.",
                360000: "That is the cost of one product, not the number of them.",
            },
            explanation=r"$\frac{n^3/6}{n^2}=\frac n6$.",
        ),
        ask_choice(
            r"Let $n=5$, $f(x)=\frac12x^{\mathsf T}Ax-b^{\mathsf T}x$ with $A$ positive definite, and $H_0=I$. "
            r"BFGS has gone along each direction to the lowest point, and after three steps the gradient is not "
            r"yet zero. "
            "Which statements are certain? Choose all.",
            [
                ("It ends after at most two more steps.", "Five conjugate steps are a basis.", True),
                (
                    r"The gradient is at a right angle to all three steps.",
                    "That is what conjugate steps are looked for.",
                    True,
                ),
                (r"$H_3=A^{-1}$", r"$H_3$ agrees with $A^{-1}$ on three directions; there are five."),
                (
                    r"$H_3y_0=s_0$, although the update for $y_2$ came later.",
                    "The later updates leave it as it is, by conjugacy.",
                    True,
                ),
                (
                    "With another $H_0$ the three steps would have been the same.",
                    "The first step already goes along $-H_0g_0$.",
                ),
                (
                    "The three steps are at right angles to each other.",
                    r"They are conjugate: $s_i^{\mathsf T}As_j=0$, with $A$ in between.",
                ),
            ],
        ),
    ),
    hints=(
        "For the first question divide the two costs. For the second look at what the induction carries along.",
        r"The claims of the induction are: conjugate steps, and $H_ky_j=s_j$ for all $j<k$.",
        r"After $k$ steps $H_k$ is right on $k$ directions. How many does $H_3$ still lack?",
    ),
    solution=r"""
$\frac{n^3}{6}:n^2=\frac n6=100$. For the second question: the steps are conjugate, which is not the same as
orthogonal; the gradient is orthogonal to all of them; $H_3$ maps $y_0,y_1,y_2$ to $s_0,s_1,s_2$, and that is three
directions of five.
""",
)
