"""What every wrapper of a method does: pass on all that it does not change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from course_lib import _checks
from course_lib.types import LineSearch, Method, Rate


@dataclass(frozen=True)
class Wrapper:
    """The method itself. A subclass overrides what it changes; an attribute the method lacks, the wrapper lacks too.

    Args:
        method: what is wrapped.

    Raises:
        TypeError: method has no init and direction.
    """

    method: Method

    def __post_init__(self) -> None:
        _checks.method("method", self.method)

    def init(self, x0: np.ndarray) -> Any:
        """The method's state before the first step."""
        return self.method.init(x0)

    def direction(self, x: np.ndarray, g: np.ndarray, state: Any) -> tuple[np.ndarray, Any]:
        """The method's direction and next state."""
        return self.method.direction(x, g, state)

    @property
    def learning_rate(self) -> Rate:
        """The method's."""
        return self.method.learning_rate

    @property
    def default_search(self) -> LineSearch | None:
        """The method's."""
        return self.method.default_search

    @property
    def restarts(self) -> bool:
        """The method's."""
        return self.method.restarts

    @property
    def trial_length(self) -> Callable[[int, np.ndarray], float]:
        """The method's."""
        return self.method.trial_length

    @property
    def project(self) -> Callable[[np.ndarray], np.ndarray]:
        """The method's."""
        return self.method.project
