"""Exercise 6.12: a summary of two methods."""

from __future__ import annotations

from course_lib.interactive.questions import Exercise, Kind, ask_choice, ask_number

EXERCISE = Exercise(
    number="6.12",
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
