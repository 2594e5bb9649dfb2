"""The one place where an objective is called: counted, checked, and answered in the type of x."""

from __future__ import annotations

from typing import Any

import numpy as np

from course_lib import _checks


class Evaluate:
    """(f, g) = evaluate(x, *batch): f a float, g a read-only array with the shape and dtype of x; `calls` counts."""

    def __init__(self, objective: Any) -> None:
        if isinstance(objective, type):
            raise TypeError(f"objective must be an object, got the class itself; write {objective.__name__}(…)")
        self._function = getattr(objective, "value_and_grad", objective)
        if not callable(self._function):
            raise TypeError(
                f"objective must have value_and_grad(x), or be a function that returns (f, gradient), got {objective!r}"
            )
        self.calls = 0

    def __call__(self, x: np.ndarray, *batch: Any) -> tuple[float, np.ndarray]:
        self.calls += 1
        try:
            answer = _checks.called("objective must take x, and after it what a batch holds", self._function, x, *batch)
        except ValueError as error:
            if "read-only" not in str(error):
                raise
            raise ValueError(
                "objective must not write to x, from which the next step is taken; "
                f"write x = 2 * x instead of x *= 2, or copy x first ({error})"
            ) from error
        if not (isinstance(answer, tuple) and len(answer) == 2):
            raise TypeError(f"objective must return the pair (f, gradient), got {answer!r}")
        f, g = answer
        if not isinstance(f, float):
            f = _number(f)
        g = _checks.floats("the gradient", g)
        if g.shape != x.shape:
            raise ValueError(f"the gradient must have the shape of x, {x.shape}, got {g.shape}")
        g = np.array(g, dtype=x.dtype)  # a copy, since the objective may use its own array again
        g.setflags(write=False)
        return float(f), g


def _number(f: Any) -> float:
    f = _checks.floats("the value of the objective", f)
    if f.ndim != 0:
        raise ValueError(f"the value of the objective must be one number, got shape {f.shape}")
    return float(f)
