"""Laws of the losses: what they do not depend on, and their gradients."""

import numpy as np
import pytest
from drawn import along, arrays, numbers, powers_of_two, rngs, rotation
from hypothesis import given

from course_lib import cross_entropy, cross_entropy_gradient, mse, mse_gradient, softmax

EPS = np.finfo(np.float64).eps


@pytest.mark.law("mse", "mse_gradient", "cross_entropy", "cross_entropy_gradient")
@pytest.mark.parametrize("dtype", [np.float64, np.float32])
@given(a=arrays(3, 4), b=arrays(3, 4))
def test_types_are_kept_and_nothing_is_written(dtype, a, b):
    a, y = a.astype(dtype), softmax(b)
    before = a.tobytes(), y.tobytes()
    values = mse(a, y), cross_entropy(a, y)
    gradients = mse_gradient(a, y), cross_entropy_gradient(a, y)
    assert (a.tobytes(), y.tobytes()) == before
    assert {np.asarray(v).dtype for v in (*values, *gradients)} == {np.dtype(dtype)}
    assert [np.shape(v) for v in (*values, *gradients)] == [(), (), (3, 4), (3, 4)]


@pytest.mark.law("mse", "mse_gradient")
@given(a=arrays(3, 4), b=arrays(3, 4), factor=powers_of_two, rng=rngs)
def test_mse_is_a_squared_distance(a, b, factor, rng):
    Q, shift = rotation(rng, 4), rng.standard_normal(4)
    scale = 1e4 * EPS
    assert mse(factor * a, factor * b) == factor**2 * mse(a, b)
    np.testing.assert_array_equal(mse_gradient(factor * a, factor * b), factor * mse_gradient(a, b))
    assert mse(a + shift, b + shift) == pytest.approx(mse(a, b), rel=scale, abs=scale)
    assert mse(a @ Q, b @ Q) == pytest.approx(mse(a, b), rel=scale, abs=scale)
    np.testing.assert_allclose(mse_gradient(a @ Q, b @ Q), mse_gradient(a, b) @ Q, rtol=0, atol=scale)
    assert mse(a, b) == mse(b, a) >= 0 == mse(a, a)


@pytest.mark.law("mse_gradient", "mse")
@given(a=arrays(3, 4), b=arrays(3, 4), rng=rngs)
def test_mse_gradient_is_its_complex_step(a, b, rng):
    v = rng.standard_normal((3, 4))
    slope = along(lambda y: np.sum((y - b) ** 2) / 6, a, v)
    assert np.vdot(mse_gradient(a, b), v) == pytest.approx(slope, rel=1e-13, abs=1e-12)
    assert mse(a, b) == pytest.approx(np.sum((a - b) ** 2) / 6, rel=1e-14)


@pytest.mark.law("mse", "mse_gradient", "cross_entropy", "cross_entropy_gradient")
@given(a=arrays(3, 4), b=arrays(3, 4))
def test_rows_taken_twice_leave_the_mean_and_halve_each_share(a, b):
    y = softmax(b)
    twice = np.concatenate([a, a]), np.concatenate([y, y])
    for loss, gradient in ((mse, mse_gradient), (cross_entropy, cross_entropy_gradient)):
        assert loss(*twice) == pytest.approx(loss(a, y), rel=8 * EPS)
        np.testing.assert_allclose(gradient(*twice)[:3], gradient(a, y) / 2, rtol=4 * EPS)
        assert loss(a, y) == pytest.approx(np.mean([loss(a[i], y[i]) for i in range(3)]), rel=8 * EPS)


@pytest.mark.law("cross_entropy", "cross_entropy_gradient")
@given(z=arrays(3, 4), shift=numbers(1e3), rng=rngs)
def test_cross_entropy_does_not_see_a_shift_of_the_logits(z, shift, rng):
    labels = rng.integers(0, 4, 3)
    rounding = 8 * EPS * (40 + abs(shift))
    assert cross_entropy(z + shift, labels) == pytest.approx(cross_entropy(z, labels), abs=rounding)
    np.testing.assert_allclose(
        cross_entropy_gradient(z + shift, labels), cross_entropy_gradient(z, labels), rtol=rounding
    )
    np.testing.assert_allclose(cross_entropy_gradient(z, labels).sum(axis=1), 0, atol=4 * EPS)


@pytest.mark.law("cross_entropy", "cross_entropy_gradient")
@given(z=arrays(3, 4), rng=rngs)
def test_a_label_is_the_row_with_a_single_1_and_the_order_of_classes_is_free(z, rng):
    labels, order = rng.integers(0, 4, 3), rng.permutation(4)
    ones = np.eye(4)[labels]
    assert cross_entropy(z, labels) == cross_entropy(z, ones)
    np.testing.assert_array_equal(cross_entropy_gradient(z, labels), cross_entropy_gradient(z, ones))
    assert cross_entropy(z[:, order], ones[:, order]) == pytest.approx(cross_entropy(z, ones), rel=8 * EPS)


@pytest.mark.law("cross_entropy_gradient", "cross_entropy")
@given(z=arrays(3, 4), y=arrays(3, 4, largest=3.0).map(softmax), rng=rngs)
def test_cross_entropy_gradient_is_its_complex_step(z, y, rng):
    v = rng.standard_normal((3, 4))

    def formula(z):
        return -np.sum(y * (z - np.log(np.exp(z).sum(axis=1, keepdims=True)))) / 3

    assert cross_entropy(z, y) == pytest.approx(formula(z), rel=1e-13, abs=1e-13)
    assert np.vdot(cross_entropy_gradient(z, y), v) == pytest.approx(along(formula, z, v), rel=1e-12, abs=1e-13)


@pytest.mark.law("cross_entropy", "mse")
@given(a=arrays(2, 3), b=arrays(2, 3), y=arrays(2, 3).map(softmax))
def test_losses_are_convex_in_the_output(a, b, y):
    for loss in (mse, cross_entropy):
        assert loss((a + b) / 2, y) <= (loss(a, y) + loss(b, y)) / 2 * (1 + 8 * EPS)
