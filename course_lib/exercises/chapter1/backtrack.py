"""Exercise 1.7: backtracking."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from course_lib.interactive.questions import CodeQuestion, Exercise, Kind
from course_lib.objectives import Quadratic, Rosenbrock
from course_lib.running.line_search import Armijo
from course_lib.types import Probe


def _backtrack_cases(rng: np.random.Generator) -> Iterator[tuple]:
    rosenbrock = Rosenbrock(2)
    for f, x in (
        (Quadratic(np.diag([1.0, 30.0])), rng.standard_normal(2)),
        (Quadratic(np.diag([0.1, 0.2, 0.3])), rng.standard_normal(3)),
        (rosenbrock, np.array([-1.2, 1.0])),
        (rosenbrock, rng.standard_normal(2)),
    ):
        for c1, shrink in ((0.4, 0.8), (0.1, 0.5)):
            yield f, x, f.gradient(x), 1.0, c1, shrink


def _library_backtrack(f: Callable, x: np.ndarray, g: np.ndarray, trial: float, c1: float, shrink: float) -> float:
    def probe(alpha: float) -> Probe:
        return Probe(alpha, x - alpha * g, float(f(x - alpha * g)), g, -float(g @ g))

    return Armijo(c1, shrink)(probe, probe(0.0), trial).alpha


def _shorten(accepted: Callable[[float], bool], alpha: float, shrink: float) -> float:
    while not accepted(alpha):
        alpha *= shrink
    return alpha


def _backtrack_once(f: Callable, x: np.ndarray, g: np.ndarray, trial: float, c1: float, shrink: float) -> float:
    if f(x - trial * g) > f(x) - c1 * trial * g @ g:
        trial *= shrink
    return trial


EXERCISE = Exercise(
    number="1.7",
    kind=Kind.CODE,
    title="backtracking",
    prompt=r"""
Write `backtrack(f, x, g, trial, c1, shrink)` that returns the first $\alpha$ in trial, trial·shrink, trial·shrink²,
… for which the Armijo condition [above](#eq-armijo), $f(x+\alpha p)\le f(x)+c_1\,\alpha\,g^{\mathsf T}p$, holds with
$p=-g$.
""",
    questions=(
        CodeQuestion(
            starter='def backtrack(f, x, g, trial, c1, shrink):\n    """A rate for the direction -g."""\n    ...',
            solution="""
def backtrack(f, x, g, trial, c1, shrink):
    alpha = trial
    while f(x - alpha * g) > f(x) - c1 * alpha * g @ g:
        alpha *= shrink
    return alpha
""",
            reference=_library_backtrack,
            cases=_backtrack_cases,
            wrong={
                lambda f, x, g, trial, c1, shrink: _shorten(
                    lambda a: f(x - a * g) <= f(x) + c1 * a * g @ g, trial, shrink
                ): r"It lets $f$ rise. Put $p=-g$ into $g^{\mathsf T}p$: what is its sign?",
                lambda f, x, g, trial, c1, shrink: _shorten(lambda a: f(x - a * g) < f(x), trial, shrink): (
                    "Any decrease is enough for it, however small; `c1` has no effect."
                ),
                lambda f, x, g, trial, c1, shrink: _shorten(
                    lambda a: f(x - a * g) <= f(x) - c1 * a * np.linalg.norm(g), trial, shrink
                ): r"It asks for a decrease in proportion to $\|g\|$. Work out $g^{\mathsf T}p$ for $p=-g$ once more.",
                lambda f, x, g, trial, c1, shrink: _shorten(
                    lambda a: f(x + a * g) <= f(x) - c1 * a * g @ g, trial, shrink
                ): "It tries points uphill, so it ends only when the step is too short to be seen.",
                lambda f, x, g, trial, c1, shrink: _shorten(
                    lambda a: f(x - a * g) <= f(x) - c1 * a * g @ g, trial * shrink, shrink
                ): "It never tries `trial` itself. Shrink a rate only after it has failed.",
                _backtrack_once: "It shrinks the rate once at most. How often may a trial fail?",
                lambda f, x, g, trial, c1, shrink: (
                    x - _library_backtrack(f, x, g, trial, c1, shrink) * g
                ): "This is the point where the step ends. The rate is asked for.",
            },
            explanation="Backtracking needs values of $f$ and one gradient, no more.",
        ),
    ),
    hints=(
        "Start with the trial rate and shrink it as long as the condition fails: a `while` loop.",
        r"Put $p=-g$ into the condition. On the right $g^{\mathsf T}p$ becomes $-\|g\|^2$, in code `-(g @ g)`.",
        "Loop *while* `f(x - alpha * g)` is larger than the right-hand side; in the loop multiply `alpha` by `shrink`; "
        "after the loop return `alpha`.",
    ),
    solution=r"With $p=-g$ the slope $g^{\mathsf T}p$ is $-\|g\|^2$: the sign is where most first attempts go wrong.",
)
