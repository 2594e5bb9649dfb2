"""What the loop uses of a method."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from course_lib import _checks
from course_lib.types import LineSearch, Method, Rate


class Rule(NamedTuple):
    """All that a method may have, with the values that stand for what it lacks."""

    init: Callable[[np.ndarray], Any]
    direction: Callable[[np.ndarray, np.ndarray, Any], tuple[np.ndarray, Any]]
    learning_rate: Rate = 1.0
    default_search: LineSearch | None = None
    restarts: bool = False
    trial_length: Callable[[int, np.ndarray], float] | None = None
    project: Callable[[np.ndarray], np.ndarray] | None = None

    @classmethod
    def of(cls, method: Method) -> Rule:
        """What this method has."""
        _checks.method("method", method)
        rule = cls(**{name: getattr(method, name) for name in cls._fields if hasattr(method, name)})
        if not callable(rule.learning_rate):
            _checks.positive("learning_rate", rule.learning_rate)
        return rule

    def step(self, x: np.ndarray, g: np.ndarray, state: Any) -> tuple[np.ndarray, Any]:
        """p and the next state; a wrong answer would often fit by broadcasting, and then go wrong in silence."""
        answer = _checks.called("direction must take (x, g, state)", self.direction, x, g, state)
        if not (isinstance(answer, tuple) and len(answer) == 2):
            raise TypeError(f"direction must return the pair (p, state), got {answer!r}")
        p = _checks.frozen(_checks.floats("p", answer[0]).view())
        if p.shape != x.shape:
            raise ValueError(f"direction must return p in the shape of x, {x.shape}, got {p.shape}")
        return p, read_only(answer[1])

    def rate(self, k: int) -> float:
        """The learning rate of step k = 1, 2, …"""
        if callable(self.learning_rate):
            rate = _checks.called("learning_rate must be a function of k alone", self.learning_rate, k)
            return _checks.positive(f"learning_rate({k})", rate)
        return float(self.learning_rate)

    def first_length(self, since_restart: int, k: int, g: np.ndarray) -> float:
        """The method's own first length of a search, counted from its last restart, where it has one; else the rate."""
        return self.rate(k) if self.trial_length is None else self.trial_length(since_restart, g)


def read_only(state: Any) -> Any:
    """The state, with no array in it that a callback could change."""
    for part in state if isinstance(state, tuple) else (state,):
        if isinstance(part, np.ndarray):
            part.setflags(write=False)
    return state
