"""Exercise 3.6: two losses, one learning rate."""

from __future__ import annotations

from course_lib.interactive.questions import Exercise, Kind, ask_number

EXERCISE = Exercise(
    number="3.6",
    kind=Kind.PREDICT,
    title="two losses, one learning rate",
    prompt=r"""
One sample $x=(1,2,1)$ and its target $y$; a layer $\hat y=Wx$; the error $e=Wx-y$. One step of gradient descent in
$W$ with $\alpha=0.3$ multiplies the error by a number. Predict it for both losses.
""",
    questions=(
        ask_number(
            r"For the loss $\frac12\|Wx-y\|^2$ the error is multiplied by",
            -0.8,
            tolerance=0.005,
            wrong={
                0.8: "The size is right, but the step goes past the target. Keep the sign.",
                -2.6: r"This belongs to the other loss.",
                0.7: r"The gradient is $e\,x^{\mathsf T}$: what does this matrix do to $x$ in the next forward pass?",
                1.8: r"This is what is taken off. How much of the error is left?",
                0.265: r"Put the gradient in once more: $x^{\mathsf T}x$ is the square of the length of $x$.",
            },
            explanation=r"$e\leftarrow e-\alpha\,e\,x^{\mathsf T}x=(1-0.3\cdot6)\,e$: it changes sign and shrinks.",
        ),
        ask_number(
            r"For the loss $\|Wx-y\|^2$ it is multiplied by",
            -2.6,
            tolerance=0.005,
            wrong={
                2.6: "The size is right, but the step goes past the target. Keep the sign.",
                -0.8: "This belongs to the other loss.",
                -1.6: r"You doubled the factor. It is the gradient that doubles.",
                3.6: r"This is what is taken off. How much of the error is left?",
                0.4: r"The gradient holds $x^{\mathsf T}$ as well: what does it do to $x$ in the next forward pass?",
                -0.470: r"Put the gradient in once more: $x^{\mathsf T}x$ is the square of the length of $x$.",
            },
            explanation=r"$e\leftarrow(1-2\cdot0.3\cdot6)\,e$: the same rate now diverges.",
        ),
    ),
    hints=(
        r"Write one step for $W$, multiply it by $x$ from the right, and subtract $y$.",
        r"With the gradient $c\,e\,x^{\mathsf T}$ the new error is $e-\alpha c\,e\,(x^{\mathsf T}x)$.",
        r"$x^{\mathsf T}x=1+4+1=6$. The number $c$ is 1 for the loss with the ½ and 2 for the other.",
    ),
    solution=r"""
$W\leftarrow W-\alpha c\,e\,x^{\mathsf T}$ with $c=1$ or $2$, so $e\leftarrow e-\alpha c\,e\,x^{\mathsf T}x=(1-6\alpha
c)\,e$. With $\alpha=0.3$ the factors are $-0.8$ and $-2.6$: one run converges, the other diverges, with the same rate
on what is called the same loss.
""",
)
