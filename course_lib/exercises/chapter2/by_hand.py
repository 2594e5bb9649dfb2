"""Exercise 2.3: one pass by hand."""

from __future__ import annotations

from course_lib.interactive.questions import Exercise, Kind, ask_number

EXERCISE = Exercise(
    number="2.3",
    kind=Kind.PREDICT,
    title="one pass by hand",
    prompt=r"""
A network like the pencil's, two tanh units and one output, with other numbers and with biases: forward it gave
$h_1=(0.5,\,-0.8)$ and $\hat y=2$; the weights of the output are $W_2=(1,\,3)$, the target is $y=4$, and the input was
$x=(2,\,-1)$.
""",
    questions=(
        ask_number(
            r"What is the second entry of $\partial J/\partial W_2$?",
            1.6,
            tolerance=0.005,
            wrong={
                -1.6: r"Output minus target is negative here, and so is $h$.",
                -1: "This is the first entry.",
                -6: r"This is $\partial J/\partial h_1$, with the weight in it. The weight's own derivative has none.",
                3.2: "The loss has a ½.",
            },
            explanation=r"$(\hat y-y)\cdot h=(-2)(-0.8)$.",
        ),
        ask_number(
            r"What is the second entry of $\partial J/\partial z_1$?",
            -2.16,
            tolerance=0.005,
            wrong={
                -6: "This is what comes back through the weight. It has not passed the tanh yet.",
                2.16: "Mind the sign of output minus target.",
                -1.5: "This is the first entry.",
                -0.72: "The weight of this unit to the output is missing.",
                -10.8: "You took $1-h$. The slope of tanh is $1-h^2$.",
                -9.84: r"The slope of tanh is $1-h^2$, and $h^2$ is positive whatever the sign of $h$.",
            },
            explanation=r"$3\cdot(-2)\cdot(1-0.64)$.",
        ),
        ask_number(
            r"What is the entry of $\partial J/\partial W_1$ in row 2 and column 1?",
            -4.32,
            tolerance=0.005,
            wrong={
                2.16: "This is column 2: the other input.",
                -3: r"This is row 1: the other unit.",
                4.32: "One of the two factors has the wrong sign.",
                1.5: "Row and column are exchanged: the row is the unit, the column the input.",
            },
            explanation=r"$-2.16\cdot2$: how much the unit matters, times what came in.",
        ),
    ),
    hints=(
        r"$\partial J/\partial\hat y=\hat y-y=-2$.",
        r"Back to unit 2: through its weight 3, then through the slope $1-h^2$ of tanh.",
        r"Row $i$ of $\partial J/\partial W_1$ belongs to unit $i$, column $j$ to input $j$.",
    ),
    solution=r"""
$\hat y-y=-2$. $\partial J/\partial W_2=-2\cdot(0.5,\,-0.8)=(-1,\,1.6)$. Back: $-2\cdot(1,\,3)=(-2,\,-6)$, times the
slopes $(0.75,\,0.36)$ is $(-1.5,\,-2.16)$. The rows of $\partial J/\partial W_1$ are these times $x=(2,\,-1)$:
$(-3,\,1.5)$ and $(-4.32,\,2.16)$.
""",
)
