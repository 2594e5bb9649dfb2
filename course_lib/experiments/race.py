"""A race: methods on objectives of two variables, by how many evaluations each needs and where it ends.

Section 6.4.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

import numpy as np

from course_lib import _checks
from course_lib.methods import BFGS, LBFGS, Adam, AMSGrad, GradientDescent, Momentum, Nesterov, Newton, RMSProp
from course_lib.objectives import Beale, Himmelblau, LogCosh, Quadratic, Rosenbrock
from course_lib.running.line_search import Armijo
from course_lib.running.minimize import minimize
from course_lib.types import LineSearch, Method, Objective, Result


class Course(NamedTuple):
    """An objective and a start x₀ of shape (n,)."""

    objective: Objective
    start: tuple[float, ...]


class Entry(NamedTuple):
    """A method, and a line search where it runs with one that is not its own."""

    method: Method
    search: LineSearch | None = None


COURSES: Mapping[str, Course] = MappingProxyType(
    {
        "valley": Course(Quadratic(np.array([[50.5, 49.5], [49.5, 50.5]])), (1.5, 0.2)),  # eigenvalues 1 and 100
        "Rosenbrock": Course(Rosenbrock(), (-1.2, 1.0)),
        "Himmelblau": Course(Himmelblau(), (0.0, 0.0)),
        "Beale": Course(Beale(), (1.0, 1.0)),
        "log cosh": Course(LogCosh(), (2.0, 0.5)),
    }
)
"""The objectives of the race by name, each with its start."""

FIRST_ORDER: Mapping[str, Callable[[float], Method]] = MappingProxyType(
    {
        "descent": GradientDescent,
        "momentum": Momentum,
        "Nesterov": Nesterov,
        "RMSProp": RMSProp,
        "Adam": Adam,
        "AMSGrad": AMSGrad,
    }
)

GRID = tuple(float(f"{10**e:.2g}") for e in np.arange(-4, 1.01, 0.5))
"""Learning rates to choose from, two a decade."""

# What `fastest_rate` finds on GRID; finding it takes half a minute.
_RATES = {
    "valley": {"descent": 0.01, "momentum": 0.01, "Nesterov": 0.01, "RMSProp": 0.0032, "Adam": 1.0, "AMSGrad": 3.2},
    "Rosenbrock": {
        "descent": 0.001,
        "momentum": 0.0032,
        "Nesterov": 0.001,
        "RMSProp": 0.0032,
        "Adam": 0.32,
        "AMSGrad": 0.32,
    },
    "Himmelblau": {"descent": 0.01, "momentum": 0.0032, "Nesterov": 0.01, "RMSProp": 0.1, "Adam": 1.0, "AMSGrad": 1.0},
    "Beale": {"descent": 0.032, "momentum": 0.01, "Nesterov": 0.01, "RMSProp": 0.0032, "Adam": 1.0, "AMSGrad": 0.32},
    "log cosh": {"descent": 1.0, "momentum": 1.0, "Nesterov": 1.0, "RMSProp": 0.1, "Adam": 1.0, "AMSGrad": 0.032},
}


def entries(name: str) -> dict[str, Entry]:
    """The methods that race on COURSES[name]: six with the best learning rate of GRID, four that choose their own.

    Args:
        name: a name in COURSES.

    Raises:
        ValueError: there is no such objective.
    """
    name = _checks.one_of("name", name, COURSES)
    hessian = COURSES[name].objective.hessian
    return {title: Entry(make(_RATES[name][title])) for title, make in FIRST_ORDER.items()} | {
        "Newton": Entry(Newton(hessian)),
        "damped Newton": Entry(Newton(hessian, damping=1e-3), Armijo()),
        "BFGS": Entry(BFGS()),
        "L-BFGS": Entry(LBFGS()),
    }


def race(
    objective: Objective, x0: np.ndarray, entries: Mapping[str, Entry], *, tol: float = 1e-6, max_iter: int = 2000
) -> dict[str, Result]:
    """Every entry from x₀ until max |∇f| ≤ tol, with its path in `trace.x` and its evaluations in `evals`.

    Args:
        objective, x0, tol, max_iter: as in `minimize`.
        entries: name → method and search.

    Raises:
        TypeError, ValueError: as `minimize`.
    """
    limits = {"tol": tol, "max_iter": max_iter, "keep": "x"}
    return {
        name: minimize(objective, x0, method, search=search, **limits) for name, (method, search) in entries.items()
    }


def where(objective: Objective, result: Result, margin: float = 1e-2) -> str:
    """Where a run ended: "minimiser" within `margin` of one, "stationary point" elsewhere, or why it stopped before.

    Args:
        objective: has `minimizers`, one a row.
        result: of a run on it.
        margin: the largest distance that counts as arrived, > 0.

    Raises:
        TypeError, ValueError: margin is no positive number.
    """
    margin = _checks.positive("margin", margin)
    if not result.converged:
        return result.stop.value.split(":")[0]
    distance = np.linalg.norm(result.x - objective.minimizers, axis=-1).min()
    return "minimiser" if distance <= margin else "stationary point"


def fastest_rate(
    make: Callable[[float], Method],
    objective: Objective,
    x0: np.ndarray,
    rates: Sequence[float] = GRID,
    *,
    tol: float = 1e-6,
    max_iter: int = 2000,
) -> float:
    """The learning rate whose run reaches max |∇f| ≤ tol with the fewest evaluations, or else the lowest f.

    Args:
        make: learning rate → method.
        objective, x0, tol, max_iter: as in `minimize`.
        rates: what to try, not empty.

    Raises:
        TypeError, ValueError: as `minimize`; no rates.
    """
    if len(rates) == 0:
        raise ValueError("rates must hold at least one learning rate, got none")
    scores = {}
    for rate in rates:
        run = minimize(objective, x0, make(rate), tol=tol, max_iter=max_iter)
        scores[rate] = (not run.converged, run.evals if run.converged else run.f)
    return min(scores, key=scores.get)
