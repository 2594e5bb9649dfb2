"""Objectives, methods, networks and searches are values: the same words make equals, and nothing is added to them."""

from __future__ import annotations

import dataclasses

import pytest

from course_lib import MLP, Armijo, Huber, LogCosh, PseudoHuber, Rosenbrock, StrongWolfe, methods
from course_lib.networks import DeepNetwork
from course_lib.objectives import Beale, Himmelblau, PowellSingular, Wood

EQUAL = [
    Beale,
    Himmelblau,
    lambda: Huber(0.5),
    LogCosh,
    PowellSingular,
    PseudoHuber,
    lambda: Rosenbrock(3),
    Wood,
    lambda: methods.GradientDescent(0.1),
    lambda: methods.Momentum(0.1),
    lambda: methods.Nesterov(0.1),
    methods.RMSProp,
    methods.Adam,
    methods.AMSGrad,
    methods.AdamW,
    lambda: methods.Newton(abs),
    methods.BFGS,
    methods.LBFGS,
    lambda: methods.clip_norm(methods.Adam(), 0.5),
    lambda: methods.clip_value(methods.Adam(), 0.5),
    lambda: methods.projected(methods.Adam(), abs),
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
