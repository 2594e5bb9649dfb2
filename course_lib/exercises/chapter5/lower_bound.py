"""Exercise 5.5: what acceleration buys, and what nothing can."""

from __future__ import annotations

from course_lib.interactive.questions import Exercise, Kind, ask_choice, ask_number

EXERCISE = Exercise(
    number="5.5",
    kind=Kind.PREDICT,
    title="what acceleration buys, and what nothing can",
    prompt=r"""
A convex function with $LR^2=1$, in a million variables. Use the table of promises, and the lower bound
[above](#eq-lower-bound).
""",
    questions=(
        ask_number(
            r"How many accelerated steps suffice for a gap of $\varepsilon=\frac1{5000}$?",
            100,
            tolerance=1,
            units="steps",
            wrong={
                1250: "This is the promise of gradient descent.",
                2500: r"This is the textbook's promise for gradient descent. Which order has acceleration?",
                71: r"A factor of 2 stands below the root.",
                10000: "The root is missing.",
                50: r"The 2 multiplies $LR^2$; it is not a divisor.",
            },
            explanation=r"$\sqrt{2LR^2/\varepsilon}=\sqrt{10000}$.",
        ),
        ask_choice(
            r"Which of these does the theorem bind, so that on some function they are above $3LR^2/(32(k+1)^2)$?",
            [
                (
                    "gradient descent with the best rates for that function",
                    "Whatever the rates, its points stay in the span of the gradients.",
                    True,
                ),
                ("momentum with any constant", "Its steps are sums of earlier gradients.", True),
                (
                    "the accelerated method",
                    r"Its points are sums of gradients too, those at the $y_i$.",
                    True,
                ),
                (
                    "Adam",
                    "It divides each entry by a root of its own. Is the step still a sum of gradients?",
                ),
                (
                    "a method that draws its points at random",
                    "A point drawn at random lies in no span of few gradients.",
                ),
                (
                    "Newton's method",
                    "It uses second derivatives. On the quadratic of the proof, how many steps does it need?",
                ),
            ],
        ),
        ask_choice(
            "In three variables, how good can a method in the span be after ten steps?",
            [
                (
                    "never better than the lower bound",
                    r"The theorem needs $n\ge2k+1$ variables. What if all three directions have been seen?",
                ),
                (
                    "as good as it likes on the quadratic of the proof",
                    "After three gradients the span is the whole space, and nothing is hidden.",
                    True,
                ),
                ("as good as gradient descent", "The span allows far more than gradient descent does with it."),
                (
                    "as good as the accelerated method",
                    "That method is in the span as well, and the span holds better points.",
                ),
            ],
        ),
    ),
    hints=(
        r"The second row of the table: $\sqrt{2LR^2/\varepsilon}$.",
        "Ask of each method whether its step is a sum of numbers times gradients.",
        r"The bad function hides one variable behind the other. With $n=3$ there are three of them.",
    ),
    solution=r"""
$\sqrt{2\cdot5000}=100$ steps, where gradient descent needs 1,250. The theorem binds what stays in the span: gradient
descent with any rates, momentum, the accelerated method. Adam leaves the span and Newton's method knows more than
gradients; on a quadratic it needs one step. With three variables three gradients show everything: the condition
$n\ge2k+1$ is not there for convenience.
""",
)
