"""Adam (section 6.4)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from course_lib import _checks
from course_lib.methods._squares import mean_square
from course_lib.types import Method, Rate


class AdamState(NamedTuple):
    """The number k of gradients seen, and the running means m of g and v of g², arrays of the shape of x."""

    k: int
    m: np.ndarray
    v: np.ndarray


@dataclass(frozen=True)
class Adam(Method):
    """p_k = −m̂ / (√v̂ + ε) entrywise, where m̂ = m/(1 − β₁ᵏ), v̂ = v/(1 − β₂ᵏ) are weighted means of g and of g².

    m ← β₁m + (1 − β₁)g and v ← β₂v + (1 − β₂)g² start at 0; without the corrections the early means would be too small.
    The first step is −αg/(|g| + ε), a later one can reach α(1 − β₁)/√((1 − β₂)(1 − β₁²/β₂)), 7.27α by default.

    Args:
        learning_rate: α > 0, a number or a function of k = 1, 2, …
        beta1, beta2: the memories of m and v, in [0, 1).
        epsilon: ε ≥ 0, outside the root; with 0 an entry whose gradients were all 0 gives 0/0, and the run stops.

    Source: Kingma and Ba, "Adam: A Method for Stochastic Optimization", Algorithm 1.
    """

    learning_rate: Rate = 1e-3
    beta1: float = 0.9
    beta2: float = 0.999
    epsilon: float = 1e-8

    def __post_init__(self) -> None:
        _checks.settle(
            self,
            learning_rate=_checks.rate("learning_rate", self.learning_rate),
            beta1=_checks.share("beta1", self.beta1),
            beta2=_checks.share("beta2", self.beta2),
            epsilon=_checks.nonnegative("epsilon", self.epsilon),
        )

    def init(self, x0: np.ndarray) -> AdamState:
        """k = 0, m = v = 0, in the shape and type of x0."""
        return AdamState(0, np.zeros_like(x0), np.zeros_like(x0))

    def direction(self, x: np.ndarray, g: np.ndarray, state: AdamState) -> tuple[np.ndarray, AdamState]:
        """p = −m̂ / (√v̂ + ε) with the new k, m, v; x, g and p are of one shape, any."""
        k = state.k + 1
        m = self.beta1 * state.m + (1 - self.beta1) * g
        v = mean_square(self.beta2, state.v, g)
        m_hat = m / (1 - self.beta1**k)
        v_hat = v / (1 - self.beta2**k)
        return -m_hat / (np.sqrt(v_hat) + self.epsilon), AdamState(k, m, v)
