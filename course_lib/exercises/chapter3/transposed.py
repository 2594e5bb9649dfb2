"""Exercise 3.2: the transposed weights."""

from __future__ import annotations

from course_lib.interactive.questions import Exercise, Kind, ask_choice, ask_number

EXERCISE = Exercise(
    number="3.2",
    kind=Kind.DERIVE,
    title="the transposed weights",
    prompt=r"""
$f(W)=a^{\mathsf T}W^{\mathsf T}b$ with $W$ of shape $(m,n)$, a vector $a$ of $n$ and a vector $b$ of $m$ entries.
""",
    questions=(
        ask_choice(
            r"The gradient $\partial f/\partial W$ is",
            [
                (
                    r"$ab^{\mathsf T}$",
                    r"This belongs to $a^{\mathsf T}Wb$, and has the shape $(n,m)$. Here $W$ stands transposed.",
                ),
                (
                    r"$ba^{\mathsf T}$",
                    r"Transpose the number: $\mathrm df=b^{\mathsf T}\,\mathrm dW\,a$.",
                    True,
                ),
                (r"$a^{\mathsf T}b$", "This is a number, if it is anything. A gradient has the shape of its variable."),
                (
                    r"$\frac12(ab^{\mathsf T}+ba^{\mathsf T})$",
                    "This would do if $W$ had to stay symmetric. Here all its entries are free.",
                ),
            ],
        ),
        ask_number(
            "With $a=(3,2)$ and $b=(5,-1)$, what is the entry in row 2 and column 1 of the gradient?",
            -3,
            tolerance=0.005,
            wrong={
                10: "This is the entry on the other side of the diagonal. Which vector runs along the rows?",
                -2: "This stands in the same row, one place to the right.",
                15: "This stands in the row above.",
                3: "The size is right. Mind the sign.",
                13: r"This is $a^{\mathsf T}b$, a number. The gradient has four entries.",
            },
            explanation=r"$f=\sum_{ij}a_iW_{ji}b_j$, so the slope of $W_{21}$ is $a_1b_2$.",
        ),
    ),
    hints=(
        r"A number is its own transpose.",
        r"$\mathrm df=a^{\mathsf T}\,\mathrm dW^{\mathsf T}\,b$. Transpose it to free $\mathrm dW$.",
        r"$\mathrm df=b^{\mathsf T}\,\mathrm dW\,a=\operatorname{tr}(ab^{\mathsf T}\,\mathrm dW)$, and before "
        r"$\mathrm dW$ stands $G^{\mathsf T}$.",
    ),
    solution=r"""
$\mathrm df=a^{\mathsf T}\,\mathrm dW^{\mathsf T}\,b=b^{\mathsf T}\,\mathrm dW\,a=\operatorname{tr}(ab^{\mathsf
T}\,\mathrm dW)$, so $G^{\mathsf T}=ab^{\mathsf T}$ and $G=ba^{\mathsf T}$. The rows of $G$ are here $(15,10)$ and
$(-3,-2)$. Here $m=n=2$, so the transposed answer has the right shape too, and only the values tell.
""",
)
