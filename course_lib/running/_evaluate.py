"""The one place where an objective is called: counted, checked, and answered in the type of x."""

from __future__ import annotations

from typing import Any

import numpy as np

from course_lib import _checks


class Evaluate:
    """(f, g) = evaluate(x, *batch): f a float, g a read-only array with the shape and dtype of x; `calls` counts."""

    def __init__(self, objective: Any) -> None:
        self._function = getattr(objective, "value_and_grad", objective)
        if not callable(self._function):
            raise TypeError(
                f"objective must have value_and_grad(x), or be a function that returns (f, gradient), got {objective!r}"
            )
        self.calls = 0

    def __call__(self, x: np.ndarray, *batch: Any) -> tuple[float, np.ndarray]:
        self.calls += 1
        answer = self._function(x, *batch)
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
