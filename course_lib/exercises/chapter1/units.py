"""Exercise 1.9: one valley in two units."""

from __future__ import annotations

from course_lib.interactive.questions import Exercise, Kind, ask_choice, ask_number

EXERCISE = Exercise(
    number="1.9",
    kind=Kind.DERIVE,
    title="one valley in two units",
    prompt=r"""
This one joins the sections. $f(x)=\frac12(x_1^2+100\,x_2^2)$ is minimised by gradient descent. Then somebody writes the
second variable in a unit ten times smaller, $\tilde x_2=10\,x_2$.
""",
    questions=(
        ask_number(
            r"In the old units: below which rate does every step from a point with $g\ne0$ lower $f$ for sure?",
            0.02,
            tolerance=0.00005,
            wrong={
                0.01: "This is the rate with the best guarantee. Even longer steps are sure to go down.",
                2: "You took the smallest curvature. A step has to be safe in the other direction too.",
                0.2: r"This would fit $\frac12(x_1^2+10\,x_2^2)$. What is the curvature along $x_2$?",
                0.0198: "This is the rate with the best factor on this quadratic. Steps may be a little longer.",
            },
            explanation=r"$2/L$ with $L=100$, by the descent lemma.",
        ),
        ask_number(
            "In the new units: what is the condition number?",
            1,
            tolerance=0.005,
            wrong={
                100: "This is that of the old units. Write $f$ with the new variable.",
                10: r"The variable enters squared, so its factor does too.",
                10000: r"$x_2=\tilde x_2/10$: the factor goes the other way.",
            },
            explanation=r"$\frac12(\tilde x_1^2+\tilde x_2^2)$: the bowl is round.",
        ),
        ask_choice(
            r"With $\alpha=1$ one step in the new units leads to the minimum. Seen in the old units this step is",
            [
                (r"$-g$", "That is the step with the old ruler and rate 1, which is far too long along $x_2$."),
                (
                    r"$-S^{-1}g$ with $S=\operatorname{diag}(1,10)$",
                    r"The chain rule gives one such factor in $\nabla\tilde f$; going back to $x$ gives another.",
                ),
                (
                    r"$-\operatorname{sign}g$",
                    "That ruler is the largest coordinate. A change of units gives a quadratic one.",
                ),
                (
                    r"$-P^{-1}g$ with $P=\nabla^2f$, Newton's step",
                    r"$S^{-2}=\operatorname{diag}(1,\frac1{100})$ is the inverse of the Hessian.",
                    True,
                ),
            ],
        ),
    ),
    hints=(
        r"The Hessian in the old units is $\operatorname{diag}(1,100)$. Which theorem speaks of a single step?",
        r"Put $x_2=\tilde x_2/10$ into $f$.",
        r"A step in the new units is $x\leftarrow x-\alpha S^{-2}g$ in the old ones. Compare $S^2$ with the Hessian.",
    ),
    solution=r"""
$L=100$, so every rate below $2/L=0.02$ lowers $f$. In the new units $f=\frac12(\tilde x_1^2+\tilde x_2^2)$ has
condition number 1, and $\alpha=1$ leads to 0 at once. By the equation on units [above](#eq-units) that step is
$-S^{-2}g$, and $S^2=\operatorname{diag}(1,100)$ is the Hessian: it is Newton's
step, the steepest one in the Hessian's norm.
""",
)
