"""Exercise 4.3: rows or columns."""

from __future__ import annotations

from course_lib.interactive.questions import Exercise, Kind, ask_choice, ask_number

EXERCISE = Exercise(
    number="4.3",
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
