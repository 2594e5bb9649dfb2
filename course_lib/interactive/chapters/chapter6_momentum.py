"""Exercises of chapter 6, sections 6.3 and 6.4: momentum and Adam."""

from __future__ import annotations

from course_lib.interactive.chapters.chapter6_momentum_code import adam
from course_lib.interactive.exercises import Exercise, Kind
from course_lib.interactive.questions import ask_choice, ask_number

strides = Exercise(
    number="6.4",
    kind=Kind.PREDICT,
    title="longer strides",
    prompt=r"""
Momentum in the form $v_{k+1}=\beta v_k+g_k$, $x_{k+1}=x_k-\alpha v_{k+1}$, from $v_0=0$. Decide before you run
anything.
""",
    questions=(
        ask_number(
            r"Far out on a slope the gradient is the constant 3. With $\alpha=0.02$ and $\beta=0.8$, how long is a "
            "step after many steps?",
            0.3,
            tolerance=0.002,
            wrong={
                0.06: "This is the very first step, and every step of plain descent.",
                15: "This is the velocity in the end. What is it multiplied by?",
                0.108: r"This is the second step. The velocity keeps growing.",
                0.075: r"You divided by $\beta$. Which number is left of a gradient after a step, and what is the sum?",
                0.012: r"You multiplied by $1-\beta$. Is the sum of many gradients larger or smaller than one of them?",
            },
            explanation=r"The velocity tends to $g/(1-\beta)=15$, five times the gradient.",
        ),
        ask_choice(
            r"On $f(x)=\frac12x^2$ with $\alpha=0.25$, started at rest from $x_0=1$: for which of these $\beta$ does "
            "$x_k$ never change its sign?",
            [
                (r"$\beta=0$", "Plain descent with a rate below 1 shrinks $x$ by a positive factor.", True),
                (r"$\beta=0.2$", r"Both roots are real and positive.", True),
                (r"$\beta=0.3$", r"The roots are not real. How large is $(1-\sqrt{\alpha\lambda})^2$?"),
                (r"$\beta=0.5$", r"Then $x_k$ is $\beta^{k/2}$ times a cosine."),
                (r"$\beta=0.9$", r"It swings many times before it comes to rest."),
            ],
        ),
    ),
    hints=(
        "Write down $v_1$, $v_2$, $v_3$ for a constant gradient. Which series is that?",
        r"A geometric series with the ratio $\beta$. For the second question find the edge of the oscillating phase.",
        r"The sum is $g/(1-\beta)$. The edge is $(1-\sqrt{\alpha\lambda})^2$ with $\lambda=1$.",
    ),
    solution=r"""
$v_k\to3(1+0.8+0.8^2+\cdots)=3/(1-0.8)=15$, and $0.02\cdot15=0.3$, five times the step of plain descent. For the second
question $\lambda=1$ and $(1-\sqrt{0.25})^2=0.25$: up to this $\beta$ the heavy ball is monotone from rest, above it
oscillates.
""",
)

summary = Exercise(
    number="6.6",
    kind=Kind.FIND_THE_ERROR,
    title="a summary of two methods",
    prompt=r"""
Somebody sums up sections 6.3 and 6.4, for the usual constants where none are named:

1. With a constant rate, the velocity form and the heavy ball make the same iterates.
2. Momentum reduces oscillation: at the same $\alpha$, $x_k$ changes its sign less often than under plain descent.
3. The averaged form with the rate $\alpha_k/(1-\beta)$ makes the iterates of the velocity form, even if $\alpha_k$
   varies.
4. Without the bias corrections Adam's first step would be too short.
5. Adam moves no entry by more than $\alpha$ in a step.
6. With $\varepsilon=0$, Adam makes the same steps on $f$ and on $1000f$.
7. On a convex problem Adam cannot move away from the minimiser for good.
""",
    questions=(
        ask_choice(
            "Which statements are wrong? Choose all.",
            [
                ("Statement 1", "It is right: for a constant rate the step is the velocity times $-\\alpha$."),
                ("Statement 2", r"On $\frac12x^2$ with a small $\alpha$ it is the other way round.", True),
                ("Statement 3", "It is right: the average is the velocity times a constant, whatever the rates are."),
                ("Statement 4", r"$m_1$ is small by a tenth, $\sqrt{v_1}$ by a thirtieth.", True),
                ("Statement 5", "Only the first step is that short for certain.", True),
                ("Statement 6", r"It is right: numerator and denominator grow by the same factor."),
                ("Statement 7", "A rare large gradient counts for less than its share.", True),
            ],
        ),
        ask_number(
            r"With $\beta_1=0.75$, $\beta_2=0.99$ and $\varepsilon=0$, how long is Adam's step, in units of $\alpha$, "
            "on a single gradient after a very long row of zeros?",
            2.5,
            tolerance=0.01,
            units="α",
            wrong={
                1: "That is the first step of all, where the corrections are at work. Here they have gone to 1.",
                25: r"You divided by $1-\beta_2$. Adam divides by a root.",
                0.25: r"That is $m$ for a gradient of 1. It is divided by $\sqrt v$.",
                3.8: "That is the bound for all sequences. The sequence here is a special one.",
                3.16: "That is the value for the usual constants.",
            },
            explanation=r"$(1-\beta_1)/\sqrt{1-\beta_2}=0.25/0.1$.",
        ),
    ),
    hints=(
        "For each statement look for the smallest example: one variable, one step, or a constant gradient.",
        "Compute the first step without corrections by hand, for $g_1=1$. And how long can a step be at most?",
        r"$m_1=0.1$ and $\sqrt{v_1}=\sqrt{0.001}$. There is a theorem on the longest step, and a convex "
        "problem with a period.",
    ),
    solution=r"""
Wrong are 2, 4, 5 and 7. On $\frac12x^2$ with $\alpha=0.1$ plain descent never changes the sign, and momentum with
$\beta=0.9$ does so ten times in a hundred steps. Without corrections the first step is $0.1/\sqrt{0.001}\approx3.16$
times $\alpha$, too long. The same number is the sparse case of a later step, and the bound is higher still. And with a
rare large gradient Adam leaves the best point and ends at the worst. After many zeros the corrections are 1, and the
step is $(1-\beta_1)/\sqrt{1-\beta_2}=0.25/0.1=2.5$ times $\alpha$.
""",
)

EXERCISES = (strides, adam, summary)
