"""Laws of norms, their duals and steepest directions, and of the largest eigenvalue."""

import numpy as np
import pytest
from drawn import arrays, positive_definite, powers_of_two, rngs, rotation
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from course_lib import Eigenpair, dual_norm, norm, power_iteration, steepest_direction

EPS = np.finfo(np.float64).eps
P = positive_definite(np.random.default_rng(1), 3)
kinds = st.sampled_from([1, 2, np.inf, P])
vectors = arrays(3)


@pytest.mark.law("norm", "dual_norm")
@given(a=vectors, b=vectors, kind=kinds, factor=powers_of_two)
def test_norms_and_dual_norms_are_norms(a, b, kind, factor):
    for length in (norm, dual_norm):
        assert length(a + b, kind) <= (length(a, kind) + length(b, kind)) * (1 + 16 * EPS)
        assert length(-factor * a, kind) == factor * length(a, kind)
        assert (length(a, kind) > 0) == bool(a.any())
    assert norm(a, 2) ** 2 == pytest.approx(norm(a, np.eye(3)) ** 2, rel=8 * EPS)
    assert norm(a, np.inf) <= norm(a, 2) * (1 + 4 * EPS) <= norm(a, 1) * (1 + 8 * EPS)


@pytest.mark.law("norm", "dual_norm", "steepest_direction")
@given(g=vectors, d=vectors, kind=kinds)
def test_no_direction_is_steeper_than_the_steepest(g, d, kind):
    assume(g.any())
    kept = g.tobytes()
    steepest = steepest_direction(g, kind)
    assert g.tobytes() == kept
    assert norm(steepest, kind) == pytest.approx(1, rel=64 * EPS)
    assert g @ steepest == pytest.approx(-dual_norm(g, kind), rel=64 * EPS)
    assert abs(g @ d) <= dual_norm(g, kind) * norm(d, kind) * (1 + 64 * EPS)


@pytest.mark.law("norm", "dual_norm", "steepest_direction")
@given(g=vectors, rng=rngs, factor=powers_of_two)
def test_euclidean_and_quadratic_norms_turn_with_the_axes_and_the_dual_of_the_dual_is_the_norm(g, rng, factor):
    assume(np.abs(g).max() > 1e-3)
    Q = rotation(rng, 3)
    turned = Q @ P @ Q.T
    turned = (turned + turned.T) / 2
    for kind, there in ((2, 2), (P, turned)):
        assert norm(Q @ g, there) == pytest.approx(norm(g, kind), rel=256 * EPS)
        np.testing.assert_allclose(
            steepest_direction(Q @ g, there), Q @ steepest_direction(g, kind), rtol=0, atol=1e-12
        )
    inverse = np.linalg.inv(P)
    assert dual_norm(g, (inverse + inverse.T) / 2) == pytest.approx(norm(g, P), rel=1e-13)
    assert (dual_norm(g, 1), dual_norm(g, np.inf)) == (norm(g, np.inf), norm(g, 1))
    np.testing.assert_allclose(steepest_direction(factor * g, P), steepest_direction(g, P), rtol=4 * EPS)


@pytest.mark.law("steepest_direction")
@given(g=arrays(3).filter(lambda g: np.abs(g).max() > 1e-3), kind=kinds)
def test_a_steepest_direction_has_the_type_of_the_gradient(g, kind):
    single = kind.astype(np.float32) if isinstance(kind, np.ndarray) else kind
    d = steepest_direction(g.astype(np.float32), single)
    assert (d.dtype, steepest_direction(g, kind).dtype) == (np.float32, np.float64)
    assert norm(d, single) == pytest.approx(1, rel=1e-6)


@pytest.mark.law("power_iteration", "Eigenpair")
@settings(max_examples=10)
@given(rng=rngs, factor=powers_of_two)
def test_the_largest_eigenvalue_turns_with_the_axes_and_scales_with_the_matrix(rng, factor):
    Q, values = rotation(rng, 4), np.array([0.5, -2.0, 3.0, 7.0])
    A = (Q * values) @ Q.T
    A = (A + A.T) / 2
    seed = int(rng.integers(2**31))
    pair: Eigenpair = power_iteration(A, np.random.default_rng(seed))
    assert pair.value == pytest.approx(7, abs=pair.residual + 64 * EPS)
    assert pair.residual == pytest.approx(np.linalg.norm(A @ pair.vector - pair.value * pair.vector), abs=64 * EPS)
    assert np.linalg.norm(pair.vector) == pytest.approx(1, rel=4 * EPS)
    assert abs(pair.vector @ Q[:, 3]) == pytest.approx(1, abs=1e-12)
    scaled = power_iteration(lambda v: factor * (A @ v), np.random.default_rng(seed), n=4)
    assert scaled.value == pytest.approx(factor * pair.value, rel=8 * EPS)
    negative = power_iteration(-A, np.random.default_rng(seed))
    assert (negative.value, negative.products) == (-pair.value, pair.products)
