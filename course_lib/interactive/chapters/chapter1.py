"""Exercises of chapter 1, gradient descent."""

from __future__ import annotations

import numpy as np

from course_lib.interactive.chapters.chapter1_code import backtrack, step
from course_lib.interactive.exercises import Exercise, Kind
from course_lib.interactive.questions import ask_choice, ask_number

jumping = Exercise(
    number="1.1",
    kind=Kind.PREDICT,
    title="jumping over the minimum",
    prompt=r"$f(x)=\frac12x^2$, $x_0=1$, $\alpha=1.9$. Decide both before you run anything.",
    questions=(
        ask_choice(
            "What does the sequence $x_k$ do?",
            [
                (
                    "It moves towards 0 and keeps its sign.",
                    r"That is how it goes for rates below $1/L$, and $L=1$ here. Put this rate into the update.",
                ),
                (
                    "It changes sign at each step and comes closer to 0.",
                    r"Each step multiplies $x_k$ by $1-\alpha=-0.9$.",
                    True,
                ),
                (
                    "It jumps between 1 and −1 for ever.",
                    r"That takes a rate of exactly $2/L$. This one is smaller.",
                ),
                (
                    "It changes sign at each step and runs away.",
                    r"For that, a step would have to end farther from 0 than it began. Compare $|x_1|$ with $|x_0|$.",
                ),
            ],
        ),
        ask_number(
            "What is the first $k$ with $|x_k|<10^{-6}$?",
            132,
            units="steps",
            wrong={
                131: "After so many steps the size is still a little above the limit.",
                6: "The size falls *by* a tenth each step, not *to* a tenth.",
                7: "This number belongs to a factor of 0.1. Which part of its size does $x_k$ keep in a step?",
                22: r"You let $\alpha$ itself be the factor of a step. Put it into the update first.",
                57: "The logarithms above and below the fraction bar have different bases.",
                63: "This is where $f(x_k)$ falls below the limit. The question is about $|x_k|$.",
            },
            explanation=r"$0.9^k<10^{-6}$ holds as soon as $k>6\ln10/(-\ln0.9)=131.1$.",
        ),
    ),
    hints=(
        r"Write the update for this $f$: what is $x_{k+1}$ as a multiple of $x_k$?",
        r"The multiple is $1-\alpha$. Its sign answers the first question, its size the second.",
        r"Solve $|1-\alpha|^k<10^{-6}$ for $k$ with logarithms. Both logarithms are negative: mind the sign.",
    ),
    solution=r"""
$x_{k+1}=(1-\alpha)x_k=-0.9\,x_k$: the sign alternates and the size falls by a tenth each step. $0.9^k<10^{-6}$ needs
$k>6\ln10/(-\ln0.9)=131.1$, so 132 steps. For $\alpha=2.1$ the factor would be $-1.1$, and the sequence would grow
without bound. Run it:

```python
minimize(lambda x: (x @ x / 2, x), [1.0], GradientDescent(1.9), tol=1e-6).steps
```
""",
)

ruler = Exercise(
    number="1.2",
    kind=Kind.PREDICT,
    title="the same gradient, another ruler",
    prompt=r"""
$g=(2,-5,1)$. Find the unit step $d$ with the smallest slope $g^{\mathsf T}d$ for two ways to measure a step, and
give the slope. Decide before you call `steepest_direction`.
""",
    questions=(
        ask_number(
            r"The slope when the *sum* of $|d_i|$ is 1:",
            -5,
            tolerance=0.005,
            wrong={
                5: "The right size, but downhill a slope is negative.",
                -8: "Here the coordinates share a length of one; you let each of them move by one.",
                -np.sqrt(30): "That is the slope for a step of Euclidean length one.",
                -2: "You took the largest entry of $g$. What counts is its size, whatever its sign.",
            },
            explanation="All of the step goes into the second coordinate: $d=(0,1,0)$.",
        ),
        ask_number(
            r"The slope when the *largest* $|d_i|$ is 1:",
            -8,
            tolerance=0.005,
            wrong={
                8: "The right size, but downhill a slope is negative.",
                -5: "You moved one coordinate. All of them may move by one.",
                -np.sqrt(30): "That is the slope for a step of Euclidean length one.",
                2: "You moved all coordinates the same way. Each may choose its own sign.",
                -2: "You added the entries of $g$ with their signs. Each coordinate of $d$ may choose its own.",
            },
            explanation=r"Each coordinate moves against its entry of $g$: $d=(-1,1,-1)$.",
        ),
    ),
    hints=(
        r"Write $g^{\mathsf T}d=2d_1-5d_2+d_3$. You have a length of one to spend; where does it lower this most?",
        "With the sum as the ruler, moving one coordinate uses up what the others could have. "
        "With the largest as the ruler, moving one coordinate costs the others nothing.",
        r"By the theorem on steepest descent in any norm the slope is minus the dual norm: of $g$ take the largest "
        r"$|g_i|$ in the one case, the sum of $|g_i|$ in the other.",
    ),
    solution=r"""
$\ell_1$: all of the step goes into the coordinate with the largest $|g_i|$, so $d=(0,1,0)$ with slope $-5$.
$\ell_\infty$: $d=-\operatorname{sign}g=(-1,1,-1)$ with slope $-(2+5+1)=-8$. The library agrees:
`steepest_direction([2, -5, 1], 1)` and `steepest_direction([2, -5, 1], np.inf)`.
""",
)

charge = Exercise(
    number="1.3",
    kind=Kind.DERIVE,
    title="a charge for moving in another norm",
    prompt=r"""
Minimise $g^{\mathsf T}\Delta+\frac{1}{2\alpha}\Delta^{\mathsf T}P\Delta$ over $\Delta$ for a symmetric positive
definite matrix $P$ and $\alpha>0$.
""",
    questions=(
        ask_choice(
            "The minimiser is",
            [
                (
                    r"$\Delta=-\alpha Pg$",
                    r"$P$ stands before $\Delta$ where the gradient is set to zero. Solve for $\Delta$.",
                ),
                (
                    r"$\Delta=\alpha P^{-1}g$",
                    r"Its slope $g^{\mathsf T}\Delta$ is positive: this $\Delta$ goes uphill and pays for it too.",
                ),
                (
                    r"$\Delta=-\alpha P^{-1}g$",
                    r"The gradient $g+\frac1\alpha P\Delta$ vanishes there, and $P/\alpha\succ0$ makes it the minimum.",
                    True,
                ),
                (
                    r"$\Delta=-\frac1\alpha P^{-1}g$",
                    r"A small $\alpha$ makes moving expensive, and should give a short step. This one gets longer.",
                ),
                (
                    r"$\Delta=-2\alpha P^{-1}g$",
                    r"For symmetric $P$ the gradient of $\Delta^{\mathsf T}P\Delta$ has a factor of its own. Keep it.",
                ),
            ],
        ),
        ask_choice(
            r"With $P=\nabla^2f(x)$, $g=\nabla f(x)$ and $\alpha=1$ this is the step of",
            [
                ("gradient descent", "For that, $P$ would have to be the identity."),
                ("sign descent", "That one measures a step by its largest coordinate, which no matrix $P$ can do."),
                ("Newton's method", "It is the step to the minimum of the quadratic model.", True),
                ("coordinate descent", "That one measures a step by the sum of its coordinates; no $P$ gives that."),
            ],
        ),
    ),
    hints=(
        r"The function is a bowl in $\Delta$. Where is its gradient zero?",
        r"The gradient of $g^{\mathsf T}\Delta$ is $g$. That of $\Delta^{\mathsf T}P\Delta$ is $2P\Delta$.",
        r"Solve $g+\frac1\alpha P\Delta=0$. $P$ is positive definite, so it has an inverse.",
    ),
    solution=r"""
The gradient with respect to $\Delta$ is $g+\frac1\alpha P\Delta$. It vanishes at $\Delta=-\alpha P^{-1}g$, and the
Hessian $P/\alpha\succ0$ makes this the minimum. For $P=I$ it is the step of gradient descent, as [above](#eq-proximal).
With $P=\nabla^2f(x)$ and $\alpha=1$ it is Newton's.
""",
)


unit_vector = Exercise(
    number="1.6",
    kind=Kind.FIND_THE_ERROR,
    title="where did the unit vector go?",
    prompt=r"""
The source text argues: "Minimise $\nabla L^{\mathsf T}d$ over unit vectors $d$. The minimiser is $d=-\nabla
L/\|\nabla L\|$. Therefore $\theta_{t+1}=\theta_t-\alpha\nabla L(\theta_t)$, where $\alpha$ is the step size." ($L$
is its name for the function.)
""",
    questions=(
        ask_choice(
            "Which step of the argument does not follow?",
            [
                (
                    "that there is a minimiser",
                    r"There is one: over unit vectors the slope cannot fall below $-\|\nabla L\|$.",
                ),
                (
                    r"that the minimiser is $-\nabla L/\|\nabla L\|$",
                    "This is the theorem on steepest descent, and for Euclidean length it is right.",
                ),
                (
                    r"that the update uses $\nabla L$",
                    "The minimiser has length one, and nothing in the argument gives it another length.",
                    True,
                ),
                ("that the update goes downhill", "It does, wherever the gradient is not zero. Look at the length."),
            ],
        ),
        ask_number(
            r"How long is the last formula's step for $\nabla L(\theta_t)=(3,4)$ and $\alpha=0.1$?",
            0.5,
            tolerance=0.005,
            wrong={
                0.1: r"That would be the length if the direction were a unit vector.",
                5: "This is the length of the gradient. The learning rate is missing.",
                0.7: "You added the coordinates of the step. Its Euclidean length is asked for.",
                2.5: "The norm of the gradient enters once, not squared.",
            },
            explanation=r"The length is $\alpha\|\nabla L\|$; $\alpha$ is a rate, not the size of the step.",
        ),
    ),
    hints=(
        "Check the argument sentence by sentence. Which vectors have length one?",
        r"$-\nabla L/\|\nabla L\|$ has length one. What is the length of $\alpha\nabla L$?",
        r"Multiply the minimiser by a length $\alpha$ and compare with the update: one factor is not the same.",
    ),
    solution=r"""
The minimiser has length one, so the rule that follows is $\theta_{t+1}=\theta_t-\alpha\nabla L/\|\nabla L\|$, with
steps of length $\alpha$. The rule with $\nabla L$ itself has steps of length $\alpha\|\nabla L\|$, here
$0.1\cdot5=0.5$. It follows from the charge for moving [above](#eq-proximal), not from the unit
direction.
""",
)

EXERCISES = (jumping, ruler, charge, step, backtrack, unit_vector)
