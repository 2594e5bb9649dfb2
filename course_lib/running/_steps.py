"""The one loop of the course: x_{k+1} = x_k + α_k p_k."""

from __future__ import annotations

import bisect
import itertools
import math
import operator
from collections.abc import Generator, Iterable, Iterator
from typing import Any

import numpy as np

from course_lib import _checks
from course_lib.running._evaluate import Evaluate
from course_lib.types import LineSearch, Method, Probe, Step, Stop

# A run that overflows ends with the stop "not finite"; NumPy's warning would say it twice.
NON_FINITE_IS_AN_ANSWER = {"over": "ignore", "invalid": "ignore", "divide": "ignore"}


def steps(
    evaluate: Evaluate, x0: Any, method: Method, search: LineSearch | None, batches: Iterable | None
) -> Generator[tuple[Step, float], None, Stop]:
    """Check the arguments; then every step, the first included, and at the end the reason there is no further one."""
    x = _checks.frozen(_checks.finite("x0", x0))
    _checks.method("method", method)
    if search is not None and (not callable(search) or isinstance(search, type)):
        raise TypeError(f"search must be a line search such as Armijo() or StrongWolfe(), got {search!r}")
    if not callable(rate := getattr(method, "learning_rate", 1.0)):
        _checks.positive("learning_rate", rate)
    fixed = "batches" if batches is not None else "a projection" if hasattr(method, "project") else None
    if search is not None and fixed is not None:
        raise ValueError(f"search must be left out with {fixed}, where the learning rate is the length, got {search!r}")
    if search is None and fixed is None:
        search = getattr(method, "default_search", None)
    return _loop(evaluate, x, method, search, itertools.repeat(()) if batches is None else iter(batches))


def _loop(
    evaluate: Evaluate, x: np.ndarray, method: Method, search: LineSearch | None, batches: Iterator[tuple]
) -> Generator[tuple[Step, float], None, Stop]:
    """Each step with the largest entry of its gradient: x_0, then x_k for k = 1, 2, … while f and ∇f are finite."""
    if (batch := _next(batches)) is None:
        raise ValueError("batches must hold at least one tuple, got none")
    with np.errstate(**NON_FINITE_IS_AN_ANSWER):
        f, g = evaluate(x, *batch)
    step = Step(0, x, f, g, None, None, method.init(x))
    while isinstance(step, Step):
        grad_max = float(np.abs(step.g).max())  # nan and inf pass through
        finite = math.isfinite(step.f) and math.isfinite(grad_max)
        if finite or step.k == 0:
            yield step, grad_max
        if not finite:
            return Stop.NOT_FINITE
        step = _fixed(evaluate, method, step, batches) if search is None else _searched(evaluate, method, search, step)
    return step


@np.errstate(**NON_FINITE_IS_AN_ANSWER)
def _fixed(evaluate: Evaluate, method: Method, at: Step, batches: Iterator[tuple]) -> Step | Stop:
    """x_{k+1} = x_k + α p with α the learning rate; a projected method's point is projected."""
    if (batch := _next(batches)) is None:
        return Stop.ITERATION_LIMIT
    alpha = _learning_rate(method, at.k + 1)
    p, state = _direction(method, at, at.state)
    x = _along(at.x, alpha, p)
    if hasattr(method, "project"):
        x = _checks.frozen(np.array(method.project(x), dtype=x.dtype))
        p = np.asarray((x - at.x) / alpha)
    f, g = evaluate(x, *batch)
    return Step(at.k + 1, x, f, g, p, alpha, state)


@np.errstate(**NON_FINITE_IS_AN_ANSWER)
def _searched(evaluate: Evaluate, method: Method, search: LineSearch, at: Step) -> Step | Stop:
    """x_{k+1} = x_k + α p with α from the line search, or the reason there is none."""
    first = at.k == 0
    p, state = _direction(method, at, at.state)
    slope = float(np.vdot(at.g, p))
    if not slope < 0 and getattr(method, "restarts", False):
        first = True
        p, state = _direction(method, at, method.init(at.x))
        slope = float(np.vdot(at.g, p))
    if not slope < 0:
        return Stop.LINE_SEARCH_FAILED
    start = Probe(0.0, at.x, at.f, at.g, slope)
    tried = [start]  # by increasing length

    def phi(alpha: float) -> Probe:
        x = _along(at.x, alpha, p)
        i = bisect.bisect(tried, alpha, key=_length)
        for neighbour in tried[max(i - 1, 0) : i + 1]:
            if (x == neighbour.x).all():  # two lengths may round to one point, which is not evaluated again
                return neighbour
        f, g = evaluate(x)
        tried.insert(i, Probe(alpha, x, f, g, float(np.vdot(g, p))))
        return tried[i]

    found = search(phi, start, _trial_length(method, at, first))
    if found is None:
        return Stop.LINE_SEARCH_FAILED
    if (found.x == at.x).all():
        return Stop.NO_PROGRESS
    return Step(at.k + 1, found.x, found.f, found.g, p, found.alpha, state)


def _direction(method: Method, at: Step, state: Any) -> tuple[np.ndarray, Any]:
    """p and the next state; a wrong answer would often fit by broadcasting, and then go wrong in silence."""
    answer = method.direction(at.x, at.g, state)
    if not (isinstance(answer, tuple) and len(answer) == 2):
        raise TypeError(f"direction must return the pair (p, state), got {answer!r}")
    p = np.asarray(answer[0])
    if p.shape != at.x.shape:
        raise ValueError(f"direction must return p in the shape of x, {at.x.shape}, got {p.shape}")
    return p, answer[1]


def _trial_length(method: Method, at: Step, first: bool) -> float:
    """The method's own first length, where it has one (after a restart k is 1 to it), else the learning rate."""
    if hasattr(method, "trial_length"):
        return method.trial_length(1 if first else at.k + 1, at.g)
    return _learning_rate(method, at.k + 1)


_length = operator.attrgetter("alpha")


def _next(batches: Iterator[tuple]) -> tuple | None:
    batch = next(batches, None)
    if batch is not None and not isinstance(batch, tuple):
        raise TypeError(f"batches must hold tuples, got {batch!r}; write (batch,) for a tuple of one")
    return batch


def _along(x: np.ndarray, alpha: float, p: np.ndarray) -> np.ndarray:
    point = np.asarray(x + alpha * p, dtype=x.dtype)
    point.setflags(write=False)
    return point


def _learning_rate(method: Method, k: int) -> float:
    rate = getattr(method, "learning_rate", 1.0)
    return _checks.positive(f"learning_rate({k})", rate(k)) if callable(rate) else float(rate)
