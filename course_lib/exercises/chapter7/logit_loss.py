"""Exercise 7.4: two classes, one logit."""

from __future__ import annotations

from course_lib.interactive.questions import Exercise, Kind, ask_choice, ask_number

EXERCISE = Exercise(
    number="7.4",
    kind=Kind.DERIVE,
    title="two classes, one logit",
    prompt=r"""
With two classes one logit $z$ is enough: class 1 has probability $\sigma(z)=1/(1+e^{-z})$, class 0 the rest, and
the loss of a sample with label $y\in\{0,1\}$ is $-y\log\sigma(z)-(1-y)\log(1-\sigma(z))$. Derive a form that is safe
for every $z$.
""",
    questions=(
        ask_choice(
            "Which form equals the loss on paper and stays finite and accurate in the machine for $z=\\pm800$?",
            [
                (
                    r"$\log(1+e^z)-yz$",
                    r"It equals the loss on paper. Now put $z=800$ into the exponential.",
                ),
                (
                    r"$\max(z,0)-yz+\log(1+e^{-|z|})$",
                    r"The exponent is never positive, and for $z>0$ it is $\log(1+e^z)-yz$ with $e^z$ taken out.",
                    True,
                ),
                (
                    r"$\max(z,0)-yz+\log(1+e^{|z|})$",
                    r"At $z=0$ it is right. Try $z=1$, $y=1$.",
                ),
                (
                    r"$\max(z,0)+yz+\log(1+e^{-|z|})$",
                    r"For $y=1$ a large positive $z$ is a right answer and must cost little.",
                ),
                (
                    r"the loss as it is given, with $10^{-8}$ added inside both logarithms",
                    "It is finite, but it is another function: it never exceeds 18.5.",
                ),
            ],
        ),
        ask_number(
            "How large is the loss at $z=-800$, $y=1$?",
            800,
            tolerance=0.005,
            wrong={
                0: "That is the loss for the other label.",
                -800: "A loss of this kind is never negative.",
                1: "That is the size of its slope.",
                18.42: "That is what a guard of $10^{-8}$ inside the logarithm makes of it.",
            },
            explanation=r"$0+800+\log(1+e^{-800})$, and the last term is below every floating-point number.",
        ),
        ask_number(
            "And its derivative by $z$ there?",
            -1,
            tolerance=0.005,
            wrong={
                0: r"That is $\sigma(z)$, and also what a guard inside the logarithm leaves of the slope.",
                1: "The sign: which way does the loss fall?",
                -800: "That is the loss with a minus sign. Differentiate it.",
                800: "That is the loss.",
            },
            explanation=r"$\sigma(z)-y$, as for the softmax: probability minus target.",
        ),
    ),
    hints=(
        r"$1-\sigma(z)=\sigma(-z)$, and $-\log\sigma(z)=\log(1+e^{-z})$.",
        r"Show first that the loss is $\log(1+e^z)-yz$. This is a log-sum-exp of the two logits 0 and $z$.",
        r"The larger of the two logits is $\max(z,0)$. Subtract it, as in the text.",
    ),
    solution=r"""
$-\log\sigma(z)=\log(1+e^{-z})=\log(1+e^z)-z$ and $-\log(1-\sigma(z))=\log(1+e^z)$. Together
$\log(1+e^z)-yz$, where $\log(e^0+e^z)$ is a log-sum-exp with maximum $m=\max(z,0)$. Subtracting $m$ leaves
exponents $-m$ and $z-m$, of which one is 0 and the other $-|z|$; in code, `log1p`. The derivative is $\sigma(z)-y$.
""",
)
