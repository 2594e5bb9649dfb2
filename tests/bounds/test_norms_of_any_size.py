"""Norms, dual norms and steepest directions of vectors whose squares under- or overflow."""

from __future__ import annotations

import numpy as np
import pytest

from course_lib.bounds.norms import dual_norm, norm, steepest_direction

KINDS = [1, 2, np.inf, np.array([[2.0, 1.0], [1.0, 3.0]])]
G = np.array([3.0, -1.0])


@pytest.mark.parametrize("kind", KINDS, ids=["1", "2", "inf", "P"])
@pytest.mark.parametrize("exponent", [-1000, -600, 600, 1000])
def test_a_power_of_two_passes_through_to_the_last_bit(kind, exponent):
    scaled = np.ldexp(G, exponent)
    assert norm(scaled, kind) == np.ldexp(norm(G, kind), exponent)
    assert dual_norm(scaled, kind) == np.ldexp(dual_norm(G, kind), exponent)
    np.testing.assert_array_equal(steepest_direction(scaled, kind), steepest_direction(G, kind))


@pytest.mark.parametrize("kind", KINDS, ids=["1", "2", "inf", "P"])
def test_the_smallest_numbers_have_a_direction(kind):
    d = steepest_direction(np.array([5e-324, 0.0]), kind)
    assert norm(d, kind) == pytest.approx(1, rel=1e-15)
    assert d[0] < 0


def test_a_boolean_is_no_norm():
    with pytest.raises(ValueError, match=r"kind must be 1, 2, numpy\.inf or a positive definite matrix, got True"):
        norm(G, True)
