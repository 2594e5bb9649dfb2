"""Evidence for chapter 4: the counterexample, the two-layer network, and what the source's expression really gives."""

import numpy as np
import pytest

from course_lib import autodiff, check_gradient
from course_lib.derivatives.finite_differences import central_difference

# drawn once; gradients of ‖h₂ − y‖², the source's loss, by another program's automatic differentiation
W1 = np.array([[-0.8069, -0.6951, -0.7519], [-0.3595, 0.8356, -0.9245], [0.545, 0.7289, -0.2052]])
W2 = np.array([[-0.4047, 0.2726, 0.7012], [1.2445, 0.5149, 0.9202], [-0.26, -0.5047, -0.9929]])
b1, b2 = np.array([-0.1154, -0.0363, 0.0193]), np.array([-0.1313, 0.0816, -0.0103])
x, y = np.array([-0.8906, -0.4547, -0.9916]), np.array([-0.2427, 0.3183, -0.2423])
SOURCE_LOSS = 0.39307586087273066
SOURCE_GRADIENT = np.array(
    [
        [-0.06244448501769947, -0.03188132420564557, -0.06952610750454839],
        [0.06071370962154788, 0.030997668723240314, 0.0675990505959206],
        [0.22605795577974275, 0.11541494778020328, 0.25169444077160674],
    ]
)


def layers(W1, b1, W2, b2, x):
    h1 = np.tanh(W1 @ x + b1)
    return h1, np.tanh(W2 @ h1 + b2)


def loss(W1, b1, W2, b2, x, y):
    error = layers(W1, b1, W2, b2, x)[1] - y
    return error @ error / 2


def first_delta(W1, b1, W2, b2, x, y):
    h1, h2 = layers(W1, b1, W2, b2, x)
    delta2 = (1 - h2**2) * (h2 - y)
    return (1 - h1**2) * (W2.T @ delta2)


def backpropagated(W1, b1, W2, b2, x, y):
    return np.outer(first_delta(W1, b1, W2, b2, x, y), x)


def literal(W1, b1, W2, b2, x, y):
    h1, h2 = layers(W1, b1, W2, b2, x)
    return np.multiply.outer((h2 - y) @ ((1 - h2**2) * W2), np.multiply.outer(1 - h1**2, x))


def relative_error(candidate):
    right = backpropagated(W1, b1, W2, b2, x, y)
    return np.linalg.norm(candidate - right) / np.linalg.norm(right)


@pytest.mark.evidence("eq-no-tangent", "derivatives.finite_differences.central_difference")
def test_partial_derivatives_without_a_tangent():
    """u²v/(u² + v²) has partials 0, 0 at the origin, slope ½ along (1, 1), and a remainder as long as the step."""

    def f(p):
        return p[0] ** 2 * p[1] / (p @ p) if p.any() else 0.0

    def slope(direction):
        return central_difference(lambda t: f(t * np.array(direction)), 0.0, 1e-4)

    assert slope([1.0, 0.0]) == slope([0.0, 1.0]) == 0
    assert np.isclose(slope([1.0, 1.0]), 0.5, rtol=1e-12)
    steepest = np.array([np.sqrt(2 / 3), np.sqrt(1 / 3)])
    for length in (1.0, 1e-3, 1e-9):
        assert np.isclose(f(length * steepest) / length, 2 / (3 * np.sqrt(3)), rtol=1e-12)


@pytest.mark.evidence("eq-two-layer", "derivatives.autodiff.gradient")
def test_the_books_loss_is_half_of_the_sources():
    assert np.isclose(2 * loss(W1, b1, W2, b2, x, y), SOURCE_LOSS, rtol=1e-15)
    ours = autodiff.gradient(lambda W: loss(W, b1, W2, b2, x, y), W1)
    np.testing.assert_allclose(2 * ours, SOURCE_GRADIENT, rtol=1e-13)


@pytest.mark.parametrize("sizes", [(3, 3, 3), (4, 2, 3), (2, 5, 1), (1, 1, 4)])
@pytest.mark.evidence("eq-two-layer-gradient", "derivatives.autodiff.gradient")
def test_the_gradient_of_the_first_layer(sizes):
    rng, (n0, n1, n2) = np.random.default_rng(5), sizes
    drawn = [rng.normal(size=shape) for shape in ((n1, n0), n1, (n2, n1), n2, n0, n2)]
    automatic = autodiff.gradient(lambda W: loss(W, *drawn[1:]), drawn[0])
    np.testing.assert_allclose(backpropagated(*drawn), automatic, rtol=1e-12, atol=1e-15)
    by_b1 = autodiff.gradient(lambda b: loss(drawn[0], b, *drawn[2:]), drawn[1])
    np.testing.assert_allclose(first_delta(*drawn), by_b1, rtol=1e-12, atol=1e-15)
    assert check_gradient(lambda W: (loss(W, *drawn[1:]), backpropagated(W, *drawn[1:])), drawn[0])


@pytest.mark.evidence("eq-source-corrected", "derivatives.autodiff.gradient")
def test_the_sources_loss_has_the_corrected_expression_as_its_gradient():
    h1, h2 = layers(W1, b1, W2, b2, x)
    delta2 = (1 - h2**2) * (h2 - y)
    corrected = 2 * np.outer((W2.T @ delta2) * (1 - h1**2), x)
    np.testing.assert_allclose(corrected, SOURCE_GRADIENT, rtol=1e-13)

    def source_loss(W):
        error = layers(W, b1, W2, b2, x)[1] - y
        return error @ error

    np.testing.assert_allclose(corrected, autodiff.gradient(source_loss, W1), rtol=1e-13)


@pytest.mark.evidence("eq-shortcut-gradient", "derivatives.autodiff.gradient")
def test_with_a_shortcut_the_gradients_of_both_paths_add():
    rng = np.random.default_rng(8)
    W1, W2, (b1, x) = rng.normal(size=(4, 4)), rng.normal(size=(2, 4)), rng.normal(size=(2, 4))
    b2, y = rng.normal(size=(2, 2))

    def loss(W, x):
        error = np.tanh(W2 @ (x + np.tanh(W @ x + b1)) + b2) - y
        return error @ error / 2

    t1 = np.tanh(W1 @ x + b1)
    h2 = np.tanh(W2 @ (x + t1) + b2)
    to_h1 = W2.T @ ((1 - h2**2) * (h2 - y))
    delta1 = (1 - t1**2) * to_h1
    by_x, by_W1 = autodiff.gradient(lambda x: loss(W1, x), x), autodiff.gradient(lambda W: loss(W, x), W1)
    np.testing.assert_allclose(to_h1 + W1.T @ delta1, by_x, rtol=1e-12)
    np.testing.assert_allclose(np.outer(delta1, x), by_W1, rtol=1e-12)
    assert not np.allclose(np.outer((1 - (x + t1) ** 2) * to_h1, x), by_W1, rtol=0.1)


@pytest.mark.evidence("eq-layer-tensor", "derivatives.autodiff.jacobian_vector_product")
def test_the_derivative_of_a_layer_by_its_weights_has_three_indices():
    n, k = 3, 4
    rng = np.random.default_rng(6)
    W, b, x = rng.normal(size=(n, k)), rng.normal(size=n), rng.normal(size=k)
    tensor = np.empty((n, n, k))
    for j in range(n):
        for m in range(k):
            unit = np.zeros((n, k))
            unit[j, m] = 1
            tensor[:, j, m] = autodiff.jacobian_vector_product(lambda W: np.tanh(W @ x + b), W, unit)
    h = np.tanh(W @ x + b)
    expected = np.eye(n)[:, :, None] * (1 - h**2)[:, None, None] * x
    np.testing.assert_allclose(tensor, expected, rtol=1e-14)
    assert np.count_nonzero(tensor) == n * k


def test_the_literal_reading_holds_two_separate_mistakes():
    """Entries (i, i, j) as written: off by 107 %; with diag repaired exact, still of shape (3, 3, 3)."""
    as_written = literal(W1, b1, W2, b2, x, y)
    assert as_written.shape == (3, 3, 3)
    assert round(relative_error(np.einsum("iij->ij", as_written)), 2) == 1.07
    h1, h2 = layers(W1, b1, W2, b2, x)
    to_h1 = (h2 - y) @ (np.diag(1 - h2**2) @ W2)
    with_diag = np.multiply.outer(to_h1, np.outer(1 - h1**2, x))
    assert with_diag.shape == (3, 3, 3)
    assert relative_error(np.einsum("iij->ij", with_diag)) < 1e-15
    assert relative_error(to_h1[:, None] * np.outer(1 - h1**2, x)) < 1e-15
    columns = (h2 - y) @ ((1 - h2**2) * W2)
    assert round(relative_error(columns[:, None] * np.outer(1 - h1**2, x)), 2) == 1.07


def test_one_output_hides_the_mistake_and_other_sizes_raise():
    rng = np.random.default_rng(7)

    def drawn(n1, n2):
        return [rng.normal(size=shape) for shape in ((n1, 3), n1, (n2, n1), n2, 3, n2)]

    one_output = drawn(4, 1)
    np.testing.assert_allclose(np.einsum("iij->ij", literal(*one_output)), backpropagated(*one_output), rtol=1e-13)
    with pytest.raises(ValueError, match="broadcast"):
        literal(*drawn(4, 2))
