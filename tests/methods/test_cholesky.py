"""Linear systems by Cholesky."""

import numpy as np
import pytest

from course_lib.methods._cholesky import solve_positive


@pytest.mark.parametrize("n", [1, 2, 7, 30])
def test_it_solves_as_accurately_as_lapack(n):
    rng = np.random.default_rng(n)
    B = rng.standard_normal((n, n))
    A, b = B @ B.T + np.eye(n), rng.standard_normal(n)
    x = solve_positive(A, b)
    assert np.linalg.norm(A @ x - b) <= 1e-14 * n * np.linalg.norm(A) * np.linalg.norm(x)


def test_integers_come_out_exactly():
    C = np.array([[2.0, 0, 0], [1, 4, 0], [-2, 3, 1]])
    x = np.array([3.0, -5, 2])
    np.testing.assert_array_equal(solve_positive(C @ C.T, C @ C.T @ x), x)


def test_an_indefinite_matrix_is_refused():
    with pytest.raises(np.linalg.LinAlgError):
        solve_positive(np.diag([1.0, -1.0]), np.ones(2))
