"""The exercises of chapter 2."""

from __future__ import annotations

from course_lib.interactive.chapters.chapter2_code import first_gradient, hidden_delta
from course_lib.interactive.exercises import Exercise, Kind
from course_lib.interactive.questions import ask_choice, ask_number

same_path = Exercise(
    number="2.1",
    kind=Kind.PREDICT,
    title="the same path, another loss",
    prompt=r"""
You train with the loss of this chapter, the mean over $N=50$ samples of $\frac12\|\hat y-y\|^2$, and gradient descent
with $\alpha=0.5$. A colleague has the same network, the same start and the same data, but the loss
$\sum_i\|\hat y_i-y_i\|^2$, a sum over the samples and without the ½.
""",
    questions=(
        ask_number(
            r"Which $\alpha$ takes the colleague along your path?",
            0.005,
            tolerance=0.00005,
            wrong={
                0.01: "You have accounted for the mean. Compare the two losses for a single sample too.",
                0.25: "You have accounted for the ½. Compare a sum over 50 samples with their mean too.",
                50: "A larger loss has a larger gradient. Should the rate grow or shrink?",
                0.5: "With your rate their step would be as many times longer as their loss is larger.",
                0.02: "The two factors work in the same direction: each of them makes their loss larger.",
            },
            explanation=r"Their loss is $2\cdot50$ times yours, and so is its gradient: $0.5/100$.",
        ),
        ask_choice(
            "Which of these is the same for the two losses?",
            [
                ("the gradient", "The gradient of a multiple of a function is that multiple of its gradient."),
                ("the points where the gradient vanishes", "A factor above zero moves no stationary point.", True),
                (
                    "the largest learning rate that is safe",
                    r"It is $2/L$, and the smoothness constant has the factor of the loss.",
                ),
                ("the length of a step at the same rate", "A step at the same rate has the factor of the gradient."),
            ],
        ),
    ),
    hints=(
        r"Write their loss as a number times yours.",
        r"The number is made of two factors: one from the ½, one from the mean.",
        r"If $f$ is multiplied by $c$, then $\alpha\nabla f$ stays the same when $\alpha$ is divided by $c$.",
    ),
    solution=r"""
Their loss is $100$ times yours: a factor 2 for the missing ½ and a factor 50 for the missing mean. The path of
gradient descent stays the same when $\alpha$ is divided by that, $0.5/100=0.005$. The stationary points are the
same, the gradients and everything that is measured in their size are not.
""",
)

black = Exercise(
    number="2.2",
    kind=Kind.PREDICT,
    title="a black picture",
    prompt=r"""
The four-layer tanh network of this chapter starts with random weights and all biases zero. The only sample is
$x=0$, and its target is not zero.
""",
    questions=(
        ask_choice(
            "Which gradients are zero after one forward and one backward pass?",
            [
                (
                    r"only $\partial J/\partial W_1$",
                    r"It is zero, because $h_0=x=0$. Go on: what are $h_1$, $h_2$ and $h_3$?",
                ),
                (
                    "those of all weights, but not those of the biases",
                    r"All $h_\ell$ are zero, and $\delta_\ell h_{\ell-1}^{\mathsf T}$ with them.",
                    True,
                ),
                (
                    "those of all weights and of the biases below the output",
                    r"With $h_\ell=0$ the factor $1-h_\ell^2$ is 1: nothing stops a $\delta$ on its way back.",
                ),
                (
                    "none",
                    r"The gradient of a weight is a product of two factors. One of them is what came in.",
                ),
                ("all of them", r"The output is $\hat y=0$, and the target is another. What is $\delta_4$?"),
            ],
        ),
        ask_number(
            r"And one number of it: $W_4=(2,\,-1)$ is a row, $y=3$, $\hat y=0$. What is the first entry of $\delta_3$?",
            -6,
            tolerance=0.005,
            wrong={
                6: r"Mind the sign of $\delta_4=\hat y-y$.",
                -3: r"This is $\delta_4$. It has not gone through $W_4$ yet.",
                3: "This is the second entry.",
                0: r"$\varphi'$ is taken at $z_3=0$, where tanh has slope one.",
            },
            explanation=r"$\delta_3=W_4^{\mathsf T}\delta_4\odot(1-h_3^2)$ with $\delta_4=-3$ and $h_3=0$.",
        ),
    ),
    hints=(
        r"Go forward first. $z_1=W_1x+b_1$ is zero. And $h_1$, $z_2$, $h_2$ …?",
        r"Then backward: $\delta_4=\hat y-y$ is not zero. Which $\delta_\ell$ are?",
        r"Each weight gradient is $\delta_\ell h_{\ell-1}^{\mathsf T}$, each bias gradient $\delta_\ell$.",
    ),
    solution=r"""
Forward, everything is zero: $\tanh0=0$ and all biases are zero. Backward, $\delta_4=-y$, and each step multiplies
by $W^{\mathsf T}$ and by $1-h^2=1$, so the $\delta_\ell$ are not zero. The weights' gradients have the factor
$h_{\ell-1}^{\mathsf T}=0$; those of the biases are the $\delta_\ell$. The first entry of $\delta_3$ is
$2\cdot(0-3)=-6$.
""",
)

shortcut = Exercise(
    number="2.3",
    kind=Kind.DERIVE,
    title="a layer with a shortcut",
    prompt=r"""
In a *residual* layer the input is added to the output: $z_2=W_2h_1+b_2$ and $h_2=h_1+\tanh(z_2)$. Write
$\eta=\partial J/\partial h_2$ and $\delta_2=\partial J/\partial z_2$, both columns.
""",
    questions=(
        ask_choice(
            r"What is $\partial J/\partial h_1$?",
            [
                (
                    r"$W_2^{\mathsf T}\delta_2$",
                    r"This is the way through the weights. $h_1$ has another one to $h_2$.",
                ),
                (
                    r"$\eta+W_2\delta_2$",
                    r"Two ways, and two terms; but look at the shapes when $W_2$ goes back.",
                ),
                (
                    r"$\eta+W_2^{\mathsf T}\delta_2$",
                    r"From $dJ=\eta^{\mathsf T}dh_1+\delta_2^{\mathsf T}W_2\,dh_1$, one term for each way.",
                    True,
                ),
                (
                    r"$\eta\odot W_2^{\mathsf T}\delta_2$",
                    "Factors along one way multiply. Different ways add up.",
                ),
                (
                    r"$\eta\odot(1-h_1^2)+W_2^{\mathsf T}\delta_2$",
                    r"On the short way $h_1$ meets no tanh before it is added.",
                ),
            ],
        ),
        ask_number(
            r"All is one number: $w_2=0.1$, $z_2=0$, $\eta=3$. What is $\partial J/\partial h_1$?",
            3.3,
            tolerance=0.005,
            wrong={
                0.3: "This is the way through the weight alone.",
                3: "This is the short way alone.",
                3.1: r"The weight multiplies what comes back; it is not added.",
                0.9: "The two ways add up.",
            },
            explanation=r"$\delta_2=\eta\tanh'(0)=3$, so it is $3+0.1\cdot3$.",
        ),
    ),
    hints=(
        r"Write $dh_2$ for a small change $dh_1$.",
        r"$dh_2=dh_1+\tanh'(z_2)\odot(W_2\,dh_1)$, and $dJ=\eta^{\mathsf T}dh_2$.",
        r"$\eta^{\mathsf T}\bigl(\tanh'(z_2)\odot v\bigr)=\delta_2^{\mathsf T}v$ with $v=W_2\,dh_1$. "
        r"Collect what stands before $dh_1$.",
    ),
    solution=r"""
$dJ=\eta^{\mathsf T}dh_2=\eta^{\mathsf T}dh_1+\bigl(\eta\odot\tanh'(z_2)\bigr)^{\mathsf
T}W_2\,dh_1=(\eta+W_2^{\mathsf T}\delta_2)^{\mathsf T}dh_1$. The term $\eta$ arrives whole, however small $W_2$ is.
That is why very deep networks are built this way; in code: `residual_block_backward`.
""",
)

softmax_last = Exercise(
    number="2.6",
    kind=Kind.FIND_THE_ERROR,
    title="for any layer",
    prompt=r"""
The source text says: "For any layer ℓ: $\delta_\ell=(W_{\ell+1}^{\mathsf T}\cdot\delta_{\ell+1})\odot f'(z_\ell)$,
$\partial L/\partial W_\ell=\delta_\ell\cdot h_{\ell-1}^{\mathsf T}$, $\partial L/\partial b_\ell=\delta_\ell$." A
reader takes it at its word for a network that ends with a softmax and the loss $-\log s_c$ for the true class $c$.
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

EXERCISES = (same_path, black, shortcut, hidden_delta, first_gradient, softmax_last)
