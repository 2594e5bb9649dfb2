"""Laws of batch normalisation and of the residual block."""

import numpy as np
import pytest
from drawn import along, rngs
from hypothesis import given
from hypothesis import strategies as st

from course_lib import batch_norm, batch_norm_backward, residual_block, residual_block_backward

EPS = np.finfo(np.float64).eps


def normed(x, gamma, beta, epsilon=1e-5):
    centred = x - x.mean(axis=0)
    return gamma * centred / np.sqrt((centred**2).mean(axis=0) + epsilon) + beta


def block(x, W1, b1, W2, b2):
    return x + np.tanh(x @ W1.T + b1) @ W2.T + b2


def columns(rng):
    return rng.standard_normal((5, 3)) * [0.1, 1, 10], rng.standard_normal(3), rng.standard_normal(3)


def weights(rng):
    return [rng.standard_normal(shape) for shape in ((4, 3), (4, 3), (4,), (3, 4), (3,))]


@pytest.mark.law("batch_norm")
@given(rng=rngs, factor=st.integers(-10, 10).map(lambda e: 2.0**e))
def test_batch_norm_sees_neither_shift_nor_scale_of_its_input(rng, factor):
    x, gamma, beta = columns(rng)
    y = batch_norm(x, gamma, beta, 1e-5).y
    moved = batch_norm(factor * x + rng.standard_normal(3), gamma, beta, factor**2 * 1e-5)
    np.testing.assert_allclose(moved.y, y, rtol=0, atol=1e-10)
    np.testing.assert_allclose(moved.normalized.mean(axis=0), 0, atol=8 * EPS)
    np.testing.assert_allclose(y.mean(axis=0), beta, rtol=0, atol=8 * EPS)


@pytest.mark.law("batch_norm", "batch_norm_backward")
@given(rng=rngs)
def test_batch_norm_treats_all_rows_alike(rng):
    (x, gamma, beta), dy, order = columns(rng), rng.standard_normal((5, 3)), rng.permutation(5)
    forward, moved = batch_norm(x, gamma, beta), batch_norm(x[order], gamma, beta)
    np.testing.assert_allclose(moved.y, forward.y[order], rtol=0, atol=16 * EPS)
    np.testing.assert_allclose(
        batch_norm_backward(dy[order], moved).x, batch_norm_backward(dy, forward).x[order], rtol=1e-11, atol=1e-13
    )


@pytest.mark.law("batch_norm", "batch_norm_backward")
@given(rng=rngs, dtype=st.sampled_from([np.float64, np.float32]))
def test_batch_norm_backward_is_the_complex_step_of_batch_norm(rng, dtype):
    (x, gamma, beta), dy = (tuple(a.astype(dtype) for a in columns(rng)), rng.standard_normal((5, 3)).astype(dtype))
    before = [a.tobytes() for a in (x, gamma, beta, dy)]
    forward = batch_norm(x, gamma, beta)
    gradients = batch_norm_backward(dy, forward)
    assert [a.tobytes() for a in (x, gamma, beta, dy)] == before
    assert {a.dtype for a in (*forward, *gradients)} == {np.dtype(dtype)}
    wide = [a.astype(np.float64) for a in (x, gamma, beta)]
    rounding = np.finfo(dtype).eps
    np.testing.assert_allclose(forward.y, normed(*wide), rtol=0, atol=64 * rounding)
    for place, gradient in enumerate(gradients):
        v = rng.standard_normal(gradient.shape)
        slope = along(lambda a, at=place: np.sum(dy * normed(*wide[:at], a, *wide[at + 1 :])), wide[place], v)
        size = np.abs(gradient * v).sum()
        assert abs(np.vdot(gradient, v) - slope) <= 2e3 * rounding * max(size, np.abs(slope))


@pytest.mark.law("batch_norm_backward")
@given(rng=rngs)
def test_what_a_batch_norm_does_not_see_gets_no_gradient(rng):
    x, gamma, beta = columns(rng)
    a, b = rng.standard_normal((2, 5, 3))
    forward = batch_norm(x, gamma, beta, 1e-12)
    dx = batch_norm_backward(a, forward).x
    size = np.abs(dx).max(axis=0) + np.abs(forward.scale)
    assert (np.abs(dx.sum(axis=0)) <= 1e-13 * size).all()  # a shift of a column
    assert (np.abs((dx * (x - x.mean(axis=0))).sum(axis=0)) <= 1e-8 * size).all()  # its scale
    both = batch_norm_backward(2 * a - b, forward)
    for whole, one, two in zip(both, batch_norm_backward(a, forward), batch_norm_backward(b, forward), strict=True):
        np.testing.assert_allclose(whole, 2 * one - two, rtol=0, atol=1e-12 * np.abs(one).max() + 1e-12)


@pytest.mark.law("residual_block")
@given(rng=rngs, activation=st.sampled_from(["tanh", "relu", "sigmoid"]))
def test_a_residual_block_without_its_branch_is_the_identity(rng, activation):
    x, W1, b1, W2, b2 = weights(rng)
    forward = residual_block(x, W1, b1, 0 * W2, 0 * b2, activation)
    np.testing.assert_array_equal(forward.y, x)
    dy = rng.standard_normal(x.shape)
    np.testing.assert_array_equal(residual_block_backward(dy, forward).x, dy)
    order = rng.permutation(4)  # hidden units have no order
    one, two = (residual_block(x, W1[p], b1[p], W2[:, p], b2, activation).y for p in (range(4), order))
    np.testing.assert_allclose(one, two, rtol=0, atol=1e-13)


@pytest.mark.law("residual_block", "residual_block_backward")
@given(rng=rngs, dtype=st.sampled_from([np.float64, np.float32]))
def test_residual_block_backward_is_the_complex_step_of_the_block(rng, dtype):
    given_ = [a.astype(dtype) for a in weights(rng)]
    dy, before = rng.standard_normal((4, 3)).astype(dtype), [a.tobytes() for a in given_]
    forward = residual_block(*given_, activation="tanh")
    gradients = residual_block_backward(dy, forward)
    assert [a.tobytes() for a in given_] == before
    assert {a.dtype for a in (forward.y, *gradients)} == {np.dtype(dtype)}
    wide, rounding = [a.astype(np.float64) for a in given_], np.finfo(dtype).eps
    np.testing.assert_allclose(forward.y, block(*wide), rtol=0, atol=64 * rounding)
    for place, gradient in enumerate(gradients):
        v = rng.standard_normal(gradient.shape)
        slope = along(lambda a, at=place: np.sum(dy * block(*wide[:at], a, *wide[at + 1 :])), wide[place], v)
        assert abs(np.vdot(gradient, v) - slope) <= 256 * rounding * np.abs(gradient * v).sum()
