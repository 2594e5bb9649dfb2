"""Lengths of vectors of any size."""

import math

import numpy as np
import pytest

from course_lib.running._dot import dot, length


@pytest.mark.parametrize("size", [1e-130, 1e-3, 1.0, 1e150])
def test_a_length_is_the_root_of_the_product_where_that_loses_nothing(size):
    for v in size * np.random.default_rng(0).normal(size=(50, 7)):
        assert length(v) == math.sqrt(np.vdot(v, v))


@pytest.mark.parametrize("size", [5e-324, 1e-310, 1e-200, 1e-139, 1e155, 1e307])
def test_a_length_neither_vanishes_nor_overflows(size):
    assert length(np.array([3.0, 0.0, -4.0]) * size) == pytest.approx(5 * size, rel=1e-15, abs=0)


@pytest.mark.parametrize("entry", [0.0, np.inf, -np.inf, np.nan])
def test_a_length_is_zero_infinite_or_no_number_as_the_largest_entry_is(entry):
    assert length(np.array([0.0, entry])) == pytest.approx(abs(entry), nan_ok=True)


def test_products_of_float32_are_added_up_in_float64():
    a = np.array([1.0, 2.0**-30], np.float32)
    assert dot(a, np.ones(2, np.float32)) == 1 + 2.0**-30
