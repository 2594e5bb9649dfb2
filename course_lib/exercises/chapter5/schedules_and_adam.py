"""Exercise 5.11: schedules and scales."""

from __future__ import annotations

from course_lib.interactive.questions import Exercise, Kind, ask_choice, ask_number

EXERCISE = Exercise(
    number="5.11",
    kind=Kind.PREDICT,
    title="schedules and scales",
    prompt=r"""
Rates $\alpha_k$, $k=1,2,\dots$, against noise that stays; and one step of Adam.
""",
    questions=(
        ask_choice(
            r"Which satisfy both conditions, $\sum\alpha_k=\infty$ and $\sum\alpha_k^2<\infty$?",
            [
                (r"$\alpha_k=0.1/k$", r"The harmonic sum diverges, that of $1/k^2$ does not.", True),
                (r"$\alpha_k=0.1$", "The noise never dies out."),
                (r"$\alpha_k=0.1/\sqrt k$", r"Square it: what is $\sum1/k$?"),
                (r"$\alpha_k=0.1/k^2$", "The run cannot get far: the sum of all its rates is finite."),
                (
                    r"inverse time, $\alpha_k=0.1/(1+0.01(k-1))$",
                    r"It is about $10/k$ for late $k$, which passes both.",
                    True,
                ),
            ],
        ),
        ask_number(
            r"The cosine from $\alpha_1=0.4$ over $K=600$ steps: which rate does step $k=301$ take?",
            0.2,
            tolerance=0.001,
            wrong={
                0.4: "This is the first rate. Where is the cosine halfway?",
                0: "It is zero at the end, not halfway.",
                0.283: r"The cosine is shifted and halved: $\frac12(1+\cos\cdot)$.",
            },
            explanation=r"$\cos\frac\pi2=0$, so half of $0.4$.",
        ),
        ask_number(
            r"Adam with $\varepsilon=0$ and $\alpha=0.1$ meets the gradient $-300$ in its first step. By how much does "
            r"$x$ change?",
            0.1,
            tolerance=0.0005,
            wrong={
                -0.1: "A negative slope: which way is down?",
                30: "Gradient descent would go that far. Adam divides by the size of the gradient.",
                -30: "Adam divides by the size of the gradient, and goes against it.",
                0.01: r"The hats correct for the start at zero, so $\hat m=g$ in the first step.",
                3: r"$\hat m/\sqrt{\hat v}$ is $g/|g|$ in the first step. It has no size.",
            },
            explanation=r"$-\alpha\,\hat m/\sqrt{\hat v}=-0.1\cdot(-300)/300$.",
        ),
    ),
    hints=(
        r"$\sum1/k$ is infinite, $\sum1/k^2$ is finite, $1/\sqrt k$ squared is $1/k$.",
        r"Step 301 is halfway: the angle is $\pi\cdot300/600$.",
        r"In the first step $\hat m=g$ and $\hat v=g^2$.",
    ),
    solution=r"""
$0.1/k$ and the inverse-time schedule pass. A constant and $1/\sqrt k$ leave too much noise, $1/k^2$ too little way.
Halfway the cosine is at half its height, $0.2$. And Adam's first step has the length $\alpha$ against the sign of the
gradient, here $+0.1$: with 3 or with $-30{,}000$ in place of $-300$ only the sign would matter.
""",
)
