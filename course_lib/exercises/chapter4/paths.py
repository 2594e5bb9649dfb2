"""Exercise 4.2: all paths."""

from __future__ import annotations

from course_lib.interactive.questions import Exercise, Kind, ask_choice, ask_number

EXERCISE = Exercise(
    number="4.2",
    kind=Kind.DERIVE,
    title="all paths",
    prompt=r"""
$y=f(u,x)$ depends on $x$ in two ways: directly, and through $u=g(x)$.
""",
    questions=(
        ask_choice(
            r"$dy/dx$ is",
            [
                (r"$\frac{\partial f}{\partial x}$", "This holds $u$ fixed, but $u$ moves with $x$."),
                (
                    r"$\frac{\partial f}{\partial u}\frac{du}{dx}$",
                    "This is one of the paths. Which way from $x$ to $y$ does not pass through $u$?",
                ),
                (
                    r"$\frac{\partial f}{\partial u}\frac{du}{dx}+\frac{\partial f}{\partial x}$",
                    r"Two paths. Call the second inner value $u_2=x$, with $du_2/dx=1$.",
                    True,
                ),
                (
                    r"$\frac{\partial f}{\partial u}\frac{du}{dx}\frac{\partial f}{\partial x}$",
                    "Rates multiply along one path. These are two.",
                ),
            ],
        ),
        ask_number(
            r"Let $f(u,x)=u^2x$ and $u=3x$. What is $dy/dx$ at $x=1$?",
            27,
            tolerance=0.005,
            wrong={
                18: "This is the share of the path through $u$.",
                9: "This is the share of the direct path.",
                162: "You multiplied the shares of the two paths. They add.",
                15: r"You left out how fast $u$ changes with $x$.",
                6: r"This is $\partial f/\partial u$.",
            },
            explanation=r"$2ux\cdot3+u^2=18+9$, and $y=9x^3$ has the slope $27x^2$.",
        ),
        ask_choice(
            r"Now let $y=f(u_1(x),u_2(x))$ with $u_1$, $u_2$ differentiable at $x$. What is "
            r"enough for the sum [over paths](#eq-sum-of-paths)? Choose all.",
            [
                (
                    "$f$ has partial derivatives at $u(x)$",
                    "So has the function with the crease, and there the sum is wrong.",
                ),
                (
                    "$f$ has a slope at $u(x)$ in every direction",
                    "These slopes need not be those of one linear map.",
                ),
                ("$f$ is differentiable at $u(x)$", "This is the condition of the theorem.", True),
                (
                    "the partial derivatives of $f$ exist near $u(x)$ and are continuous there",
                    "Then one linear map approximates $f$ for all small steps.",
                    True,
                ),
                (
                    "$f$ is continuous at $u(x)$ and has partial derivatives there",
                    "So it is with the crease: it is continuous, since its values are smaller than the length of $u$.",
                ),
            ],
        ),
    ),
    hints=(
        "Draw the arrows from $x$ to $y$, and write a rate at each.",
        r"Multiply along each way, then add the ways. The direct one has the rate $\partial f/\partial x$.",
        r"$\partial f/\partial u=2ux$, $du/dx=3$, $\partial f/\partial x=u^2$, at $x=1$ and $u=3$. For the "
        r"last question "
        "test each condition on the function with the crease.",
    ),
    solution=r"""
$dy/dx=\frac{\partial f}{\partial u}\frac{du}{dx}+\frac{\partial f}{\partial x}$. At $x=1$, $u=3$: $6\cdot3+9=27$.
The sum needs an $f$ that is differentiable at $u(x)$; continuous partial derivatives imply that. The crease
$u_1^2u_2/(u_1^2+u_2^2)$ is continuous, has partial derivatives and even a slope in every direction at the origin,
and the sum is wrong there.
""",
)
