"""Evidence for sections 6.1 and 6.2: Newton's method, BFGS, its line search, and noise in its pairs."""

import itertools

import numpy as np
import pytest

from course_lib import (
    BFGS,
    MLP,
    Himmelblau,
    LogisticRegression,
    Newton,
    Quadratic,
    Rosenbrock,
    StrongWolfe,
    iterates,
    minibatches,
    minimize,
    steepest_direction,
)
from course_lib.experiments.datasets import two_moons
from course_lib.methods._pairs import Pair
from course_lib.methods.bfgs import bfgs_update
from course_lib.methods.lbfgs import two_loop


def drawn_bowl(seed, n=4):
    """A gradient and a positive definite Hessian."""
    rng = np.random.default_rng(seed)
    root = rng.normal(size=(n, n))
    return rng.normal(size=n), root @ root.T + 0.5 * np.eye(n)


def newton_step(g, H, damping=0.0):
    return Newton(lambda x: H, damping).direction(np.zeros_like(g), g, None)[0]


@pytest.mark.evidence("eq-quadratic-model", "objectives.Rosenbrock")
def test_the_quadratic_model_is_wrong_by_the_third_order_only():
    f, x, d = Rosenbrock(), np.array([-1.2, 1.0]), np.array([0.6, -0.8])
    errors = []
    for t in (1e-1, 1e-2, 1e-3):
        step = t * d
        model = f(x) + f.gradient(x) @ step + step @ f.hessian(x) @ step / 2
        errors.append(abs(f(x + step) - model))
    np.testing.assert_allclose(np.log10(errors[:-1]) - np.log10(errors[1:]), 3, atol=0.06)


@pytest.mark.evidence("eq-newton", "methods.Newton")
def test_newtons_iterates_solve_the_linear_systems():
    f = Rosenbrock(3)
    walk = [step.x for step in itertools.islice(iterates(f, [0.5, -0.3, 0.8], Newton(f.hessian)), 6)]
    for x, after in itertools.pairwise(walk):
        np.testing.assert_allclose(f.hessian(x) @ (after - x), -f.gradient(x), rtol=1e-10, atol=1e-10)


@pytest.mark.evidence("thm-newton-step", "methods.Newton")
@pytest.mark.evidence("thm-newton-step", "bounds.norms.steepest_direction")
@pytest.mark.parametrize("seed", range(5))
def test_the_newton_step_minimises_the_model_and_is_steepest_in_the_hessian_norm(seed):
    g, H = drawn_bowl(seed)
    p, decrement = newton_step(g, H), np.sqrt(g @ np.linalg.solve(H, g))
    assert g @ p + p @ H @ p / 2 == pytest.approx(-(decrement**2) / 2, rel=1e-12)
    for other in p + np.random.default_rng(seed).normal(size=(100, 4)):
        excess = g @ other + other @ H @ other / 2 + decrement**2 / 2
        assert excess == pytest.approx((other - p) @ H @ (other - p) / 2, rel=1e-9)
    np.testing.assert_allclose(decrement * steepest_direction(g, H), p, rtol=1e-10)


@pytest.mark.evidence("thm-affine-invariance", "methods.Newton")
def test_newtons_iterates_move_with_the_coordinates():
    f, S, c = Himmelblau(), np.array([[3.0, 1.0], [-2.0, 40.0]]), np.array([0.5, -1.0])

    def moved(z):
        value, g = f.value_and_grad(S @ z + c)
        return value, S.T @ g

    z0 = np.array([1.2, 0.1])
    method = Newton(lambda z: S.T @ f.hessian(S @ z + c) @ S)
    z = [step.x for step in itertools.islice(iterates(moved, z0, method), 7)]
    x = [step.x for step in itertools.islice(iterates(f, S @ z0 + c, Newton(f.hessian)), 7)]
    assert np.linalg.norm(x[-1] - x[0]) > 0.9
    np.testing.assert_allclose(np.array(z) @ S.T + c, x, rtol=1e-9)


@pytest.mark.parametrize("place", range(4))
def test_the_digits_double_at_saddles_too(place):
    f, saddle = Himmelblau(), Himmelblau().saddles[place]
    smallest = np.abs(np.linalg.eigvalsh(f.hessian(saddle))).min()
    u = np.abs(saddle) + 0.05
    thirds = np.array([[24 * u[0], 4.0], [4.0, 4.0], [4.0, 4.0], [4.0, 24 * u[1]]])
    M = np.linalg.norm(thirds, 2)  # of the Hessian's change along a unit vector, in the Frobenius norm
    radius = 2 * smallest / (3 * M)
    start = saddle + 0.9 * min(radius, 0.05) * np.array([0.6, -0.8])
    walk = [step.x for step in itertools.islice(iterates(f, start, Newton(f.hessian)), 5)]
    errors = np.linalg.norm(np.array(walk) - saddle, axis=1)
    assert np.linalg.eigvalsh(f.hessian(saddle))[0] < 0 < smallest
    assert np.all(errors[1:] <= 1.5 * M / smallest * errors[:-1] ** 2 + 1e-14)
    assert errors[3] < 1e-6 * errors[0]


def test_the_rule_for_the_shift_can_leave_an_eigenvalue_next_to_zero():
    p = newton_step(np.ones(2), np.diag([1.0, -0.00099999]), 1e-3)
    np.testing.assert_allclose(p, [-1 / 1.001, -1e8], rtol=1e-4)


@pytest.mark.evidence("thm-damped-newton", "methods.Newton")
@pytest.mark.parametrize("spectrum", [(-3.0, 1.0, 5.0), (-0.2, -0.1, 4.0), (0.5, 2.0, 30.0)])
def test_a_shifted_step_keeps_its_angle_to_the_gradient(spectrum):
    rng = np.random.default_rng(4)
    H = np.diag(spectrum)
    tau = next(t for t in (0, 0.1, 1, 10) if spectrum[0] + t > 0)
    condition = (spectrum[2] + tau) / (spectrum[0] + tau)
    for g in rng.normal(size=(200, 3)):
        p = newton_step(g, H, 0.1)
        assert g @ p <= -np.linalg.norm(g) * np.linalg.norm(p) / condition * (1 - 1e-12)
        np.testing.assert_allclose((H + tau * np.eye(3)) @ p, -g, rtol=1e-12)


def drawn_pair(seed, n=5):
    """H, s, y and the factor of a W with Ws = y."""
    rng = np.random.default_rng(seed)
    root, other, s = rng.normal(size=(n, n)), rng.normal(size=(n, n)), rng.normal(size=n)
    W = root @ root.T + 0.1 * np.eye(n)
    return other @ other.T + 0.1 * np.eye(n), s, W @ s, np.linalg.cholesky(W).T


@pytest.mark.evidence("thm-bfgs", "methods.bfgs.bfgs_update")
@pytest.mark.parametrize("seed", range(6))
def test_bfgs_is_the_least_change_and_stays_positive_definite(seed):
    """The change is orthogonal, in the norm of W, to every symmetric matrix that maps y to 0: Pythagoras."""
    H, s, y, factor = drawn_pair(seed)
    updated = bfgs_update(H, s, y)
    assert np.linalg.eigvalsh(updated)[0] > 0
    change = factor @ (updated - H) @ factor.T
    across = np.eye(5) - np.outer(y, y) / (y @ y)
    for E in np.random.default_rng(seed).normal(size=(50, 5, 5)):
        free = across @ (E + E.T) @ across
        other = factor @ free @ factor.T
        assert abs(np.vdot(change, other)) <= 1e-9 * np.linalg.norm(change) * np.linalg.norm(other)
        assert np.linalg.norm(change + other) > np.linalg.norm(change)


@pytest.mark.parametrize("seed", range(3))
def test_the_ruler_sees_no_units_and_one_exists_for_every_positive_pair(seed):
    rng = np.random.default_rng(seed)
    s, y, S, E = rng.normal(size=4), rng.normal(size=4), rng.normal(size=(4, 4)), rng.normal(size=(4, 4))
    y, E = y * np.sign(y @ s), E + E.T
    W = np.outer(y, y) / (y @ s) + np.eye(4) - np.outer(s, s) / (s @ s)
    assert np.linalg.eigvalsh(W)[0] > 0
    np.testing.assert_allclose(W @ s, y, rtol=1e-12, atol=1e-12)
    inverse = np.linalg.inv(S)
    moved, ruler = inverse @ E @ inverse.T, S.T @ W @ S
    assert np.trace(ruler @ moved @ ruler @ moved) == pytest.approx(np.trace(W @ E @ W @ E), rel=1e-9)


@pytest.mark.evidence("eq-pair-curvature", "methods.bfgs.bfgs_update")
@pytest.mark.parametrize("seed", range(6))
def test_the_curvature_of_a_pair_is_that_of_the_updated_matrix(seed):
    H, s, y, _ = drawn_pair(seed)
    updated = bfgs_update(H, s, y)
    assert y @ updated @ y == pytest.approx(y @ s, rel=1e-9)
    assert y @ s > 0 > np.linalg.eigvalsh(bfgs_update(H, s, -y))[0]


def wavy(x):
    """Σ xᵢ²/20 + 1 − cos xᵢ, not convex."""
    return float(np.sum(x**2 / 20 + 1 - np.cos(x))), x / 10 + np.sin(x)


@pytest.mark.evidence("eq-wolfe", "running.line_search.StrongWolfe")
@pytest.mark.evidence("lem-wolfe-pair", "running.line_search.StrongWolfe")
@pytest.mark.parametrize("c2", [0.1, 0.5, 0.9])
@pytest.mark.parametrize("start", [[3.6, 2.5], [9.0, -2.9], [12.0, 3.2]])
def test_a_wolfe_search_makes_every_pair_positive(c2, start):
    search, walk = StrongWolfe(c1=0.05, c2=c2), []
    minimize(wavy, np.array(start), BFGS(), search=search, tol=1e-6, callback=walk.append)
    assert len(walk) > 4
    for before, after in itertools.pairwise(walk):
        slope = before.g @ after.p
        assert slope < 0
        assert after.f <= before.f + 0.05 * after.alpha * slope + 1e-14
        assert abs(after.g @ after.p) <= c2 * abs(slope)
        pair = (after.g - before.g) @ (after.x - before.x)
        assert pair >= (1 - c2) * after.alpha * abs(slope) * (1 - 1e-9) > 0


def test_the_example_of_the_corrections_page():
    x, s = 0.1, 1.0  # f = cos
    np.testing.assert_allclose([-np.sin(x), -np.sin(x + s)], [-0.10, -0.89], atol=0.005)
    assert (np.sin(x) - np.sin(x + s)) * s == pytest.approx(-0.79, abs=0.005)


@pytest.mark.evidence("eq-noisy-pair", "networks.mlp.MLP")
def test_noise_in_a_pair_of_two_batches_grows_as_the_step_shrinks():
    X, Y = two_moons(np.random.default_rng(0), 200, 0.15)
    net, rng = MLP((2, 16, 16, 2), loss="cross_entropy"), np.random.default_rng(1)
    theta, direction = net.init(rng), rng.normal(size=net.n)
    B, other, everything = slice(0, 200, 10), slice(1, 200, 10), slice(None)

    def gradient(rows, at):
        return net.value_and_grad(at, X[rows], Y[rows])[1]

    errors = []
    for length in (1e-2, 1e-3, 1e-4):
        s = length * direction / np.linalg.norm(direction)
        y = gradient(everything, theta + s) - gradient(everything, theta)
        xi, xi_after = gradient(B, theta) - gradient(everything, theta), gradient(other, theta + s)
        hat = xi_after - gradient(B, theta)
        np.testing.assert_allclose(hat, y + xi_after - gradient(everything, theta + s) - xi, atol=1e-15)
        same = gradient(B, theta + s) - gradient(B, theta)
        errors.append([np.linalg.norm(hat - y), np.linalg.norm(same - y)] / np.linalg.norm(y))
    two, one = np.transpose(errors)
    np.testing.assert_allclose(two[1:] / two[:-1], 10, rtol=0.1)
    np.testing.assert_allclose(one, one[0], rtol=0.1)
    assert two[-1] > 100 * one[-1]


def trained_with_pairs(same_batch, steps=400, rate=0.03):
    """The loss after minibatch L-BFGS of fixed length, with pairs from one batch or from two."""
    X, Y = two_moons(np.random.default_rng(0), 200, 0.15)
    net, batches = MLP((2, 16, 16, 2), loss="cross_entropy", l2=1e-4), np.random.default_rng(3)
    assert net.n == 354
    batches = minibatches((X, Y), 20, batches)
    theta, batch = net.init(np.random.default_rng(1)), next(batches)
    pairs = []
    for _ in range(steps):
        g = net.value_and_grad(theta, *batch)[1]
        s, following = -rate * two_loop(g, pairs), next(batches)
        y = net.value_and_grad(theta + s, *(batch if same_batch else following))[1] - g
        if y @ s > 1e-10 * np.linalg.norm(y) * np.linalg.norm(s):
            pairs = [*pairs, Pair(s, y, float(y @ s))][-10:]
        theta, batch = theta + s, following
    return net.value_and_grad(theta, X, Y)[0]


@pytest.mark.slow
def test_with_minibatches_pairs_from_two_batches_stand_still_and_pairs_from_one_do_not():
    assert trained_with_pairs(same_batch=False) > 0.6
    assert trained_with_pairs(same_batch=True) < 0.1


@pytest.mark.parametrize("n", [3])
def test_newton_sees_no_units_in_logistic_regression(n):
    rng = np.random.default_rng(3)
    X, scale = rng.normal(size=(50, n)), np.array([1.0, 30.0, 4000.0])
    y = (X[:, 0] + rng.normal(size=50) > 0).astype(float)
    runs = [minimize(f, np.zeros(n), Newton(f.hessian), max_iter=4, tol=0) for f in
            (LogisticRegression(X, y), LogisticRegression(X * scale, y))]  # fmt: skip
    np.testing.assert_allclose(runs[0].trace.f, runs[1].trace.f, rtol=1e-9)


@pytest.mark.parametrize("ill", [8, 10])
def test_solving_leaves_a_residual_that_the_inverse_does_not(ill):
    i = np.arange(ill)
    A = 1 / (i[:, None] + i + 1)
    f = Quadratic(A, A @ np.ones(ill))
    run = minimize(f, np.zeros(ill), Newton(f.hessian), max_iter=1, tol=0)
    assert np.linalg.norm(A @ run.x - f.b) < 1e-14
    assert np.linalg.norm(A @ (np.linalg.inv(A) @ f.b) - f.b) > 1e-8
