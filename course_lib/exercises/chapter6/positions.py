"""Exercise 6.7: momentum from positions."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from course_lib.interactive.questions import CodeQuestion, Exercise, Kind


def _cases(rng: np.random.Generator) -> Iterator[tuple]:
    """A gradient of a stretched bowl, a start, rates that rise and fall, β."""
    for count, n in ((2, 1), (4, 2), (9, 3)):
        curvatures = rng.uniform(0.5, 2.0, n)
        rates = rng.uniform(0.05, 0.3, count)
        yield (lambda x, c=curvatures: c * x), rng.standard_normal(n), rates, float(rng.uniform(0.5, 0.8))


def _library(gradient: Callable, x: np.ndarray, rates: np.ndarray, beta: float) -> np.ndarray:
    v = np.zeros_like(x)
    for alpha in rates:
        v = beta * v + gradient(x)
        x = x - alpha * v
    return x


def _slip(share: Callable, weight: Callable = lambda beta: 1.0, ahead: bool = False) -> Callable:
    """The heavy ball with another share of the last step, another weight of the gradient, or a look ahead."""

    def walk(gradient, x, rates, beta):
        before = x
        for k, alpha in enumerate(rates):
            push = share(beta, alpha, rates[k - 1] if k else alpha) * (x - before)
            slope = gradient(x + push if ahead else x)
            x, before = x - alpha * weight(beta) * slope + push, x
        return x

    return walk


EXERCISE = Exercise(
    number="6.7",
    kind=Kind.CODE,
    title="momentum from positions",
    prompt=r"""
Write `heavy_ball(gradient, x, rates, beta)` that starts at rest in `x`, takes one step for each number in the array
`rates`, and returns where it is then. It is to make the iterates of the velocity form, [above](#eq-momentum), whatever
the rates, but without a velocity: keep the last two positions instead.
""",
    questions=(
        CodeQuestion(
            starter="def heavy_ball(gradient, x, rates, beta):\n"
            '    """The point after these steps, from two positions at a time."""\n    ...',
            solution="""
def heavy_ball(gradient, x, rates, beta):
    before, last = x, rates[0]
    for alpha in rates:
        push = beta * alpha / last * (x - before)
        x, before, last = x - alpha * gradient(x) + push, x, alpha
    return x
""",
            reference=_library,
            cases=_cases,
            wrong={
                _slip(lambda beta, now, last: beta): (
                    "For a constant rate this is right. What becomes of an old step when the rate changes?"
                ),
                _slip(lambda beta, now, last: beta * last / now): (
                    "The ratio of the rates is upside down. By which rate was the old step multiplied?"
                ),
                _slip(lambda beta, now, last: 0.0): "This is plain descent: nothing of the last step is repeated.",
                _slip(lambda beta, now, last: beta * now / last, lambda beta: 1 - beta): (
                    "You average the gradients. In the velocity form a new gradient comes in with the weight 1."
                ),
                _slip(lambda beta, now, last: beta * now / last, ahead=True): (
                    "You take the gradient ahead of where the ball is. That is Nesterov's method."
                ),
                _slip(lambda beta, now, last: -beta * now / last): "The last step is taken back instead of repeated.",
                _slip(lambda beta, now, last: beta * now / last, lambda beta: -1.0): "It walks uphill.",
            },
            explanation=r"A step divided by its rate is the velocity; the new rate makes a step of it again.",
        ),
    ),
    hints=(
        r"How can the velocity be read off the last two positions?",
        r"$x_k-x_{k-1}=-\alpha_{k-1}v_k$. Put $v_k$ into the next step.",
        r"The last step is repeated with the share $\beta\,\alpha_k/\alpha_{k-1}$; at the start there is none.",
    ),
    solution=r"""
$v_k=-(x_k-x_{k-1})/\alpha_{k-1}$, so $-\alpha_k\beta v_k=\beta\frac{\alpha_k}{\alpha_{k-1}}(x_k-x_{k-1})$. At the
first step both positions are the same and the share does not matter.
""",
)
