"""Nesterov's accelerated gradient (section 6.3)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from course_lib.methods.momentum import Momentum, MomentumState


@dataclass(frozen=True)
class Nesterov(Momentum):
    """v_{k+1} = β v_k + ∇f(x_k), p_k = −(∇f(x_k) + β v_{k+1}), from v_0 = 0.

    With x = y − αβv this is the look-ahead form: the velocity takes in the gradient at the point y − αβv to which it is
    about to carry y. The iterates here are those look-ahead points, where the gradient is taken.

    Args:
        learning_rate: α > 0, a number or a function of k = 1, 2, …
        beta: the share of the velocity that is kept, in [0, 1); 0 is gradient descent.

    Source: Nesterov, "A method of solving a convex programming problem with convergence rate O(1/k²)";
        Sutskever, Martens, Dahl and Hinton, "On the importance of initialization and momentum in deep learning".
    """

    def direction(self, x: np.ndarray, g: np.ndarray, state: MomentumState) -> tuple[np.ndarray, MomentumState]:
        """p = −(g + βv) with the new v = βv + g; x, g and p are of one shape, any."""
        v = self.beta * state.v + g
        return -(g + self.beta * v), MomentumState(v)
