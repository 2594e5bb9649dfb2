"""Objectives, methods, networks and searches are values: nothing in them can be set, and the same words make equals."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from course_lib import MLP, Huber, LogCosh, LogisticRegression, PseudoHuber, Quadratic, Rosenbrock
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
from course_lib.networks import DeepNetwork, RecurrentSum
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
# They hold arrays, which have no single answer to being equal.
THEMSELVES = [
    lambda: Quadratic(np.eye(2)),
    lambda: LogisticRegression(np.eye(2), [0, 1]),
    lambda: RecurrentSum(np.eye(2)),
]


@pytest.mark.parametrize("make", EQUAL + THEMSELVES, ids=lambda make: type(make()).__name__)
def test_nothing_in_a_value_can_be_set(make):
    value = make()
    for name in ("anything", *(field.name for field in dataclasses.fields(value))):
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(value, name, 1)


@pytest.mark.parametrize("make", EQUAL, ids=lambda make: type(make()).__name__)
def test_the_same_words_make_equal_values(make):
    assert make() == make() and hash(make()) == hash(make())


@pytest.mark.parametrize("make", THEMSELVES, ids=lambda make: type(make()).__name__)
def test_a_value_that_holds_arrays_equals_itself_alone(make):
    value = make()
    assert value == value and value != make()
