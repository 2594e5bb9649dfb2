"""Gradient clipping: a bound on the gradient before a method sees it (section 7.4)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from course_lib import _checks
from course_lib.methods._wrapper import Wrapper
from course_lib.running._dot import length
from course_lib.types import Method


@dataclass(frozen=True)
class NormClipped(Wrapper):
    """Made by `clip_norm`."""

    max_norm: float

    def __post_init__(self) -> None:
        super().__post_init__()
        _checks.settle(self, max_norm=_checks.positive("max_norm", self.max_norm))

    def direction(self, x: np.ndarray, g: np.ndarray, state: Any) -> tuple[np.ndarray, Any]:
        """The method's direction for the clipped gradient."""
        norm = length(g)  # of a gradient that explodes too, whose squares overflow
        return self.method.direction(x, g * min(1.0, self.max_norm / norm) if norm > 0 else g, state)


@dataclass(frozen=True)
class ValueClipped(Wrapper):
    """Made by `clip_value`."""

    limit: float

    def __post_init__(self) -> None:
        super().__post_init__()
        _checks.settle(self, limit=_checks.positive("limit", self.limit))

    def direction(self, x: np.ndarray, g: np.ndarray, state: Any) -> tuple[np.ndarray, Any]:
        """The method's direction for the clipped gradient."""
        return self.method.direction(x, np.clip(g, -self.limit, self.limit), state)


def clip_norm(method: Method, max_norm: float) -> NormClipped:
    """The method, given g · min(1, c/‖g‖₂) in place of g: a gradient longer than c keeps its direction.

    Args:
        method: any method; x of any shape, the norm is taken over all entries.
        max_norm: c > 0.

    Returns:
        A method with the learning rate, search and state of the one that is wrapped.

    Raises:
        TypeError: method has no init and direction, or max_norm is not a number.
        ValueError: max_norm ≤ 0.

    Source: Pascanu, Mikolov and Bengio, "On the difficulty of training recurrent neural networks".
    """
    return NormClipped(method, max_norm)


def clip_value(method: Method, limit: float) -> ValueClipped:
    """The method, given min(max(g, −c), c) entrywise in place of g; this can turn the direction.

    Args:
        method: any method; x of any shape.
        limit: c > 0.

    Returns:
        A method with the learning rate, search and state of the one that is wrapped.

    Raises:
        TypeError: method has no init and direction, or limit is not a number.
        ValueError: limit ≤ 0.

    Source: Goodfellow, Bengio and Courville, *Deep Learning*, the section on clipping gradients.
    """
    return ValueClipped(method, limit)
