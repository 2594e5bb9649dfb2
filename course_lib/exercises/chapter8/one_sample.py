"""Exercise 8.1: one sample, one step."""

from __future__ import annotations

from course_lib.interactive.questions import Exercise, Kind, ask_number

EXERCISE = Exercise(
    number="8.1",
    kind=Kind.PREDICT,
    title="one sample, one step",
    prompt=r"""
Chapters 1 and 3 together: $f(W)=\frac12\|Wx-y\|^2$ as a function of the matrix $W$, for the one sample $x=(3,4)$. Its
gradient is $(Wx-y)x^{\mathsf T}$.
""",
    questions=(
        ask_number(
            r"What is the smoothness constant $L$ of $f$, with the length of a matrix taken over all its entries?",
            25,
            tolerance=0.01,
            wrong={
                5: r"That is $\|x\|$. How much does the gradient change when $W$ changes by $V$?",
                7: "That is the sum of the entries of the sample.",
                50: r"That belongs to the loss without its $\frac12$.",
                1: "That is the curvature with respect to the prediction. The sample multiplies it.",
            },
            explanation=r"The gradient changes by $(Vx)x^{\mathsf T}$, of length $\|Vx\|\|x\|\le\|x\|^2\|V\|$.",
        ),
        ask_number(
            r"With which learning rate does a single step of gradient descent reach $Wx=y$?",
            0.04,
            tolerance=0.0005,
            wrong={
                0.08: r"That is $2/L$. The prediction jumps to the other side of $y$, as far away as before.",
                0.02: r"That would be right without the $\frac12$ in the loss.",
                0.2: r"That is one over $\|x\|$.",
                25: "The other way round: a large curvature wants a small rate.",
            },
            explanation=r"A step changes $Wx-y$ to $(1-\alpha\|x\|^2)(Wx-y)$.",
        ),
    ),
    hints=(
        r"Let $W$ change by $V$. By what does the gradient change?",
        r"$(Vx)x^{\mathsf T}$ is a column times a row. Its length is the product of two lengths.",
        r"For the second question multiply the step $W-\alpha(Wx-y)x^{\mathsf T}$ by $x$.",
    ),
    solution=r"""
$\|(Vx)x^{\mathsf T}\|=\|Vx\|\,\|x\|\le\|x\|^2\|V\|$, with equality for $V=ax^{\mathsf T}$, so $L=\|x\|^2=9+16$. After
a step $Wx-y$ has become $(1-\alpha\|x\|^2)(Wx-y)$, which is zero for $\alpha=1/L$. Inputs that are ten times as large
want a rate a hundred times as small: scale them.
""",
)
