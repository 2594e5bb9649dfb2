"""Exercise 4.5: one matrix, used twice."""

from __future__ import annotations

from course_lib.interactive.questions import Exercise, Kind, ask_choice, ask_number

EXERCISE = Exercise(
    number="4.5",
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
            r"Check it with numbers: all sizes are 1, $x=1$, $y=0$, and $\tanh$ is left out, so $h_2=W^2$. What is "
            r"$dJ/dW$ at $W=2$?",
            16,
            tolerance=0.005,
            wrong={
                8: "This is the share of one of the two uses.",
                4: r"This is $\delta_2$ alone: how $J$ changes with $z_2$.",
                32: "Without the $\\frac12$ of the loss it would be this.",
                64: "You multiplied the shares of the two uses. They add.",
            },
            explanation=r"$J=\frac12W^4$, so $dJ/dW=2W^3$; and $\delta_2h_1+\delta_1x=4\cdot2+8\cdot1$.",
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
$\delta_1=W\delta_2=8$, $x=1$, together 16, the derivative of $\frac12W^4$ at 2. This is what a program does that
adds into a gradient instead of overwriting it.
""",
)
