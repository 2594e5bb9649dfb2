import itertools

import numpy as np
import pytest

from course_lib import Armijo, GradientDescent, LogisticRegression, Quadratic, Rosenbrock, bounds, iterates, minimize

rng = np.random.default_rng(5)


def log_cosh(x):
    return np.sum(np.logaddexp(x, -x) - np.log(2)), np.tanh(x)


def logistic():
    X = rng.normal(size=(40, 3))
    return LogisticRegression(X, (X[:, 0] > 0).astype(float), l2=0.1)


SMOOTH = [
    (Quadratic(np.diag([4.0, 1.0, 0.2])).value_and_grad, 4.0),
    (Quadratic(np.diag([1.0, -2.0, 0.5])).value_and_grad, 2.0),
    (log_cosh, 1.0),
    (logistic().value_and_grad, None),
]
SMOOTH[3] = (SMOOTH[3][0], SMOOTH[3][0].__self__.L)


@pytest.mark.evidence("thm-taylor-error", "bounds.taylor_error")
@pytest.mark.evidence("eq-taylor-error", "bounds.taylor_error")
@pytest.mark.parametrize(("f", "L"), SMOOTH)
def test_the_linear_model_errs_by_no_more_than_the_bound(f, L):
    for _ in range(200):
        x, step = rng.normal(size=(2, 3)) * 10 ** rng.uniform(-2, 1)
        value, gradient = f(x)
        error = abs(f(x + step)[0] - value - gradient @ step)
        assert error <= bounds.taylor_error(L, np.linalg.norm(step)) * (1 + 1e-12) + 1e-13


@pytest.mark.evidence("thm-taylor-error", "bounds.taylor_error")
def test_the_round_bowl_attains_the_taylor_bound():
    f = Quadratic(3 * np.eye(3))
    for _ in range(20):
        x, step = rng.normal(size=(2, 3))
        error = f(x + step) - f(x) - f.gradient(x) @ step
        assert error == pytest.approx(float(bounds.taylor_error(3.0, np.linalg.norm(step))), rel=1e-12)


@pytest.mark.evidence("eq-taylor", "bounds.taylor_error")
def test_the_remainder_vanishes_faster_than_the_step():
    f, x, d = Rosenbrock(), np.array([-1.2, 1.0]), np.array([0.6, 0.8])
    t = np.array([1e-2, 1e-3, 1e-4])
    remainder = np.array([f(x + s * d) - f(x) - f.gradient(x) @ (s * d) for s in t])
    half_curvature = d @ f.hessian(x) @ d / 2
    # r(td)/t² → ½ dᵀHd, so r(td)/t → 0, and with L = dᵀHd on this line the bound is its limit.
    assert np.all(np.abs(remainder / t**2 / half_curvature - 1) <= 5 * t)
    np.testing.assert_allclose(bounds.taylor_error(2 * half_curvature, t), half_curvature * t**2, rtol=1e-14)


@pytest.mark.evidence("thm-descent-lemma", "bounds.descent_guarantee")
@pytest.mark.evidence("eq-descent-lemma", "bounds.descent_guarantee")
@pytest.mark.parametrize(("f", "L"), SMOOTH)
def test_a_step_falls_by_at_least_the_guarantee(f, L):
    for _ in range(50):
        x = 3 * rng.normal(size=3)
        value, g = f(x)
        for alpha in np.array([0.1, 0.5, 1.0, 1.5, 1.99, 2.5]) / L:
            guarantee = bounds.descent_guarantee(L, alpha, np.linalg.norm(g))
            assert value - f(x - alpha * g)[0] >= guarantee - 1e-12 * (1 + abs(value))


@pytest.mark.evidence("thm-descent-lemma", "bounds.descent_guarantee")
def test_the_round_bowl_attains_the_guarantee_and_two_over_L_is_its_edge():
    L, x = 2.5, np.array([1.0, -2.0])
    f = Quadratic(L * np.eye(2))
    g = f.gradient(x)
    for alpha in (0.1, 0.4, 0.7, 0.9):
        fall = f(x) - f(x - alpha * g)
        assert fall == pytest.approx(float(bounds.descent_guarantee(L, alpha, np.linalg.norm(g))), rel=1e-12)
    assert bounds.descent_guarantee(L, 2 / L, 1.0) == 0
    assert bounds.descent_guarantee(L, 1 / L, 1.0) == 1 / (2 * L)


@pytest.mark.evidence("thm-quadratic", "bounds.contraction")
@pytest.mark.evidence("eq-contraction", "bounds.contraction")
@pytest.mark.parametrize("alpha", [0.02, 0.1, 2 / 11, 0.19, 0.2])
def test_a_fixed_rate_contracts_as_the_theorem_says_and_some_start_attains_it(alpha):
    quadratic = Quadratic(np.diag([1.0, 3.0, 10.0]), np.array([1.0, 2.0, 3.0]))
    (minimizer,) = quadratic.minimizers
    rho = bounds.contraction(alpha, 1.0, 10.0)
    k = np.arange(61)

    def errors(e0):
        run = minimize(quadratic, minimizer + e0, GradientDescent(alpha), tol=0, max_iter=60, keep="x")
        return np.linalg.norm(run.trace.x - minimizer, axis=1)

    for e0 in rng.normal(size=(10, 3)):
        assert np.all(errors(e0) <= rho**k * np.linalg.norm(e0) * (1 + 1e-12) + 1e-14)
    slowest = np.eye(3)[0 if abs(1 - alpha) >= abs(1 - 10 * alpha) else 2]
    np.testing.assert_allclose(errors(slowest), rho**k, rtol=1e-12, atol=1e-14)


@pytest.mark.evidence("thm-quadratic", "bounds.best_rate")
def test_the_best_rate_is_lower_than_every_other():
    mu, L = 1.0, 10.0
    best = bounds.best_rate(mu, L)
    assert best == pytest.approx(2 / 11, rel=1e-15)
    assert bounds.contraction(best, mu, L) == pytest.approx(9 / 11, rel=1e-14)
    others = np.linspace(0.001, 0.25, 500)
    assert np.all(bounds.contraction(others, mu, L) >= bounds.contraction(best, mu, L))
    expected = [0.9, 0.9, 0.95, 1.0]
    np.testing.assert_allclose(bounds.contraction(np.array([1, 1.9, 1.95, 2]) / L, mu, L), expected, rtol=1e-14)


@pytest.mark.evidence("thm-backtracking", "bounds.backtracking_length")
@pytest.mark.evidence("eq-backtracking", "bounds.backtracking_length")
@pytest.mark.parametrize(
    ("c1", "shrink", "trial"), [(1e-4, 0.5, 1.0), (0.3, 0.8, 50.0), (0.5, 0.1, 7.0), (0.9, 0.5, 1e-3)]
)
def test_backtracking_never_ends_below_its_bound(c1, shrink, trial):
    f = logistic()
    steps = iterates(f, np.array([5.0, -3.0, 2.0]), GradientDescent(trial), search=Armijo(c1, shrink))
    taken = [next(steps) for _ in range(40)]
    alphas = [b.alpha for a, b in itertools.pairwise(taken) if a.f - b.f > 1e-10]  # above the rounding of f
    assert len(alphas) >= 5
    assert min(alphas) >= bounds.backtracking_length(f.L, c1, shrink, trial) * (1 - 1e-12) > 0


@pytest.mark.evidence("thm-backtracking", "bounds.backtracking_length")
def test_the_round_bowl_comes_as_close_to_the_bound_as_one_likes():
    L, c1, shrink = 1.0, 0.25, 0.5
    trial = 2 * (1 - c1) / L * (1 + 1e-9)  # just rejected
    steps = iterates(Quadratic(L * np.eye(2)), np.array([1.0, 1.0]), GradientDescent(trial), search=Armijo(c1, shrink))
    next(steps)
    assert next(steps).alpha == pytest.approx(bounds.backtracking_length(L, c1, shrink, trial), rel=1e-8)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: bounds.taylor_error(0.0, 1.0), "L must be greater than 0, got 0.0"),
        (lambda: bounds.descent_guarantee(1.0, 0.1, -1.0), "grad_norm must be at least 0, got -1.0"),
        (lambda: bounds.contraction(0.1, 2.0, 1.0), "L must be at least mu = 2, got 1"),
        (lambda: bounds.best_rate(-1.0, 1.0), "mu must be greater than 0, got -1.0"),
        (lambda: bounds.backtracking_length(1.0, 1.0, 0.5, 1.0), r"c1 must lie in \(0, 1\), got 1.0"),
    ],
)
def test_bad_input(call, message):
    with pytest.raises(ValueError, match=message):
        call()
