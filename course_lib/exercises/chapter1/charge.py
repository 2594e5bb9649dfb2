"""Exercise 1.3: a charge for moving in another norm."""

from __future__ import annotations

from course_lib.interactive.questions import Exercise, Kind, ask_choice

EXERCISE = Exercise(
    number="1.3",
    kind=Kind.DERIVE,
    title="a charge for moving in another norm",
    prompt=r"""
Minimise $g^{\mathsf T}\Delta+\frac{1}{2\alpha}\Delta^{\mathsf T}P\Delta$ over $\Delta$ for a symmetric positive
definite matrix $P$ and $\alpha>0$.
""",
    questions=(
        ask_choice(
            "The minimiser is",
            [
                (
                    r"$\Delta=-\alpha Pg$",
                    r"$P$ stands before $\Delta$ where the gradient is set to zero. Solve for $\Delta$.",
                ),
                (
                    r"$\Delta=\alpha P^{-1}g$",
                    r"Its slope $g^{\mathsf T}\Delta$ is positive: this $\Delta$ goes uphill and pays for it too.",
                ),
                (
                    r"$\Delta=-\alpha P^{-1}g$",
                    r"The gradient $g+\frac1\alpha P\Delta$ vanishes there, and $P/\alpha\succ0$ makes it the minimum.",
                    True,
                ),
                (
                    r"$\Delta=-\frac1\alpha P^{-1}g$",
                    r"A small $\alpha$ makes moving expensive, and should give a short step. This one gets longer.",
                ),
                (
                    r"$\Delta=-2\alpha P^{-1}g$",
                    r"For symmetric $P$ the gradient of $\Delta^{\mathsf T}P\Delta$ has a factor of its own. Keep it.",
                ),
            ],
        ),
        ask_choice(
            r"With $P=\nabla^2f(x)$, $g=\nabla f(x)$ and $\alpha=1$ this is the step of",
            [
                ("gradient descent", "For that, $P$ would have to be the identity."),
                ("sign descent", "That one measures a step by its largest coordinate, which no matrix $P$ can do."),
                ("Newton's method", "It is the step to the minimum of the quadratic model.", True),
                (
                    "coordinate descent",
                    "That one measures a step by the sum of its coordinates' sizes; no $P$ gives that.",
                ),
            ],
        ),
    ),
    hints=(
        r"The function is a bowl in $\Delta$. Where is its gradient zero?",
        r"The gradient of $g^{\mathsf T}\Delta$ is $g$. That of $\Delta^{\mathsf T}P\Delta$ is $2P\Delta$.",
        r"Solve $g+\frac1\alpha P\Delta=0$. $P$ is positive definite, so it has an inverse.",
    ),
    solution=r"""
The gradient with respect to $\Delta$ is $g+\frac1\alpha P\Delta$. It vanishes at $\Delta=-\alpha P^{-1}g$, and the
Hessian $P/\alpha\succ0$ makes this the minimum. For $P=I$ it is the step of gradient descent, as [above](#eq-proximal).
With $P=\nabla^2f(x)$ and $\alpha=1$ it is Newton's.
""",
)
