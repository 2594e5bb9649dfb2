"""Exercise 2.6: for any layer."""

from __future__ import annotations

from course_lib.interactive.questions import Exercise, Kind, ask_choice, ask_number

EXERCISE = Exercise(
    number="2.6",
    kind=Kind.FIND_THE_ERROR,
    title="for any layer",
    prompt=r"""
The source text says: "For any layer ℓ: $\delta_\ell=(W_{\ell+1}^{\mathsf T}\cdot\delta_{\ell+1})\odot f'(z_\ell)$,
$\partial L/\partial W_\ell=\delta_\ell\cdot h_{\ell-1}^{\mathsf T}$, $\partial L/\partial b_\ell=\delta_\ell$." A
reader takes it at its word for a network that ends with a softmax and the loss $-\log s_c$ for the true class $c$.
(Its $L$ is our $J$, its $f$ our $\varphi$.)
""",
    questions=(
        ask_choice(
            "Which parts fail? (More than one.)",
            [
                (
                    r'"any layer $\ell$"',
                    r"In the last layer there is no $W_{\ell+1}$; its $\delta$ comes from the loss.",
                    True,
                ),
                (
                    r"$W_{\ell+1}^{\mathsf T}$ with its transpose",
                    r"It is right: $W_{\ell+1}$ maps from layer $\ell$, so its transpose leads back.",
                ),
                (
                    r"$\odot f'(z_\ell)$",
                    r"Each entry of a softmax depends on all of $z$; its Jacobian is not diagonal.",
                    True,
                ),
                (
                    r"$\delta_\ell\cdot h_{\ell-1}^{\mathsf T}$",
                    r"It is right for every layer: it only uses $z_\ell=W_\ell h_{\ell-1}+b_\ell$.",
                ),
                (r"$\partial L/\partial b_\ell=\delta_\ell$", "It is right for every layer."),
            ],
        ),
        ask_number(
            r"Two classes, $z=(0,\ln 3)$, and the first is true. What is the second entry of $\partial J/\partial z$?",
            0.75,
            tolerance=0.0005,
            wrong={
                0: r"This is what $\odot f'(z)$ gives: it does not see that $z_2$ lowers $s_1$.",
                -0.75: "This is the first entry. The second class is wrong; should its logit rise or fall?",
                0.25: "This is the other class's probability.",
                0.1875: r"This is an entry of the Jacobian, $s_1s_2$. The loss's own derivative is missing.",
                -0.25: "The target of the second class is 0, not 1.",
            },
            explanation=r"$s=(\frac14,\frac34)$, and $\partial J/\partial z=s-y$ with $y=(1,0)$.",
        ),
    ),
    hints=(
        r"Put $\ell=D$ into the first formula. Which symbols does the network not have?",
        r"$\odot f'(z)$ is a product with a diagonal matrix. Is $\partial s_1/\partial z_2=0$?",
        r"Use the transposed Jacobian of the softmax on the gradient $-y/s$ of the loss; it simplifies to $s-y$.",
    ),
    solution=r"""
"Any" has to be "any hidden": the last $\delta$ comes from the loss. And $\odot f'$ is right for functions that work
entry by entry; in general it is the transposed Jacobian. For the softmax it makes a difference:
$s=(\frac14,\frac34)$, and $\partial J/\partial z=s-y=(-\frac34,\frac34)$, where the literal recipe gives
$(-\frac34,0)$.
""",
)
