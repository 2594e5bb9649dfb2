"""The longest step of Adam, attained at every k, and the sparse step that is often taken for it."""

from __future__ import annotations

import numpy as np
import pytest

from course_lib import bounds


def last_step(gradients, beta1=0.9, beta2=0.999):
    """|Δ| of Adam at the last of the gradients, with α = 1 and ε = 0."""
    m = v = 0.0
    for g in gradients:
        m, v = beta1 * m + (1 - beta1) * g, beta2 * v + (1 - beta2) * g * g
    k = len(gradients)
    return abs(m / (1 - beta1**k)) / np.sqrt(v / (1 - beta2**k))


def extremal(k, beta1=0.9, beta2=0.999):
    return (beta1 / beta2) ** np.arange(k - 1, -1, -1.0)


def test_the_default_constants_give_the_numbers_of_the_chapter():
    assert bounds.adam_sparse_step(1) == pytest.approx(3.162, abs=5e-4)
    assert bounds.adam_largest_step(1) == pytest.approx(7.270, abs=5e-4)
    assert bounds.adam_largest_step(1) == pytest.approx(0.1 / np.sqrt(0.001 * (1 - 0.81 / 0.999)), rel=1e-14)
    assert bounds.adam_largest_step() == pytest.approx(1e-3 * bounds.adam_largest_step(1), rel=1e-15)


@pytest.mark.evidence("thm-adam-step", "bounds.adam_largest_step")
@pytest.mark.parametrize("beta1, beta2", [(0.9, 0.999), (0.5, 0.9), (0.9, 0.81), (0.95, 0.85), (0.0, 0.99)])
def test_the_extremal_gradients_attain_the_bound_at_every_step_and_others_stay_below(beta1, beta2):
    rng = np.random.default_rng(0)
    for k in (1, 2, 3, 10, 40):
        bound = bounds.adam_largest_step(1, beta1, beta2, k)
        assert last_step(extremal(k, beta1, beta2), beta1, beta2) == pytest.approx(bound, rel=1e-12)
        for gradients in rng.standard_normal((20, k)):
            assert last_step(gradients, beta1, beta2) <= bound * (1 + 1e-12)


def test_the_first_step_is_alpha_and_the_bound_grows_to_its_limit():
    steps = [bounds.adam_largest_step(0.5, k=k) for k in range(1, 3000)]
    assert steps[0] == pytest.approx(0.5, rel=1e-14)
    assert (np.diff(steps) > 0).all() and steps[-1] < bounds.adam_largest_step(0.5)
    assert bounds.adam_largest_step(0.5, k=20_000) == pytest.approx(bounds.adam_largest_step(0.5), rel=2e-9)


def test_a_run_of_20000_steps_reaches_the_supremum():
    assert last_step(extremal(20_000)) == pytest.approx(7.2703, abs=5e-5)


def test_one_gradient_after_zeros_makes_the_sparse_step():
    assert last_step([0.0] * 20_000 + [1.0]) == pytest.approx(bounds.adam_sparse_step(1), rel=2e-9)


BAD = [
    (lambda: bounds.adam_sparse_step(0), ValueError, "alpha must be greater than 0, got 0"),
    (lambda: bounds.adam_sparse_step(1, beta1=1), ValueError, r"beta1 must lie in \[0, 1\), got 1"),
    (lambda: bounds.adam_largest_step(1, beta2=0), ValueError, r"beta2 must lie in \(0, 1\), got 0"),
    (lambda: bounds.adam_largest_step(1, 0.9, 0.8), ValueError, "beta2 must be greater than beta1² = 0.81 .* got 0.8"),
    (lambda: bounds.adam_largest_step(1, k=0), ValueError, "k must be at least 1, got 0"),
    (lambda: bounds.adam_largest_step(1, k=2.5), TypeError, "k must be a whole number, got 2.5"),
]


@pytest.mark.parametrize("call, error, sentence", BAD)
def test_what_does_not_fit_is_answered_with_a_sentence(call, error, sentence):
    with pytest.raises(error, match=sentence):
        call()
