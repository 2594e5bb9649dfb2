"""Exercise 5.10: rules for the rate."""

from __future__ import annotations

from course_lib.interactive.questions import Exercise, Kind, ask_choice, ask_number

EXERCISE = Exercise(
    number="5.10",
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
