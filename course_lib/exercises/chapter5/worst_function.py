"""Exercise 5.3: a worst function by hand."""

from __future__ import annotations

from course_lib.interactive.questions import Exercise, Kind, ask_choice, ask_number

EXERCISE = Exercise(
    number="5.3",
    kind=Kind.PREDICT,
    title="a worst function by hand",
    prompt=r"""
Three steps of gradient descent with $\alpha=1/L$, $L=1$, from the distance $R=14$. Decide on paper.
""",
    questions=(
        ask_number(
            r"Which threshold $\tau$ makes Huber's function the worst of all for these three steps?",
            2,
            tolerance=0.005,
            wrong={
                14 / 3: r"With this one the run is at the minimum too soon. Where must it stand after three steps?",
                1: r"This is worst for $R=7$. The threshold grows with the distance.",
                14 / 4: r"With this one the run ends at the edge of the parabola. It has to end further out.",
                14: r"Then the start is on the parabola, and the first step ends at the minimum.",
                7: "Then two steps lead to the minimum.",
            },
            explanation=r"$\tau=R/(2k+1)=14/7$.",
        ),
        ask_number(
            "How high is the run on it after the three steps?",
            14,
            tolerance=0.005,
            wrong={
                8: r"This is where it stands. What is $\tau(|x|-\frac\tau2)$ there?",
                16: r"$\tau$ times the place, but the line is lower than that by $\tau^2/2$.",
                32: r"The run is still on the straight part, where $f$ is not a parabola.",
                196 / 6: r"This is the textbook's bound. The run does not reach it.",
                26: r"This is the height at the start.",
            },
            explanation=r"$x=14,12,10,8$, and $2\cdot8-2=14=R^2/(4\cdot3+2)$.",
        ),
        ask_choice(
            "The same run goes on. What happens?",
            [
                (
                    "It stays on the bound for all later steps.",
                    "It falls along a straight line; the bound is a curve. How often do they meet?",
                ),
                (
                    "It leaves the bound, and reaches the minimum after four more steps.",
                    "Three more steps lead to the edge of the parabola, and from there one step is enough.",
                    True,
                ),
                (
                    "It leaves the bound and crosses it from above later on.",
                    "No run of the class is ever above the bound.",
                ),
                (
                    "It leaves the bound and comes nearer to the minimum for ever.",
                    r"On the parabola a step with $\alpha=1/L$ does more than that.",
                ),
            ],
        ),
    ),
    hints=(
        r"The theorem names the threshold. In three steps of length $\tau$ the run must not arrive.",
        r"$\tau=R/(2k+1)$. Then write down $x_1,x_2,x_3$.",
        r"$x_3=14-3\tau$, and the height of the straight part is $\tau(|x|-\frac\tau2)$.",
    ),
    solution=r"""
$\tau=14/7=2$. The run is $14,12,10,8$, and the value there $2\,(8-1)=14$, exactly $LR^2/(4k+2)=196/14$. It goes on
with $6,4,2$ and is then at the edge of the parabola, from where one step leads to 0.
""",
)
