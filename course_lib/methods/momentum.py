"""Momentum (section 6.3)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from course_lib import _checks
from course_lib.types import Method, Rate


class MomentumState(NamedTuple):
    """The velocity v, an array of the shape of x; the state of `Momentum` and `Nesterov`."""

    v: np.ndarray


@dataclass(frozen=True)
class Momentum(Method):
    """v_{k+1} = β v_k + ∇f(x_k), p_k = −v_{k+1}, from v_0 = 0.

    With a constant rate this is Polyak's heavy ball x_{k+1} = x_k − α ∇f(x_k) + β (x_k − x_{k−1}); with a rate that
    varies it is another path.

    Args:
        learning_rate: α > 0, a number or a function of k = 1, 2, …
        beta: the share of the velocity that is kept, in [0, 1); 0 is gradient descent.

    Source: Polyak, "Some methods of speeding up the convergence of iteration methods".
    """

    learning_rate: Rate
    beta: float = 0.9

    def __post_init__(self) -> None:
        _checks.settle(
            self,
            learning_rate=_checks.rate("learning_rate", self.learning_rate),
            beta=_checks.share("beta", self.beta),
        )

    def init(self, x0: np.ndarray) -> MomentumState:
        """v = 0, in the shape and type of x0."""
        return MomentumState(np.zeros_like(x0))

    def direction(self, x: np.ndarray, g: np.ndarray, state: MomentumState) -> tuple[np.ndarray, MomentumState]:
        """p = −(βv + g); x, g and p are of one shape, any."""
        v = self.beta * state.v + g
        return -v, MomentumState(v)
