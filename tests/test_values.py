"""Objectives, methods, networks and searches are values: the same words make equals, and nothing is added to them."""

from __future__ import annotations

import dataclasses

import pytest

from course_lib import MLP, Huber, LogCosh, PseudoHuber, Rosenbrock
from course_lib.methods import (
    BFGS,
    LBFGS,
    Adam,
    AdamW,
    AMSGrad,
    GradientDescent,
    Momentum,
    Nesterov,
    Newton,
    RMSProp,
    clip_norm,
    clip_value,
    projected,
)
from course_lib.networks import DeepNetwork
from course_lib.objectives import Beale, Himmelblau, PowellSingular, Wood
from course_lib.running import Armijo, StrongWolfe

EQUAL = [
    Beale,
    Himmelblau,
    lambda: Huber(0.5),
    LogCosh,
    PowellSingular,
    PseudoHuber,
    lambda: Rosenbrock(3),
    Wood,
    lambda: GradientDescent(0.1),
    lambda: Momentum(0.1),
    lambda: Nesterov(0.1),
    RMSProp,
    Adam,
    AMSGrad,
    AdamW,
    lambda: Newton(abs),
    BFGS,
    LBFGS,
    lambda: clip_norm(Adam(), 0.5),
    lambda: clip_value(Adam(), 0.5),
    lambda: projected(Adam(), abs),
    lambda: MLP((2, 3)),
    lambda: DeepNetwork(2, 3, 4, 2),
    Armijo,
    StrongWolfe,
]


@pytest.mark.parametrize("make", EQUAL, ids=lambda make: type(make()).__name__)
def test_the_same_words_make_equal_values(make):
    assert make() == make() and hash(make()) == hash(make())


@pytest.mark.parametrize("make", EQUAL, ids=lambda make: type(make()).__name__)
def test_nothing_can_be_added_to_a_value(make):
    with pytest.raises(dataclasses.FrozenInstanceError):
        make().anything = 1
