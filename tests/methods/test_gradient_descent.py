import json
from pathlib import Path

import numpy as np
import pytest

from course_lib import GradientDescent, LogisticRegression, Quadratic, Rosenbrock, iterates, minimize

RECORD = json.loads((Path(__file__).parents[1] / "reference" / "gradient_descent.json").read_text())


def recorded_objective(name):
    if name == "rosenbrock":
        return Rosenbrock(3)
    if name == "quadratic":
        return Quadratic(np.array([[4.0, 1.0, 0.0], [1.0, 3.0, -0.5], [0.0, -0.5, 0.1]]), np.array([1.0, -2.0, 0.3]))
    rng = np.random.default_rng(7)
    X = rng.normal(size=(40, 3)).round(3)
    return LogisticRegression(X, (rng.uniform(size=40) < 0.5).astype(float), l2=0.1)


@pytest.mark.evidence("eq-gradient-descent", "methods.GradientDescent")
@pytest.mark.parametrize("name", RECORD)
def test_equals_the_recorded_torch_trajectory(name):
    case = RECORD[name]
    method = GradientDescent(case["learning_rate"])
    run = minimize(recorded_objective(name), case["x0"], method, tol=0, max_iter=1000, keep="x")
    for k, expected in case["x"].items():
        error = np.linalg.norm(run.trace.x[int(k)] - expected)
        assert error <= 1e-13 * np.linalg.norm(expected), (k, error)


def test_first_step_is_minus_alpha_times_the_gradient():
    x0 = np.array([3.0, -1.0])
    first = list(zip(range(2), iterates(Quadratic(np.diag([1.0, 4.0])), x0, GradientDescent(0.25)), strict=False))[1][1]
    np.testing.assert_array_equal(first.p, [-3.0, 4.0])
    np.testing.assert_array_equal(first.x, [2.25, 0.0])
    assert first.alpha == 0.25


def test_any_shape_is_kept():
    matrix = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
    run = minimize(lambda X: (0.5 * np.sum(X**2), X), matrix, GradientDescent(0.5), max_iter=3, tol=0)
    np.testing.assert_array_equal(run.x, matrix / 8)


@pytest.mark.parametrize("rate", [0, -1.0, np.inf, np.nan])
def test_a_learning_rate_that_is_not_positive_and_finite_is_refused(rate):
    with pytest.raises(ValueError, match=r"learning_rate must be .*got"):
        GradientDescent(rate)


def test_a_learning_rate_that_is_no_number_is_refused():
    with pytest.raises(TypeError, match=r"learning_rate must be a real number, got 'fast' of type str"):
        GradientDescent("fast")
