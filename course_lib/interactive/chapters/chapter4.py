"""Exercises of chapter 4, the chain rule."""

from __future__ import annotations

from course_lib.interactive.chapters.chapter4_code import last_weights, push
from course_lib.interactive.exercises import Exercise, Kind
from course_lib.interactive.questions import ask_choice, ask_number

broadcast = Exercise(
    number="4.1",
    kind=Kind.PREDICT,
    title="rows or columns",
    prompt=r"""
`d = np.array([1.0, 0.5])` stands for $1-h_2\odot h_2$ of a layer with two outputs. Decide before you run anything.
""",
    questions=(
        ask_number(
            "`W2 = np.array([[2.0, 4.0], [6.0, 8.0]])`. What is the top right entry of `d * W2`?",
            2,
            tolerance=0.005,
            wrong={
                4: "That is the entry when rows are scaled. With which axis does NumPy align `d`?",
                3: "This is the other corner. Top right is row 0, column 1.",
                6: "This is the other corner, and it is not scaled. Top right is row 0, column 1.",
                10: "`*` multiplies entry by entry and adds nothing up.",
            },
            explanation="`d` is aligned with the last axis: column 1 is multiplied by `d[1]`.",
        ),
        ask_choice(
            "For which shapes of `W2`, with `d` of as many entries as `W2` has rows, does `d * W2` give "
            r"$\operatorname{diag}(d)\,W_2$, whatever the numbers are?",
            [
                ("(1, 4)", "One row, one factor: all columns are scaled by the same number.", True),
                ("(2, 3)", "It raises an error: two numbers cannot be aligned with three columns."),
                ("(3, 3)", "It runs, which is worse: column $j$ is scaled by the factor of row $j$."),
                ("(3, 1)", "The column is stretched into a matrix of three columns."),
            ],
        ),
    ),
    hints=(
        "NumPy aligns shapes from the right. Write the shape of `d` under that of `W2`, right-aligned.",
        "`(d * W2)[i, j]` is `d[j] * W2[i, j]` where both exist. Compare with $d_iW_{ij}$.",
        "The two agree for all numbers only if $d_i=d_j$ for all $i$ and $j$ that occur.",
    ),
    solution=r"""
`(d * W2)[i, j]` is `d[j] * W2[i, j]`: columns are scaled, and the top right entry is $0.5\cdot4=2$. The diagonal matrix
scales rows: $(\operatorname{diag}(d)\,W_2)_{ij}=d_iW_{ij}$, in code `d[:, None] * W2`. With a single row there is one
factor only, and the two agree. A network with one output hides the mistake.
""",
)

sweeps = Exercise(
    number="4.2",
    kind=Kind.PREDICT,
    title="count before you multiply",
    prompt=r"""
Three layers with known Jacobians lead from 100 numbers over 50 and 10 to a single one. Multiplying a Jacobian of
shape $(p,q)$ and a vector, from the left or from the right, takes $pq$ multiplications; a sweep multiplies its
starting vector by all three.
""",
    questions=(
        ask_number(
            "How many multiplications does the gradient take in reverse mode?",
            5510,
            units="multiplications",
            wrong={
                551000: "For a single output one sweep is enough.",
                50000: "You multiplied the sizes of all layers. A sweep takes the Jacobians one after the other.",
                5500: "The last Jacobian, of shape $(1,10)$, is multiplied by the starting vector as well.",
                161: "You added the sizes. A Jacobian has as many entries as outputs times inputs.",
            },
            explanation=r"One sweep: $1\cdot10+10\cdot50+50\cdot100$.",
        ),
        ask_number(
            "And in forward mode?",
            551000,
            units="multiplications",
            wrong={
                5510: "That is one sweep, and it gives one entry of the gradient.",
                50000: "You multiplied the sizes of all layers. A sweep takes the Jacobians one after the other.",
                550000: "The Jacobian of the last layer has entries too.",
                55100: "How many inputs are there, each with a sweep of its own?",
            },
            explanation="A hundred sweeps, each as expensive as the one of reverse mode.",
        ),
    ),
    hints=(
        "What are the shapes of the three Jacobians, and how many entries have they together?",
        "A sweep visits each of these entries once. What does one sweep give in either mode?",
        "Reverse mode needs a sweep for each output, forward mode one for each input.",
    ),
    solution=r"""
The Jacobians have shapes $(50,100)$, $(10,50)$ and $(1,10)$, together $5000+500+10=5510$ entries. Reverse mode needs
one sweep, forward mode one for each of the 100 inputs: $551{,}000$. The ratio is the number of inputs over the number
of outputs.
""",
)

shared = Exercise(
    number="4.3",
    kind=Kind.DERIVE,
    title="one matrix, used twice",
    prompt=r"""
A recurrent network uses the same square matrix in both layers: $z_1=Wx$, $h_1=\tanh(z_1)$, $z_2=Wh_1$,
$h_2=\tanh(z_2)$, $J=\frac12\|h_2-y\|^2$. Let $\delta_\ell=\partial J/\partial z_\ell$ be as in the text.
""",
    questions=(
        ask_choice(
            r"$\partial J/\partial W$ is",
            [
                (
                    r"$\delta_2h_1^{\mathsf T}$",
                    r"This holds $h_1$ fixed. But $h_1$ moves with $W$ too.",
                ),
                (
                    r"$\delta_1x^{\mathsf T}$",
                    r"This is what reaches the first use of $W$. The second use has its own share.",
                ),
                (
                    r"$\delta_2h_1^{\mathsf T}+\delta_1x^{\mathsf T}$",
                    r"Both uses are paths from $W$ to $J$, and the chain rule adds the paths.",
                    True,
                ),
                (
                    r"$\frac12(\delta_2h_1^{\mathsf T}+\delta_1x^{\mathsf T})$",
                    "The chain rule sums over the paths. It does not average them.",
                ),
                (
                    r"$\delta_2h_1^{\mathsf T}\,\delta_1x^{\mathsf T}$",
                    "Derivatives multiply along one path. These are two paths.",
                ),
            ],
        ),
        ask_number(
            r"Check it with numbers: all sizes are 1, $x=1$, $y=0$, and $\tanh$ is left out, so $h_2=w^2$. What is "
            r"$dJ/dw$ at $w=2$?",
            16,
            tolerance=0.005,
            wrong={
                8: "This is the share of one of the two uses.",
                4: r"This is $\delta_2$ alone: how $J$ changes with $z_2$.",
                32: "Without the $\\frac12$ of the loss it would be this.",
                64: "You multiplied the shares of the two uses. They add.",
            },
            explanation=r"$J=\frac12w^4$, so $dJ/dw=2w^3$; and $\delta_2h_1+\delta_1x=4\cdot2+8\cdot1$.",
        ),
    ),
    hints=(
        r"Give the two uses different names, $W_1$ and $W_2$. You know both gradients.",
        r"Now both names depend on one $W$. The multivariable chain rule sums over everything in between.",
        r"$\partial J/\partial W=\partial J/\partial W_2+\partial J/\partial W_1$, each at $W_1=W_2=W$.",
    ),
    solution=r"""
Call the first use $W_1$ and the second $W_2$. Then $J$ depends on $W$ through both, each of which changes at rate 1
with $W$, and the sum in the chain rule gives $\partial J/\partial W=\partial J/\partial W_2+\partial J/\partial
W_1=\delta_2h_1^{\mathsf T}+\delta_1x^{\mathsf T}$. With the numbers: $\delta_2=h_2=4$, $h_1=2$,
$\delta_1=w\,\delta_2=8$, $x=1$, together 16, the derivative of $\frac12w^4$ at 2. This is what a program does that
adds into a gradient instead of overwriting it.
""",
)

combine = Exercise(
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

EXERCISES = (broadcast, sweeps, shared, last_weights, push, combine)
