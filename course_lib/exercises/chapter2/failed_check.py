"""Exercise 2.9: a check that failed."""

from __future__ import annotations

from course_lib.interactive.questions import Exercise, Kind, ask_choice, ask_number

EXERCISE = Exercise(
    number="2.9",
    kind=Kind.FIND_THE_ERROR,
    title="a check that failed",
    prompt=r"""
This one joins the sections. Somebody wrote a backward pass for a network of widths 4, 6, 6, 3 with tanh units and
checks it with $N=8$ samples. They divide each derivative of their code by the difference quotient of this chapter's
loss.
""",
    questions=(
        ask_number(
            r"All ratios are the same number. They had used the mean over all entries of $(\hat y-y)^2$, as torch's "
            "`MSELoss`. Which number?",
            2 / 3,
            tolerance=0.005,
            wrong={
                2: "That would be the mean over the samples without the ½. The mean is over the outputs as well.",
                1 / 3: "The ½ is missing in their loss.",
                8: "That would be a sum over the samples.",
                1 / 12: "You took the number of samples into it. Both losses divide by that.",
                1.5: "The other way round: theirs divided by ours.",
            },
            explanation=r"$2/n_D$ with three outputs.",
        ),
        ask_choice(
            "After that is mended, the ratios are 1 in layers 3 and 2, weights and biases. In layer 1 they differ from "
            "entry to entry, for the biases too. Which line is wrong?",
            [
                ("the one that forms the output error", "Then layer 3 would be wrong as well."),
                (
                    r"the one that goes back from layer 3 to layer 2",
                    r"Its result is the error of layer 2, and layer 2 is right.",
                ),
                ("the one that goes back from layer 2 to layer 1", "All that layer 1 uses and layer 2 does not.", True),
                (
                    r"the one that multiplies by the input for $\partial J/\partial W_1$",
                    "The biases of layer 1 do not use the input, and they are wrong too.",
                ),
            ],
        ),
        ask_choice(
            "What in that line can be wrong without an error message, and with such ratios?",
            [
                (
                    r"$W_2$ transposed where it should not be",
                    "It has the shape (6, 6), so both products exist.",
                    True,
                ),
                (
                    r"$1-h_2^2$ in place of $1-h_1^2$",
                    "Both have the shape (8, 6).",
                    True,
                ),
                ("a second division by $N$", "Then all ratios of layer 1 would be one number."),
                (r"$W_3$ in place of $W_2$", "$(8,6)(3,6)$: NumPy refuses it."),
                (r"$1-x^2$ in place of $1-h_1^2$", "$(8,6)$ times $(8,4)$ entry by entry: NumPy refuses it."),
            ],
        ),
    ),
    hints=(
        "Two losses that differ by a constant have gradients that differ by it. Compare them for one sample.",
        "A wrong error of a layer spoils this layer and all below it. Which is the first one that is wrong?",
        "Write down the shapes of that line. Which wrong arrays would fit?",
    ),
    solution=r"""
The mean over entries divides by $n_D=3$ as well and has no ½: $\frac23$. The errors $E_3$ and $E_2$ are right, since
all derivatives of layers 3 and 2 are; $E_1$ is wrong, since the biases of layer 1 are its column sums. So the
mistake is in the step from $E_2$ to $E_1$, and the square layer lets a transposed $W_2$ or the neighbour's slope pass.
With widths 4, 6, 5, 3 NumPy would have complained.
""",
)
