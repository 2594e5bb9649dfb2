"""Which steps teach a quasi-Newton method something, and how far it goes at first."""

from types import SimpleNamespace

import numpy as np
import pytest

from course_lib.methods._pairs import first_length, new_pair


@pytest.mark.parametrize(
    ("y", "kept"), [([1.0, 0], True), ([-1.0, 0], False), ([0.0, 1], False), ([1e-11, 1], False), ([1e-9, 1], True)]
)
def test_a_pair_without_curvature_is_no_pair(y, kept):
    before = SimpleNamespace(x=np.zeros(2), g=np.zeros(2))
    pair = new_pair(before, np.array([1.0, 0]), np.array(y))
    assert (pair is not None) == kept
    assert not kept or (pair.s.tolist(), pair.y.tolist(), pair.ys) == ([1.0, 0.0], y, y[0])
    assert new_pair(SimpleNamespace(x=None, g=None), np.ones(2), np.ones(2)) is None


def test_the_first_length():
    g = np.array([3.0, -5.0])
    assert (first_length(1, g), first_length(1, g / 16), first_length(2, g)) == (1 / 8, 1.0, 1.0)
