"""What every wrapper of a method does: pass on all that it does not change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from course_lib import _checks
from course_lib.types import Method


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

    def __getattr__(self, name: str) -> Any:
        """What a method may have besides is passed on: learning rate, search, restarts, first length, projection."""
        if name.startswith("_") or name == "method":  # absent while the wrapper is being made or copied
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
        return getattr(self.method, name)
