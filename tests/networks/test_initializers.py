"""Initialisers: the variance they promise, and why."""

import numpy as np
import pytest

from course_lib.networks.initializers import he, xavier

SHAPE = (400, 600)


@pytest.mark.parametrize(("draw", "variance"), [(xavier, 2 / 1000), (he, 2 / 600)])
def test_variance_and_mean(draw, variance):
    W = draw(np.random.default_rng(0), SHAPE)
    assert W.shape == SHAPE
    assert W.dtype == np.float64
    # The sample variance of N normal numbers has the relative deviation √(2/N) = 0.0029; the mean σ/√N.
    assert W.var() == pytest.approx(variance, rel=5 * 0.0029)
    assert abs(W.mean()) < 5 * np.sqrt(variance / W.size)
    assert np.mean(W**4) / variance**2 == pytest.approx(3, rel=0.03)  # normal; uniform would give 1.8


def test_he_keeps_the_size_of_relu_signals_through_fifty_layers():
    rng, width = np.random.default_rng(1), 256
    kept = faded = rng.normal(size=(200, width))
    for _ in range(50):
        kept = np.maximum(kept @ he(rng, (width, width)).T, 0)
        faded = np.maximum(faded @ xavier(rng, (width, width)).T, 0)
    assert abs(np.log10(np.mean(kept**2))) < 1
    # Var = 1/n halves the mean square in each layer: 2⁻⁵⁰ = 10⁻¹⁵·⁰⁵
    assert np.log10(np.mean(faded**2)) == pytest.approx(-50 * np.log10(2), abs=1)


@pytest.mark.parametrize("draw", [xavier, he])
def test_same_seed_same_bytes(draw):
    first, second = (draw(np.random.default_rng(7), (3, 5)).tobytes() for _ in range(2))
    assert first == second


@pytest.mark.parametrize("draw", [xavier, he])
@pytest.mark.parametrize(
    ("error", "rng", "shape", "message"),
    [
        (TypeError, 0, (2, 3), r"^rng must be a numpy.random.Generator, got 0; pass np.random.default_rng\(seed\)"),
        (TypeError, None, (3,), r"^shape must be the pair \(n_out, n_in\), got \(3,\)"),
        (TypeError, None, 3, r"^shape must be the pair \(n_out, n_in\), got 3"),
        (ValueError, None, (0, 3), r"^shape\[0\] must be at least 1, got 0"),
        (TypeError, None, (2, 3.0), r"^shape\[1\] must be a whole number, got 3.0"),
    ],
)
def test_what_does_not_fit_is_refused(draw, error, rng, shape, message):
    with pytest.raises(error, match=message):
        draw(np.random.default_rng(0) if rng is None else rng, shape)


@pytest.mark.parametrize(("draw", "deviation"), [(xavier, 0.5), (he, np.sqrt(0.4))])
def test_each_weight_is_a_standard_normal_number_times_the_deviation(draw, deviation):
    drawn = draw(np.random.default_rng(3), (3, 5))
    np.testing.assert_allclose(drawn, deviation * np.random.default_rng(3).standard_normal((3, 5)), rtol=1e-15)
