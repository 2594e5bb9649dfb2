"""Exercise 7.5: forty layers down."""

from __future__ import annotations

from course_lib.interactive.questions import Exercise, Kind, ask_choice, ask_number

EXERCISE = Exercise(
    number="7.5",
    kind=Kind.PREDICT,
    title="forty layers down",
    prompt=r"""
A network of ReLU layers, each 200 units wide, starts with independent normal weights of mean 0. Predict before you
compute; $\log_{10}2\approx0.301$.
""",
    questions=(
        ask_number(
            r"With $\operatorname{Var}W=\frac1{200}$: how many decades does the length $\|\delta\|$ gain on its way "
            "down 40 layers? (A loss is a negative gain.)",
            -6.02,
            tolerance=0.03,
            units="decades",
            wrong={
                6.02: r"The size is right. Is $\frac12$ to some power large or small?",
                -12.04: r"That is what $\|\delta\|^2$ gains.",
                12.04: r"That is $\|\delta\|^2$, and the sign is wrong as well.",
                0: "A ReLU lets only half of the units pass. What does that do to the mean square?",
                -0.1505: "That is one layer.",
            },
            explanation=r"$\frac{40}2\log_{10}\frac12$: half of the mean square is lost in each layer.",
        ),
        ask_number(
            r"For which variance of the weights does the length stay about the same?",
            0.01,
            tolerance=0.0001,
            wrong={
                0.005: "This is the variance of the first question. It would do without the ReLU.",
                2: r"This is $n\operatorname{Var}W$. The variance of one weight is asked for.",
                0.1: "This is the standard deviation of a weight.",
                0.02: r"Then the mean square doubles in each layer.",
            },
            explanation=r"$n\operatorname{Var}W\cdot\frac12=1$.",
        ),
        ask_choice(
            "The spectral norm of each of the first question's matrices is close to 2. What does that tell you about "
            "the gradient?",
            [
                (
                    "It grows in each layer.",
                    "Only a vector along the top singular direction is stretched by that much.",
                ),
                (
                    r"It is at most about $2^{40}$ times as long at the bottom as at the top.",
                    "The norms bound the product from above, and here they bound it very loosely.",
                    True,
                ),
                ("It cannot vanish.", "A norm above 1 is a bound from above; the product may be far smaller."),
                ("The theory of random layers does not apply.", "It needs variances and independence, no norms."),
            ],
        ),
    ),
    hints=(
        r"What is the mean of $\varphi'^2$ for a ReLU whose input is as often positive as negative?",
        r"The mean square of the gradient is multiplied by $n\operatorname{Var}W\cdot\frac12$ in each layer. The "
        "length is its root.",
        r"Take the logarithm of the factor, times the number of layers, times $\frac12$ for the root.",
    ),
    solution=r"""
Each layer multiplies $\mathbb E\|\delta\|^2$ by $n\operatorname{Var}W\,\mathbb E[\varphi'^2]=1\cdot\frac12$. After 40
layers the length has gained $\frac{40}{2}\log_{10}\frac12=-6.02$ decades. It stays the same for
$\operatorname{Var}W=\frac2{200}=0.01$, He's value. The norms near 2 say no more than a bound of $2^{40}$,
about twelve decades *upwards*.
""",
)
