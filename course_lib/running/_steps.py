"""The one loop of the course: x_{k+1} = x_k + α_k p_k."""

from __future__ import annotations

import itertools
import math
from collections.abc import Generator, Iterable, Iterator
from typing import Any

import numpy as np

from course_lib import _checks
from course_lib.running._dot import dot
from course_lib.running._evaluate import Evaluate
from course_lib.running._rule import Rule, read_only
from course_lib.types import LineSearch, Method, Probe, Step, Stop

# A run that overflows ends with the stop "not finite"; NumPy's warning would say it twice.
NON_FINITE_IS_AN_ANSWER = {"over": "ignore", "invalid": "ignore", "divide": "ignore"}


def steps(
    evaluate: Evaluate, x0: Any, method: Method, search: LineSearch | None, batches: Iterable | None
) -> Generator[tuple[Step, float], None, Stop]:
    """Check the arguments; then every step, the first included, and at the end the reason there is no further one."""
    x = _checks.frozen(_checks.finite("x0", _checks.stepped("x0", x0)))
    rule = Rule.of(method)
    if batches is not None and not isinstance(batches, Iterable):
        raise TypeError(f"batches must be an iterable of tuples, such as minibatches(…) gives, got {batches!r}")
    if search is not None and (not callable(search) or isinstance(search, type)):
        raise TypeError(f"search must be a line search such as Armijo() or StrongWolfe(), got {search!r}")
    fixed = "batches" if batches is not None else "a projection" if rule.project is not None else None
    if search is not None and fixed is not None:
        raise ValueError(f"search must be left out with {fixed}, where the learning rate is the length, got {search!r}")
    if search is None and fixed is None:
        search = rule.default_search
    return _loop(evaluate, x, rule, search, itertools.repeat(()) if batches is None else _tuples(batches))


def _loop(
    evaluate: Evaluate, x: np.ndarray, rule: Rule, search: LineSearch | None, batches: Iterator[tuple]
) -> Generator[tuple[Step, float], None, Stop]:
    """Each step with the largest entry of its gradient: x_0, then x_k for k = 1, 2, … while f and ∇f are finite."""
    state = read_only(rule.init(x))
    if (batch := next(batches, None)) is None:
        raise ValueError("batches must hold at least one tuple, got none")
    with np.errstate(**NON_FINITE_IS_AN_ANSWER):
        f, g = evaluate(x, *batch)
    step = Step(0, x, f, g, None, None, state)
    lowest = math.inf
    while isinstance(step, Step):
        grad_max = float(np.abs(step.g).max())  # nan and inf pass through
        finite = math.isfinite(step.f) and math.isfinite(grad_max)
        if finite or step.k == 0:
            yield step, grad_max
        if not finite:
            return Stop.NOT_FINITE
        lowest = min(lowest, step.f)
        if search is None:
            step = _by_rate(evaluate, rule, step, batches)
        else:
            step = _by_search(evaluate, rule, search, step, lowest)
    return step


@np.errstate(**NON_FINITE_IS_AN_ANSWER)
def _by_rate(evaluate: Evaluate, rule: Rule, at: Step, batches: Iterator[tuple]) -> Step | Stop:
    """x_{k+1} = x_k + α p with α the learning rate; a projected method's point is projected."""
    if (batch := next(batches, None)) is None:
        return Stop.ITERATION_LIMIT
    alpha = rule.rate(at.k + 1)
    p, state = rule.step(at.x, at.g, at.state)
    x = _along(at.x, alpha, p)
    if rule.project is not None:
        x = _checks.frozen(np.array(rule.project(x), dtype=x.dtype))
        p = _checks.frozen((x - at.x) / alpha)
    if not _is_finite(x):  # f need not look at every entry of x
        return Stop.NOT_FINITE
    f, g = evaluate(x, *batch)
    return Step(at.k + 1, x, f, g, p, alpha, state)


@np.errstate(**NON_FINITE_IS_AN_ANSWER)
def _by_search(evaluate: Evaluate, rule: Rule, search: LineSearch, at: Step, lowest: float) -> Step | Stop:
    """x_{k+1} = x_k + α p with α from the line search, or the reason there is none."""
    first, (p, state) = at.k == 0, rule.step(at.x, at.g, at.state)
    if rule.restarts and not dot(at.g, p) < 0:
        first, (p, state) = True, rule.step(at.x, at.g, rule.init(at.x))
    start = Probe(0.0, at.x, at.f, at.g, dot(at.g, p), lowest)
    if start.slope == -math.inf:
        return Stop.NOT_FINITE
    if not start.slope < 0:
        return Stop.LINE_SEARCH_FAILED
    tried = [start]

    def phi(alpha: float) -> Probe:
        x = _along(at.x, alpha, p)
        for probe in tried:
            if (x == probe.x).all():  # two lengths may round to one point, which is not evaluated again
                return probe
        f, g = evaluate(x) if _is_finite(x) else (math.nan, np.full_like(x, np.nan))
        tried.append(Probe(alpha, x, f, g, dot(g, p)))
        return tried[-1]

    trial = rule.first_length(1 if first else at.k + 1, at.k + 1, at.g)
    if first and rule.trial_length is not None and (_along(at.x, trial, p) == at.x).all():
        # p = −g has no scale yet, and is so short here that x would not move.
        trial = math.sqrt(np.finfo(at.x.dtype).eps) * float(np.abs(at.x).max() / np.abs(p).max())
    found = _checks.called("search must take (phi, start, trial)", search, phi, start, trial)
    if found is None:
        return Stop.LINE_SEARCH_FAILED
    if not isinstance(found, Probe):
        raise TypeError(f"search must return what phi(alpha) gave it, or None, got {found!r}")
    if (found.x == at.x).all():
        return Stop.NO_PROGRESS
    return Step(at.k + 1, found.x, found.f, found.g, p, found.alpha, state)


def _tuples(batches: Iterable) -> Iterator[tuple]:
    """The batches, each a tuple."""
    for batch in batches:
        if not isinstance(batch, tuple):
            raise TypeError(f"batches must hold tuples, got {batch!r}; write (batch,) for a tuple of one")
        yield batch


def _is_finite(x: np.ndarray) -> bool:
    """Whether all entries are; xᵀx is the fastest test, and may overflow where they are."""
    return math.isfinite(np.vdot(x, x)) or bool(np.isfinite(x).all())


def _along(x: np.ndarray, alpha: float, p: np.ndarray) -> np.ndarray:
    point = np.asarray(x + alpha * p, dtype=x.dtype)
    point.setflags(write=False)
    return point
