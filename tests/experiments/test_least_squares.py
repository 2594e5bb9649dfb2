"""Least squares with a known answer."""

import numpy as np
import pytest

from course_lib.experiments.least_squares import solver_errors, twin_design

U = np.finfo(float).eps / 2


def test_the_design_has_its_condition_number_and_twin_rows():
    X = twin_design(np.random.default_rng(1), 300.0, samples=16, n=4)
    assert X.shape == (16, 4)
    assert np.linalg.cond(X) == pytest.approx(300, rel=1e-10)
    assert np.array_equal(X[:8], X[8:])


@pytest.mark.parametrize("residual", [0.0, 0.01, 1.0])
def test_normal_equations_lose_the_square_and_lstsq_only_with_a_residual(residual):
    rng, kappa = np.random.default_rng(2), 1e5
    normal, direct = np.median([solver_errors(rng, kappa, residual) for _ in range(25)], axis=0)
    assert kappa**2 * U / 30 < normal < 4 * kappa**2 * U
    assert direct < 4 * (kappa + residual * kappa**2) * U
    if residual:
        assert direct > residual * kappa**2 * U / 1000


def test_a_residual_of_any_length_leaves_the_answer_where_it_was():
    """In exact arithmetic: the error grows like rounding, not like the residual."""
    errors = [solver_errors(np.random.default_rng(3), 10.0, residual) for residual in (0.0, 1.0, 100.0)]
    assert np.max(errors) < 1e-12


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda rng: twin_design(rng, 10.0, samples=11, n=4), "samples must be even"),
        (lambda rng: twin_design(rng, 0.5), "kappa must be"),
        (lambda rng: solver_errors(rng, 10.0, -1.0), "residual must be"),
        (lambda rng: solver_errors(rng, 1e9, 0.0), "kappa must be at most 1e7"),
    ],
)
def test_what_has_no_meaning_is_refused(call, sentence):
    with pytest.raises(ValueError, match=sentence):
        call(np.random.default_rng(0))
