"""Exercise 1.8: jumping over the minimum."""

from __future__ import annotations

from course_lib.interactive.questions import Exercise, Kind, ask_choice, ask_formula, ask_number

EXERCISE = Exercise(
    number="1.8",
    kind=Kind.PREDICT,
    title="jumping over the minimum",
    prompt=r"$f(x)=\frac12x^2$, $x_0=1$, $\alpha=1.9$. Decide before you run anything.",
    questions=(
        ask_choice(
            "What does the sequence $x_k$ do?",
            [
                (
                    "It moves towards 0 and keeps its sign.",
                    r"That is how it goes for rates below $1/L$, and $L=1$ here. Put this rate into the update.",
                ),
                (
                    "It changes sign at each step and comes closer to 0.",
                    r"Each step multiplies $x_k$ by $1-\alpha=-0.9$.",
                    True,
                ),
                (
                    "It jumps between 1 and −1 for ever.",
                    r"That takes a rate of exactly $2/L$. This one is smaller.",
                ),
                (
                    "It changes sign at each step and runs away.",
                    r"For that, a step would have to end farther from 0 than it began. Compare $|x_1|$ with $|x_0|$.",
                ),
            ],
        ),
        ask_number(
            "What is the first $k$ with $|x_k|<10^{-6}$?",
            132,
            units="steps",
            wrong={
                131: "After so many steps the size is still a little above the limit.",
                6: "The size falls *by* a tenth each step, not *to* a tenth.",
                7: "This number belongs to a factor of 0.1. Which part of its size does $x_k$ keep in a step?",
                22: r"You let $\alpha$ itself be the factor of a step. Put it into the update first.",
                57: "The logarithms above and below the fraction bar have different bases.",
                63: "This is where $f(x_k)$ falls below the limit. The question is about $|x_k|$.",
            },
            explanation=r"$0.9^k<10^{-6}$ holds as soon as $k>6\ln10/(-\ln0.9)=131.1$.",
        ),
        ask_formula(
            r"Now any bowl $f(x)=\frac12Lx^2$, any start $x_0$ and any rate. What is $x_k$?",
            "(1 - alpha*L)^k * x0",
            names={"alpha": (0.3, 1.9, 0.7), "L": (2.5, 0.6, 4.0), "k": (3, 4, 5), "x0": (1.5, -2.0, 0.8)},
            wrong={
                "(1 - alpha)^k * x0": "So it is for the bowl above. What is the slope of this one?",
                "1.9^k * x0": r"Any rate is meant, so $\alpha$ has to stand there as a letter.",
                "(alpha*L)^k * x0": "This factor is what a step takes off. Which part of $x_k$ does it leave?",
                "(1 + alpha*L)^k * x0": "This goes uphill.",
                "(1 - k*alpha*L) * x0": "The second step starts from $x_1$, with the slope there.",
                "(1 - alpha*L) * x0": "This is $x_1$. What does the next step do to it?",
                "(1 - alpha*L)^k": "The start is not 1 any more.",
                "(1 - alpha/L)^k * x0": "A steeper bowl has a larger slope, and a longer step.",
            },
            explanation=r"Each step multiplies by $1-\alpha L$: it converges for $0<\alpha<2/L$.",
        ),
    ),
    hints=(
        r"Write the update for this $f$: what is $x_{k+1}$ as a multiple of $x_k$?",
        r"The multiple is $1-\alpha$. Its sign answers the first question, its size the second. For the third, put in "
        r"the slope $Lx$.",
        r"Solve $|1-\alpha|^k<10^{-6}$ for $k$ with logarithms. Both logarithms are negative: mind the sign.",
    ),
    solution=r"""
$x_{k+1}=(1-\alpha)x_k=-0.9\,x_k$: the sign alternates and the size falls by a tenth each step. $0.9^k<10^{-6}$ needs
$k>6\ln10/(-\ln0.9)=131.1$, so 132 steps. For $\alpha=2.1$ the factor would be $-1.1$, and the sequence would grow
without bound. With the slope $Lx$ the factor is $1-\alpha L$, so $x_k=(1-\alpha L)^kx_0$. Run it:

```python
minimize(lambda x: (x @ x / 2, x), [1.0], GradientDescent(1.9), tol=1e-6).steps
```
""",
)
