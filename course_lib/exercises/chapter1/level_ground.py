"""Exercise 1.10: level ground."""

from __future__ import annotations

from course_lib.interactive.questions import Exercise, Kind, ask_choice, ask_number

EXERCISE = Exercise(
    number="1.10",
    kind=Kind.PREDICT,
    title="level ground",
    prompt=r"$f$ is $L$-smooth with $L=4$ and bounded below by $f^\star$. You run gradient descent with $\alpha=1/L$.",
    questions=(
        ask_number(
            r"At the start $f(x_0)-f^\star=8$. How many steps with $\|\nabla f(x_k)\|\ge1$ "
            "does the descent lemma allow at most?",
            64,
            units="steps",
            wrong={
                32: r"Each such step lowers $f$ by more than nothing, but by how much for sure? You dropped a half.",
                8: r"You let each step lower $f$ by one. What does the lemma guarantee at $\alpha=1/L$?",
                16: r"Here the guarantee of a step was taken as $\|g\|^2/2$. The smoothness is missing.",
                2: r"You let each step lower $f$ by $L$ times $\|g\|^2$. A larger $L$ means shorter steps.",
            },
            explanation=r"Each of them lowers $f$ by $\frac1{2L}=\frac18$ at least, and there are 8 to fall.",
        ),
        ask_choice(
            "What else is sure?",
            [
                (r"$f(x_k)$ never rises.", "That is the descent lemma.", True),
                (r"$\nabla f(x_k)\to0$.", "The sum of all $\\|\\nabla f(x_k)\\|^2$ is bounded.", True),
                (
                    r"The $x_k$ converge.",
                    r"Think of $f(x)=\log(1+e^{-x})$: the ground levels out, and there is nowhere to arrive.",
                ),
                (r"$f(x_k)\to f^\star$.", "It may settle in the higher of two valleys."),
                (
                    r"If the $x_k$ converge, it is to a minimum.",
                    "The ground is level at the limit. That can be on a pass.",
                ),
            ],
        ),
    ),
    hints=(
        r"Every step lowers $f$ by something that the descent lemma guarantees.",
        r"For $\alpha=1/L$ the guarantee is $\|g\|^2/(2L)$.",
        r"If $n$ steps lower $f$ by $\frac18$ each, how large can $n$ be when there are 8 to fall?",
    ),
    solution=r"""
Each step with $\|g\|\ge1$ lowers $f$ by at least $\frac1{2L}=\frac18$, and in all $f$ can fall by 8: at most 64 such
steps, in any order. (A finer argument allows fewer.)
By the theorem [above](#eq-gradient-sum) the gradients go to zero. Neither convergence of the $x_k$ nor a minimum
follows: $\log(1+e^{-x})$ lets them run away, two valleys and a pass show the rest.
""",
)
