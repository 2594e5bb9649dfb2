"""Exercise 2.4: a black picture."""

from __future__ import annotations

from course_lib.interactive.questions import Exercise, Kind, ask_choice, ask_number

EXERCISE = Exercise(
    number="2.4",
    kind=Kind.PREDICT,
    title="a black picture",
    prompt=r"""
The four-layer tanh network of this chapter starts with random weights and all biases zero. The only sample is
$x=0$, and its target is not zero.
""",
    questions=(
        ask_choice(
            "Which gradients are zero after one forward and one backward pass?",
            [
                (
                    r"only $\partial J/\partial W_1$",
                    r"It is zero, because $h_0=x=0$. Go on: what are $h_1$, $h_2$ and $h_3$?",
                ),
                (
                    "those of all weights, but not those of the biases",
                    r"All $h_\ell$ are zero, and $\delta_\ell h_{\ell-1}^{\mathsf T}$ with them.",
                    True,
                ),
                (
                    "those of all weights and of the biases below the output",
                    r"With $h_\ell=0$ the factor $1-h_\ell^2$ is 1: nothing stops a $\delta$ on its way back.",
                ),
                (
                    "none",
                    r"The gradient of a weight is a product of two factors. One of them is what came in.",
                ),
                ("all of them", r"The output is $\hat y=0$, and the target is another. What is $\delta_4$?"),
            ],
        ),
        ask_number(
            r"Take instead such a network with two units in layer 3 and one output: $W_4=(2,\,-1)$ is a row. "
            r"With $y=3$ and $\hat y=0$, what is the first entry of $\delta_3$?",
            -6,
            tolerance=0.005,
            wrong={
                6: r"Mind the sign of $\delta_4=\hat y-y$.",
                -3: r"This is $\delta_4$. It has not gone through $W_4$ yet.",
                3: "This is the second entry.",
                0: r"$\varphi'$ is taken at $z_3=0$, where tanh has slope one.",
            },
            explanation=r"$\delta_3=W_4^{\mathsf T}\delta_4\odot(1-h_3^2)$ with $\delta_4=-3$ and $h_3=0$.",
        ),
    ),
    hints=(
        r"Go forward first. $z_1=W_1x+b_1$ is zero. And $h_1$, $z_2$, $h_2$ …?",
        r"Then backward: $\delta_4=\hat y-y$ is not zero. Which $\delta_\ell$ are?",
        r"Each weight gradient is $\delta_\ell h_{\ell-1}^{\mathsf T}$, each bias gradient $\delta_\ell$.",
    ),
    solution=r"""
Forward, everything is zero: $\tanh0=0$ and all biases are zero. Backward, $\delta_4=-y$, and each step multiplies
by $W^{\mathsf T}$ and by $1-h^2=1$, so the $\delta_\ell$ are not zero. The weights' gradients have the factor
$h_{\ell-1}^{\mathsf T}=0$; those of the biases are the $\delta_\ell$. With the row $W_4=(2,\,-1)$ the first
entry of $\delta_3$ is $2\cdot(0-3)=-6$.
""",
)
