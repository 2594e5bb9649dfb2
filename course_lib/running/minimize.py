"""Runs: x_{k+1} = x_k + α_k p_k one step at a time, or to the end with a record (section 1.4)."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Literal

import numpy as np

from course_lib import _checks
from course_lib.running._evaluate import Evaluate
from course_lib.running._record import Recorder
from course_lib.running._steps import steps
from course_lib.types import LineSearch, Method, Objective, Result, Step, Stop

Function = Objective | Callable[..., tuple[float, np.ndarray]]


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
        x0: the start, any shape (a vector for Newton and quasi-Newton methods); never written. The run is computed in
            its type, float64 or float32; whole numbers become float64.
        method: gives p_k from x_k, ∇f(x_k) and its state.
        search: gives α_k; without it α_k is the method's learning rate.
        batches: tuples; step k evaluates `value_and_grad(x, *batch)` with the next one.

    Returns:
        An iterator; it ends after the last good step when a search fails, a value is not finite or batches run out.

    Raises:
        TypeError, ValueError: an argument or a value of the objective that does not fit; the sentence names it.
    """
    run = steps(Evaluate(objective), x0, method, search, batches)
    return (step for step, grad_max in run if math.isfinite(step.f) and math.isfinite(grad_max))


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
        callback: called with each `Step`; returns True to stop the run, else False or None.

    Returns:
        The last x where x, f and ∇f are finite (x0 in any case), f and ∇f there, the number of steps and of
        evaluations, why the run stopped, and the trace.

    Raises:
        TypeError, ValueError: an argument or a value of the objective that does not fit; the sentence names it.
    """
    tol = _checks.nonnegative("tol", tol)
    max_iter = _checks.whole("max_iter", max_iter, least=0)
    if callback is not None and not callable(callback):
        raise TypeError(f"callback must be a function of a Step, got {callback!r}")
    record = Recorder(keep, every)
    evaluate = Evaluate(objective)
    run = steps(evaluate, x0, method, search, batches)
    while True:
        try:
            step, grad_max = next(run)
        except StopIteration as end:
            return record.result(end.value, evaluate.calls)
        record.add(step, grad_max, evaluate.calls)
        said = None if callback is None else _checks.called("callback must take one Step", callback, step)
        if not (said is None or isinstance(said, bool | np.bool_)):
            raise TypeError(f"callback must return True to stop the run, or False or None to go on, got {said!r}")
        if not (math.isfinite(step.f) and math.isfinite(grad_max)):
            continue
        if grad_max <= tol and batches is None:
            return record.result(Stop.GRADIENT_SMALL, evaluate.calls)
        if said:
            return record.result(Stop.CALLBACK, evaluate.calls)
        if step.k == max_iter:
            return record.result(Stop.ITERATION_LIMIT, evaluate.calls)
