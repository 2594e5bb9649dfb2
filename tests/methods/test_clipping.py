"""Clipping: what a method gets to see."""

import numpy as np
import pytest

from course_lib import StrongWolfe, minimize
from course_lib.methods import BFGS, Adam, GradientDescent, Momentum, clip_norm, clip_value


def seen(method, g):
    """The gradient that a wrapped gradient descent sees: −p."""
    return -method.direction(np.zeros_like(g), g, None)[0]


@pytest.mark.parametrize("shape", [(2,), (2, 1), (1, 2, 1)])
def test_a_long_gradient_keeps_its_direction_and_gets_length_c(shape):
    g = np.array([3.0, -4.0]).reshape(shape)
    method = clip_norm(GradientDescent(1.0), 0.5)
    np.testing.assert_allclose(seen(method, g), g / 10, rtol=1e-15)


@pytest.mark.parametrize("max_norm", [5.0, 7.0])
def test_a_short_gradient_stays_as_it_is_bit_for_bit(max_norm):
    g = np.array([3.0, -4.0])
    assert seen(clip_norm(GradientDescent(1.0), max_norm), g).tobytes() == g.tobytes()
    assert seen(clip_value(GradientDescent(1.0), 4.0), g).tobytes() == g.tobytes()


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_the_norm_of_an_exploding_gradient_does_not_overflow(dtype):
    g = np.array([3, -4], dtype) * np.sqrt(np.finfo(dtype).max)
    clipped = seen(clip_norm(GradientDescent(1.0), 5.0), g)
    np.testing.assert_allclose(clipped, [3, -4], rtol=1e-6)
    assert clipped.dtype == dtype


def test_a_zero_gradient_is_no_division_by_zero():
    np.testing.assert_array_equal(seen(clip_norm(GradientDescent(1.0), 5.0), np.zeros(3)), np.zeros(3))


def test_by_value_each_entry_is_bounded():
    g = np.array([[3.0, -0.5], [-9.0, 1.0]])
    np.testing.assert_array_equal(seen(clip_value(GradientDescent(1.0), 1.0), g), [[1, -0.5], [-1, 1]])


def test_clipping_comes_before_the_methods_memory():
    method = clip_norm(Momentum(1.0, beta=0.5), 1.0)
    state = method.init(np.zeros(1))
    for expected in (1.0, 1.5, 1.75):
        p, state = method.direction(np.zeros(1), np.array([100.0]), state)
        assert p[0] == -expected


def test_the_wrapper_passes_on_what_it_does_not_change():
    def rate(k):
        return 1 / k

    assert clip_norm(Adam(rate), 1.0).learning_rate is rate
    wrapped = clip_value(clip_norm(BFGS(), 1.0), 2.0)
    assert wrapped.default_search == StrongWolfe()
    assert wrapped.restarts is True
    assert wrapped.trial_length(1, np.array([3.0, 1.0])) == 0.25
    assert not hasattr(wrapped, "project")
    assert not hasattr(clip_norm(Adam(), 1.0), "trial_length")
    assert (
        repr(clip_norm(Momentum(0.1), 1.0)) == "NormClipped(method=Momentum(learning_rate=0.1, beta=0.9), max_norm=1.0)"
    )


def test_clipping_tames_a_step_from_a_cliff():
    def cliff(x):
        return float(np.sum(x**4)), 4 * x**3

    x0 = np.array([10.0, -8.0])
    assert not minimize(cliff, x0, GradientDescent(0.05), max_iter=300).converged
    clipped = minimize(cliff, x0, clip_norm(GradientDescent(0.05), 1.0), max_iter=5000, tol=1e-4, keep="x")
    assert clipped.converged
    assert np.linalg.norm(np.diff(clipped.trace.x, axis=0), axis=1).max() <= 0.05 * (1 + 1e-12)
