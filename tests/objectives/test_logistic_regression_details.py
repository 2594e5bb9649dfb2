"""Logistic regression far from the data's scale, and its smoothness by power iteration."""

from __future__ import annotations

import numpy as np
import pytest

from course_lib.objectives import LogisticRegression


@pytest.fixture
def model():
    rng = np.random.default_rng(1)
    X = np.column_stack([rng.standard_normal((40, 5)) @ np.diag([1, 2, 3, 4, 8.0]), np.ones(40)])
    return LogisticRegression(X, rng.integers(0, 2, 40), l2=0.25)


def test_a_large_margin_keeps_the_digits_of_its_loss_and_gradient():
    # One sample with label 1 and z = 50: the loss is log(1 + e⁻⁵⁰), its slope −e⁻⁵⁰/(1 + e⁻⁵⁰).
    f = LogisticRegression([[1.0]], [1])
    value, gradient = f.value_and_grad([50.0])
    assert value == pytest.approx(np.exp(-50), rel=1e-15)
    assert gradient[0] == pytest.approx(-np.exp(-50), rel=1e-15)
    assert f([-50.0]) == pytest.approx(50, rel=1e-15)


def test_both_labels_are_mirror_images():
    x = np.array([[0.7, -1.2], [2.0, 0.3]])
    w = np.array([0.4, -0.9])
    one, zero = LogisticRegression(x, [1, 0]), LogisticRegression(-x, [0, 1])
    assert one(w) == zero(w)
    np.testing.assert_array_equal(one.gradient(w), zero.gradient(w))


def test_estimated_smoothness_is_the_exact_one_and_not_below_it(model):
    estimate = model.estimate_L(np.random.default_rng(2))
    assert model.L <= estimate <= model.L * (1 + 1e-5)


def test_smoothness_bounds_every_curvature(model):
    curvatures = np.linalg.eigvalsh(model.hessian(np.random.default_rng(3).standard_normal((100, 6))))
    assert model.mu <= curvatures.min() and curvatures.max() <= model.L
    assert np.linalg.eigvalsh(model.hessian(np.zeros(6)))[-1] == pytest.approx(model.L, rel=1e-14)


def test_accuracy_takes_rows_of_weights(model):
    w = np.random.default_rng(4).standard_normal((3, 6))
    np.testing.assert_array_equal(model.accuracy(w), [model.accuracy(row) for row in w])
    assert model.accuracy(w[0]) == np.mean((model.X @ w[0] > 0) == model.y)


def test_weights_of_the_wrong_length_are_refused(model):
    with pytest.raises(ValueError, match=r"x must have 6 entries along its last axis, got shape \(5,\)"):
        model.accuracy(np.zeros(5))
