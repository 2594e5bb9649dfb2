"""Exercise 3.6: does it match?."""

from __future__ import annotations

from course_lib.interactive.questions import Exercise, Kind, ask_choice, ask_number

EXERCISE = Exercise(
    number="3.6",
    kind=Kind.FIND_THE_ERROR,
    title="does it match?",
    prompt=r"""
The source text has the loss $L=\frac12\|\hat y-y\|^2$ in its section 2.3 and the gradient $(\hat y-y)h^{\mathsf T}$ in
2.4. In 3.4 it argues: "$L=\|Wx-y\|^2=x^{\mathsf T}W^{\mathsf T}Wx-2y^{\mathsf T}Wx+y^{\mathsf T}y$. Compute gradient:
$\partial L/\partial W=2Wxx^{\mathsf T}-2yx^{\mathsf T}=2(Wx-y)x^{\mathsf T}=2\cdot\text{error}\cdot x^{\mathsf T}$.
This matches our backpropagation formula!"
""",
    questions=(
        ask_choice(
            "Which statement is false?",
            [
                (
                    "the expansion of the square",
                    r"It is right: $x^{\mathsf T}W^{\mathsf T}y$ and $y^{\mathsf T}Wx$ are the same number.",
                ),
                (
                    r"the term $2Wxx^{\mathsf T}$",
                    r"It is right: $W$ stands in two places, and both give $Wxx^{\mathsf T}$.",
                ),
                (
                    r"the term $-2yx^{\mathsf T}$",
                    r"It is right: a bilinear form with the gradient $yx^{\mathsf T}$, times $-2$.",
                ),
                ("that the result matches", "The loss of 2.3 has a ½, this one has none; so do their gradients.", True),
            ],
        ),
        ask_number(
            r"Let $W$ have the rows $(1,2)$ and $(0,1)$, $x=(1,1)$, $y=(0,2)$. "
            r"What is the first entry, row 1 and column 1, of the gradient of the loss in 2.3?",
            3,
            tolerance=0.005,
            wrong={
                6: "This is the gradient of the other loss, the one without the ½.",
                -3: r"The error is $\hat y-y$, prediction minus target.",
                1.5: "You halved the error. The ½ is used up by the exponent when the square is differentiated.",
                5: "This is the value of the loss. Its slope is asked for.",
                -1: "This is the entry in row 2.",
            },
            explanation=r"$\hat y-y=(3,-1)$, and the first row of $(\hat y-y)x^{\mathsf T}$ is $3\cdot(1,1)$.",
        ),
    ),
    hints=(
        "Check the algebra line by line with the rules of this chapter. Then compare the two losses.",
        r"Differentiate $\frac12e^2$ and $e^2$ for numbers.",
        r"The algebra is right. Compare $2\cdot\text{error}\cdot x^{\mathsf T}$ with $(\hat y-y)h^{\mathsf T}$, where "
        "$h$ is the layer's input.",
    ),
    solution=r"""
The algebra is right, the last sentence is not. The loss of 3.4 is twice that of 2.3, and so is its gradient:
$2(\hat y-y)x^{\mathsf T}$ against $(\hat y-y)x^{\mathsf T}$. In the example the error is $(3,-1)$, and the first
entries are $6$ and $3$.
""",
)
