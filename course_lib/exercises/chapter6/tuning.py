"""Exercise 6.8: tune it."""

from __future__ import annotations

from course_lib.interactive.questions import Exercise, Kind, ask_choice, ask_number

EXERCISE = Exercise(
    number="6.8",
    kind=Kind.DERIVE,
    title="tune it",
    prompt=r"""
A quadratic with curvatures between $\mu=1$ and $L=25$.
""",
    questions=(
        ask_number(
            r"Which $\beta$ belongs to the [optimal heavy ball](#thm-heavy-ball-optimal)?",
            4 / 9,
            tolerance=0.002,
            wrong={
                2 / 3: r"That is $\rho$. How do $\beta$ and $\rho$ hang together at a double root?",
                12 / 13: r"You used $\kappa$ where its root belongs, and did not square.",
                0.8: r"That is the factor of Nesterov's method, $1-1/\sqrt\kappa$.",
                1 / 9: r"That is $\alpha$.",
            },
            explanation=r"$\rho=\frac{5-1}{5+1}=\frac23$ and $\beta=\rho^2$.",
        ),
        ask_number(
            r"With the best rate plain descent has the factor $\frac{12}{13}$. About how many of its steps does "
            r"one step of "
            r"the optimal heavy ball replace, in the long run?",
            5.07,
            tolerance=0.06,
            wrong={
                1.38: r"That is the quotient of the factors. How often must the one be multiplied to give the other?",
                25: r"That would be $\kappa$. Compare logarithms.",
                0.2: "The other way round.",
            },
            explanation=r"$\ln\frac23/\ln\frac{12}{13}\approx5.07$, near $\sqrt\kappa=5$.",
        ),
        ask_choice(
            r"$f$ is smooth and strongly convex with these constants, but not quadratic. What is proved? Choose all.",
            [
                (
                    "The heavy ball with this tuning converges from every start.",
                    "There is a function with these very constants on which it goes round in a circle.",
                ),
                (
                    "With other constants, fixed for the run, the heavy ball needs of the order of "
                    "$\\sqrt\\kappa$ steps on "
                    "all such functions.",
                    "None does.",
                ),
                (
                    "Nesterov's method needs of the order of $\\sqrt\\kappa$ steps on all such functions.",
                    "It keeps the order.",
                    True,
                ),
                (
                    "Nesterov's distance shrinks by $1-1/\\sqrt\\kappa$ a step, as on quadratics.",
                    r"That factor is proved for $f-f^\star$; for the distance its root follows.",
                ),
                (
                    "Gradient descent with a rate below $2/L$ converges from every start.",
                    "Slowly, but without exception.",
                    True,
                ),
            ],
        ),
    ),
    hints=(
        r"$\kappa=25$, so the root is a whole number.",
        r"If each step multiplies by $\rho$, then $k$ steps multiply by $\rho^k$; solve for the number of steps.",
        r"$\beta=\rho^2$ with $\rho=\frac{\sqrt\kappa-1}{\sqrt\kappa+1}$. For the second question divide two "
        r"logarithms.",
    ),
    solution=r"""
$\sqrt\kappa=5$, $\rho=\frac46$, $\beta=\frac49$. One step of the heavy ball shrinks the error by
$\frac23=(\frac{12}{13})^{5.07}$. Beyond quadratics the cycle of the text is a function with these constants;
Nesterov's method keeps the order $\sqrt\kappa$, with its factor proved for the values of $f$.
""",
)
