"""Exercise 6.2: a Newton step that descends."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from course_lib.interactive.questions import CodeQuestion, Exercise, Kind
from course_lib.methods.newton import Newton

SPECTRA = ((1.0, 4.0, 9.0), (-2.0, 0.5, 3.0), (-0.05, 1.0), (-70.0, -1.0, 2.0, 5.0), (0.2, 0.3))


def _cases(rng: np.random.Generator) -> Iterator[tuple]:
    """Gradients and Hessians, some of them positive definite, with a damping for each."""
    for spectrum, damping in zip(SPECTRA, (0.5, 0.1, 0.01, 2.0, 1.0), strict=True):
        Q, _ = np.linalg.qr(rng.standard_normal((len(spectrum), len(spectrum))))
        H = Q * np.array(spectrum) @ Q.T
        yield rng.standard_normal(len(spectrum)), (H + H.T) / 2, damping


def _library_step(g, H, damping):
    return Newton(lambda x: H, damping).direction(np.zeros_like(g), g, None)[0]


def _shift(H, damping):
    smallest, tau = np.linalg.eigvalsh(H)[0], 0.0
    while smallest + tau <= 0:
        tau = 10 * tau if tau else damping
    return tau * np.eye(len(H))


def _always_shifted(g, H, damping):
    tau = damping
    while np.linalg.eigvalsh(H)[0] + tau <= 0:
        tau *= 10
    return -np.linalg.solve(H + tau * np.eye(len(g)), g)


def _absolute_values(g, H, damping):
    values, vectors = np.linalg.eigh(H)
    return -vectors @ (vectors.T @ g / np.abs(values))


def _one_shift(g, H, damping):
    tau = damping if np.linalg.eigvalsh(H)[0] <= 0 else 0.0
    return -np.linalg.solve(H + tau * np.eye(len(g)), g)


def _added(g, H, damping):
    smallest, tau = np.linalg.eigvalsh(H)[0], 0.0
    while smallest + tau <= 0:
        tau += damping
    return -np.linalg.solve(H + tau * np.eye(len(g)), g)


def _shifted_everywhere(g, H, damping):
    return -np.linalg.solve(H + _shift(H, damping).max(), g)


EXERCISE = Exercise(
    number="6.2",
    kind=Kind.CODE,
    title="a Newton step that descends",
    prompt=r"""
Write `damped_step(g, H, damping)` that returns $-(H+\tau I)^{-1}g$, where $\tau$ is the first of
$0,d,10d,100d,\dots$ for which $H+\tau I$ is positive definite; $d$ is `damping`. `H` is symmetric. The function is
tried on Hessians of several kinds.
""",
    questions=(
        CodeQuestion(
            starter=(
                "def damped_step(g, H, damping):\n"
                '    """The step −(H + τI)⁻¹g with the first τ that will do."""\n'
                "    ..."
            ),
            solution="""
def damped_step(g, H, damping):
    tau = 0.0
    while np.linalg.eigvalsh(H)[0] + tau <= 0:
        tau = 10 * tau if tau else damping
    return -np.linalg.solve(H + tau * np.eye(len(g)), g)
""",
            reference=_library_step,
            cases=_cases,
            wrong={
                lambda g, H, damping: -np.linalg.solve(H, g): (
                    "This is pure Newton. What does it do where an eigenvalue is negative?"
                ),
                lambda g, H, damping: np.linalg.solve(H + _shift(H, damping), g): (
                    "The shift is right, but the step leads uphill."
                ),
                _always_shifted: "Where the Hessian is positive definite already, nothing should be added.",
                lambda g, H, damping: -np.linalg.solve(H + damping * np.eye(len(g)), g): (
                    "You always add the same shift. When is it needed, and is it always enough?"
                ),
                _one_shift: "One shift is not always enough. Is the sum positive definite?",
                _added: r"The shifts grow by the factor 10, not by the same amount.",
                _absolute_values: (
                    "You turned negative curvatures positive one by one. That descends too, but it is another method."
                ),
                _shifted_everywhere: "You added the shift to every entry. $I$ has its ones on the diagonal only.",
            },
            explanation="A shift of the matrix by τ shifts every eigenvalue by τ.",
        ),
    ),
    hints=(
        "How do the eigenvalues of $H+\\tau I$ follow from those of $H$?",
        "`np.linalg.eigvalsh(H)[0]` is the smallest eigenvalue. Raise `tau` in a loop until the sum is positive.",
        "From 0 the next shift is `damping`, and from there on each is ten times the last.",
    ),
    solution=r"The eigenvalues of $H+\tau I$ are those of $H$ plus $\tau$: it is enough to look at the smallest.",
)
