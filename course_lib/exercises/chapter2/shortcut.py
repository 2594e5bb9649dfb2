"""Exercise 2.5: a layer with a shortcut."""

from __future__ import annotations

from course_lib.interactive.questions import Exercise, Kind, ask_choice, ask_number

EXERCISE = Exercise(
    number="2.5",
    kind=Kind.DERIVE,
    title="a layer with a shortcut",
    prompt=r"""
In a *residual* layer the input is added to the output, of the same width: $z_2=W_2h_1+b_2$ and $h_2=h_1+\tanh(z_2)$.
Write $\eta=\partial J/\partial h_2$ and $\delta_2=\partial J/\partial z_2$, both columns.
""",
    questions=(
        ask_choice(
            r"What is $\partial J/\partial h_1$?",
            [
                (
                    r"$W_2^{\mathsf T}\delta_2$",
                    r"This is the way through the weights. $h_1$ has another one to $h_2$.",
                ),
                (
                    r"$\eta+W_2\delta_2$",
                    r"Two ways, and two terms; but look at the shapes when $W_2$ goes back.",
                ),
                (
                    r"$\eta+W_2^{\mathsf T}\delta_2$",
                    r"From $dJ=\eta^{\mathsf T}dh_1+\delta_2^{\mathsf T}W_2\,dh_1$, one term for each way.",
                    True,
                ),
                (
                    r"$\eta\odot W_2^{\mathsf T}\delta_2$",
                    "Factors along one way multiply. Different ways add up.",
                ),
                (
                    r"$\eta\odot(1-h_1^2)+W_2^{\mathsf T}\delta_2$",
                    r"On the short way $h_1$ meets no tanh before it is added.",
                ),
            ],
        ),
        ask_number(
            r"All is one number: $w_2=0.1$, $z_2=0$, $\eta=3$. What is $\partial J/\partial h_1$?",
            3.3,
            tolerance=0.005,
            wrong={
                0.3: "This is the way through the weight alone.",
                3: "This is the short way alone.",
                3.1: r"The weight multiplies what comes back; it is not added.",
                0.9: "The two ways add up.",
            },
            explanation=r"$\delta_2=\eta\tanh'(0)=3$, so it is $3+0.1\cdot3$.",
        ),
    ),
    hints=(
        r"Write $dh_2$ for a small change $dh_1$.",
        r"$dh_2=dh_1+\tanh'(z_2)\odot(W_2\,dh_1)$, and $dJ=\eta^{\mathsf T}dh_2$.",
        r"$\eta^{\mathsf T}\bigl(\tanh'(z_2)\odot v\bigr)=\delta_2^{\mathsf T}v$ with $v=W_2\,dh_1$. "
        r"Collect what stands before $dh_1$.",
    ),
    solution=r"""
$dJ=\eta^{\mathsf T}dh_2=\eta^{\mathsf T}dh_1+\bigl(\eta\odot\tanh'(z_2)\bigr)^{\mathsf
T}W_2\,dh_1=(\eta+W_2^{\mathsf T}\delta_2)^{\mathsf T}dh_1$. The term $\eta$ arrives whole, however small $W_2$ is.
That is why very deep networks are built this way; in code: `residual_block_backward`. In numbers:
$\delta_2=3\cdot\tanh'(0)=3$, and $3+0.1\cdot3=3.3$.
""",
)
