"""Gradients through many layers: the product bound, and the variance factor of random layers."""

from __future__ import annotations

import numpy as np
import pytest

from course_lib import bounds


@pytest.mark.evidence("thm-gradient-product", "bounds.gradient_product_bound")
def test_the_norm_of_a_product_of_layers_stays_below_the_product_of_norms():
    rng = np.random.default_rng(0)
    for depth in (1, 2, 6):
        W = rng.standard_normal((depth, 5, 5))
        slopes = rng.uniform(0, 1, (depth, 5))
        product = np.eye(5)
        for layer in range(depth):
            product = product @ (slopes[layer][:, None] * W[layer].T)
        norms = [np.linalg.norm(w, 2) for w in W]
        bound = bounds.gradient_product_bound(slopes.max(axis=1), norms)
        assert np.linalg.norm(product, 2) <= bound * (1 + 1e-12)
        assert bound == pytest.approx(np.prod(slopes.max(axis=1)) * np.prod(norms), rel=1e-13)


def test_equal_diagonal_layers_attain_the_bound():
    assert bounds.gradient_product_bound(0.25, [3.9] * 40) == pytest.approx(0.975**40, rel=1e-13)
    assert bounds.gradient_product_bound(0.5, 4.0) == 2


def test_the_bound_of_each_layer_below_one_is_not_enough_to_vanish():
    n = 5000
    q = 1 - 1 / np.arange(2, n + 2) ** 2.0
    assert bounds.gradient_product_bound(1, q) == pytest.approx((n + 2) / (2 * (n + 1)), rel=1e-12)


def test_a_norm_above_one_does_not_make_a_gradient_grow():
    W = np.array([[0.0, 2.0], [0.0, 0.0]])
    assert bounds.gradient_product_bound(1, [2, 2]) == 4
    np.testing.assert_array_equal(W.T @ W.T, np.zeros((2, 2)))


@pytest.mark.evidence("eq-gradient-decades", "bounds.gradient_decades")
@pytest.mark.parametrize("scale, decades", [(1, -7.53), (2, 0), (4, 7.53)])
def test_fifty_relu_layers_gain_the_decades_of_the_chapter(scale, decades):
    assert bounds.gradient_decades(512, scale / 512, 0.5, depth=50) == pytest.approx(decades, abs=5e-3)
    per_layer = bounds.gradient_decades(512, scale / 512, 0.5)
    assert per_layer == pytest.approx(decades / 50, abs=1e-4)
    assert bounds.gradient_variance_factor(512, scale / 512, 0.5) == scale / 2


@pytest.mark.evidence("thm-gradient-variance", "bounds.gradient_variance_factor")
@pytest.mark.parametrize("rows, columns", [(30, 50), (50, 30)])
def test_the_mean_square_over_random_layers_is_the_factor(rows, columns):
    # δ_{ℓ−1} = D Wᵀ δ_ℓ has as many entries as W has columns, each kept by ReLU with probability one half.
    rng, draws = np.random.default_rng(1), 4000
    delta = rng.standard_normal(rows)
    W = rng.normal(scale=0.2, size=(draws, rows, columns))
    kept = rng.integers(0, 2, (draws, columns))
    ratios = np.sum((kept * (delta @ W)) ** 2, axis=1) / np.sum(delta**2)
    expected = bounds.gradient_variance_factor(columns, 0.04, 0.5)
    assert ratios.mean() == pytest.approx(expected, abs=4 * ratios.std() / np.sqrt(draws))


@pytest.mark.parametrize("scale", [1, 2, 4])
def test_a_random_relu_network_follows_the_theory_although_every_norm_exceeds_one(scale):
    n, depth, rng = 128, 30, np.random.default_rng(2)
    measured = []
    for _ in range(6):
        h, layers = rng.standard_normal(n), []
        for _ in range(depth):
            W = rng.normal(scale=np.sqrt(scale / n), size=(n, n))
            z = W @ h
            h = np.maximum(z, 0)
            layers.append((W, z > 0))
        delta = rng.standard_normal(n)
        start = np.linalg.norm(delta)
        for W, active in reversed(layers):
            delta = W.T @ (active * delta)
        measured.append(np.log10(np.linalg.norm(delta) / start))
        # ‖W‖₂ is at least the norm of any row.
        assert min(np.linalg.norm(W, axis=1).max() for W, _ in layers) > 1
    expected = bounds.gradient_decades(n, scale / n, 0.5, depth)
    # log‖·‖² fluctuates by about √(5/n) a layer: half of it, in decades, over √depth layers and √6 networks.
    spread = 0.5 / np.log(10) * np.sqrt(5 / n * depth / 6)
    assert np.mean(measured) == pytest.approx(expected, abs=4 * spread + depth * 5 / (4 * n * np.log(10)))


BAD = [
    (lambda: bounds.gradient_product_bound([-1, 1], [1, 1]), ValueError, "slopes must be at least 0, got -1"),
    (
        lambda: bounds.gradient_product_bound(1, [1, np.nan]),
        ValueError,
        r"norms must be finite, got nan at index \(1,\)",
    ),
    (lambda: bounds.gradient_variance_factor(0, 1, 1), ValueError, "n must be at least 1, got 0"),
    (lambda: bounds.gradient_variance_factor(5, -1, 1), ValueError, "weight_variance must be at least 0, got -1"),
    (lambda: bounds.gradient_variance_factor(5, 1, "relu"), TypeError, "mean_squared_slope must be a real number"),
    (lambda: bounds.gradient_decades(5, 0, 1), ValueError, "weight_variance must be greater than 0, got 0"),
    (lambda: bounds.gradient_decades(5, 1, 1, depth=-2), ValueError, "depth must be at least 0, got -2"),
]


@pytest.mark.parametrize("call, error, sentence", BAD)
def test_what_does_not_fit_is_answered_with_a_sentence(call, error, sentence):
    with pytest.raises(error, match=sentence):
        call()
