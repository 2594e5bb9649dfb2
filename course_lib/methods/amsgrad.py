"""AMSGrad (section 6.4)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from course_lib.methods._squares import mean_square
from course_lib.methods.adam import Adam


class AMSGradState(NamedTuple):
    """The number k of gradients seen, the running means m of g and v of g², and the largest v so far, entrywise."""

    k: int
    m: np.ndarray
    v: np.ndarray
    v_max: np.ndarray


@dataclass(frozen=True)
class AMSGrad(Adam):
    """Adam with v replaced by max(v_1, …, v_k) entrywise, so that a rare large gradient is never forgotten.

    The maximum is taken of the uncorrected v and then divided by 1 − β₂ᵏ: p_k = −m̂ / (√(v_max/(1 − β₂ᵏ)) + ε).

    Args:
        learning_rate: α > 0, a number or a function of k = 1, 2, …
        beta1, beta2: the memories of m and v, in [0, 1).
        epsilon: ε ≥ 0, outside the root; with 0 an entry whose gradients were all 0 gives 0/0, and the run stops.

    Source: Reddi, Kale and Kumar, "On the Convergence of Adam and Beyond".
    """

    def init(self, x0: np.ndarray) -> AMSGradState:
        """k = 0, m = v = v_max = 0, in the shape and type of x0."""
        return AMSGradState(0, np.zeros_like(x0), np.zeros_like(x0), np.zeros_like(x0))

    def direction(self, x: np.ndarray, g: np.ndarray, state: AMSGradState) -> tuple[np.ndarray, AMSGradState]:
        """p = −m̂ / (√v̂ + ε) with v̂ from the new v_max; x, g and p are of one shape, any."""
        k = state.k + 1
        m = self.beta1 * state.m + (1 - self.beta1) * g
        v = mean_square(self.beta2, state.v, g)
        v_max = np.maximum(state.v_max, v)
        m_hat = m / (1 - self.beta1**k)
        v_hat = v_max / (1 - self.beta2**k)
        return -m_hat / (np.sqrt(v_hat) + self.epsilon), AMSGradState(k, m, v, v_max)
