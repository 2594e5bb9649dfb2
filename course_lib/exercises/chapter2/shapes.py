"""Exercise 2.2: a table forward."""

from __future__ import annotations

from course_lib.interactive.questions import Exercise, Kind, ask_choice, ask_number

EXERCISE = Exercise(
    number="2.2",
    kind=Kind.PREDICT,
    title="a table forward",
    prompt=r"""
A network has the widths 3, 5 and 2: three inputs, five tanh units, two outputs. Seven samples stand as the rows of $X$.
""",
    questions=(
        ask_number(
            "How many parameters does it have?",
            32,
            wrong={
                25: "These are the weights. Each unit has a bias too.",
                27: "You gave the outputs a bias, but not the hidden units.",
                30: "You gave the hidden units a bias, but not the outputs.",
                10: "You counted units. A weight belongs to a pair of them.",
            },
            explanation=r"$5\cdot3+5$ in layer 1 and $2\cdot5+2$ in layer 2.",
        ),
        ask_choice(
            r"Which product gives $Z_1$, before the bias?",
            [
                (r"$W_1X$", "$W_1$ has three columns and $X$ has seven rows."),
                (r"$XW_1$", "$X$ has three columns and $W_1$ has five rows."),
                (r"$XW_1^{\mathsf T}$", r"$(7,3)(3,5)=(7,5)$: one row a sample, one column a unit.", True),
                (r"$W_1X^{\mathsf T}$", "This product exists, and has its samples as columns."),
            ],
        ),
        ask_number(
            r"One output is $(1,3)$ where the target is $(2,1)$. What is the second entry of "
            r"$\partial J/\partial\hat y$ if this is the only sample?",
            2,
            tolerance=0.005,
            wrong={
                -2: "Output minus target, not target minus output.",
                4: "The ½ of the loss takes a factor away.",
                1: "The loss is the mean over the samples, not over the outputs.",
                -1: "This is the first entry.",
            },
            explanation=r"$\partial J/\partial\hat y=\hat y-y=(-1,2)$.",
        ),
    ),
    hints=(
        r"$W_\ell$ has the shape $(n_\ell,n_{\ell-1})$, $b_\ell$ has $n_\ell$ entries.",
        r"$Z_1$ has one row a sample and one column a unit. Which order and which transpose give this shape?",
        r"The slope of $\frac12\|\hat y-y\|^2$ is the residual.",
    ),
    solution=r"""
$15+5+10+2=32$ parameters. $Z_1=XW_1^{\mathsf T}+\mathbf 1b_1^{\mathsf T}$ has the shape $(7,5)$. With a single sample
$\partial J/\partial\hat y=\hat y-y=(-1,2)$.
""",
)
