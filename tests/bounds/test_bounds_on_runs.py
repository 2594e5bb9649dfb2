"""Theorems of the chapters on convergence and momentum against runs of the library: no run exceeds its bound."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from course_lib import (
    Armijo,
    GradientDescent,
    LogisticRegression,
    Quadratic,
    Rosenbrock,
    bounds,
    iterates,
    minimize,
)
from course_lib.objectives import Huber, LogCosh, PseudoHuber

# What rounding may add to a bound.
ROUNDING = 1e-12


def descend(f, x0, alpha, steps):
    """x_0 … x_steps as rows, and f at each; fewer where a gradient of 0 ends the run."""
    trace = minimize(f, x0, GradientDescent(alpha), tol=0, max_iter=steps, keep="x").trace
    return trace.x, trace.f


def newton_minimizer(f, x):
    for _ in range(30):
        x = x - np.linalg.solve(f.hessian(x), f.gradient(x))
    return x


def nesterov_worst_function(k):
    """The quadratic on R^(2k+1), smooth with L = 1, that keeps k steps of any first-order method from its minimum."""
    n = 2 * k + 1
    return Quadratic((2 * np.eye(n) - np.eye(n, k=1) - np.eye(n, k=-1)) / 4, np.eye(n)[0] / 4)


def convex_problems():
    """(name, f, L, x_0, x*): convex, none strongly so except where noted by its spectrum."""
    rng = np.random.default_rng(0)
    B = rng.standard_normal((3, 5))
    flat = Quadratic(B.T @ B)
    x0 = rng.standard_normal(5)
    # The nearest minimiser: x_0 without its part in the range of A.
    yield "flat quadratic", flat, flat.L, x0, x0 - np.linalg.pinv(B) @ (B @ x0)
    yield "huber", Huber(0.1), 1.0, rng.uniform(-2, 2, 4), np.zeros(4)
    yield "log cosh", LogCosh(), 1.0, rng.uniform(-9, 9, 4), np.zeros(4)
    yield "pseudo huber", PseudoHuber(), 1.0, np.array([30.0]), np.zeros(1)
    X = np.column_stack([rng.standard_normal((60, 3)), np.ones(60)])
    logistic = LogisticRegression(X, (X[:, 0] + rng.standard_normal(60) > 0).astype(int))
    yield "logistic", logistic, logistic.L, np.full(4, 3.0), newton_minimizer(logistic, np.zeros(4))
    worst = nesterov_worst_function(20)
    yield "nesterov's quadratic", worst, 1.0, np.zeros(41), worst.minimizers[0]


CONVEX = list(convex_problems())
IDS = [problem[0] for problem in CONVEX]


@pytest.mark.evidence("thm-convex-rate", "bounds.convex_gap")
@pytest.mark.evidence("eq-convex-rate", "bounds.convex_gap")
@pytest.mark.evidence("eq-tight-rate", "bounds.tight_convex_gap")
@pytest.mark.parametrize("name, f, L, x0, optimum", CONVEX, ids=IDS)
@pytest.mark.parametrize("h", [0.25, 1.0])
def test_convex_runs_stay_below_every_bound_for_steps_up_to_one_over_l(name, f, L, x0, optimum, h):
    R, gap = np.linalg.norm(x0 - optimum), descend(f, x0, h / L, 80)[1] - f(optimum)
    k = np.arange(1, len(gap))
    assert (gap[1:] <= bounds.tight_convex_gap(L, R, k, h) * (1 + ROUNDING)).all()
    assert (gap[1:] <= bounds.convex_gap(L, R, k, h) * (1 + ROUNDING)).all()
    assert (np.diff(gap) <= ROUNDING * gap[0]).all()
    if h == 1:
        assert (gap[1:] <= bounds.nesterov_convex_gap(L, R, k) * (1 + ROUNDING)).all()
        assert (gap[1:] <= bounds.loose_convex_gap(L, R, k) * (1 + ROUNDING)).all()


@pytest.mark.parametrize("name, f, L, x0, optimum", CONVEX, ids=IDS)
@pytest.mark.parametrize("h", [0.5, 1.5, bounds.best_worst_case_step(80), 1.99])
@pytest.mark.evidence("thm-worst-case-step", "bounds.worst_case_gap")
@pytest.mark.evidence("eq-worst-case-step", "bounds.worst_case_gap")
def test_convex_runs_stay_below_the_worst_case_for_every_step_below_two_over_l(name, f, L, x0, optimum, h):
    R, gap = np.linalg.norm(x0 - optimum), descend(f, x0, h / L, 80)[1] - f(optimum)
    k = np.arange(1, len(gap))
    assert (gap[1:] <= bounds.worst_case_gap(L, R, k, h) * (1 + ROUNDING)).all()


@pytest.mark.evidence("thm-tight-rate", "bounds.tight_convex_gap")
@pytest.mark.evidence("eq-tight-rate", "bounds.tight_convex_gap")
@pytest.mark.parametrize("k", [1, 2, 5, 10, 20, 50, 100])
def test_the_library_s_run_on_its_huber_function_touches_the_tight_bound(k):
    _, f = descend(Huber(1 / (2 * k + 1)), np.array([1.0]), 1.0, k)
    assert f[k] == pytest.approx(bounds.tight_convex_gap(1, 1, k), rel=1e-12)
    assert (f[:k] < bounds.tight_convex_gap(1, 1, np.arange(k))).all()


@pytest.mark.parametrize("alpha, h", [(0.5, 0.5), (1.0, 1.0)])
def test_the_stated_number_of_iterations_is_enough(alpha, h):
    x0 = np.array([4.0, -3.0])
    for epsilon in (1e-1, 1e-2):
        k = int(np.ceil(bounds.convex_iterations(alpha, 5, epsilon)))
        assert descend(Huber(0.05), x0, alpha, k)[1][-1] <= epsilon


def test_the_descent_lemma_holds_for_every_step_and_with_equality_on_the_parabola():
    alpha = np.linspace(0.01, 2.5, 100)
    for f, L, x in [(LogCosh(), 1.0, np.array([0.8, -2.0])), (Huber(0.5), 1.0, np.array([0.2, 3.0]))]:
        g = f.gradient(x)
        decrease = f(x) - f(x - alpha[:, None] * g)
        assert (decrease >= bounds.descent_guarantee(L, alpha, np.linalg.norm(g)) - ROUNDING).all()
        moves = np.random.default_rng(1).standard_normal((500, 2))
        error = np.abs(f(x + moves) - f(x) - moves @ g)
        assert (error <= bounds.taylor_error(L, np.linalg.norm(moves, axis=1)) + ROUNDING).all()
    L, x = 3.0, np.array([1.0, -2.0])
    parabola = Quadratic(L * np.eye(2))
    g = parabola.gradient(x)
    decrease = parabola(x) - parabola(x - alpha[:, None] * g)
    np.testing.assert_allclose(
        decrease, bounds.descent_guarantee(L, alpha, np.linalg.norm(g)), rtol=1e-12, atol=1e-12 * parabola(x)
    )
    assert decrease[alpha < 2 / L].min() > 0 > decrease[alpha > 2 / L].max()


def test_the_armijo_search_never_falls_below_its_guaranteed_length():
    search = Armijo(c1=0.3, shrink=0.4)
    for f in (LogCosh(), Huber(0.5), PseudoHuber()):
        least = bounds.backtracking_length(1, 0.3, 0.4, trial=50.0)
        run = minimize(f, np.array([7.0, -0.4]), GradientDescent(50.0), search=search, max_iter=40, tol=1e-4)
        assert run.trace.alpha[1:].min() >= least * (1 - ROUNDING)
    # On ½Lx² the search accepts α exactly up to 2(1 − c₁)/L: a trial just above it is shrunk to the guaranteed length.
    L, longest = 4.0, 2 * 0.7 / 4.0
    run = minimize(Quadratic([[L]]), [1.0], GradientDescent(longest * (1 + 1e-9)), search=search, max_iter=5, tol=0)
    least = bounds.backtracking_length(L, 0.3, 0.4, trial=1.0)
    np.testing.assert_allclose(run.trace.alpha[1:], least, rtol=2e-9)
    run = minimize(Quadratic([[L]]), [1.0], GradientDescent(longest * (1 - 1e-9)), search=search, max_iter=5, tol=0)
    assert (run.trace.alpha[1:] > 2 * least).all()


def strongly_convex_problems():
    rng = np.random.default_rng(2)
    Q, _ = np.linalg.qr(rng.standard_normal((6, 6)))
    A = (Q * np.linspace(0.5, 8, 6)) @ Q.T
    quadratic = Quadratic((A + A.T) / 2, rng.standard_normal(6))
    yield quadratic, quadratic.mu, quadratic.L, rng.standard_normal(6), quadratic.minimizers[0]
    ridge = LogisticRegression(rng.standard_normal((30, 4)), rng.integers(0, 2, 30), l2=0.05)
    yield ridge, ridge.mu, ridge.L, np.full(4, 2.0), newton_minimizer(ridge, np.zeros(4))


@pytest.mark.evidence("thm-strong-rate", "bounds.strongly_convex_distance")
@pytest.mark.evidence("eq-strong-rate", "bounds.strongly_convex_gap")
@pytest.mark.parametrize("step", [0.3, 1.0, 1.7, 1.99])
@pytest.mark.parametrize("f, mu, L, x0, optimum", list(strongly_convex_problems()), ids=["quadratic", "ridge"])
def test_strongly_convex_runs_contract_by_rho_at_every_step(f, mu, L, x0, optimum, step):
    x, values = descend(f, x0, step / L, 60)
    distance = np.linalg.norm(x - optimum, axis=1)
    rounding = 1e-14 * distance[0]
    k = np.arange(61)
    assert (
        distance <= bounds.strongly_convex_distance(step / L, mu, L, distance[0], k) * (1 + ROUNDING) + rounding
    ).all()
    assert (distance[1:] <= bounds.contraction(step / L, mu, L) * distance[:-1] * (1 + ROUNDING) + rounding).all()
    gap = bounds.strongly_convex_gap(step / L, mu, L, distance[0], k)
    assert (values - f(optimum) <= gap * (1 + ROUNDING) + 1e-15 * abs(f(optimum))).all()


@pytest.mark.evidence("thm-strong-rate", "bounds.contraction")
@pytest.mark.parametrize("kappa", [10.0, 100.0, 1000.0])
@pytest.mark.parametrize("step", [1.0, None, 1.9, 1.95], ids=["1/L", "2/(L+mu)", "1.9/L", "1.95/L"])
def test_on_a_quadratic_the_slowest_mode_attains_rho(kappa, step):
    f = Quadratic(np.diag([1.0, np.sqrt(kappa), kappa]))
    alpha = bounds.best_rate(1, kappa) if step is None else step / kappa
    rho = bounds.contraction(alpha, 1, kappa)
    slowest = np.eye(3)[0 if abs(1 - alpha) >= abs(1 - alpha * kappa) else 2]
    x, _ = descend(f, slowest, alpha, 100)
    np.testing.assert_allclose(np.linalg.norm(x, axis=1), rho ** np.arange(101), rtol=1e-12)


@pytest.mark.evidence("thm-sign-regimes", "methods.GradientDescent")
def test_steps_between_one_and_two_over_l_alternate_in_sign_and_converge():
    x, _ = descend(Quadratic(np.diag([1.0, 4.0])), np.ones(2), 0.4, 60)
    assert (np.sign(x[1:, 1]) == -np.sign(x[:-1, 1])).all() and (x[:, 0] > 0).all()
    assert np.abs(x[-1]).max() < 1e-12


@pytest.mark.evidence("thm-sign-regimes", "methods.GradientDescent")
def test_at_two_over_l_the_top_mode_has_period_two_and_beyond_it_diverges():
    f = Quadratic(np.diag([1.0, 4.0]))
    x, _ = descend(f, np.array([1.0, 3.0]), 0.5, 40)
    np.testing.assert_array_equal(x[:, 1], 3 * (-1.0) ** np.arange(41))
    np.testing.assert_array_equal(x[:, 0], 0.5 ** np.arange(41))
    beyond, _ = descend(f, np.array([1.0, 3.0]), 0.51, 100)
    np.testing.assert_allclose(beyond[:, 1], 3 * (-1.04) ** np.arange(101), rtol=1e-12)
    without, _ = descend(f, np.array([1.0, 0.0]), 0.51, 100)
    assert np.abs(without[-1]).max() < 1e-30


@pytest.mark.slow
@pytest.mark.parametrize("alpha, count", [(0.1, 132), (0.01, 1375), (0.001, 13809)])
@pytest.mark.evidence("thm-step-count", "bounds.strongly_convex_iterations")
@pytest.mark.evidence("eq-step-count", "bounds.strongly_convex_iterations")
def test_the_parabola_takes_the_predicted_number_of_steps_to_a_millionth(alpha, count):
    run = minimize(Quadratic([[1.0]]), [1.0], GradientDescent(alpha), tol=1e-6, max_iter=20_000, every=20_000)
    assert run.converged and run.steps == count == np.ceil(bounds.strongly_convex_iterations(1 - alpha, 1, 1e-6))


@pytest.mark.evidence("eq-two-cycle", "objectives.LogCosh")
def test_log_cosh_with_a_step_of_3_ends_in_a_two_cycle():
    x, _ = descend(LogCosh(), np.array([0.3]), 3.0, 400)
    cycle = 1.2878394549601655
    assert 2 * cycle == pytest.approx(3 * np.tanh(cycle), rel=1e-15)
    assert abs(x[-1, 0]) == pytest.approx(cycle, rel=1e-13)
    assert x[-1, 0] == pytest.approx(-x[-2, 0], rel=1e-13)


def quartic(x):
    return float(np.sum(x**4)), 4 * x**3


def test_the_quartic_converges_exactly_inside_its_threshold():
    threshold = 1 / np.sqrt(2 * 0.1)
    inside = minimize(quartic, [threshold - 1e-9], GradientDescent(0.1), tol=1e-3, max_iter=10_000)
    assert inside.converged
    outside = [step.x[0] for step in iterates(quartic, [threshold + 1e-9], GradientDescent(0.1))]
    assert abs(outside[-1]) > 1e20
    run = [step.x[0] for step in iterates(quartic, [2.5], GradientDescent(0.1))]
    assert run[1] == -3.75
    np.testing.assert_allclose(run[2:5], [17.34375, -2069.43, 3.545e9], rtol=1e-3)
    x, _ = descend(quartic, [2.0], 1 / 8, 20)
    np.testing.assert_array_equal(x[:, 0], 2 * (-1.0) ** np.arange(21))


def test_convex_functions_without_a_minimiser_or_without_smoothness_do_not_converge():
    x, f = descend(lambda x: (float(np.exp(x[0])), np.exp(x)), [0.0], 1.0, 1000)
    np.testing.assert_allclose(x[:4, 0], [0, -1, -1.368, -1.623], atol=5e-4)
    assert x[-1, 0] < -6 and (np.diff(f) < 0).all()
    x, _ = descend(lambda x: (float(np.abs(x).sum()), np.sign(x)), [0.25], 0.5, 10)
    np.testing.assert_array_equal(x[:, 0], 0.25 * (-1.0) ** np.arange(11))


def waves(x):
    """x² + 3 sin² x: not convex, with one stationary point; f'' = 2 + 6 cos 2x, so L = 8."""
    return float(np.sum(x**2 + 3 * np.sin(x) ** 2)), 2 * x + 3 * np.sin(2 * x)


@pytest.mark.evidence("thm-pl", "bounds.polyak_lojasiewicz_gap")
@pytest.mark.evidence("eq-pl-rate", "bounds.polyak_lojasiewicz_gap")
@pytest.mark.evidence("eq-pl-example", "bounds.polyak_lojasiewicz_gap")
def test_the_pl_rate_holds_without_convexity():
    x = np.linspace(-20, 20, 400_002)
    value, slope = x**2 + 3 * np.sin(x) ** 2, 2 * x + 3 * np.sin(2 * x)
    mu = (slope**2 / (2 * value)).min()
    assert mu == pytest.approx(0.17553, abs=1e-5) and (2 + 6 * np.cos(2 * x)).min() < -3.9
    for start in (-7.3, 2.2, 15.0):
        _, f = descend(waves, [start], 1 / 8, 300)
        bound = bounds.polyak_lojasiewicz_gap(mu * (1 - 1e-6), 8, f[0], np.arange(len(f)))
        assert (f <= bound * (1 + ROUNDING)).all()


@pytest.mark.evidence("thm-pl", "bounds.polyak_lojasiewicz_gap")
def test_the_pl_rate_holds_for_a_least_squares_problem_with_many_solutions():
    rng = np.random.default_rng(4)
    B, y = rng.standard_normal((3, 6)), rng.standard_normal(3)
    f = Quadratic(B.T @ B, B.T @ y)
    mu, lowest = np.linalg.svd(B)[1].min() ** 2, -0.5 * y @ y
    _, values = descend(f, rng.standard_normal(6), 1 / f.L, 200)
    bound = bounds.polyak_lojasiewicz_gap(mu, f.L, values[0] - lowest, np.arange(201))
    assert (values - lowest <= bound * (1 + ROUNDING) + 1e-14).all()
    assert f.mu < 1e-12 < mu


@pytest.mark.parametrize(
    "f, L, lowest, start",
    [
        (waves, 8.0, 0.0, [9.0, -4.0]),
        (lambda x: (float(np.sum(1 - np.cos(x))), np.sin(x)), 1.0, 0.0, [3.1, 1.0, -3.0]),
        (LogCosh(), 1.0, 0.0, [5.0]),
        (Huber(0.01), 1.0, 0.0, [4.0]),
    ],
    ids=["waves", "cosine", "log cosh", "huber"],
)
@pytest.mark.evidence("thm-smallest-gradient", "bounds.smallest_squared_gradient")
@pytest.mark.evidence("eq-smallest-gradient", "bounds.smallest_squared_gradient")
def test_the_smallest_gradient_stays_below_its_bound(f, L, lowest, start):
    trace = minimize(f, start, GradientDescent(1 / L), tol=0, max_iter=100).trace
    smallest = np.minimum.accumulate(trace.grad_norm**2)
    bound = bounds.smallest_squared_gradient(L, trace.f[0] - lowest, trace.k + 1)
    assert (smallest <= bound * (1 + ROUNDING)).all()


def double_well(x):
    """½x² − ½y² + ¼y⁴: a saddle with curvature −1 at 0 between the minima (0, ±1)."""
    return float(x[0] ** 2 / 2 - x[1] ** 2 / 2 + x[1] ** 4 / 4), np.array([x[0], x[1] ** 3 - x[1]])


@pytest.mark.parametrize("y0, count", [(1e-2, 43), (1e-4, 91), (1e-8, 188), (1e-12, 284)])
@pytest.mark.evidence("thm-saddle-escape", "bounds.saddle_escape_steps")
@pytest.mark.evidence("eq-saddle-escape", "bounds.saddle_escape_steps")
@pytest.mark.evidence("eq-double-well", "bounds.saddle_escape_steps")
def test_escaping_a_saddle_takes_a_logarithm_of_the_start(y0, count):
    measured = next(s.k for s in iterates(double_well, [1.0, y0], GradientDescent(0.1)) if abs(s.x[1]) >= 0.5)
    predicted = bounds.saddle_escape_steps(y0, 0.1, -1, radius=0.5)
    assert measured == count
    assert predicted <= measured <= predicted + 3


@pytest.mark.evidence("eq-double-well", "methods.GradientDescent")
def test_a_start_on_the_stable_manifold_never_leaves_the_saddle():
    run = minimize(double_well, [1.0, 0.0], GradientDescent(0.1), tol=1e-10)
    assert run.converged and run.x[1] == 0 and abs(run.x[0]) < 1e-9


def accelerated(f, L, x0, steps):
    """f along FISTA's recursion, from k = 0."""
    x, y, t, values = x0, x0, 1.0, [f(x0)]
    for _ in range(steps):
        following = y - f.gradient(y) / L
        t_next = (1 + np.sqrt(1 + 4 * t**2)) / 2
        x, y, t = following, following + (t - 1) / t_next * (following - x), t_next
        values.append(f(x))
    return np.array(values)


@pytest.mark.evidence("thm-accelerated", "bounds.accelerated_gap")
@pytest.mark.evidence("eq-accelerated-rate", "bounds.accelerated_gap")
@pytest.mark.evidence("eq-accelerated", "bounds.accelerated_gap")
@pytest.mark.parametrize("name, f, L, x0, optimum", CONVEX, ids=IDS)
def test_accelerated_runs_stay_below_their_bound(name, f, L, x0, optimum):
    R, gap = np.linalg.norm(x0 - optimum), accelerated(f, L, x0, 80) - f(optimum)
    assert (gap[1:] <= bounds.accelerated_gap(L, R, np.arange(1, 81)) * (1 + ROUNDING)).all()


@pytest.mark.evidence("thm-lower-bound", "bounds.first_order_lower_bound")
@pytest.mark.evidence("eq-lower-bound", "bounds.first_order_lower_bound")
@pytest.mark.parametrize("k", [1, 2, 5, 10, 20])
def test_no_first_order_method_beats_the_lower_bound_on_nesterov_s_quadratic(k):
    f = nesterov_worst_function(k)
    n, optimum = f.n, f.minimizers[0]
    lowest, R = f(optimum), np.linalg.norm(optimum)
    assert f.L < 1
    # After k steps from 0 only the first k coordinates can differ from 0; the best of them is a smaller quadratic.
    best = np.zeros(n)
    best[:k] = np.linalg.solve(f.A[:k, :k], f.b[:k])
    assert f(best) - lowest == pytest.approx(1 / (16 * (k + 1)), rel=1e-11)
    bound = bounds.first_order_lower_bound(1, R, k)
    descent, fista = descend(f, np.zeros(n), 1.0, k)[1][-1], accelerated(f, 1.0, np.zeros(n), k)[-1]
    assert bound <= f(best) - lowest <= min(descent, fista) - lowest + ROUNDING
    assert (f(best) - lowest) / bound == pytest.approx(8 * (k + 1) ** 2 / ((2 * k + 1) * (4 * k + 3)), rel=1e-11)


def heavy_ball(f, x0, alpha, beta, steps):
    """The distances from 0 along x⁺ = x − α∇f(x) + β(x − x⁻)."""
    before, x, distance = x0, x0, []
    for _ in range(steps):
        before, x = x, x - alpha * f.gradient(x) + beta * (x - before)
        distance.append(np.linalg.norm(x))
    return np.array(distance)


def nesterov(f, x0, alpha, beta, steps):
    """The distances from 0 along x⁺ = y − α∇f(y), y = x + β(x − x⁻)."""
    before, x, distance = x0, x0, []
    for _ in range(steps):
        y = x + beta * (x - before)
        before, x = x, y - alpha * f.gradient(y)
        distance.append(np.linalg.norm(x))
    return np.array(distance)


@pytest.mark.parametrize("kappa", [10.0, 100.0, 1000.0])
@pytest.mark.parametrize(
    "run, tune",
    [
        (heavy_ball, bounds.heavy_ball_tuning),
        (nesterov, bounds.nesterov_tuning),
        (nesterov, bounds.nesterov_quadratic_tuning),
    ],
)
def test_momentum_on_a_quadratic_shrinks_like_k_times_rho_to_the_k(run, tune, kappa):
    tuning = tune(1, kappa)
    f = Quadratic(np.diag(np.geomspace(1, kappa, 5)))
    steps = int(30 / -np.log(tuning.rho))
    distance = run(f, np.ones(5), tuning.learning_rate, tuning.beta, steps)
    k = np.arange(1, steps + 1)
    constant = distance / (k * tuning.rho**k)
    # A double root: the quotient settles, and the rate read off two late points is ρ.
    assert 0.5 < constant[-1] / constant[steps // 2] < 2
    half = steps // 2
    slope = (distance[-1] / k[-1] / (distance[half] / k[half])) ** (1 / (k[-1] - k[half]))
    assert 1 - slope == pytest.approx(1 - tuning.rho, rel=0.05)


def test_the_heavy_ball_cycles_forever_on_a_strongly_convex_function_with_its_optimal_tuning():
    tuning = bounds.heavy_ball_tuning(1, 25)
    assert tuning == pytest.approx((1 / 9, 4 / 9, 2 / 3), rel=1e-15)

    def slope(x):
        return 25 * x if x < 1 else x + 24 if x < 2 else 25 * x - 24

    cycle = [Fraction(792, 1225), Fraction(-2208, 1225), Fraction(2592, 1225)]
    before, x = cycle[-1], cycle[0]
    for expected in cycle[1:] + cycle:
        before, x = x, x - slope(x) / 9 + Fraction(4, 9) * (x - before)
        assert x == expected
    # Gradient descent on the same function contracts as it must.
    rho = bounds.contraction(1 / 25, 1, 25)
    run, _ = descend(lambda x: (0.0, np.array([slope(x[0])])), [3.3], 1 / 25, 40)
    assert (np.abs(run[1:, 0]) <= rho * np.abs(run[:-1, 0]) + 1e-15).all()


def test_the_taylor_error_of_a_function_that_is_not_quadratic_exceeds_the_bound_of_a_smaller_l():
    # Rosenbrock has no global L: with the curvature at the start as L, a step of length 1 breaks the bound.
    f, x = Rosenbrock(), np.array([-1.2, 1.0])
    L, move = np.linalg.eigvalsh(f.hessian(x))[-1], np.array([-1.0, 0.0])
    assert abs(f(x + move) - f(x) - f.gradient(x) @ move) > bounds.taylor_error(L, 1.0)
