"""Exercise 7.2: it passed. So?."""

from __future__ import annotations

from course_lib.interactive.questions import Exercise, Kind, ask_choice, ask_number

EXERCISE = Exercise(
    number="7.2",
    kind=Kind.PREDICT,
    title="it passed. So?",
    prompt=r"""
A colleague checks three gradients of his own with `check_gradient`, each at one point, and all pass. What has he shown?
""",
    questions=(
        ask_choice(
            "Which of these mistakes can still be there? Choose all that apply.",
            [
                (
                    "The loss forgets to divide by the number of samples, and so does the gradient.",
                    "The two agree. A check compares the gradient with the loss as it is written.",
                    True,
                ),
                (
                    "The gradient, but not the loss, forgets to divide by the number of samples.",
                    "Then all entries are too large by one factor, the largest among them.",
                ),
                (
                    r"The first of fifteen sigmoid layers lacks its factor $\varphi'$.",
                    r"Its entries are so far below the largest one that an error of their own size is not seen.",
                    True,
                ),
                (
                    "The last layer's gradient has the wrong sign.",
                    "The entries of the last layer are among the largest, and so is their error.",
                ),
                (
                    "A weight matrix has lost its transpose in the gradient of a layer near the top.",
                    "Entries near the top are among the largest, and most of them would be wrong.",
                ),
                (
                    "A branch of the code that the tested point does not take is wrong.",
                    "What is not run is not checked. Another point may take it.",
                    True,
                ),
            ],
        ),
        ask_number(
            r"$f(x)=x_1^2+10^{-3}x_2$ at $x_1=1$; the gradient in code has $10^{-3}$ for its second entry by "
            r"mistake with a minus sign. How large is the error that the report compares with $10^{-6}$?",
            0.001,
            tolerance=0.00002,
            wrong={
                2: "That is relative to the entry itself. To which entry does the report compare?",
                0.002: "That is the absolute error. What is it divided by?",
                0.0005: "The entry that is wrong is off by twice its size.",
                1e-6: "That is the tolerance.",
            },
            explanation=r"The entry is off by $2\cdot10^{-3}$, and the largest entry is 2. So this mistake is seen.",
        ),
    ),
    hints=(
        "A check sees the values of the loss near one point, and nothing else.",
        "Three of the six mistakes change the largest entries. One never shows, at any point.",
        "In the second question take the largest difference of the two gradients, and divide by the largest entry.",
    ),
    solution=r"""
A check compares the gradient in code with differences of the loss in code, at one point, relative to the largest entry.
A loss that is wrong in the same way as its gradient passes always; a branch that is not taken passes here; a layer
whose entries, right and wrong ones, are far below $10^{-6}$ of the largest passes. In the example the gradients are
$(2,-10^{-3})$ and $(2,10^{-3})$: an error of $2\cdot10^{-3}/2=10^{-3}$, far above the tolerance.
""",
)
