"""Exercises of chapter 5 on convex functions and their rates."""

from __future__ import annotations

from course_lib.interactive.chapters.chapter5_convex_code import rayleigh
from course_lib.interactive.exercises import Exercise, Kind
from course_lib.interactive.questions import ask_choice, ask_number

too_far = Exercise(
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
                6: "The step goes against the slope, not along it, and its length is not the slope.",
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

strong_implies_pl = Exercise(
    number="5.2",
    kind=Kind.DERIVE,
    title="curved enough means steep enough",
    prompt=r"""
A differentiable $\mu$-strongly convex function lies above a parabola at each of its points. For all $x,y$, with
$v=y-x$, it has $f(y)\ge f(x)+\langle\nabla f(x),v\rangle+\frac\mu2\|v\|^2$. Derive the Polyak–Łojasiewicz inequality
[above](#eq-pl) from this.
""",
    questions=(
        ask_choice(
            "For a fixed $x$, which $y$ makes the right-hand side smallest?",
            [
                (r"$y=x-\frac1L\nabla f(x)$", "This is a step of gradient descent. The right-hand side has no $L$."),
                (
                    r"$y=x-\frac1\mu\nabla f(x)$",
                    r"There the derivative by $y$, $\nabla f(x)+\mu v$, vanishes.",
                    True,
                ),
                (r"$y=x-\frac2\mu\nabla f(x)$", "There the right-hand side is back at $f(x)$."),
                (r"$y=x-\mu\nabla f(x)$", r"Set the derivative by $y$ to zero and solve once more."),
                (r"$y=x^\star$", "The right-hand side is a parabola in $y$; it does not know where $f$ is smallest."),
            ],
        ),
        ask_number(
            r"A 2-strongly convex function has $f(x)=5$ and $\|\nabla f(x)\|=4$ at some $x$. How small can its minimum "
            "be at most?",
            1,
            tolerance=0.005,
            wrong={
                -3: r"There is a $\frac12$ in front of the $\mu$. Put the best $y$ in and collect both terms.",
                4: "The gradient enters with its square.",
                3: r"The gradient enters with its square, and $\mu$ divides it.",
                9: "The minimum is below $f(x)$, not above.",
                -11: r"You multiplied by $\mu$. A more curved function has its minimum nearer.",
            },
            explanation=r"$f^\star\ge f(x)-\|\nabla f(x)\|^2/(2\mu)=5-16/4$.",
        ),
    ),
    hints=(
        "The left-hand side is at least the smallest value of the right-hand side, for every $y$.",
        "The right-hand side is a round parabola in $y$. Its gradient is zero at one point.",
        r"Take the left-hand side at $y=x^\star$ and the right-hand side at its smallest, and sort the terms.",
    ),
    solution=r"""
The right-hand side is smallest at $y=x-\frac1\mu\nabla f(x)$, with value $f(x)-\frac1{2\mu}\|\nabla f(x)\|^2$. The
inequality holds for every $y$, so $f(y)$ is at least this number, also at $y=x^\star$:
$f^\star\ge f(x)-\frac1{2\mu}\|\nabla f(x)\|^2$. Sorted, that is $\frac12\|\nabla f(x)\|^2\ge\mu\,(f(x)-f^\star)$.
With the numbers, $f^\star\ge5-16/4=1$.
""",
)

EXERCISES = (too_far, strong_implies_pl, rayleigh)
