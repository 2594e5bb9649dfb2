"""Exercise 4.2: count before you multiply."""

from __future__ import annotations

from course_lib.interactive.questions import Exercise, Kind, ask_number

EXERCISE = Exercise(
    number="4.2",
    kind=Kind.PREDICT,
    title="count before you multiply",
    prompt=r"""
Three layers with known Jacobians lead from 100 numbers over 50 and 10 to a single one. Multiplying a Jacobian of
shape $(p,q)$ and a vector, from the left or from the right, takes $pq$ multiplications; a sweep multiplies its
starting vector by all three.
""",
    questions=(
        ask_number(
            "How many multiplications does the gradient take in reverse mode?",
            5510,
            units="multiplications",
            wrong={
                551000: "For a single output one sweep is enough.",
                50000: "You multiplied the sizes of all layers. A sweep takes the Jacobians one after the other.",
                5500: "The last Jacobian, of shape $(1,10)$, is multiplied by the starting vector as well.",
                161: "You added the sizes. A Jacobian has as many entries as outputs times inputs.",
            },
            explanation=r"One sweep: $1\cdot10+10\cdot50+50\cdot100$.",
        ),
        ask_number(
            "And in forward mode?",
            551000,
            units="multiplications",
            wrong={
                5510: "That is one sweep, and it gives one entry of the gradient.",
                50000: "You multiplied the sizes of all layers. A sweep takes the Jacobians one after the other.",
                550000: "The Jacobian of the last layer has entries too.",
                55100: "How many inputs are there, each with a sweep of its own?",
            },
            explanation="A hundred sweeps, each as expensive as the one of reverse mode.",
        ),
    ),
    hints=(
        "What are the shapes of the three Jacobians, and how many entries have they together?",
        "A sweep visits each of these entries once. What does one sweep give in either mode?",
        "Reverse mode needs a sweep for each output, forward mode one for each input.",
    ),
    solution=r"""
The Jacobians have shapes $(50,100)$, $(10,50)$ and $(1,10)$, together $5000+500+10=5510$ entries. Reverse mode needs
one sweep, forward mode one for each of the 100 inputs: $551{,}000$. The ratio is the number of inputs over the number
of outputs.
""",
)
