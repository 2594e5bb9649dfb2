"""Exercises of sections 6.1 and 6.2: Newton's method and quasi-Newton methods."""

from __future__ import annotations

from course_lib.interactive.chapters.chapter6_curvature_code import damped_step
from course_lib.interactive.exercises import Exercise, Kind
from course_lib.interactive.questions import ask_choice, ask_number

overshoot = Exercise(
    number="6.1",
    kind=Kind.PREDICT,
    title="one step at a time",
    prompt=r"""
Newton's method [above](#eq-newton) with full steps. Take a pencil; no computer is needed.
""",
    questions=(
        ask_number(
            r"$f(x)=\sqrt{1+x^2}$ and $x_0=0.5$. What is $x_2$?",
            0.001953125,
            tolerance=2e-6,
            wrong={
                -0.125: "This is $x_1$. Take one more step.",
                -0.001953125: "Each step changes the side. Count the minus signs.",
                0.015625: "You squared where $x$ is cubed.",
                0.125: r"Two steps are asked for.",
            },
            explanation=r"$x_1=-x_0^3$ and $x_2=-x_1^3$, so $x_2=x_0^9$.",
        ),
        ask_number(
            r"$f(x)=x^4$. How many steps does it take until the error is less than a tenth of what it was at first?",
            6,
            units="steps",
            wrong={
                1: "Near this minimum the second derivative vanishes. Is the convergence quadratic?",
                2: "Near this minimum the second derivative vanishes. Work out one step.",
                5: r"Close, but not yet: take the factor of one step to this power.",
                3: r"You took the factor $\frac13$. How much of $x$ is left after a step?",
                7: "It is true by then, and earlier too.",
                8: r"You took the factor $\frac34$. What is $f'/f''$?",
            },
            explanation=r"Each step multiplies the error by $\frac23$, since $f'/f''=x/3$.",
        ),
        ask_choice(
            r"$f(x)=x_1^2-x_2^2+x_2^4$, from the point $(1,\,0.1)$. Where does pure Newton go?",
            [
                (
                    "to a minimum",
                    "There are two, but the second derivative along $x_2$ is negative where the run begins.",
                ),
                (
                    "to the saddle",
                    "The model at the start is nearly $x_1^2-x_2^2$, and its only stationary point is near it.",
                    True,
                ),
                (
                    "nowhere, it diverges",
                    "The Hessian is invertible at the start and at the point that the model leads to.",
                ),
                (
                    "down along $x_2$",
                    "A method that only goes down would. Newton's method solves for a zero of the gradient.",
                ),
            ],
        ),
    ),
    hints=(
        r"In one variable Newton's step is $x-f'(x)/f''(x)$. Simplify it before you put numbers in.",
        r"For $x^4$: $f'/f''=4x^3/(12x^2)$. For the third question take the two variables one by one.",
        r"Which power of $\frac23$ is the first below $0.1$? And along $x_2$: is $f''$ positive at $0.1$?",
    ),
    solution=r"""
$x_{k+1}=-x_k^3$, so $x_1=-0.125$ and $x_2=0.125^3\approx0.00195$. For $x^4$ the factor is $\frac23$;
$(\frac23)^5=0.132$ and $(\frac23)^6=0.088$, so six steps. In the last function $x_1$ is 0 after one step, and for $x_2$
Newton's step is $x_2-(4x_2^3-2x_2)/(12x_2^2-2)$, which leads from $0.1$ to about $-0.004$ and on to 0: the saddle.
""",
)

secant = Exercise(
    number="6.2",
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
                0.25: r"The term $\rho ss^{\mathsf T}$ is missing.",
                0.5: r"This is $\rho ss^{\mathsf T}$ alone. Does the first term add nothing?",
                1.25: r"$\rho$ is $1/y^{\mathsf T}s$. You added 1 for the last term.",
            },
            explanation=r"$\rho=\frac12$, and $V^{\mathsf T}=I-\rho sy^{\mathsf T}$ has the first row $(0,-\frac12)$.",
        ),
        ask_choice(
            r"Which search makes sure that $y^{\mathsf T}s>0$, whatever the smooth function?",
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
        r"For the first question multiply each matrix by $y$. For the second begin with $\rho=1/y^{\mathsf T}s$.",
        r"$sy^{\mathsf T}=\begin{bmatrix}2&1\\0&0\end{bmatrix}$. With $H=I$ the first product is "
        r"$V^{\mathsf T}V$, $V^{\mathsf T}=I-\rho sy^{\mathsf T}$.",
        r"$y^{\mathsf T}s=\alpha\bigl(\phi'(\alpha)-\phi'(0)\bigr)$. Which search says anything about $\phi'(\alpha)$?",
    ),
    solution=r"""
$\rho=\frac12$ and $V^{\mathsf T}=I-\rho sy^{\mathsf T}=\begin{bmatrix}0&-\frac12\\0&1\end{bmatrix}$. So
$V^{\mathsf T}V=\begin{bmatrix}\frac14&-\frac12\\-\frac12&1\end{bmatrix}$, and with $\rho ss^{\mathsf T}$ the top left
entry is $\frac14+\frac12=\frac34$. Of the two symmetric solutions in the first question the update is the positive
definite one. Searches that control the slope at the end keep it so: strong Wolfe, and the exact search.
""",
)

EXERCISES = (overshoot, secant, damped_step)
