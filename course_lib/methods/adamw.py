"""AdamW (section 6.4)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from course_lib import _checks
from course_lib.methods.adam import Adam, AdamState


@dataclass(frozen=True)
class AdamW(Adam):
    """p_k = −m̂ / (√v̂ + ε) − ω x_k: Adam's direction and a pull towards 0 that the scaling by √v̂ does not touch.

    As in PyTorch, α multiplies the decay too: a step shrinks x by the factor 1 − αω. The paper multiplies ω by its
    schedule instead, so a number copied from there is smaller by the factor α.

    An ℓ₂ penalty in f would pass through m and v, and then weigh least where gradients are large.

    Args:
        learning_rate: α > 0, a number or a function of k = 1, 2, …
        beta1, beta2: the memories of m and v, in [0, 1).
        epsilon: ε ≥ 0, outside the root; with 0 an entry whose gradients were all 0 gives 0/0, and the run stops.
        weight_decay: ω ≥ 0.

    Source: Loshchilov and Hutter, "Decoupled Weight Decay Regularization".
    """

    weight_decay: float = 1e-2

    def __post_init__(self) -> None:
        super().__post_init__()
        _checks.settle(self, weight_decay=_checks.nonnegative("weight_decay", self.weight_decay))

    def direction(self, x: np.ndarray, g: np.ndarray, state: AdamState) -> tuple[np.ndarray, AdamState]:
        """p = −m̂ / (√v̂ + ε) − ωx with the new k, m, v; x, g and p are of one shape, any."""
        p, state = super().direction(x, g, state)
        return p - self.weight_decay * x, state
