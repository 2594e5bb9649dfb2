"""Exercises of chapter 7's first half: gradient checks and stable formulas."""

from __future__ import annotations

from course_lib.interactive.exercises import Exercise, Kind
from course_lib.interactive.questions import ask_choice, ask_number

cubic = Exercise(
    number="7.1",
    kind=Kind.PREDICT,
    title="how far off?",
    prompt=r"""
Decide with the theorem on the error of a difference quotient, before you run anything.
""",
    questions=(
        ask_number(
            r"$f(x)=x^3$ at $x=2$, where $f'=12$. By how much is the central difference with $\varepsilon=0.1$ "
            "too large? Leave rounding aside.",
            0.01,
            tolerance=0.0005,
            wrong={
                0: "The central difference is exact for parabolas. This function has a third derivative.",
                0.61: "This is the error of the forward difference.",
                0.06: "The third derivative comes with a factor from Taylor's theorem.",
                12.01: "This is the quotient itself.",
                0.1: "The error of a central difference is of second order in the step.",
            },
            explanation=r"The truncation error is $\varepsilon^2f'''/6=0.1^2\cdot6/6$, here exactly.",
        ),
        ask_choice(
            r"Another function has the same size $|f|$, but a third derivative that is 1000 times larger. The best "
            "step of its central difference is",
            [
                ("10 times longer", "A function that bends more wants its two points closer together."),
                ("10 times shorter", "The third root of 1000 is 10.", True),
                (
                    "about 32 times shorter",
                    "A square root belongs to the forward difference and its second derivative.",
                ),
                ("1000 times shorter", "Then rounding would be 1000 times larger. The best step balances the two."),
            ],
        ),
    ),
    hints=(
        "The bound has two summands. Which of them is left when rounding is put aside?",
        r"For $x^3$ the third derivative is the same everywhere, so the bound is the error itself.",
        r"For the second question set the derivative of $\varepsilon^2M_3/6+uF/\varepsilon$ to zero and see how the "
        r"solution depends on $M_3$.",
    ),
    solution=r"""
$(2.1^3-1.9^3)/0.2=(9.261-6.859)/0.2=12.01$, too large by 0.01, which is $\varepsilon^2f'''/6$ with $f'''=6$. The best
step is $(3uF/M_3)^{1/3}$: a factor of 1000 in $M_3$ is a factor of 10 in the step.
""",
)

logit_loss = Exercise(
    number="7.2",
    kind=Kind.DERIVE,
    title="two classes, one logit",
    prompt=r"""
With two classes one logit $z$ is enough: class 1 has probability $\sigma(z)=1/(1+e^{-z})$, class 0 the rest, and
the loss of a sample with label $y\in\{0,1\}$ is $-y\log\sigma(z)-(1-y)\log(1-\sigma(z))$. Derive a form that is safe
for every $z$.
""",
    questions=(
        ask_choice(
            "Which form equals the loss on paper and stays finite and accurate in the machine for $z=\\pm800$?",
            [
                (
                    r"$\log(1+e^z)-yz$",
                    r"It equals the loss on paper. Now put $z=800$ into the exponential.",
                ),
                (
                    r"$\max(z,0)-yz+\log(1+e^{-|z|})$",
                    r"The exponent is never positive, and for $z>0$ it is $\log(1+e^z)-yz$ with $e^z$ taken out.",
                    True,
                ),
                (
                    r"$\max(z,0)-yz+\log(1+e^{|z|})$",
                    r"At $z=0$ it is right. Try $z=1$, $y=1$.",
                ),
                (
                    r"$\max(z,0)+yz+\log(1+e^{-|z|})$",
                    r"For $y=1$ a large positive $z$ is a right answer and must cost little.",
                ),
                (
                    r"the loss as it is given, with $10^{-8}$ added inside both logarithms",
                    "It is finite, but it is another function: it never exceeds 18.5.",
                ),
            ],
        ),
        ask_number(
            "How large is the loss at $z=-800$, $y=1$?",
            800,
            tolerance=0.005,
            wrong={
                0: "That is the loss for the other label.",
                -800: "A loss of this kind is never negative.",
                1: "That is the size of its slope.",
                18.42: "That is what a guard of $10^{-8}$ inside the logarithm makes of it.",
            },
            explanation=r"$0+800+\log(1+e^{-800})$, and the last term is below every floating-point number.",
        ),
        ask_number(
            "And its derivative by $z$ there?",
            -1,
            tolerance=0.005,
            wrong={
                0: r"That is $\sigma(z)$, and also what a guard inside the logarithm leaves of the slope.",
                1: "The sign: which way does the loss fall?",
                -800: "That is the loss with a minus sign. Differentiate it.",
                800: "That is the loss.",
            },
            explanation=r"$\sigma(z)-y$, as for the softmax: probability minus target.",
        ),
    ),
    hints=(
        r"$1-\sigma(z)=\sigma(-z)$, and $-\log\sigma(z)=\log(1+e^{-z})$.",
        r"Show first that the loss is $\log(1+e^z)-yz$. This is a log-sum-exp of the two logits 0 and $z$.",
        r"The larger of the two logits is $\max(z,0)$. Subtract it, as in the text.",
    ),
    solution=r"""
$-\log\sigma(z)=\log(1+e^{-z})=\log(1+e^z)-z$ and $-\log(1-\sigma(z))=\log(1+e^z)$. Together
$\log(1+e^z)-yz$, where $\log(e^0+e^z)$ is a log-sum-exp with maximum $m=\max(z,0)$. Subtracting $m$ leaves
exponents $-m$ and $z-m$, of which one is 0 and the other $-|z|$. The derivative is $\sigma(z)-y$.
""",
)

four_lines = Exercise(
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

EXERCISES = (cubic, logit_loss, four_lines)
