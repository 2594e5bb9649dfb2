"""Exercise 3.3: one wrong line."""

from __future__ import annotations

from course_lib.interactive.questions import Exercise, Kind, ask_choice, ask_number

EXERCISE = Exercise(
    number="3.3",
    kind=Kind.FIND_THE_ERROR,
    title="one wrong line",
    prompt=r"""
$f(W)=\operatorname{tr}(WAW)$ with square $W$ and $A$. A student finds:

1. $\mathrm df=\operatorname{tr}(\mathrm dW\,AW)+\operatorname{tr}(WA\,\mathrm dW)$
2. $=\operatorname{tr}(AW\,\mathrm dW)+\operatorname{tr}(WA\,\mathrm dW)$
3. $=\operatorname{tr}\bigl((AW+WA)\,\mathrm dW\bigr)$
4. so $\partial f/\partial W=AW+WA$
""",
    questions=(
        ask_choice(
            "Which line is wrong?",
            [
                ("line 1", "The product rule, once for each place where the variable stands. It is right."),
                ("line 2", "A rotation: the first factor of the first trace goes to its end. It is right."),
                ("line 3", "The trace of a sum is the sum of the traces. It is right."),
                (
                    "line 4",
                    r"In $\operatorname{tr}(G^{\mathsf T}\mathrm dW)$ stands $G^{\mathsf T}$, so the gradient is "
                    r"$(AW+WA)^{\mathsf T}$.",
                    True,
                ),
            ],
        ),
        ask_number(
            "Let $A$ have the rows $(0,1)$, $(0,0)$ and $W$ the rows $(1,2)$, $(3,4)$. "
            r"What is the entry in row 2 and column 1 of $\partial f/\partial W$?",
            5,
            tolerance=0.005,
            wrong={
                0: "This is what the student's formula gives.",
                4: "This is the share of the first of the two places.",
                1: "This is the share of the second of the two places.",
                3: "This stands on the diagonal.",
                10: r"You doubled it. The two places have different shares here.",
            },
            explanation=r"Written out, $f=w_{21}(w_{11}+w_{22})$.",
        ),
    ),
    hints=(
        r"Check line by line with the rules for differentials. Which rule of the three steps does each line use?",
        r"The gradient is read off from $\operatorname{tr}(G^{\mathsf T}\,\mathrm dW)$, letter by letter.",
        r"For the numbers, compute $AW+WA$ first; its rows are $(3,5)$ and $(0,3)$. Then decide where to look.",
    ),
    solution=r"""
Line 4. What stands before $\mathrm dW$ is $G^{\mathsf T}$, so $\partial f/\partial W=(AW+WA)^{\mathsf
T}=W^{\mathsf T}A^{\mathsf T}+A^{\mathsf T}W^{\mathsf T}$. With the numbers $AW+WA$ has the rows $(3,5)$ and $(0,3)$,
and the entry in row 2, column 1 of its transpose is $5$. Indeed $f=w_{21}(w_{11}+w_{22})$ has the slope
$w_{11}+w_{22}=5$ there.
""",
)
