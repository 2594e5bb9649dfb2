"""The counts against the products that the library's network really computes."""

import re

import numpy as np
import pytest

from course_lib import MLP
from course_lib.networks.cost import (
    backward_multiplications,
    central_difference_multiplications,
    forward_multiplications,
)

SIZES = [(1, 1), (3, 5, 4, 4, 2), (64, 64, 10), (7, 1, 9)]


@pytest.fixture
def multiplications(monkeypatch):
    """The number of multiplications of every np.matmul so far, in a list of one."""
    total, matmul = [0], np.matmul

    def counted(a, b, **keywords):
        total[0] += a.shape[0] * a.shape[1] * b.shape[1]
        return matmul(a, b, **keywords)

    monkeypatch.setattr(np, "matmul", counted)
    return total


@pytest.mark.evidence("thm-backprop-cost", "networks.cost.backward_multiplications")
@pytest.mark.evidence("thm-backprop-cost", "networks.cost.forward_multiplications")
@pytest.mark.parametrize("sizes", SIZES)
@pytest.mark.parametrize("samples", [1, 6])
def test_the_network_multiplies_as_often_as_is_counted(multiplications, sizes, samples):
    net, rng = MLP(sizes), np.random.default_rng(0)
    theta, X, Y = net.init(rng), rng.normal(size=(samples, sizes[0])), rng.normal(size=(samples, sizes[-1]))
    net.forward(theta, X)
    assert multiplications[0] == samples * forward_multiplications(sizes)
    multiplications[0] = 0
    net.value_and_grad(theta, X, Y)
    assert multiplications[0] == samples * (forward_multiplications(sizes) + backward_multiplications(sizes))


@pytest.mark.evidence("thm-backprop-cost", "networks.cost.central_difference_multiplications")
@pytest.mark.parametrize("sizes", [(1, 1), (3, 5, 4, 4, 2), (7, 1, 9)])
def test_central_differences_as_they_are_done(multiplications, sizes):
    net, rng = MLP(sizes), np.random.default_rng(1)
    theta, X = net.init(rng), rng.normal(size=(1, sizes[0]))
    for step in 1e-5 * np.concatenate([np.eye(net.n), -np.eye(net.n)]):
        net.forward(theta + step, X)
    assert multiplications[0] == central_difference_multiplications(sizes)


@pytest.mark.evidence("thm-backprop-cost", "networks.cost.backward_multiplications")
@pytest.mark.parametrize("sizes", SIZES)
def test_value_and_gradient_cost_less_than_three_forward_passes(sizes):
    both = forward_multiplications(sizes) + backward_multiplications(sizes)
    assert 2 * forward_multiplications(sizes) <= both < 3 * forward_multiplications(sizes)


@pytest.mark.parametrize(
    ("sizes", "error", "says"),
    [
        ((3,), ValueError, "sizes must hold at least the widths of input and output, got (3,)"),
        ((3, 0), ValueError, "sizes[1] must be at least 1, got 0"),
        ((3, 2.5), TypeError, "sizes[1] must be a whole number, got 2.5"),
    ],
)
def test_what_is_no_network_is_refused(sizes, error, says):
    with pytest.raises(error, match=re.escape(says)):
        forward_multiplications(sizes)
