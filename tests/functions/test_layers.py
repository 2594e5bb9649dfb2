"""Batch normalisation and the residual block: forward and backward."""

from pathlib import Path

import numpy as np
import pytest

from course_lib.derivatives.gradcheck import check_gradient
from course_lib.functions import batch_norm, batch_norm_backward, residual_block, residual_block_backward

RECORD = np.load(Path(__file__).parents[1] / "reference" / "torch_network.npz")
BLOCKS = ["tanh", "relu", "sigmoid"]


def recorded(name):
    def part(kind):
        start = f"{name}/{kind}/"
        return {key.removeprefix(start): RECORD[key] for key in RECORD.files if key.startswith(start)}

    return part("in"), part("gradient"), RECORD[f"{name}/y"], RECORD[f"{name}/dy"]


def test_batch_norm_equals_torch():
    inputs, gradients, y, dy = recorded("batch_norm")
    forward = batch_norm(**inputs)
    np.testing.assert_allclose(forward.y, y, rtol=1e-13, atol=1e-13)
    computed = batch_norm_backward(dy, forward)
    for name, gradient in gradients.items():
        error = np.abs(getattr(computed, name) - gradient).max(axis=0)
        assert (error <= 1e-13 * np.abs(gradient).max(axis=0)).all(), name


def test_batch_norm_has_mean_beta_and_deviation_gamma():
    x = np.random.default_rng(0).normal(size=(50, 3)) * [1, 10, 100] + 7
    y = batch_norm(x, np.array([1.0, 2.0, 3.0]), np.array([0.0, -1.0, 5.0]), epsilon=1e-12).y
    np.testing.assert_allclose(y.mean(axis=0), [0, -1, 5], atol=1e-13)
    np.testing.assert_allclose(y.std(axis=0), [1, 2, 3], rtol=1e-11)


@pytest.mark.parametrize("name", ["x", "gamma", "beta"])
def test_batch_norm_backward_against_differences(name):
    inputs, _, _, dy = recorded("batch_norm")
    inputs["x"] = inputs["x"] / np.abs(inputs["x"]).max(axis=0)

    def objective(value):
        forward = batch_norm(**inputs | {name: value})
        return np.vdot(dy, forward.y), getattr(batch_norm_backward(dy, forward), name)

    report = check_gradient(objective, inputs[name], tol=1e-8)
    assert report, report


def test_batch_norm_passes_on_no_common_shift_and_no_common_scale():
    inputs, _, _, dy = recorded("batch_norm")
    forward = batch_norm(**inputs, epsilon=1e-12)
    dx = batch_norm_backward(dy, forward).x
    np.testing.assert_allclose(dx.sum(axis=0), 0, atol=1e-12 * np.abs(dx).max())
    along = np.sum(dx * forward.normalized, axis=0)
    np.testing.assert_allclose(along / np.abs(dx).max(axis=0), 0, atol=1e-5)


@pytest.mark.parametrize("activation", BLOCKS)
def test_residual_block_equals_torch(activation):
    inputs, gradients, y, dy = recorded(f"residual_block {activation}")
    forward = residual_block(**inputs, activation=activation)
    np.testing.assert_allclose(forward.y, y, rtol=1e-14, atol=1e-15)
    computed = residual_block_backward(dy, forward)
    for name, gradient in gradients.items():
        assert np.linalg.norm(getattr(computed, name) - gradient) <= 1e-14 * np.linalg.norm(gradient), name


@pytest.mark.parametrize("activation", BLOCKS)
@pytest.mark.parametrize("name", ["x", "W1", "b1", "W2", "b2"])
def test_residual_backward_against_differences(name, activation):
    inputs, _, _, dy = recorded(f"residual_block {activation}")

    def objective(value):
        forward = residual_block(**inputs | {name: value}, activation=activation)
        return np.vdot(dy, forward.y), getattr(residual_block_backward(dy, forward), name)

    report = check_gradient(objective, inputs[name], tol=1e-8)
    assert report, report


def test_with_a_branch_of_zeros_the_block_is_the_identity_both_ways():
    x, dy = np.random.default_rng(0).normal(size=(2, 4, 3))
    forward = residual_block(x, np.zeros((5, 3)), np.zeros(5), np.zeros((3, 5)), np.zeros(3))
    np.testing.assert_array_equal(forward.y, x)
    np.testing.assert_array_equal(residual_block_backward(dy, forward).x, dy)


def test_float32_stays():
    x, v = np.ones((4, 3), np.float32) * np.arange(4, dtype=np.float32)[:, None], np.ones(3, np.float32)
    forward = batch_norm(x, v, v)
    assert {forward.y.dtype, batch_norm_backward(x, forward).x.dtype} == {np.dtype(np.float32)}
    forward = residual_block(x, np.eye(3, dtype=np.float32), v, np.eye(3, dtype=np.float32), v)
    assert {forward.y.dtype, residual_block_backward(x, forward).x.dtype} == {np.dtype(np.float32)}


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: batch_norm(np.ones((1, 3)), np.ones(3), np.ones(3)), r"^x must be a matrix of at least 2 rows"),
        (lambda: batch_norm(np.ones((4, 3)), np.ones(4), np.ones(3)), r"^gamma must have shape \(3,\), got \(4,\)"),
        (lambda: batch_norm(np.ones((4, 3)), np.ones(3), np.ones((1, 3))), r"^beta must have shape \(3,\), got \(1, 3"),
        (lambda: batch_norm(np.ones((4, 3)), np.ones(3), np.ones(3), 0), r"^epsilon must be greater than 0, got 0"),
        (
            lambda: batch_norm_backward(np.ones(3), batch_norm(np.ones((4, 3)), np.ones(3), np.ones(3))),
            r"^dy must have the shape of y, \(4, 3\), got \(3,\)",
        ),
        (
            lambda: residual_block(np.ones(3), np.ones((2, 3)), np.ones(2), np.ones((3, 2)), np.ones(3)),
            r"^x must be a matrix, not empty, got shape \(3,\)",
        ),
        (
            lambda: residual_block(np.ones((4, 3)), np.ones((2, 2)), np.ones(2), np.ones((3, 2)), np.ones(3)),
            r"^W1 must have 3 columns, as x has, got shape \(2, 2\)",
        ),
        (
            lambda: residual_block(np.ones((4, 3)), np.ones((2, 3)), np.ones(2), np.ones((2, 3)), np.ones(3)),
            r"^W2 must have the shape of the transpose of W1, \(3, 2\), got \(2, 3\)",
        ),
        (
            lambda: residual_block(np.ones((4, 3)), np.ones((2, 3)), np.ones(2), np.ones((3, 2)), np.ones(3), "elu"),
            r"^activation must be one of 'tanh', 'relu', 'sigmoid', got 'elu'",
        ),
    ],
)
def test_what_does_not_fit_is_refused(call, message):
    with pytest.raises(ValueError, match=message):
        call()


@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64])
def test_a_constant_column_is_normalized_to_zero(dtype):
    x = np.full((100, 2), [333.3, 100.1], dtype)
    y = batch_norm(x, np.ones(2), np.zeros(2)).y
    assert y.dtype == dtype
    assert np.abs(y).max() <= 1e-20


def test_a_large_mean_and_many_rows_cost_float32_no_digits():
    rng = np.random.default_rng(5)
    x = (1e4 + rng.normal(size=(100_000, 3))).astype(np.float32)
    dy = rng.normal(size=x.shape).astype(np.float32) + np.float32(1)
    narrow, wide = (batch_norm(x.astype(dtype), np.ones(3), np.zeros(3)) for dtype in (np.float32, np.float64))
    assert np.abs(narrow.y.mean(axis=0, dtype=np.float64)).max() <= 1e-6
    np.testing.assert_allclose(narrow.y.std(axis=0, dtype=np.float64), 1, rtol=1e-4)
    np.testing.assert_allclose(narrow.y, wide.y, rtol=1e-6, atol=1e-6)
    ours, exact = batch_norm_backward(dy, narrow), batch_norm_backward(dy.astype(np.float64), wide)
    assert {part.dtype for part in ours} == {np.dtype(np.float32)}
    for part, right in zip(ours, exact, strict=True):
        assert np.abs(part - right).max() <= 1e-6 * max(np.abs(right).max(), 1)


def test_the_variance_of_large_columns_does_not_overflow():
    x = np.array([[1e200, 1e-200], [-1e200, -1e-200]])
    forward = batch_norm(x, np.ones(2), np.zeros(2))
    np.testing.assert_allclose(forward.y, [[1, 1e-200 / np.sqrt(1e-5)], [-1, -1e-200 / np.sqrt(1e-5)]], rtol=1e-15)
    np.testing.assert_allclose(forward.scale, [1e-200, 1 / np.sqrt(1e-5)], rtol=1e-15)


def test_gradients_of_a_residual_block_over_many_float32_rows():
    rng = np.random.default_rng(6)
    parameters = [rng.normal(size=shape) + 1 for shape in ((4, 3), 4, (3, 4), 3)]
    x, dy = rng.normal(size=(2, 100_000, 3)) + 1

    def backward(dtype):
        block = residual_block(x.astype(dtype), *(p.astype(dtype) for p in parameters), "relu")
        return residual_block_backward(dy.astype(dtype), block)

    for part, exact in zip(backward(np.float32), backward(np.float64), strict=True):
        assert part.dtype == np.float32
        np.testing.assert_allclose(part, exact, rtol=3e-6, atol=3e-6 * np.abs(exact).max())
