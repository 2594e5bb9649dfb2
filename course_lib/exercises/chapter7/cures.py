"""Exercise 7.7: which cure for which run?."""

from __future__ import annotations

from course_lib.interactive.questions import Exercise, Kind, ask_choice, ask_number

EXERCISE = Exercise(
    number="7.7",
    kind=Kind.PREDICT,
    title="which cure?",
    prompt=r"""
A plain network of sixty ReLU layers starts with $n\operatorname{Var}W=2$. Now it is changed, one thing at a time.
Predict what that does to the gradient at the start; $\log_{10}\frac{\pi}{\pi-1}\approx0.1664$.
""",
    questions=(
        ask_number(
            r"Batch normalisation is put before each ReLU, with $\gamma=1$ and $\beta=0$. How many decades does the "
            r"length $\|\delta\|$ gain on its way down the 60 layers, in wide layers and large batches?",
            4.99,
            tolerance=0.03,
            units="decades",
            wrong={
                0: r"That is the network without it. What does normalisation divide by on the way back?",
                9.98: r"That is what $\|\delta\|^2$ gains.",
                -4.99: "The size is right. Does the gradient grow or shrink on its way down?",
                0.083: "That is one layer.",
                14.02: r"The variance of the weights drops out: it does not double $\|\delta\|^2$ in each layer.",
            },
            explanation=r"$\frac{60}2\log_{10}\frac{\pi}{\pi-1}$, whatever the variance of the weights.",
        ),
        ask_number(
            r"Instead, the layers become 30 residual blocks of two matrices, without normalisation. The first matrix "
            r"of each block has $n\operatorname{Var}W=1$; what must $n\operatorname{Var}W$ of the second be so that "
            r"the mean square of the gradient grows by about a factor $e$ over all 30 blocks?",
            1 / 15,
            tolerance=0.002,
            wrong={
                1
                / 30: r"Then the mean square is multiplied by $1+\frac1{60}$ in each block. What does the ReLU between "
                "the matrices do?",
                1: r"Then each block multiplies it by $1+\frac12$.",
                1 / 900: "That is what it takes in the worst case, where lengths add up and not squares.",
                15: "The other way round: many blocks want small branches.",
            },
            explanation=r"$q=\frac12\cdot n\operatorname{Var}W$ of the second matrix, and $30\,q=1$.",
        ),
        ask_choice(
            "Which of these is true of a network with batch normalisation that has been trained?",
            [
                (
                    "Its answer for one sample is computed with the mean and variance of that sample.",
                    "One sample has the variance 0, and the answer would be the same for all.",
                ),
                (
                    "It keeps averages from training, and uses these.",
                    "So the answer for a sample does not depend on the others.",
                    True,
                ),
                (
                    "It normalises each batch of the test set by its own mean and variance.",
                    "Then the answer for one sample would change with those it is tested beside.",
                ),
                (
                    r"The scale and the shift are no longer needed.",
                    "They were learned with the rest and are part of the function.",
                ),
            ],
        ),
    ),
    hints=(
        r"For the first question use the growth of $\|\delta\|^2$ per layer; the length is its root.",
        r"For the second: a block multiplies the mean square by $1+q$, and $(1+q)^{30}$ is about $e^{30q}$.",
        r"$q$ is the product of three numbers: $n\operatorname{Var}W$ of either matrix, and the share a ReLU passes.",
    ),
    solution=r"""
Batch normalisation multiplies $\mathbb E\|\delta\|^2$ by $\pi/(\pi-1)$ in each layer: $\frac{60}2\cdot0.1664=4.99$
decades for the length. In a residual block $q=1\cdot\frac12\cdot n\operatorname{Var}W_2$, and
$(1+q)^{30}\approx e^{30q}=e$ wants $q=\frac1{30}$, so $n\operatorname{Var}W_2=\frac1{15}$. At test time the averages
that training kept stand in for the batch's.
""",
)
