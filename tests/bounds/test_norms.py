import numpy as np
import pytest

from course_lib import dual_norm, norm, steepest_direction

G = np.array([3.0, 1.0])
P = np.array([[2.0, 0.5], [0.5, 1.0]])
KINDS = [1, 2, np.inf, P]


@pytest.mark.evidence("thm-dual-norm", "bounds.norms.dual_norm")
@pytest.mark.evidence("eq-dual-norm", "bounds.norms.dual_norm")
@pytest.mark.parametrize(
    ("kind", "direction", "slope"),
    [
        (2, [-3 / np.sqrt(10), -1 / np.sqrt(10)], -np.sqrt(10)),
        (np.inf, [-1.0, -1.0], -4.0),
        (1, [-1.0, 0.0], -3.0),
        (P, -np.linalg.solve(P, G) / np.sqrt(G @ np.linalg.solve(P, G)), -np.sqrt(G @ np.linalg.solve(P, G))),
    ],
)
def test_each_norm_has_its_steepest_direction_and_slope(kind, direction, slope):
    d = steepest_direction(G, kind)
    np.testing.assert_allclose(d, direction, rtol=1e-15)
    assert G @ d == pytest.approx(slope, rel=1e-15)
    assert dual_norm(G, kind) == pytest.approx(-slope, rel=1e-15)


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS, ids=["l1", "l2", "linf", "P"])
def test_no_random_step_of_length_one_beats_the_dual_norm_and_some_come_close(kind):
    d = np.random.default_rng(0).normal(size=(20_000, 2))
    slopes = d @ G / np.array([norm(v, kind) for v in d])
    least = -dual_norm(G, kind)
    assert least <= slopes.min() <= 0.999 * least


@pytest.mark.evidence("thm-steepest", "bounds.norms.steepest_direction")
def test_euclidean_steepest_direction_attains_cauchy_schwarz():
    g = np.random.default_rng(1).normal(size=7)
    d = steepest_direction(g, 2)
    assert norm(d, 2) == pytest.approx(1, rel=1e-15)
    assert g @ d == pytest.approx(-np.linalg.norm(g), rel=1e-15)


@pytest.mark.parametrize("kind", [1, 2, np.inf])
def test_has_length_one_even_with_zero_entries_and_ties(kind):
    assert norm(steepest_direction(np.array([0.0, -2.0, 2.0]), kind), kind) == pytest.approx(1, rel=1e-15)


def test_the_euclidean_norm_is_the_norm_of_the_identity():
    assert norm(G, np.eye(2)) == pytest.approx(norm(G, 2), rel=1e-15)
    np.testing.assert_allclose(steepest_direction(G, np.eye(2)), steepest_direction(G, 2), rtol=1e-15)


@pytest.mark.evidence("eq-proximal", "bounds.norms.steepest_direction")
def test_the_charged_linear_model_is_lowest_at_minus_alpha_g():
    alpha = 0.37
    best = alpha * np.linalg.norm(G) * steepest_direction(G, 2)  # −αg

    def model(step):
        return step @ G + np.sum(step**2, axis=-1) / (2 * alpha)

    # The model is a parabola with curvature 1/α: away from its minimiser it rises by ‖d‖²/(2α), exactly.
    d = np.random.default_rng(2).normal(size=(200, 2))
    np.testing.assert_allclose(model(best + d) - model(best), np.sum(d**2, axis=-1) / (2 * alpha), rtol=1e-12)


@pytest.mark.parametrize(
    ("g", "kind", "message"),
    [
        (np.zeros(2), 2, "g must not be zero: at a stationary point no direction is steepest"),
        (G, 3, "kind must be 1, 2, numpy.inf or a positive definite matrix, got 3"),
        (G, np.diag([1.0, -1.0]), "kind must be positive definite"),
        (G, np.eye(3), "kind must be a 2×2 matrix, as g has entries"),
        (np.array([[1.0]]), 2, "g must have 1 axes"),
        (np.array([np.nan, 1.0]), 2, "g must be finite, got nan at index"),
    ],
)
def test_bad_input(g, kind, message):
    with pytest.raises(ValueError, match=message):
        steepest_direction(g, kind)
