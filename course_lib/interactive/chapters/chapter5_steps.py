"""Exercises of chapter 5, second half: learning rates."""

from __future__ import annotations

from course_lib.interactive.chapters.chapter5_steps_code import steps_needed
from course_lib.interactive.exercises import Exercise, Kind
from course_lib.interactive.questions import ask_choice, ask_number

two_modes = Exercise(
    number="5.4",
    kind=Kind.PREDICT,
    title="two modes, one rate",
    prompt=r"""
Gradient descent on $f(x)=\frac12(x_1^2+4x_2^2)$ from $(1,1)$: $\mu=1$, $L=4$. Decide before you run anything.
""",
    questions=(
        ask_number(
            r"With $\alpha=0.45$, by which factor does the distance from the minimum shrink in each late step?",
            0.8,
            tolerance=0.005,
            wrong={
                0.55: "This is the factor of the flat mode. Which mode is left over after many steps?",
                -0.8: "A distance has no sign, so its factor has none either.",
                0.44: "You multiplied the factors of both modes. Each mode has one of its own.",
                1.8: r"This is $\alpha L$. The factor of a mode is made from it.",
                0.75: r"This would be the factor for $\alpha=1/L$.",
                0.6: r"This is the smallest factor of all rates, at $\alpha=2/(L+\mu)$.",
            },
            explanation=r"The modes have $1-0.45=0.55$ and $1-1.8=-0.8$; the larger size remains.",
        ),
        ask_choice(
            r"Which rates have a smaller $\rho$ than $\alpha=1/L$?",
            [
                ("0.2", r"Shorter than $1/L$: the flat mode gets slower."),
                ("0.3", r"The flat mode has 0.7, the steep one 0.2 in size.", True),
                ("0.4", r"The flat mode has 0.6, the steep one 0.6 in size.", True),
                ("0.45", r"Still below $2/L$, but the steep mode is slower here than the flat one was before."),
                ("0.5", r"This is $2/L$: the steep mode keeps its size for ever."),
            ],
        ),
        ask_number(
            r"On $\frac12x^2$ from $x_0=1$ the rate 0.001 needs 13,809 steps to $|x|\le10^{-6}$. How many, about, to "
            r"$10^{-12}$?",
            27618,
            tolerance=5,
            units="steps",
            wrong={
                13809000000: r"The number of steps grows with $\log(1/\varepsilon)$, not with $1/\varepsilon$.",
                13815: r"A step shrinks the error by a fixed factor. How many more such factors are needed?",
                190688481: "The steps add up. They do not multiply.",
                138090: "This is what a tenth of the rate would cost.",
            },
            explanation="Another factor of a million costs as many steps again.",
        ),
    ),
    hints=(
        r"Each mode is multiplied by $1-\alpha\lambda$. Compute both factors.",
        r"After many steps the mode with the larger $|1-\alpha\lambda|$ is all that is left. For $\alpha=1/L$ it is "
        "the flat one.",
        r"$\rho(1/L)=1-\mu/L=0.75$. Compare it with $\max(|1-\alpha|,|1-4\alpha|)$. For the last question: "
        r"$k\approx\log(1/\varepsilon)/\alpha$.",
    ),
    solution=r"""
At 0.45 the factors are $0.55$ and $-0.8$, so the steep mode decides: 0.8, though each of its steps overshoots. Rates
better than $1/4$ lie between $\frac14$ and $(2-\frac14)\frac14=0.4375$, among them 0.3 with 0.7 and 0.4 with 0.6, the
best. $\log10^{12}$ is twice $\log10^6$, so the number of steps doubles: 27,618.
""",
)

learning_rate_rules = Exercise(
    number="5.6",
    kind=Kind.FIND_THE_ERROR,
    title="rules for the rate",
    prompt=r"""
Rules like these, about $\alpha$ and $L$, are found in many texts. Take them for gradient descent on
$f(x)=\frac12(x_1^2+10x_2^2)$ from $(1,1)$, so $\mu=1$ and $L=10$.
""",
    questions=(
        ask_choice(
            "Which are wrong here? Choose all that apply.",
            [
                (
                    r"The run begins to overshoot at $\alpha=2/L$.",
                    r"Overshooting is a change of sign, and $1-\alpha L$ has one elsewhere.",
                    True,
                ),
                (
                    r"For $\alpha>2/L$ the run diverges.",
                    "On a quadratic with this start it does. On other functions it need not.",
                ),
                (
                    r"Every $\alpha$ in $[1/L,2/L]$ is at least as good as $1/L$.",
                    "Try the right end of the interval.",
                    True,
                ),
                (
                    r"Some $\alpha$ in $[1/L,2/L]$ are better than $1/L$.",
                    r"They are: the V has its lowest point between the two ends.",
                ),
                (
                    r"The minimum is reached after $O(1/\alpha)$ steps.",
                    "The distance shrinks by a factor in each step. When is it zero?",
                    True,
                ),
                (
                    r"For small $\alpha$, a tenth of it needs about ten times the steps to the same distance.",
                    r"This is what is right about $O(1/\alpha)$.",
                ),
            ],
        ),
        ask_number(
            r"Mend the interval: $\rho(\alpha)\le\rho(1/L)$ holds for $\alpha L$ from 1 up to which number?",
            1.9,
            tolerance=0.005,
            wrong={
                2: r"There the steep mode does not shrink at all, and $\rho=1$.",
                1.818: r"This is where $\rho$ is smallest. Beyond it $\rho$ grows, but from a low value.",
                1.5: r"This is the best step for one step on the whole convex class.",
                1.1: r"You added $1/\kappa$ to 1. On which side of 2 does the end lie?",
                0.9: r"This is the value of $\rho(1/L)$. For which $\alpha L$ has the steep mode this factor?",
                0.19: r"This is $\alpha$ itself. $\alpha L$ is asked for.",
            },
            explanation=r"$|1-\alpha L|=1-\frac1\kappa$ at $\alpha L=2-\frac1\kappa$.",
        ),
    ),
    hints=(
        r"Compute $1-\alpha\lambda$ for both eigenvalues at $\alpha=1/L$ and at $\alpha=2/L$.",
        r"A sign changes where a factor is negative. A point is reached where a factor is zero, for *both* modes.",
        r"$\rho(1/L)=0.9$. Beyond the lowest point of the V, $\rho(\alpha)=\alpha L-1$.",
    ),
    solution=r"""
The first, third and fifth. The steep mode changes its sign from $\alpha=1/L$ on. At $2/L$ the rate is $\rho=1$, worse
than $0.9$ at $1/L$; better than $1/L$ are exactly the rates with $1<\alpha L<1.9$. And no rate makes both factors zero,
so the minimum is approached and not reached; a distance $\varepsilon$ takes about
$\log(R/\varepsilon)/(\alpha\mu)$ steps.
""",
)

EXERCISES = (two_modes, steps_needed, learning_rate_rules)
