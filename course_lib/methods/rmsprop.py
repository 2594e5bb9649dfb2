"""RMSProp (section 6.4)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from course_lib import _checks
from course_lib.methods._squares import mean_square
from course_lib.types import Method, Rate


class RMSPropState(NamedTuple):
    """The running mean v of g², an array of the shape of x."""

    v: np.ndarray


@dataclass(frozen=True)
class RMSProp(Method):
    """v_{k+1} = β v_k + (1 − β) g_k², p_k = −g_k / (√v_{k+1} + ε) entrywise, g_k = ∇f(x_k), from v_0 = 0.

    Args:
        learning_rate: α > 0, a number or a function of k = 1, 2, …
        beta: the memory of v, in [0, 1).
        epsilon: ε ≥ 0, outside the root; with 0 an entry whose gradients were all 0 gives 0/0, and the run stops.

    Source: Tieleman and Hinton, "Lecture 6.5: RMSProp", Neural Networks for Machine Learning.
    """

    learning_rate: Rate = 1e-2
    beta: float = 0.99
    epsilon: float = 1e-8

    def __post_init__(self) -> None:
        _checks.settle(
            self,
            learning_rate=_checks.rate("learning_rate", self.learning_rate),
            beta=_checks.share("beta", self.beta),
            epsilon=_checks.nonnegative("epsilon", self.epsilon),
        )

    def init(self, x0: np.ndarray) -> RMSPropState:
        """v = 0, in the shape and type of x0."""
        return RMSPropState(np.zeros_like(x0))

    def direction(self, x: np.ndarray, g: np.ndarray, state: RMSPropState) -> tuple[np.ndarray, RMSPropState]:
        """p = −g / (√v + ε) with the new v; x, g and p are of one shape, any."""
        v = mean_square(self.beta, state.v, g)
        return -g / (np.sqrt(v) + self.epsilon), RMSPropState(v)
