"""Sign descent with a memory: p = −sign(v), v ← βv + (1 − β)g."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from course_lib import Method


class SignState(NamedTuple):
    """What the method remembers between two steps."""

    v: np.ndarray


@dataclass(frozen=True)
class SignDescent(Method):
    """Each coordinate moves by the learning rate, against its running mean."""

    learning_rate: float
    beta: float = 0.9

    def init(self, x0):
        return SignState(v=np.zeros_like(x0))

    def direction(self, x, g, state):
        v = self.beta * state.v + (1 - self.beta) * g
        return -np.sign(v), SignState(v)
