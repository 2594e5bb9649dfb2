"""Power iteration against the full decomposition, and its stated error bound."""

from __future__ import annotations

import numpy as np
import pytest

from course_lib.bounds.eigenvalues import power_iteration


def symmetric(n, seed):
    A = np.random.default_rng(seed).standard_normal((n, n))
    return A + A.T


def with_spectrum(eigenvalues, seed):
    Q, _ = np.linalg.qr(np.random.default_rng(seed).standard_normal((len(eigenvalues),) * 2))
    A = (Q * eigenvalues) @ Q.T
    return (A + A.T) / 2


@pytest.mark.parametrize("n", [1, 2, 5, 40])
@pytest.mark.parametrize("seed", range(4))
def test_finds_the_eigenvalue_of_largest_modulus_within_the_residual(n, seed):
    A = symmetric(n, seed)
    exact = np.linalg.eigvalsh(A)
    largest = exact[np.abs(exact).argmax()]
    pair = power_iteration(A, np.random.default_rng(seed), tol=1e-7)
    rounding = 1e-14 * abs(largest)
    assert abs(pair.value - largest) <= pair.residual + rounding
    assert pair.residual <= 1e-7 * abs(pair.value)
    assert np.linalg.norm(pair.vector) == pytest.approx(1, rel=1e-14)
    assert np.linalg.norm(A @ pair.vector - pair.value * pair.vector) == pytest.approx(pair.residual, abs=rounding)


@pytest.mark.parametrize("tol", [1e-1, 1e-3, 1e-6])
def test_error_is_within_the_residual_and_within_its_square_over_the_gap(tol):
    A = with_spectrum(np.array([1.0, 2.0, 5.0, 9.0, 10.0]), 0)
    pair = power_iteration(A, np.random.default_rng(1), tol=tol)
    error = 10 - pair.value
    assert -1e-13 <= error <= pair.residual
    assert error <= pair.residual**2 / (pair.value - 9) + 1e-13


def test_components_shrink_by_the_ratio_of_eigenvalues_a_step():
    # The residual of diag(2, 1) after k products is that of v ∝ (c₁2ᵏ, c₂): asked a 1024th as much, 10 products more.
    A = np.diag([2.0, 1.0])
    counts = [power_iteration(A, np.random.default_rng(3), tol=2.0**-e).products for e in (10, 20, 30)]
    assert np.diff(counts).tolist() == [10, 10]


def test_a_function_gives_what_the_matrix_gives():
    A = with_spectrum(np.arange(1.0, 9), 2)
    matrix = power_iteration(A, np.random.default_rng(5))
    function = power_iteration(lambda v: A @ v, np.random.default_rng(5), n=8)
    assert matrix.value == function.value and matrix.products == function.products
    np.testing.assert_array_equal(matrix.vector, function.vector)


@pytest.mark.parametrize("scale", [1e-300, 1e-160, 1.0, 1e160, 1e300])
def test_the_scale_of_the_matrix_does_not_matter(scale):
    pair = power_iteration(scale * np.array([[2.0, 1.0], [1.0, 2.0]]), np.random.default_rng(6))
    assert pair.value == pytest.approx(3 * scale, rel=1e-13)


def test_a_negative_eigenvalue_keeps_its_sign_and_the_zero_matrix_has_zero():
    assert power_iteration(np.diag([-3.0, 1.0]), np.random.default_rng(7)).value == pytest.approx(-3, rel=1e-14)
    assert power_iteration(np.zeros((3, 3)), np.random.default_rng(7)).value == 0
    assert power_iteration(5 * np.eye(3), np.random.default_rng(7)).products == 1


def test_the_same_seed_gives_the_same_bytes_and_the_vector_is_read_only():
    A = symmetric(6, 1)
    first, second = (power_iteration(A, np.random.default_rng(8)) for _ in range(2))
    assert first.value == second.value and first.vector.tobytes() == second.vector.tobytes()
    assert not first.vector.flags.writeable


def test_a_function_may_return_an_array_it_keeps_using():
    A, workspace = with_spectrum(np.arange(1.0, 5), 3), np.empty(4)
    pair = power_iteration(lambda v: np.matmul(A, v, out=workspace), np.random.default_rng(9), n=4)
    assert pair.value == pytest.approx(4, rel=1e-14)


BAD = [
    ((np.ones((2, 3)),), {}, ValueError, r"A must be square, got shape \(2, 3\)"),
    (([[0.0, 1.0], [0.0, 0.0]],), {}, ValueError, "A must be symmetric, but differs from its transpose by 1"),
    (([[np.nan]],), {}, ValueError, r"A must be finite, got nan at index \(0, 0\)"),
    ((np.eye(2),), {"n": 3}, ValueError, "n must be 2, as A has rows, or be left out, got 3"),
    ((lambda v: v,), {}, ValueError, "n must be given with a function"),
    ((lambda v: v,), {"n": 0}, ValueError, "n must be at least 1, got 0"),
    ((lambda v: v[:1],), {"n": 2}, ValueError, r"A\(v\) must have 2 entries, as v has, got 1"),
    ((lambda v: v * np.inf,), {"n": 2}, ValueError, r"A\(v\) must be finite, got -?inf"),
    ((np.eye(2),), {"tol": 0}, ValueError, "tol must be greater than 0, got 0"),
    ((np.eye(2),), {"max_iter": 0}, ValueError, "max_iter must be at least 1, got 0"),
    ((np.diag([1.0, -1.0]),), {"max_iter": 50}, ValueError, "after 50 products the residual is .* never separate"),
]


@pytest.mark.parametrize("arguments, options, error, sentence", BAD)
def test_what_does_not_fit_is_answered_with_a_sentence(arguments, options, error, sentence):
    with pytest.raises(error, match=sentence):
        power_iteration(*arguments, np.random.default_rng(0), **options)


def test_a_seed_is_no_generator():
    with pytest.raises(TypeError, match=r"rng must be a numpy\.random\.Generator, got 3"):
        power_iteration(np.eye(2), 3)
