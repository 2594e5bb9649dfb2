"""Exercise 5.4: curved enough means steep enough."""

from __future__ import annotations

from course_lib.interactive.questions import Exercise, Kind, ask_choice, ask_number

EXERCISE = Exercise(
    number="5.4",
    kind=Kind.DERIVE,
    title="curved enough means steep enough",
    prompt=r"""
A differentiable $\mu$-strongly convex function lies above a parabola at each of its points. For all $x,y$, with
$v=y-x$, it has $f(y)\ge f(x)+\langle\nabla f(x),v\rangle+\frac\mu2\|v\|^2$: this is the tangent test for the convex
function $f(x)-\frac\mu2\|x\|^2$, sorted. Derive the Polyak–Łojasiewicz inequality [above](#eq-pl) from this.
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
            r"A 2-strongly convex function has $f(x)=5$ and $\|\nabla f(x)\|=4$ at some $x$. Below which "
            "value can its minimum not lie?",
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
