"""Exercise 7.3: four lines of loss."""

from __future__ import annotations

from course_lib.interactive.questions import Exercise, Kind, ask_choice, ask_number

EXERCISE = Exercise(
    number="7.3",
    kind=Kind.FIND_THE_ERROR,
    title="four lines of loss",
    prompt=r"""
This function is meant to return the mean cross-entropy of $N$ samples and its gradient by the logits, for logits `z` of
shape $(N,k)$ in float64 and whole-number labels:

1. `z = z - z.max()`
2. `s = np.exp(z) / np.exp(z).sum(axis=1)`
3. `loss = -np.log(s[np.arange(N), labels]).mean()`
4. `gradient = s - np.eye(k)[labels]`
""",
    questions=(
        ask_choice(
            "What is wrong? Choose all that apply.",
            [
                (
                    "Line 1 takes one maximum for all rows.",
                    "A row far below the largest one underflows, and becomes 0/0.",
                    True,
                ),
                (
                    "Line 1 changes the probabilities.",
                    "A number that is subtracted from a whole row cancels in its softmax.",
                ),
                (
                    "Line 2 sums over the wrong axis.",
                    "The classes are the columns, and the sum runs over the columns of each row.",
                ),
                (
                    "Line 2 divides by an array of the wrong shape.",
                    "The sums have shape $(N,)$ and are aligned with the columns; they need `keepdims=True`.",
                    True,
                ),
                (
                    "Line 3 takes the logarithm of a softmax.",
                    "Where $s$ underflows the loss is infinite, though its true value is an ordinary number.",
                    True,
                ),
                (
                    "Line 4 needs the slope of the softmax as another factor.",
                    "It is in there already: the Jacobian of the softmax times $-y/s$ is $s-y$.",
                ),
            ],
        ),
        ask_number(
            "Lines 1 to 3 are repaired. For $N=5$, the report of a gradient check says that all of the analytic "
            "gradient is a multiple of the numeric one. Which multiple?",
            5,
            wrong={
                0.2: "The other way round: which of the two is the mean?",
                1: "Then the check would pass. Compare the mean in line 3 with line 4.",
                2: "There is no square in this loss. Compare the mean in line 3 with line 4.",
                25: "One factor of the number of samples is missing, not two.",
            },
            explanation="Line 4 is the gradient of the sum, line 3 a mean.",
        ),
        ask_choice(
            "A check of a backpropagation by rows of three layers finds the weights of layer 2 wrong, and all "
            "biases and all other weights right. Where is the mistake?",
            [
                (r"in $\delta_2$", r"The bias gradient of layer 2 is the sum of $\delta_2$, and it is right."),
                (r"in $\delta_3$", "Then everything below the loss would be wrong."),
                (
                    "in the forward pass, in $h_1$",
                    "A wrong forward pass is another function. Its value would change along with it.",
                ),
                (
                    r"in the product of $\delta_2$ with what came into the layer",
                    r"That product is all that the weights have and the bias has not.",
                    True,
                ),
                (r"in the step from $\delta_2$ to $\delta_1$", "Layer 1 hangs on this step, and it is right."),
            ],
        ),
    ),
    hints=(
        "Take two samples whose logits are far apart, say around 0 and around 1000, and follow the rows.",
        "Write the shape beside each line, for three samples and two classes. Which of the operations in "
        "line 2 does NumPy refuse?",
        "Two lines do not fit together: one has a mean. And which of the lines could be replaced by a log-softmax?",
    ),
    solution=r"""
Line 1 needs `z.max(axis=1, keepdims=True)`, line 2 `keepdims=True`; for $N=k$ its mistake passes silently. Line 3
should be $\operatorname{lse}(z)-z_y$. Line 4 lacks the $\frac1N$ of the mean, which for five samples is a factor
of 5. In the last question $\delta_2$ is right because its sum, the bias gradient, is right; so the product
$\delta_2^{\mathsf T}h_1$ has the wrong second factor.
""",
)
