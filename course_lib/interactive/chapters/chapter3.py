"""Exercises of chapter 3, matrix calculus."""

from __future__ import annotations

from course_lib.interactive.chapters.chapter3_code import batch_gradient, remainder
from course_lib.interactive.exercises import Exercise, Kind
from course_lib.interactive.questions import ask_choice, ask_number

blind = Exercise(
    number="3.1",
    kind=Kind.PREDICT,
    title="where a test sees nothing",
    prompt=r"""
$f(x)=x^{\mathsf T}Ax$ with the rows $(1,4)$ and $(0,1)$ of $A$, at $x=(1,1)$. A colleague takes $G=2Ax$ for the
gradient. Decide before you call `taylor_remainder`.
""",
    questions=(
        ask_choice(
            "In which directions $V$ does her remainder $R(t)$ have slope two for small $t$? Choose all.",
            [
                (
                    "$V=(1,0)$",
                    "The first entries of $G$ and of the gradient differ, so this direction finds the error.",
                ),
                ("$V=(0,1)$", "The second entries of $G$ and of the gradient differ, and this direction sees them."),
                (
                    "$V=(1,1)$",
                    r"The error $G-\nabla f=(4,-4)$ is orthogonal to it. It is $x$ itself, where $2Ax$ always passes.",
                    True,
                ),
                ("$V=(1,-1)$", "Here the two errors add up instead of cancelling."),
                (
                    "$V=(-2,-2)$",
                    "Opposite to $x$ is as blind as $x$: the length and the sign of $V$ do not matter.",
                    True,
                ),
            ],
        ),
        ask_number(
            "What is $R(0.1)$ for $V=(1,0)$?",
            0.39,
            tolerance=0.002,
            wrong={
                0.01: "This is what the right gradient leaves over.",
                0.4: r"You left out the term of second order, $t^2V^{\mathsf T}AV$.",
                0.41: r"The two parts have different signs: $t\,\langle\nabla f-G,V\rangle$ is negative here.",
                -0.39: "The size is right, but a remainder is an absolute value.",
                3.99: r"You used $t=1$ in the linear part.",
                0.6: r"This is $t\,\langle\nabla f,V\rangle$. Ask what is left after the linear part of $G$.",
            },
            explanation=r"$R(t)=|t\,\langle\nabla f-G,V\rangle+t^2V^{\mathsf T}AV|=|-4t+t^2|$.",
        ),
    ),
    hints=(
        r"Compute both $2Ax$ and the gradient $(A+A^{\mathsf T})x$, and look at their difference.",
        "By the theorem on the Taylor-remainder test the slope is two where the difference is orthogonal to $V$.",
        r"$2Ax=(10,2)$ and $\nabla f=(6,6)$. For the second question, $f$ is quadratic, so "
        r"$f(x+tV)=f(x)+t\,\langle\nabla f,V\rangle+t^2V^{\mathsf T}AV$ without a rest.",
    ),
    solution=r"""
$2Ax=(10,2)$, $\nabla f=(A+A^{\mathsf T})x=(6,6)$, and the difference $(4,-4)$ is orthogonal to $(1,1)$ and its
multiples. Along $(1,0)$ the remainder is $|-4t+t^2|$, at $t=0.1$ that is $0.39$: nearly all of it linear.
""",
)

one_rate = Exercise(
    number="3.2",
    kind=Kind.PREDICT,
    title="two losses, one learning rate",
    prompt=r"""
One sample $x=(1,2,1)$ and its target $y$; a layer $\hat y=Wx$; the error $e=Wx-y$. One step of gradient descent in
$W$ with $\alpha=0.3$ multiplies the error by a number. Predict it for both losses.
""",
    questions=(
        ask_number(
            r"For the loss $\frac12\|Wx-y\|^2$ the error is multiplied by",
            -0.8,
            tolerance=0.005,
            wrong={
                0.8: "The size is right, but the step goes past the target. Keep the sign.",
                -2.6: r"This belongs to the other loss.",
                0.7: r"The gradient is $e\,x^{\mathsf T}$: what does this matrix do to $x$ in the next forward pass?",
                1.8: r"This is what is taken off. How much of the error is left?",
                0.265: r"Put the gradient in once more: $x^{\mathsf T}x$ is the square of the length of $x$.",
            },
            explanation=r"$e\leftarrow e-\alpha\,e\,x^{\mathsf T}x=(1-0.3\cdot6)\,e$: it changes sign and shrinks.",
        ),
        ask_number(
            r"For the loss $\|Wx-y\|^2$ it is multiplied by",
            -2.6,
            tolerance=0.005,
            wrong={
                2.6: "The size is right, but the step goes past the target. Keep the sign.",
                -0.8: "This belongs to the other loss.",
                -1.6: r"You doubled the factor. It is the gradient that doubles.",
                3.6: r"This is what is taken off. How much of the error is left?",
                0.4: r"The gradient holds $x^{\mathsf T}$ as well: what does it do to $x$ in the next forward pass?",
                -0.470: r"Put the gradient in once more: $x^{\mathsf T}x$ is the square of the length of $x$.",
            },
            explanation=r"$e\leftarrow(1-2\cdot0.3\cdot6)\,e$: the same rate now diverges.",
        ),
    ),
    hints=(
        r"Write one step for $W$, multiply it by $x$ from the right, and subtract $y$.",
        r"With the gradient $c\,e\,x^{\mathsf T}$ the new error is $e-\alpha c\,e\,(x^{\mathsf T}x)$.",
        r"$x^{\mathsf T}x=1+4+1=6$. The number $c$ is 1 for the loss with the ½ and 2 for the other.",
    ),
    solution=r"""
$W\leftarrow W-\alpha c\,e\,x^{\mathsf T}$ with $c=1$ or $2$, so $e\leftarrow e-\alpha c\,e\,x^{\mathsf T}x=(1-6\alpha
c)\,e$. With $\alpha=0.3$ the factors are $-0.8$ and $-2.6$: one run converges, the other diverges, with the same rate
on what is called the same loss.
""",
)

precision = Exercise(
    number="3.3",
    kind=Kind.DERIVE,
    title="the precision of a Gaussian",
    prompt=r"""
Up to constants, the log-likelihood of a Gaussian with covariance $W^{-1}$ is $F(W)=\log\det W-\operatorname{tr}(SW)$,
where $S$ is the covariance of the data, symmetric and positive definite. Treat all entries of $W$ as free, with
$\det W>0$.
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
                    "The estimated covariance is that of the data. As $F$ is concave, this is the maximum.",
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
most likely covariance $W^{-1}$ is $S$. On symmetric positive definite matrices $F$ is concave, so this is the
maximum there.
""",
)

mismatch = Exercise(
    number="3.6",
    kind=Kind.FIND_THE_ERROR,
    title="does it match?",
    prompt=r"""
The source text has the loss $L=\frac12\|\hat y-y\|^2$ in its section 2.3 and the gradient $(\hat y-y)h^{\mathsf T}$ in
2.4. In 3.4 it argues: "$L=\|Wx-y\|^2=x^{\mathsf T}W^{\mathsf T}Wx-2y^{\mathsf T}Wx+y^{\mathsf T}y$. Compute gradient:
$\partial L/\partial W=2Wxx^{\mathsf T}-2yx^{\mathsf T}=2(Wx-y)x^{\mathsf T}=2\cdot\text{error}\cdot x^{\mathsf T}$.
This matches our backpropagation formula!"
""",
    questions=(
        ask_choice(
            "Which statement is false?",
            [
                (
                    "the expansion of the square",
                    r"It is right: $x^{\mathsf T}W^{\mathsf T}y$ and $y^{\mathsf T}Wx$ are the same number.",
                ),
                (
                    r"the term $2Wxx^{\mathsf T}$",
                    r"It is right: $W$ stands in two places, and both give $Wxx^{\mathsf T}$.",
                ),
                (
                    r"the term $-2yx^{\mathsf T}$",
                    r"It is right: a bilinear form with the gradient $yx^{\mathsf T}$, times $-2$.",
                ),
                ("that the result matches", "The loss of 2.3 has a ½, this one has none; so do their gradients.", True),
            ],
        ),
        ask_number(
            r"Let $W$ have the rows $(1,2)$ and $(0,1)$, $x=(1,1)$, $y=(0,2)$. "
            r"What is the first entry, row 1 and column 1, of the gradient of the loss in 2.3?",
            3,
            tolerance=0.005,
            wrong={
                6: "This is the gradient of the other loss, the one without the ½.",
                -3: r"The error is $\hat y-y$, prediction minus target.",
                1.5: "You halved the error. The ½ is used up by the exponent when the square is differentiated.",
                5: "This is the value of the loss. Its slope is asked for.",
                -1: "This is the entry in row 2.",
            },
            explanation=r"$\hat y-y=(3,-1)$, and the first row of $(\hat y-y)x^{\mathsf T}$ is $3\cdot(1,1)$.",
        ),
    ),
    hints=(
        "Check the algebra line by line with the rules of this chapter. Then compare the two losses.",
        r"Differentiate $\frac12e^2$ and $e^2$ for numbers.",
        r"The algebra is right. Compare $2\cdot\text{error}\cdot x^{\mathsf T}$ with $(\hat y-y)h^{\mathsf T}$, where "
        "$h$ is the layer's input.",
    ),
    solution=r"""
The algebra is right, the last sentence is not. The loss of 3.4 is twice that of 2.3, and so is its gradient:
$2(\hat y-y)x^{\mathsf T}$ against $(\hat y-y)x^{\mathsf T}$. In the example the error is $(3,-1)$, and the first
entries are $6$ and $3$.
""",
)

EXERCISES = (blind, one_rate, precision, batch_gradient, remainder, mismatch)
