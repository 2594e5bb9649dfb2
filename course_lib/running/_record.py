"""Turns a run's steps into its `Trace` and `Result`."""

from __future__ import annotations

import math

import numpy as np

from course_lib import _checks
from course_lib.running._dot import length
from course_lib.types import Result, Step, Stop, Trace

KEEP = ("scalars", "x", "all")


class Recorder:
    """Keeps steps 0, every, 2·every, … and the last one, as much of each as `keep` says."""

    def __init__(self, keep: str, every: int) -> None:
        self._keep = _checks.one_of("keep", keep, KEEP)
        self._every = _checks.whole("every", every, least=1)
        self._rows: list[tuple] = []

    def add(self, step: Step, grad_max: float, evals: int) -> None:
        """Take one step in; it stays if its number is a multiple of `every` or nothing follows it."""
        self._last = step, grad_max, evals
        if step.k % self._every == 0:
            self._write()

    def result(self, stop: Stop, evals: int) -> Result:
        """Everything that was recorded; `evals` is the count at the end, a failed last search included."""
        last = self._last[0]
        if last.k % self._every:
            self._write()
        k, f, norm, largest, alpha, counts, x, state = zip(*self._rows, strict=True)
        numbers = [_checks.frozen(np.array(column)) for column in (k, f, norm, largest, alpha, counts)]
        kept_x = _checks.frozen(np.array(x)) if self._keep != "scalars" else None
        trace = Trace(*numbers, x=kept_x, state=state if self._keep == "all" else None)
        return Result(last.x, last.f, last.g, last.k, stop, evals, trace)

    def _write(self) -> None:
        (k, x, f, g, _, alpha, state), grad_max, evals = self._last
        row = (k, f, length(g), grad_max, math.nan if alpha is None else alpha, evals)
        self._rows.append((*row, None if self._keep == "scalars" else x, state if self._keep == "all" else None))
