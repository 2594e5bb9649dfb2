"""Constants that the objectives state, and what they do at the ends of their ranges."""

from __future__ import annotations

import inspect

import numpy as np
import pytest

from course_lib import Huber, LogCosh, LogisticRegression, PseudoHuber, Quadratic, Rosenbrock
from course_lib.objectives import Wood


@pytest.mark.parametrize("f", [Huber(0.5), LogCosh(), PseudoHuber()], ids=lambda f: type(f).__name__)
def test_curvatures_are_1_at_most_and_come_as_near_to_0_as_one_likes(f):
    curvatures = f.hessian(np.array([0.0, 1e-3, 0.5, 3.0, 1e3])[:, None]).ravel()
    assert f.L == curvatures.max() == curvatures[0] == 1
    assert f.mu == 0 <= curvatures[-1] < 1e-8
    assert f.minimizers.tolist() == [[0.0]]


def test_log_cosh_is_of_one_piece_at_the_seam_of_its_two_forms():
    seam = np.array([np.nextafter(1.0, 0), 1.0, np.nextafter(1.0, 2)])
    assert np.ptp(LogCosh()(seam[:, None])) <= 5e-16


@pytest.mark.parametrize("x", [1e-12, 1e-8, 1e-4])
def test_log_cosh_of_a_small_number_keeps_its_digits(x):
    assert LogCosh()([x]) == pytest.approx(x**2 / 2 - x**4 / 12, rel=1e-15, abs=0)


def test_wood_has_one_minimiser():
    assert Wood().minimizers.tolist() == [[1, 1, 1, 1]]


@pytest.mark.parametrize("lowest", [0.0, -0.5, -2.0])
def test_a_quadratic_that_does_not_curve_upwards_everywhere_has_no_single_minimiser(lowest):
    with pytest.raises(ValueError, match=f"its smallest eigenvalue is {lowest:g}$"):
        _ = Quadratic(np.diag([1.0, lowest])).minimizers


def test_the_last_and_the_first_variable_of_rosenbrock():
    assert Rosenbrock() == Rosenbrock(n=2)
    assert Rosenbrock(5).start.tolist() == [-1.2, 1, -1.2, 1, -1.2]
    with pytest.raises(ValueError, match=r"^n must be at least 2, got 1$"):
        Rosenbrock(1)


X = np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 1.0]])


def test_the_first_label_that_is_none_is_named():
    for y, wrong in (([0, 2, 3], 2), ([-1, 0, 5], -1), ([1, 0.5, 0], 0.5)):
        with pytest.raises(ValueError, match=f"^y must hold labels 0 and 1, got {wrong}$"):
            LogisticRegression(X, y)
    with pytest.raises(ValueError, match=r"^l2 must be at least 0, got -0.5$"):
        LogisticRegression(X, [0, 1, 1], -0.5)


def test_on_the_border_class_0_is_predicted():
    assert LogisticRegression(X, [0, 0, 0]).accuracy([0.0, 0.0]) == 1
    assert LogisticRegression(X, [1, 1, 0]).accuracy([1.0, -1.0]) == pytest.approx(2 / 3, rel=1e-15)


def test_there_is_no_penalty_where_none_is_given():
    f = LogisticRegression(X, [0, 1, 1])
    assert f.mu == f.l2 == 0
    smoothness = [f.L, LogisticRegression(X, [0, 1, 1], 0.5).L]
    assert smoothness == pytest.approx([0.25, 0.75], rel=1e-14)  # XᵀX has the eigenvalues 1 and 3


def test_the_estimated_smoothness_is_within_the_residual_asked_for():
    f = LogisticRegression(X, [0, 1, 1], 0.5)
    for tol in (1e-2, 1e-10):
        excess = f.estimate_L(np.random.default_rng(0), tol) - f.L
        assert -1e-14 <= excess <= tol * 0.25 * (1 + 1e-9)
    assert inspect.signature(f.estimate_L).parameters["tol"].default == 1e-6
