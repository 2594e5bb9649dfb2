"""Exercise 3.7: ridge regression."""

from __future__ import annotations

from course_lib.interactive.questions import Exercise, Kind, ask_choice, ask_number

EXERCISE = Exercise(
    number="3.7",
    kind=Kind.DERIVE,
    title="ridge regression",
    prompt=r"""
$f(w)=(Xw-y)^{\mathsf T}C\,(Xw-y)+\lambda\|w\|^2$ with any square matrix $C$, symmetric or not, and $\lambda>0$. With
$C=I$ this is what ridge regression minimises.
""",
    questions=(
        ask_choice(
            r"$\nabla f(w)$ is",
            [
                (
                    r"$2X^{\mathsf T}C(Xw-y)+2\lambda w$",
                    "This is right for symmetric $C$. In how many places does the error stand?",
                ),
                (
                    r"$X^{\mathsf T}(C+C^{\mathsf T})(Xw-y)+2\lambda w$",
                    r"The quadratic form in $e=Xw-y$ has the gradient $(C+C^{\mathsf T})e$, and "
                    r"$\mathrm de=X\,\mathrm dw$.",
                    True,
                ),
                (
                    r"$(C+C^{\mathsf T})(Xw-y)+2\lambda w$",
                    "The first term is the gradient by the error, with an entry for each sample. How does the error "
                    "depend on $w$?",
                ),
                (
                    r"$X^{\mathsf T}(C+C^{\mathsf T})(Xw-y)+\lambda w$",
                    r"The form $w^{\mathsf T}w$ has two places as well.",
                ),
            ],
        ),
        ask_number(
            r"Let $C=I$, let the largest and the smallest singular value of $X$ be 3 and 1, and $\lambda=1$. "
            "What is the condition number of the Hessian?",
            5,
            tolerance=0.005,
            wrong={
                9: r"This is the condition number without $\lambda$.",
                3: r"This is $\kappa(X)$. What are the eigenvalues of $X^{\mathsf T}X$?",
                2: r"$\lambda$ is added to the eigenvalues of $X^{\mathsf T}X$, not to the singular values of $X$.",
                20: "This is the largest eigenvalue. Divide it by the smallest.",
                10: r"The smallest eigenvalue grows by $\lambda$ as well.",
            },
            explanation=r"The Hessian is $2(X^{\mathsf T}X+\lambda I)$, its eigenvalues lie from $2(1+1)$ to $2(9+1)$.",
        ),
        ask_choice(
            "Now $X$ has fewer rows than columns, $N<n$, and still $C=I$. How many minimisers has $f$?",
            [
                (
                    "none",
                    "A sum of squares that grows without bound in every direction has a lowest point.",
                ),
                (
                    "one",
                    r"$X^{\mathsf T}X+\lambda I$ has no eigenvalue below $\lambda$, so it can be inverted.",
                    True,
                ),
                (
                    "only $w=0$",
                    r"So it is for $X^{\mathsf T}y=0$. Otherwise the samples pull the weights away from there.",
                ),
                (
                    "infinitely many",
                    r"So it is for $\lambda=0$. What does $\lambda I$ do to the eigenvalue 0 of $X^{\mathsf T}X$?",
                ),
            ],
        ),
    ),
    hints=(
        r"Name the error, $e=Xw-y$, and differentiate $e^{\mathsf T}Ce$ as a quadratic form in $e$.",
        r"$\mathrm df=\bigl((C+C^{\mathsf T})e\bigr)^{\mathsf T}X\,\mathrm dw+2\lambda w^{\mathsf T}\mathrm dw$. For "
        r"the second question: the eigenvalues of $X^{\mathsf T}X$ are the squares of the singular values of $X$.",
        r"With $C=I$ the gradient is zero where $(X^{\mathsf T}X+\lambda I)\,w=X^{\mathsf T}y$. Adding "
        r"$\lambda I$ adds $\lambda$ to every eigenvalue.",
    ),
    solution=r"""
With $e=Xw-y$ and $\mathrm de=X\,\mathrm dw$, $\mathrm df=\bigl((C+C^{\mathsf T})e\bigr)^{\mathsf T}X\,\mathrm
dw+2\lambda w^{\mathsf T}\mathrm dw$, so $\nabla f=X^{\mathsf T}(C+C^{\mathsf T})e+2\lambda w$. With $C=I$ the Hessian
is $2(X^{\mathsf T}X+\lambda I)$. Its eigenvalues are $2(\sigma_i^2+\lambda)$: the condition number falls from $9$ to
$\frac{10}2=5$, and gradient descent needs fewer steps by about that ratio. If $N<n$, some $\sigma_i$ in this formula
are 0, but no eigenvalue is below $2\lambda$: one minimiser, found by solving.
""",
)
