import numpy as np
import pytest

from course_lib import Quadratic

A = np.array([[2.0, 1.0], [1.0, 3.0]])
b = np.array([1.0, -2.0])
POINTS = np.array([[1.0, 2.0], [-3.0, 0.5], [0.0, 0.0]])


def test_values_gradients_and_hessians_for_many_points_at_once():
    f = Quadratic(A, b)
    # ½(2x² + 2xy + 3y²) − x + 2y, by hand
    expected = [x**2 + x * y + 1.5 * y**2 - x + 2 * y for x, y in POINTS]
    np.testing.assert_allclose(f(POINTS), expected, rtol=1e-15)
    np.testing.assert_allclose(f.gradient(POINTS), [[2 * x + y - 1, x + 3 * y + 2] for x, y in POINTS], rtol=1e-15)
    np.testing.assert_array_equal(f.hessian(POINTS), [A, A, A])
    value, gradient = f.value_and_grad(POINTS[0])
    assert value == expected[0] and gradient.shape == (2,)


def test_minimiser_is_stationary_and_lowest():
    f = Quadratic(A, b)
    (minimizer,) = f.minimizers
    np.testing.assert_allclose(f.gradient(minimizer), 0, atol=1e-15)
    assert np.all(f(minimizer + POINTS[:2]) > f(minimizer))


def test_L_and_mu_are_the_extreme_curvatures():
    f = Quadratic(np.diag([3.0, -5.0, 1.0]))
    assert (f.L, f.mu) == pytest.approx((5.0, -5.0))


def test_arguments_are_copied():
    matrix = A.copy()
    f = Quadratic(matrix)
    matrix[0, 0] = 99
    assert f.A[0, 0] == 2.0


@pytest.mark.parametrize(
    ("matrix", "vector", "message"),
    [
        (np.ones((2, 3)), None, r"A must be square, got shape \(2, 3\)"),
        ([[1.0, 2.0], [0.0, 1.0]], None, r"A must be symmetric, but differs from its transpose by 2"),
        ([[1.0, np.nan], [np.nan, 1.0]], None, r"A must be finite, got nan at index \(0, 1\)"),
        (np.zeros((0, 0)), None, r"A must not be empty"),
        (A, [1.0, 2.0, 3.0], r"b must have 2 entries, as A has rows, got 3"),
    ],
)
def test_bad_input(matrix, vector, message):
    with pytest.raises(ValueError, match=message):
        Quadratic(matrix, vector)


def test_no_minimiser_is_said():
    with pytest.raises(ValueError, match=r"A must be positive definite .*, its smallest eigenvalue is 0"):
        _ = Quadratic(np.diag([0.0, 1.0])).minimizers


def test_a_point_of_another_length_is_refused():
    with pytest.raises(ValueError, match=r"x must have 2 entries along its last axis, got shape \(3,\)"):
        Quadratic(A)(np.zeros(3))
