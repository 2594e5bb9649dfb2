"""Exercise 3.8: the precision of a Gaussian."""

from __future__ import annotations

from course_lib.interactive.questions import Exercise, Kind, ask_choice

EXERCISE = Exercise(
    number="3.8",
    kind=Kind.DERIVE,
    title="the precision of a Gaussian",
    prompt=r"""
Up to constants and the factor $N/2$, the log-likelihood of $N$ samples under a Gaussian with covariance $W^{-1}$ is
$F(W)=\log\det W-\operatorname{tr}(SW)$, where $S$ is the covariance of the data, symmetric and positive definite.
Treat all entries of $W$ as free, with $\det W>0$.
""",
    questions=(
        ask_choice(
            r"The gradient $\partial F/\partial W$ is",
            [
                (
                    r"$W^{-1}-S$",
                    r"For symmetric $W$ you could not tell. All entries are free here: read off from "
                    r"$\operatorname{tr}(G^{\mathsf T}\mathrm dW)$.",
                ),
                (
                    r"$\frac1{\det W}-S$",
                    "The chain rule begins like this. But a number minus a matrix has no meaning: "
                    "what is the gradient of the determinant?",
                ),
                (
                    r"$W^{-\mathsf T}-S$",
                    r"$\mathrm dF=\operatorname{tr}(W^{-1}\mathrm dW)-\operatorname{tr}(S\,\mathrm dW)$, and $S$ is "
                    "symmetric.",
                    True,
                ),
                (
                    r"$\det(W)\,W^{-\mathsf T}-S$",
                    "This has the gradient of the determinant in it. There is a logarithm around it.",
                ),
                (r"$-W^{-\mathsf T}-S$", r"The logarithm grows with the determinant. Where does the minus come from?"),
            ],
        ),
        ask_choice(
            "It vanishes at",
            [
                (
                    "$W=S$",
                    "Put it in: an inverse minus the matrix itself is not zero, unless the matrix is its own inverse.",
                ),
                (
                    "$W=S^{-1}$",
                    "The estimated covariance is that of the data. On positive definite $W$ it is the maximum.",
                    True,
                ),
                ("$W=-S^{-1}$", "The two terms have different signs already."),
                ("$W=I$", "That is right for data with this covariance alone. The answer depends on $S$."),
            ],
        ),
    ),
    hints=(
        "Two terms, each with a rule of this chapter: the logarithm of a determinant and a linear function.",
        r"$\operatorname{tr}(SW)=\langle S^{\mathsf T},W\rangle$, so its gradient is $S^{\mathsf T}$. For the other "
        r"term see [the derivative of the log-determinant](#eq-log-determinant-gradient).",
        r"$\mathrm d\log\det W=\operatorname{tr}(W^{-1}\mathrm dW)=\langle W^{-\mathsf T},\mathrm dW\rangle$. "
        "Set the sum of both gradients to zero and solve for $W$.",
    ),
    solution=r"""
$\mathrm dF=\operatorname{tr}(W^{-1}\mathrm dW)-\operatorname{tr}(S\,\mathrm dW)$, so $\partial F/\partial W=W^{-\mathsf
T}-S^{\mathsf T}=W^{-\mathsf T}-S$. It vanishes at $W^{\mathsf T}=S^{-1}$, and with $S$ symmetric at $W=S^{-1}$: the
likelihood is largest for the covariance $S$. On symmetric positive definite matrices $F$ is concave, so this is the
maximum there.
""",
)
