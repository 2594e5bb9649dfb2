"""Exercise 5.1: from where does it converge?."""

from __future__ import annotations

from course_lib.interactive.questions import Exercise, Kind, ask_choice, ask_number

EXERCISE = Exercise(
    number="5.1",
    kind=Kind.PREDICT,
    title="from where does it converge?",
    prompt=r"""
Gradient descent with $\alpha=0.5$ on $f(x)=\frac14x^4$. Decide on paper before you run anything.
""",
    questions=(
        ask_number(
            "The run starts at $x_0=2$. What is $x_1$?",
            -2,
            tolerance=0.005,
            wrong={
                2: "Check the sign: how long is the step, compared with the way to the minimum?",
                -6: r"You took the whole slope as the step. It is multiplied by $\alpha$.",
                6: "The step goes against the slope, not along it.",
                -14: r"The slope of $\frac14x^4$ has no factor 4.",
                0: "A step that ends at the minimum would have to be shorter.",
                1: "This would be the step on a parabola. Which power has the slope here?",
            },
            explanation="$x_1=2-0.5\\cdot2^3$.",
        ),
        ask_choice(
            "From which starts does this run converge to the minimiser 0?",
            [
                ("from every start", "The function is convex, but something else is missing. Try $x_0=3$."),
                (r"exactly if $|x_0|\le2$", "Look at the end of this interval once more: what does the run do there?"),
                (
                    r"exactly if $|x_0|<2$",
                    r"There, and only there, each step multiplies $x$ by a factor of size below 1.",
                    True,
                ),
                (r"exactly if $|x_0|<\sqrt2$", "These starts converge, but others do as well. Try $x_0=1.9$."),
                ("only from $x_0=0$", "Try $x_0=1$."),
            ],
        ),
    ),
    hints=(
        "Write one step as $x_{k+1}=(\\dots)\\,x_k$.",
        r"The factor is $1-\alpha x_k^2$. For which $x_k$ is its size below 1?",
        "If the first step brings $x$ nearer to 0, so does every later one. If it does not, none does.",
    ),
    solution=r"""
$f'(x)=x^3$, so $x_{k+1}=(1-\alpha x_k^2)\,x_k$. The factor has size below 1 exactly for $0<\alpha x_k^2<2$, that is
$0<|x_k|<2$. From there $|x_k|$ falls in every step. It tends to a limit, at which the factor would have size 1, and
the only such place left is 0. At $|x_0|=2$ the factor is $-1$: the run alternates between 2 and $-2$. Beyond, it
explodes. Without a Lipschitz gradient no fixed step is safe from everywhere, convex or not.
""",
)
