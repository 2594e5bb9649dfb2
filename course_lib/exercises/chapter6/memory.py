"""Exercise 6.11: memory and decay."""

from __future__ import annotations

from course_lib.interactive.questions import Exercise, Kind, ask_choice, ask_number

EXERCISE = Exercise(
    number="6.11",
    kind=Kind.FIND_THE_ERROR,
    title="memory and decay",
    prompt=r"""
The slopes come with the period $P=4$: one is $C=5$, the others are $-1$. Let $x\in[-1,1]$.
""",
    questions=(
        ask_number(
            r"By how much does plain gradient descent with the constant rate $0.01$ move $x$ in one period, "
            r"away from the ends? "
            "Give the sign.",
            -0.02,
            tolerance=0.0005,
            wrong={
                0.02: "Which end is better? The step goes against the slope.",
                -0.05: "That is the large gradient alone.",
                0.03: "That is what the small ones do together.",
                -0.08: "The small slopes are negative; their steps go the other way.",
            },
            explanation=r"The slopes of a period add up to $5-3=2$.",
        ),
        ask_number(
            r"Now Adam with $\beta_1=0$, $\varepsilon=0$ and $\beta_2$ so small that $\sqrt{\hat v}$ is always "
            r"the size of the "
            r"last gradient. By how many $\alpha$ does it move $x$ in one period? Give the sign.",
            2,
            tolerance=0.01,
            units="α",
            wrong={
                -2: "Three steps of four go the other way.",
                -1: "That is the large gradient alone.",
                4: "One of the four steps goes the other way.",
                3: "That is what the small ones do together.",
            },
            explanation=r"Each step is $-\alpha\operatorname{sign}g$: three up, one down.",
        ),
        ask_choice(
            "Somebody sums up. Which statements are wrong? Choose all.",
            [
                (
                    r"Reddi, Kale and Kumar have one problem on which Adam fails for all $\beta_2$.",
                    r"The constants come first, then the problem. With a long enough memory Adam does well on "
                    r"this one.",
                    True,
                ),
                (
                    r"If the problem is given, $\beta_2$ close enough to 1 can help.",
                    "It is right: the explorer shows it, and there are theorems.",
                ),
                (
                    "AMSGrad never forgets the large gradient.",
                    "It is right: it keeps the largest $v$.",
                ),
                (
                    "Weight decay and a penalty are the same thing for every method without division.",
                    "With momentum they already differ: the penalty passes through the velocity.",
                    True,
                ),
                (
                    "Under a penalty, Adam shrinks least the entries whose gradients are large.",
                    r"It is right: there $\sqrt{\hat v}$ is large.",
                ),
            ],
        ),
    ),
    hints=(
        "Add up the four slopes. Then add up their signs.",
        "Each step goes against its slope. With which length in each of the two methods?",
        r"For the last question ask of each statement: in which order are things chosen, and through what does "
        r"the term pass?",
    ),
    solution=r"""
Descent adds up the slopes: $-0.01\cdot(5-3)=-0.02$, towards the better end. Adam without memory takes a step of
length $\alpha$ against each sign: $3-1=2$, towards the worse end. Wrong in the summary are the first statement (the
order of the quantifiers) and the fourth (momentum).
""",
)
