"""BFGS and L-BFGS need about as many evaluations as scipy's, from near and far; `benchmarks/evaluations.py` has all."""

import numpy as np
import pytest
from evaluations import rows
from problems import problems

ALL = problems()
SCALES = ["paraboloid 100", "variably dimensioned 40 × 10", "Zakharov 40", "Zakharov 40 × 10", "Rosenbrock 100"]


def test_the_set_is_public_and_large():
    assert len(ALL) >= 90
    assert len({case.name for case in ALL}) == len(ALL)


@pytest.mark.parametrize("case", [case for case in ALL if case.start.size <= 12], ids=lambda case: case.name)
def test_gradients_of_the_problems(case):
    rng = np.random.default_rng(0)
    x = case.start + 0.01 * np.maximum(np.abs(case.start), 1e-2) * rng.standard_normal(case.start.size)
    f, g = case.value_and_grad(x)
    for d in np.eye(x.size):
        h = 1e-6 * max(abs(x @ d), 1e-2)
        right, left = (case.value_and_grad(x + t * d)[0] for t in (h, -h))
        if np.isfinite(f) and np.abs(g).max() < 1e12:
            assert (right - left) / (2 * h) == pytest.approx(
                g @ d, rel=1e-4, abs=1e-6 * np.abs(g).max() + 1e-9 * abs(f)
            )


@pytest.mark.slow
@pytest.mark.parametrize("peer", ["BFGS", "L-BFGS-B"])
def test_the_median_is_theirs_and_no_ratio_is_above_two_and_a_half(peer):
    small = [case for case in ALL if case.start.size <= 10 and "Meyer" not in case.name and "Osborne" not in case.name]
    table = [row for row in rows(peer, small) if np.isfinite(row.ratio)]
    assert len(table) >= 45
    ratios = [row.ratio for row in table]
    assert np.median(ratios) <= 1.0
    assert max(ratios) <= 2.5, max(table, key=lambda row: row.ratio)


@pytest.mark.slow
@pytest.mark.parametrize("peer", ["BFGS", "L-BFGS-B"])
def test_a_first_step_through_a_far_steeper_region_costs_little(peer):
    for row in rows(peer, [case for case in ALL if case.name in SCALES]):
        assert row.stop == "gradient small", row
        assert row.ratio <= 2.5, row
