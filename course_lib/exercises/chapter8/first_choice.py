"""Exercise 8.5: a first choice."""

from __future__ import annotations

from course_lib.interactive.questions import Exercise, Kind, ask_choice

EXERCISE = Exercise(
    number="8.5",
    kind=Kind.PREDICT,
    title="a first choice",
    prompt=r"""
Chapters 1, 5 and 6: which method for which problem?
""",
    questions=(
        ask_choice(
            "Logistic regression on 500 samples with 40 features, to be solved to $10^{-8}$, once. Choose all good "
            "first "
            "choices.",
            [
                ("`BFGS`", "Deterministic, smooth, small: nothing to tune.", True),
                ("`Newton` with `Armijo`", "A Hessian of 40 by 40 costs little.", True),
                ("`Adam` with its defaults", "Made for noise; here thousands of steps."),
                ("SGD with batches of 16", "Noise you do not need, and never so precise."),
                ("heavy ball, tuned", "Two constants you do not have, and no guarantee beyond quadratics."),
            ],
        ),
        ask_choice(
            r"A linear system $Ax=b$ with $A\succ0$ and $10^6$ unknowns, of which you can only form products $Av$.",
            [
                ("`Newton`", "It would have to form and factorise the matrix."),
                ("`BFGS`", r"It would keep $10^{12}$ numbers."),
                (
                    "gradient descent with $2/(L+\\mu)$",
                    r"It needs about $\kappa$ steps where $\sqrt\kappa$ would do, and two constants.",
                ),
                (
                    "conjugate gradients",
                    r"One product a step, four vectors, no constants, and no method of this kind has a smaller error "
                    r"in the norm $\sqrt{e^{\mathsf T}Ae}$.",
                    True,
                ),
            ],
        ),
        ask_choice(
            r"A function with kinks whose values come from a simulation with noise; there is no gradient.",
            [
                ("`LBFGS` with central differences", "Differences of noisy values are mostly noise."),
                ("`Nesterov`, tuned", r"There is no $L$, and no gradient to be taken."),
                ("`Adam` with forward differences", "Its own noise is welcome to Adam, a wrong gradient is not."),
                ("none of this book's methods", "See derivative-free and stochastic search.", True),
            ],
        ),
    ),
    hints=(
        "What is known of the function, and what does one evaluation cost?",
        "Is there noise? Is there a gradient? Does a matrix fit into memory?",
        "The chooser of this chapter has a row for each of the three.",
    ),
    solution=r"""
Small, smooth and without noise: use curvature, learned or given. A quadratic with products only: conjugate gradients.
No reliable gradient: leave this book.
""",
)
