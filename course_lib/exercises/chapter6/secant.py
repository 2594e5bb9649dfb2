"""Exercise 6.3: the update, by hand."""

from __future__ import annotations

from course_lib.interactive.questions import Exercise, Kind, ask_choice, ask_number

EXERCISE = Exercise(
    number="6.3",
    kind=Kind.DERIVE,
    title="the update, by hand",
    prompt=r"""
A first step $s=(1,0)$ has changed the gradient by $y=(2,1)$, and so far $H=I$.
""",
    questions=(
        ask_choice(
            "Which of these matrices satisfy the secant condition $H^+y=s$ and are symmetric? Choose all.",
            [
                (r"$\begin{bmatrix}0.5&0\\0&1\end{bmatrix}$", "The second entry of $H^+y$ is not 0."),
                (
                    r"$\begin{bmatrix}0.75&-0.5\\-0.5&1\end{bmatrix}$",
                    r"$1.5-0.5=1$ and $-1+1=0$.",
                    True,
                ),
                (
                    r"$\begin{bmatrix}0.25&0.5\\0.5&-1\end{bmatrix}$",
                    r"$0.5+0.5=1$ and $1-1=0$; but it is not positive definite.",
                    True,
                ),
                (r"$\begin{bmatrix}0.5&0\\-0.5&1\end{bmatrix}$", "It maps $y$ to $s$, but it is not symmetric."),
                (
                    r"$\begin{bmatrix}2&1\\1&1\end{bmatrix}$",
                    "It maps $s$ to $y$. It is a candidate for the Hessian itself.",
                ),
            ],
        ),
        ask_number(
            "What is the top left entry of the BFGS update [above](#eq-bfgs)?",
            0.75,
            tolerance=0.001,
            wrong={
                0.25: r"The last term, with $ss^{\mathsf T}$, is missing.",
                0.5: r"This is the last term alone. Does the first term add nothing?",
                1.25: r"$ss^{\mathsf T}$ is divided by $y^{\mathsf T}s$. You added 1 for the last term.",
            },
            explanation=r"The first row of $V^{\mathsf T}=I-\frac12sy^{\mathsf T}$ is $(0,-\frac12)$.",
        ),
        ask_choice(
            r"Which searches make sure that $y^{\mathsf T}s>0$, whatever the smooth function? Choose all.",
            [
                ("a very short fixed length", "Where $f$ is concave along the step, the slope falls at once."),
                ("a fixed length", "On a function that is not convex the slope along the step may fall."),
                (
                    "backtracking with Armijo's condition",
                    "It looks at values of $f$ only, not at the slope at the end.",
                ),
                (
                    "the strong Wolfe conditions",
                    "The slope at the end is less steep than at the start, so it has grown.",
                    True,
                ),
                (
                    "an exact search for a minimum along the line",
                    "There the slope at the end is 0, and at the start it was negative.",
                    True,
                ),
            ],
        ),
    ),
    hints=(
        r"For the first question multiply each matrix by $y$. For the second begin with $y^{\mathsf T}s$.",
        r"$sy^{\mathsf T}=\begin{bmatrix}2&1\\0&0\end{bmatrix}$. With $H=I$ the first product is "
        r"$V^{\mathsf T}V$, $V^{\mathsf T}=I-sy^{\mathsf T}/y^{\mathsf T}s$.",
        r"$y^{\mathsf T}s=\alpha\bigl(\phi'(\alpha)-\phi'(0)\bigr)$. Which search says anything about $\phi'(\alpha)$?",
    ),
    solution=r"""
$y^{\mathsf T}s=2$ and $V^{\mathsf T}=I-\frac12sy^{\mathsf T}=\begin{bmatrix}0&-\frac12\\0&1\end{bmatrix}$. So
$V^{\mathsf T}V=\begin{bmatrix}\frac14&-\frac12\\-\frac12&1\end{bmatrix}$, and with $\frac12ss^{\mathsf T}$ the top left
entry is $\frac14+\frac12=\frac34$. Of the two symmetric solutions in the first question the update is the positive
definite one. Searches that control the slope at the end keep it so: strong Wolfe, and the exact search.
""",
)
