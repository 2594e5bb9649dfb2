"""The one loop of the course: x_{k+1} = x_k + α_k p_k, repeated and recorded."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Generator, Iterable, Iterator
from typing import Any, Literal

import numpy as np

from course_lib import _checks
from course_lib._evaluate import Evaluate
from course_lib._record import Recorder
from course_lib.types import LineSearch, Method, Objective, Probe, Result, Step, Stop

Function = Objective | Callable[..., tuple[float, np.ndarray]]

# A run that overflows ends with the stop "not finite"; NumPy's warning would say it twice.
NON_FINITE_IS_AN_ANSWER = {"over": "ignore", "invalid": "ignore", "divide": "ignore"}


def iterates(
    objective: Function,
    x0: np.ndarray,
    method: Method,
    *,
    search: LineSearch | None = None,
    batches: Iterable[tuple[Any, ...]] | None = None,
) -> Iterator[Step]:
    """x_0, x_1, x_2, … with x_{k+1} = x_k + α_k p_k, one `Step` at a time, endless unless the run breaks down.

    Args:
        objective: has `value_and_grad(x) -> (f, g)`, or is a function that returns that pair.
        x0: the start, any shape (a vector for Newton and quasi-Newton methods); never written.
        method: gives p_k from x_k, ∇f(x_k) and its state.
        search: gives α_k; without it α_k is the method's learning rate.
        batches: tuples; step k evaluates `value_and_grad(x, *batch)` with the next one.

    Raises:
        TypeError, ValueError: an argument or a value of the objective that does not fit; the sentence names it.
    """
    steps = _run(Evaluate(objective), x0, method, search, batches)
    return itertools.takewhile(lambda step: _is_finite(step.f, step.g), steps)


def minimize(
    objective: Function,
    x0: np.ndarray,
    method: Method,
    *,
    search: LineSearch | None = None,
    batches: Iterable[tuple[Any, ...]] | None = None,
    tol: float = 1e-6,
    max_iter: int = 1000,
    keep: Literal["scalars", "x", "all"] = "scalars",
    every: int = 1,
    callback: Callable[[Step], bool | None] | None = None,
) -> Result:
    """x_{k+1} = x_k + α_k p_k until max |∇f(x_k)| ≤ tol, with a record of the way.

    Args:
        objective, x0, method, search, batches: as in `iterates`.
        tol: bound on the largest absolute entry of the gradient; 0 runs to the limit; ignored with batches.
        max_iter: the largest number of steps.
        keep: "scalars" records numbers, "x" the iterates too, "all" the method's states as well.
        every: steps 0, every, 2·every, … and the last are recorded.
        callback: called with each `Step`; returning True stops the run.

    Raises:
        TypeError, ValueError: an argument or a value of the objective that does not fit; the sentence names it.
    """
    tol = _checks.nonnegative("tol", tol)
    max_iter = _checks.whole("max_iter", max_iter, least=0)
    if callback is not None and not callable(callback):
        raise TypeError(f"callback must be a function of a Step, got {callback!r}")
    record = Recorder(keep, every)
    evaluate = Evaluate(objective)
    steps = _run(evaluate, x0, method, search, batches)
    while True:
        try:
            step = next(steps)
        except StopIteration as end:
            return record.result(end.value, evaluate.calls)
        grad_max = float(np.abs(step.g).max())
        record.add(step, grad_max, evaluate.calls)
        said = None if callback is None else callback(step)
        if not (math.isfinite(step.f) and math.isfinite(grad_max)):
            continue
        if batches is None and grad_max <= tol:
            return record.result(Stop.GRADIENT_SMALL, evaluate.calls)
        if isinstance(said, bool | np.bool_) and said:
            return record.result(Stop.CALLBACK, evaluate.calls)
        if step.k == max_iter:
            return record.result(Stop.ITERATION_LIMIT, evaluate.calls)


def _run(
    evaluate: Evaluate, x0: Any, method: Method, search: LineSearch | None, batches: Iterable | None
) -> Generator[Step, None, Stop]:
    """Check the arguments; then every step, the first included, and at the end the reason there is no further one."""
    x = _checks.frozen(_checks.finite("x0", x0))
    if not (hasattr(method, "init") and hasattr(method, "direction")):
        raise TypeError(f"method must have init(x0) and direction(x, g, state), got {method!r}")
    if search is not None and not callable(search):
        raise TypeError(f"search must be a line search such as Armijo() or StrongWolfe(), got {search!r}")
    fixed = "batches" if batches is not None else "a projection" if hasattr(method, "project") else None
    if search is not None and fixed is not None:
        raise ValueError(f"search must be left out with {fixed}, where the learning rate is the length, got {search!r}")
    if search is None and fixed is None:
        search = getattr(method, "default_search", None)
    return _steps(evaluate, x, method, search, itertools.repeat(()) if batches is None else iter(batches))


def _steps(
    evaluate: Evaluate, x: np.ndarray, method: Method, search: LineSearch | None, batches: Iterator[tuple]
) -> Generator[Step, None, Stop]:
    """x_0, then x_k for k = 1, 2, …; the driver's own loop."""
    if (batch := next(batches, None)) is None:
        raise ValueError("batches must hold at least one tuple, got none")
    with np.errstate(**NON_FINITE_IS_AN_ANSWER):
        f, g = evaluate(x, *batch)
    step = Step(0, x, f, g, None, None, method.init(x))
    while True:
        yield step
        if step.k == 0 and not _is_finite(f, g):
            return Stop.NOT_FINITE
        step = _searched(evaluate, method, search, step) if search else _fixed(evaluate, method, step, batches)
        if isinstance(step, Stop):
            return step
        if not _is_finite(step.f, step.g):
            return Stop.NOT_FINITE


@np.errstate(**NON_FINITE_IS_AN_ANSWER)
def _fixed(evaluate: Evaluate, method: Method, at: Step, batches: Iterator[tuple]) -> Step | Stop:
    """x_{k+1} = x_k + α p with α the learning rate; a projected method's point is projected."""
    if (batch := next(batches, None)) is None:
        return Stop.ITERATION_LIMIT
    alpha = _trial_length(method, at.k + 1, at.g)
    p, state = method.direction(at.x, at.g, at.state)
    x = _along(at.x, alpha, p)
    if hasattr(method, "project"):
        x = _checks.frozen(np.array(method.project(x), dtype=x.dtype))
        p = (x - at.x) / alpha
    f, g = evaluate(x, *batch)
    return Step(at.k + 1, x, f, g, p, alpha, state)


@np.errstate(**NON_FINITE_IS_AN_ANSWER)
def _searched(evaluate: Evaluate, method: Method, search: LineSearch, at: Step) -> Step | Stop:
    """x_{k+1} = x_k + α p with α from the line search, or the reason there is none."""
    p, state = method.direction(at.x, at.g, at.state)
    slope = float(np.vdot(at.g, p))
    if not slope < 0 and getattr(method, "restarts", False):
        p, state = method.direction(at.x, at.g, method.init(at.x))
        slope = float(np.vdot(at.g, p))
    if not slope < 0:
        return Stop.LINE_SEARCH_FAILED

    def phi(alpha: float) -> Probe:
        x = _along(at.x, alpha, p)
        f, g = evaluate(x)
        return Probe(alpha, x, f, g, float(np.vdot(g, p)))

    found = search(phi, Probe(0.0, at.x, at.f, at.g, slope), _trial_length(method, at.k + 1, at.g))
    if found is None:
        return Stop.LINE_SEARCH_FAILED
    if np.array_equal(found.x, at.x):
        return Stop.NO_PROGRESS
    return Step(at.k + 1, found.x, found.f, found.g, p, found.alpha, state)


def _along(x: np.ndarray, alpha: float, p: np.ndarray) -> np.ndarray:
    return _checks.frozen(np.asarray(x + alpha * p, dtype=x.dtype))


def _trial_length(method: Method, k: int, g: np.ndarray) -> float:
    """The learning rate at step k; a method may refine it by the gradient with `trial_length(k, g)`."""
    if hasattr(method, "trial_length"):
        return method.trial_length(k, g)
    rate = getattr(method, "learning_rate", 1.0)
    return _checks.positive(f"learning_rate({k})", rate(k)) if callable(rate) else rate


def _is_finite(f: float, g: np.ndarray) -> bool:
    return math.isfinite(f) and bool(np.isfinite(g).all())


def minibatches(
    data: np.ndarray | tuple[np.ndarray, ...], batch_size: int, rng: np.random.Generator
) -> Iterator[tuple[np.ndarray, ...]]:
    """Endless tuples of rows of `data`: each epoch a new random order, cut into batches, the short last one kept.

    Args:
        data: arrays with the same number of rows; a bare array counts as a tuple of one.
        batch_size: rows a batch, ≥ 1.
        rng: the source of the orders.

    Raises:
        TypeError, ValueError: rng is no Generator; arrays empty or of different lengths; batch_size < 1.
    """
    batch_size = _checks.whole("batch_size", batch_size, least=1)
    if not isinstance(rng, np.random.Generator):
        raise TypeError(f"rng must be a numpy.random.Generator, got {rng!r}; pass np.random.default_rng(seed)")
    arrays = tuple(np.asarray(a) for a in (data if isinstance(data, tuple) else (data,)))
    lengths = [len(a) if a.ndim else 0 for a in arrays]
    if not lengths or len(set(lengths)) > 1 or lengths[0] == 0:
        raise ValueError(f"data must hold arrays with the same number of rows, at least one, got lengths {lengths}")
    return _epochs(arrays, batch_size, rng)


def _epochs(
    arrays: tuple[np.ndarray, ...], batch_size: int, rng: np.random.Generator
) -> Iterator[tuple[np.ndarray, ...]]:
    while True:
        order = rng.permutation(len(arrays[0]))
        for first in range(0, len(order), batch_size):
            rows = order[first : first + batch_size]
            yield tuple(a[rows] for a in arrays)
