"""Exercise 4.6: count before you multiply."""

from __future__ import annotations

from course_lib.interactive.questions import Exercise, Kind, ask_number

EXERCISE = Exercise(
    number="4.6",
    kind=Kind.PREDICT,
    title="count before you multiply",
    prompt=r"""
Three layers lead from 100 numbers over 50 and 10 to a single one. Their Jacobians $A_1$, $A_2$, $A_3$ are known, of
shapes $(50,100)$, $(10,50)$ and $(1,10)$. Count multiplications.
""",
    questions=(
        ask_number(
            "The product $A_3(A_2A_1)$, in the order of the computation:",
            51000,
            units="multiplications",
            wrong={
                50000: "This is the first of the two products.",
                551000: "This is what a hundred sweeps take. The product is asked for.",
                5500: "This is the other order.",
                60000: "The result of the first product has ten rows. The last factor has one.",
                160: "You added the sizes.",
            },
            explanation=r"$10\cdot50\cdot100$, then $1\cdot10\cdot100$.",
        ),
        ask_number(
            "The product $(A_3A_2)A_1$, from the output side:",
            5500,
            units="multiplications",
            wrong={
                51000: "This is the other order.",
                500: "This is the first of the two products.",
                5510: "A sweep multiplies its starting vector by the last Jacobian as well. A product does not.",
                50500: "The result of the first product is a single row.",
            },
            explanation=r"$1\cdot10\cdot50$, then $1\cdot50\cdot100$.",
        ),
        ask_number(
            "Forward mode: a sweep from each unit vector of the input, which multiplies it by all three "
            "Jacobians. Together:",
            551000,
            units="multiplications",
            wrong={
                5510: "That is one sweep, and it gives one entry of the gradient.",
                51000: "The product reads off the columns of the first Jacobian. A sweep multiplies to get one.",
                550000: "The Jacobian of the last layer has entries too.",
                55100: "How many inputs are there, each with a sweep of its own?",
            },
            explanation=r"A hundred sweeps, each with $50\cdot100+10\cdot50+1\cdot10$ multiplications.",
        ),
    ),
    hints=(
        "A product of a $(p,q)$ and a $(q,r)$ matrix takes $pqr$ multiplications, a matrix times a vector as "
        "many as it has entries.",
        "What shape has the result of the first product in each order?",
        "$A_2A_1$ is $(10,100)$, $A_3A_2$ is $(1,50)$. The three Jacobians have 5000, 500 and 10 entries.",
    ),
    solution=r"""
$A_2A_1$ takes $10\cdot50\cdot100=50{,}000$ and $A_3$ times it $1000$ more. From the output side $A_3A_2$ takes $500$
and its product with $A_1$ $5000$: a ninth of that. Sweeps forward take $100\cdot5510=551{,}000$, against $5510$ for
the one sweep of reverse mode (5500, and 10 for the starting 1 times $A_3$): here the ratio is the number of inputs over
the number of outputs, 100. Sweeps forward pay for a hundred products $A_1e_j$ that only read off a column.
""",
)
