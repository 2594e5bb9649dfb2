"""Learning rates that change along a run: functions of k = 1, 2, …; step k goes from x_{k−1} to x_k (section 5.4)."""

from __future__ import annotations

import math
from collections.abc import Callable

from course_lib import _checks

Schedule = Callable[[int], float]


def inverse_time(first: float, decay: float) -> Schedule:
    """α_k = α₁/(1 + γ(k − 1)): halved at k = 1 + 1/γ, and like α₁/(γk) later.

    Σα_k = ∞ and Σα_k² < ∞, so that noise dies out and no start is too far away.

    Args:
        first: α₁ > 0.
        decay: γ > 0, the speed of the decay in units of a step; with γ = 1, α_k = α₁/k.

    Returns:
        The function k ↦ α_k of whole numbers k ≥ 1.

    Raises:
        TypeError: an argument that is no number; later a k that is no whole number.
        ValueError: an argument that is not positive; later k < 1.

    Source: Robbins and Monro, "A stochastic approximation method".
    """
    first, decay = _checks.positive("first", first), _checks.positive("decay", decay)
    return lambda k: first / (1 + decay * (_number(k) - 1))


def cosine(first: float, steps: int, last: float = 0.0) -> Schedule:
    """α_k = α_end + ½(α₁ − α_end)(1 + cos(π(k − 1)/K)), half a wave from α₁ towards α_end; α_end for k > K.

    Args:
        first: α₁ > 0.
        steps: K ≥ 1, the length of the run.
        last: α_end ≥ 0; with 0 the run must end after K steps, since a method needs a positive rate.

    Returns:
        The function k ↦ α_k of whole numbers k ≥ 1.

    Raises:
        TypeError: an argument that is no number, or steps not a whole one; later a k that is no whole number.
        ValueError: an argument outside its range; later k < 1.

    Source: Loshchilov and Hutter, "SGDR: stochastic gradient descent with warm restarts".
    """
    first, last = _checks.positive("first", first), _checks.nonnegative("last", last)
    steps = _checks.whole("steps", steps, least=1)
    return lambda k: last + (first - last) * (1 + math.cos(math.pi * min((_number(k) - 1) / steps, 1))) / 2


def warm_up(rate: float | Schedule, steps: int) -> Schedule:
    """α_k = min(k/K, 1) · rate(k): a straight climb over the first K steps, then the rate as it is.

    Args:
        rate: a number > 0, or a function of k, such as another schedule.
        steps: K ≥ 1, the length of the climb; 1 changes nothing.

    Returns:
        The function k ↦ α_k of whole numbers k ≥ 1.

    Raises:
        TypeError: rate is neither, or steps is not a whole number; later a k that is no whole number.
        ValueError: an argument outside its range; later k < 1.

    Source: Goyal et al., "Accurate, large minibatch SGD: training ImageNet in 1 hour".
    """
    rate, steps = _checks.rate("rate", rate), _checks.whole("steps", steps, least=1)
    return lambda k: min(_number(k) / steps, 1) * (rate(k) if callable(rate) else rate)


def _number(k: int) -> int:
    return _checks.whole("k", k, least=1)
