"""Projection: steps that stay in a set."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from course_lib import _checks
from course_lib.methods._wrapper import Wrapper
from course_lib.types import Method


@dataclass(frozen=True)
class Projected(Wrapper):
    """Made by `projected`."""

    onto: Callable[[np.ndarray], np.ndarray]

    def __post_init__(self) -> None:
        super().__post_init__()
        if not callable(self.onto):
            raise TypeError(f"project must be a function of x that returns the nearest point, got {self.onto!r}")
        if hasattr(self.method, "project"):
            raise ValueError("method must not be projected already; pass one projection onto the intersection instead")

    def project(self, x: np.ndarray) -> np.ndarray:
        """The point of the set nearest to x, in the shape of x."""
        point = _checks.floats("project(x)", self.onto(x))
        if point.shape != x.shape:
            raise ValueError(f"project(x) must have the shape of x, {x.shape}, got {point.shape}")
        return point


def projected(method: Method, project: Callable[[np.ndarray], np.ndarray]) -> Projected:
    """x_{k+1} = Π(x_k + α_k p_k) with Π(x) the point nearest to x in a closed convex set.

    The direction that a step records is the one that x really moved along, (x_{k+1} − x_k)/α_k. The start is left where
    it is. A line search is refused: the path that it would search is bent.

    Args:
        method: a first-order method; x of any shape. With Newton's or a quasi-Newton direction the run may stop at a
            point that is no minimiser over the set.
        project: Π, from an array to one of its shape, for example `lambda x: np.clip(x, -1, 1)`.

    Returns:
        A method with the learning rate and state of the one that is wrapped.

    Raises:
        TypeError: method has no init and direction, or project is not a function.
        ValueError: method is projected already; on the way, project(x) has another shape than x.

    Source: Goldstein, "Convex programming in Hilbert space".
    """
    return Projected(method, project)
