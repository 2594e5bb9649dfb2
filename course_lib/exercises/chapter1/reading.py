"""Exercise 1.6: what a curve of decreases says."""

from __future__ import annotations

from course_lib.interactive.questions import Exercise, Kind, ask_choice, ask_number

EXERCISE = Exercise(
    number="1.6",
    kind=Kind.FIND_THE_ERROR,
    title="what a curve of decreases says",
    prompt=r"""
For a function of your own you believe that $L=4$. At some point your code gives a gradient $g$ with $\|g\|=2$. You move
along $-g$ with several rates and write down by how much $f$ falls.
""",
    questions=(
        ask_number(
            r"What does the descent lemma guarantee at $\alpha=\frac14$?",
            0.5,
            tolerance=0.005,
            wrong={
                1: r"This is what the slope promises, $\alpha\|g\|^2$. The curvature takes a part of it away.",
                0.25: r"The length of the gradient enters squared.",
                2: "You left out the rate in front.",
                0: r"The guarantee is zero at $2/L$. This rate is $1/L$.",
            },
            explanation=r"$\frac14\bigl(1-\frac12\bigr)\cdot4$, the same as $\|g\|^2/(2L)$.",
        ),
        ask_choice(
            r"At $\alpha=0.001$ you measure a fall of $0.008$, at $\alpha=0.0001$ one of $0.0008$. What is wrong?",
            [
                ("Nothing: it fell by more than is guaranteed.", "For so short a step the slope is all there is."),
                (
                    r"The rate is too large.",
                    r"This step is as good as infinitely short, far below $2/L$.",
                ),
                (
                    r"$L$ is too small.",
                    r"What the curvature adds shrinks with $\alpha^2$. Here the fall is twice what is promised at both "
                    "rates.",
                ),
                (
                    "The code's gradient is not that of $f$.",
                    r"Short steps fall by $\alpha\|g\|^2$, here $0.004$ and $0.0004$, whatever $L$ is. These fall by "
                    "twice that.",
                    True,
                ),
            ],
        ),
        ask_choice(
            r"With another function, where you believe the same $L$ and find the same $\|g\|$, you measure $0.004$ at "
            r"$\alpha=0.001$, but $0.3$ at $\alpha=\frac14$. What does that say?",
            [
                ("All is well: it fell.", "Compare with the guarantee at this rate."),
                (r"$L$ is larger than 4 somewhere on the way.", "The slope is right, the guarantee is missed.", True),
                (
                    "The gradient is wrong.",
                    r"It may be, but the short step falls as it should: $g^{\mathsf T}\nabla f=\|g\|^2$. With that the "
                    r"proof of the lemma holds for this $g$, and only $L$ can fail.",
                ),
                (
                    r"$\alpha=\frac14$ is beyond $2/L$ for $L=4$.",
                    r"It is half of that. Then a fall of this size would break the lemma.",
                ),
            ],
        ),
    ),
    hints=(
        r"Put $\alpha=\frac14$, $L=4$ and $\|g\|^2=4$ into the lemma.",
        r"For a very short step the linear model is all: $f$ falls by $\alpha\,g^{\mathsf T}\nabla f(x)$, which is "
        r"$\alpha\|g\|^2$ if $g$ is the gradient.",
        "The lemma is a theorem. If a measurement is below it, one of its conditions fails; which of them can?",
    ),
    solution=r"""
At $\alpha=\frac14=1/L$ the guarantee is $\|g\|^2/(2L)=0.5$. Short steps fall by $\alpha\|g\|^2$, so $0.008$ and
$0.0008$ instead of $0.004$ and $0.0004$ mean that $g$ is not $\nabla f(x)$; a $g$ twice too short would do this. A
right start and a fall below $0.5$ later mean that the curvature exceeds 4 on the segment.
""",
)
