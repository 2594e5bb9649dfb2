"""Exercise 5.8: two modes, one rate."""

from __future__ import annotations

from course_lib.interactive.questions import Exercise, Kind, ask_choice, ask_number

EXERCISE = Exercise(
    number="5.8",
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
                ("0.2", r"Smaller than $1/L$: the flat mode gets slower."),
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
