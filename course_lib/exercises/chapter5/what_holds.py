"""Exercise 5.6: what holds for a network."""

from __future__ import annotations

from course_lib.interactive.questions import Exercise, Kind, ask_choice, ask_number

EXERCISE = Exercise(
    number="5.6",
    kind=Kind.PREDICT,
    title="what holds for a network",
    prompt=r"""
A network with $\tanh$ units, squared error and a penalty $\frac\lambda2\|\theta\|^2$ on all parameters, from a random
start with the loss 8.
""",
    questions=(
        ask_choice(
            "Which statements hold?",
            [
                (
                    r"The loss is $L$-smooth on all of $\mathbb R^n$ for some $L$.",
                    "How does the curvature in one layer depend on the weights of the next?",
                ),
                (
                    r"For small enough rates the gradients of gradient descent go to zero.",
                    r"The level set is bounded, and an $L$ for that set and its steps is enough.",
                    True,
                ),
                (
                    "For small enough rates the loss goes to its smallest value.",
                    "Only the gradients are known to become small.",
                ),
                (
                    "With ReLU in place of tanh the same argument goes through.",
                    "The argument needs a gradient that changes continuously.",
                ),
            ],
        ),
        ask_number(
            r"Let $L=2$ do for the level set, and $\alpha=1/L$. Among how many gradients, at $x_0,x_1,\dots$, is "
            r"surely one of length at most $0.4$?",
            200,
            tolerance=0.4,
            units="gradients",
            wrong={
                80: "The gradient enters with its square.",
                50: r"$L$ stands in the numerator.",
                100: r"There is a factor 2 in front of $L$.",
                20: "The length asked for is 0.4, and it enters with its square.",
                199: r"That is the number of steps to the last of them: $x_{199}$ is not the 199th point.",
                400: r"The bound is $2L(f(x_0)-f^\star)/k$, and the loss is 8 at most.",
            },
            explanation=r"$2\cdot2\cdot8/k\le0.16$.",
        ),
        ask_number(
            r"A saddle falls away with curvature $\lambda=-2$ along $y$, where $|\partial f/\partial y|\le2|y|$, and "
            r"$\alpha=\frac12$. A run passes with $|y_0|=\frac1{1024}$. How many steps at least until $|y|\ge1$?",
            10,
            tolerance=0.005,
            units="steps",
            wrong={
                1024: "The distance does not grow by a constant, but by a constant factor.",
                20: r"The factor of one step is $1+\alpha|\lambda|$, not its root.",
                7: r"Use the same logarithm twice: $\log(1/|y_0|)/\log(1+\alpha|\lambda|)$.",
                3: "This is the number of decades. By which factor does one step grow?",
            },
            explanation=r"$1+\alpha|\lambda|=2$, and $1024=2^{10}$.",
        ),
    ),
    hints=(
        "The curvature of the smallest network of the text grows with the square of a weight.",
        r"$\min_{i<k}\|\nabla f\|^2\le2L(f(x_0)-f^\star)/k$ with $f^\star\ge0$, and the square of 0.4 is 0.16.",
        r"Each step multiplies $|y|$ by at most $1+\alpha|\lambda|$.",
    ),
    solution=r"""
Only the second statement holds: the penalty bounds the level set, $\tanh$ is smooth, and the descent lemma needs no
more. $32/k\le0.16$ from $k=200$ on. And $|y|$ at most doubles in each step, so it takes 10 of them: a passage from a
thousandth is short, and looks like a plateau all the same.
""",
)
