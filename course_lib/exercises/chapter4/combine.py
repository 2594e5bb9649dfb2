"""Exercise 4.6: the combined expression."""

from __future__ import annotations

from course_lib.interactive.questions import Exercise, Kind, ask_choice, ask_number

EXERCISE = Exercise(
    number="4.6",
    kind=Kind.FIND_THE_ERROR,
    title="the combined expression",
    prompt=r"""
The source text finds, for $h_1=\tanh(W_1x+b_1)$, $h_2=\tanh(W_2h_1+b_2)$ and the loss $\|h_2-y\|^2$:

1. $\partial L/\partial h_2=2(h_2-y)$
2. $\partial h_2/\partial h_1=(1-h_2^2)\cdot W_2$
3. $\partial h_1/\partial W_1=(1-h_1^2)\otimes x$
4. $\partial L/\partial W_1=[(2(h_2-y))\cdot((1-h_2^2)\cdot W_2)]\otimes[(1-h_1^2)\otimes x]$

Read the dot of line 2 as NumPy's `*`, the first dot of line 4 as `@`, and $\otimes$ as the outer product.
""",
    questions=(
        ask_choice(
            "What is wrong? Choose all that apply.",
            [
                ("The 2 in line 1 is one too many.", r"For this loss, which has no $\frac12$, it belongs there."),
                (
                    "Line 2 scales the wrong axis.",
                    r"The Jacobian is $\operatorname{diag}(1-h_2\odot h_2)\,W_2$, with its rows scaled.",
                    True,
                ),
                (
                    r"Line 2 needs $W_2^{\mathsf T}$.",
                    "A Jacobian has a row for each output, and so has $W_2$. The transpose belongs to gradients.",
                ),
                (
                    "Line 3 leaves out an index.",
                    "The derivative of a vector by a matrix has three. The text keeps its non-zero entries only.",
                    True,
                ),
                (
                    "The first product of line 4 has its factors in the wrong order.",
                    "A row times a matrix is a row again, one entry for each hidden unit. That is what is wanted.",
                ),
                (
                    r"The $\otimes$ between the brackets of line 4 should be a sum over the hidden units.",
                    r"Of that sum one term is left, so in effect it is a $\odot$ along the rows.",
                    True,
                ),
            ],
        ),
        ask_number(
            "Repair line 2 only. With 5 inputs, 3 hidden units and 2 outputs, how many entries does line 4 have?",
            45,
            units="entries",
            wrong={
                15: r"This is the number of entries of $W_1$, as it should be. What does the outer product make of it?",
                75: "You counted the inputs twice. The left bracket has an entry for each hidden unit.",
                30: "The left bracket has an entry for each hidden unit, not for each output.",
                8: "An outer product multiplies the numbers of entries.",
            },
            explanation=r"The shape is $(3,3,5)$; $W_1$ has 15 entries.",
        ),
    ),
    hints=(
        "Write the shape of every vector and matrix under it, for sizes that are all different.",
        "Line 2 with two outputs and three hidden units: can NumPy multiply (2,) and (2, 3)? "
        "Line 3: how many indices does a derivative of a vector by a matrix have?",
        "The left bracket of line 4 has one index, the right bracket two. An outer product keeps all of them.",
    ),
    solution=r"""
Lines 2, 3 and 4. Line 2 needs $\operatorname{diag}(1-h_2\odot h_2)\,W_2$; as written NumPy cannot even align $(2,)$
with $(2,3)$. Line 3 holds the entries of a tensor with $i=j$. In line 4 the outer product of a vector with 3 entries
and a $(3,5)$ matrix has $3\cdot3\cdot5=45$ entries. The sum over the hidden units leaves $2\bigl[(W_2^{\mathsf
T}\delta_2)\odot(1-h_1\odot h_1)\bigr]x^{\mathsf T}$, with 15; $\delta_2$ is the book's, and
the 2 belongs to the source's loss without the ½.
""",
)
