"""Chapter 5 on convex functions: tests of convexity, co-coercivity, convergence and its conditions, the exact rate."""

from fractions import Fraction

import numpy as np
import pytest

from course_lib import bounds, minimize
from course_lib.derivatives.finite_differences import central_difference
from course_lib.methods import GradientDescent
from course_lib.objectives import Himmelblau, Huber, LogCosh, LogisticRegression, PseudoHuber, Quadratic

ROUNDING = 1e-12


def logistic():
    rng = np.random.default_rng(7)
    X = np.column_stack([np.ones(50), rng.standard_normal((50, 2))])
    return LogisticRegression(X, rng.integers(0, 2, 50))


CONVEX = {
    "logistic": (logistic(), 3),
    "log cosh": (LogCosh(), 2),
    "huber": (Huber(0.5), 2),
    "pseudo huber": (PseudoHuber(), 2),
    "flat quadratic": (Quadratic(np.diag([3.0, 1.0, 0.0])), 3),
}
each_convex = pytest.mark.parametrize("f, n", CONVEX.values(), ids=CONVEX.keys())


def pairs(n, count=400):
    return 3 * np.random.default_rng(1).standard_normal((2, count, n))


def chord_gaps(f, x, y, s):
    return (1 - s) * f(x) + s * f(y) - f((1 - s) * x + s * y)


def tangent_gaps(f, x, y):
    return f(y) - f(x) - np.sum(f.gradient(x) * (y - x), axis=-1)


@pytest.mark.evidence("thm-convex-tests", "objectives.LogisticRegression")
@pytest.mark.parametrize("f, n", [(logistic(), 3), (LogCosh(), 2)], ids=["logistic", "log cosh"])
def test_a_convex_function_passes_the_three_tests_strictly(f, n):
    x, y = pairs(n)
    assert min(chord_gaps(f, x, y, s).min() for s in (0.1, 0.5, 0.8)) > 0
    assert tangent_gaps(f, x, y).min() > 0
    assert np.linalg.eigvalsh(f.hessian(x)).min() > 0
    assert isinstance(logistic(), LogisticRegression)


@pytest.mark.evidence("thm-convex-tests", "objectives.Himmelblau")
def test_a_function_with_a_hill_fails_the_three_tests_at_the_hill():
    f = Himmelblau()
    top = minimize(lambda x: (-f(x), -f.gradient(x)), np.array([-0.2, -0.9]), GradientDescent(0.01)).x
    aside = np.array([0.5, 0.0])
    x, y = top - aside, top + aside
    assert chord_gaps(f, x, y, 0.5) < 0
    assert tangent_gaps(f, top, y) < 0
    assert np.linalg.eigvalsh(f.hessian(top)).max() < 0


def cocoercivity(f, x, y):
    """Left and right of ⟨∇f(x) − ∇f(y), x − y⟩ ≥ ‖∇f(x) − ∇f(y)‖²/L."""
    change = f.gradient(x) - f.gradient(y)
    return np.sum(change * (x - y), axis=-1), np.sum(change**2, axis=-1) / f.L


@pytest.mark.evidence("thm-cocoercive", "objectives.LogisticRegression")
@pytest.mark.evidence("eq-cocoercive", "objectives.LogisticRegression")
@pytest.mark.evidence("eq-smooth-convex", "objectives.LogisticRegression")
@each_convex
def test_convex_and_smooth_functions_are_cocoercive(f, n):
    x, y = pairs(n)
    left, right = cocoercivity(f, x, y)
    assert (left >= right * (1 - ROUNDING)).all() and right.max() > 0.01
    improved = tangent_gaps(f, x, y) - np.sum((f.gradient(x) - f.gradient(y)) ** 2, axis=-1) / (2 * f.L)
    assert improved.min() >= -ROUNDING * np.abs(f(y)).max()
    assert isinstance(CONVEX["logistic"][0], LogisticRegression)


@pytest.mark.evidence("thm-cocoercive", "objectives.Quadratic")
@pytest.mark.evidence("eq-cocoercive", "objectives.Quadratic")
@pytest.mark.evidence("eq-smooth-convex", "objectives.Quadratic")
def test_cocoercivity_is_an_equality_on_the_round_bowl_and_fails_on_a_saddle():
    x, y = pairs(2)
    bowl, saddle = Quadratic(5 * np.eye(2)), Quadratic(np.diag([1.0, -1.0]))
    np.testing.assert_allclose(*cocoercivity(bowl, x, y), rtol=1e-12)
    change = np.sum((bowl.gradient(x) - bowl.gradient(y)) ** 2, axis=-1)
    np.testing.assert_allclose(tangent_gaps(bowl, x, y), change / (2 * 5), rtol=1e-9, atol=1e-9)
    left = np.sum((saddle.gradient(x) - saddle.gradient(y)) * (x - y), axis=-1)
    assert (left < 0).any()


@pytest.mark.evidence("thm-gd-converges", "methods.GradientDescent")
@pytest.mark.evidence("eq-fejer", "methods.GradientDescent")
@pytest.mark.parametrize("h", [0.3, 1.0, 1.9])
def test_iterates_converge_and_come_nearer_to_every_minimiser(h):
    f, start = CONVEX["flat quadratic"][0], np.array([2.0, -1.0, 4.0])
    x = minimize(f, start, GradientDescent(h / f.L), tol=0, max_iter=400, keep="x").trace.x
    np.testing.assert_allclose(x[-1], [0, 0, 4], atol=1e-10)
    for other in ([0, 0, 4.0], [0, 0, -3.0], [0, 0, 11.0]):
        square = np.sum((x - np.array(other)) ** 2, axis=1)
        fall = h / f.L * (2 - h) / f.L * np.sum(f.gradient(x[:-1]) ** 2, axis=1)
        assert (square[1:] <= square[:-1] - fall + 1e-12 * square[0]).all()


@pytest.mark.evidence("thm-gd-converges", "methods.GradientDescent")
@pytest.mark.parametrize("h", [0.5, 1.0, 1.9])
@pytest.mark.parametrize("f", [Huber(0.05), LogCosh(), PseudoHuber()], ids=["huber", "log cosh", "pseudo huber"])
def test_functions_without_strong_convexity_are_brought_to_their_minimiser(f, h):
    run = minimize(f, [3.0, -2.0], GradientDescent(h), tol=1e-10, max_iter=5000)
    assert run.converged and (np.diff(run.trace.f) <= 1e-15).all()
    np.testing.assert_allclose(run.x, 0, atol=1e-9)


@pytest.mark.evidence("thm-gd-converges", "methods.GradientDescent")
def test_a_step_of_two_over_l_cycles_and_a_longer_one_diverges():
    steps = minimize(Quadratic([[2.0]]), [1.5], GradientDescent(1.0), tol=0, max_iter=5, keep="x").trace.x[:, 0]
    np.testing.assert_array_equal(steps, [1.5, -1.5, 1.5, -1.5, 1.5, -1.5])
    run = minimize(Quadratic([[2.0]]), [1.5], GradientDescent(1.001), tol=0, max_iter=5000)
    assert abs(run.x[0]) > 1e3


def two_valleys(x):
    """x²/10 + sin²x, with L = 2.2 and its minimum 0 at 0."""
    return float(np.sum(x**2 / 10 + np.sin(x) ** 2)), x / 5 + np.sin(2 * x)


@pytest.mark.evidence("thm-gd-converges", "methods.GradientDescent")
def test_without_convexity_a_run_may_stop_above_the_minimum():
    run = minimize(two_valleys, [4.0], GradientDescent(1 / 2.2), tol=1e-10)
    assert run.converged and run.f > 0.8 and 2.5 < run.x[0] < 3.2


def weights(k):
    omega = [Fraction(i, 2 * k + 1 - i) for i in range(k + 1)]
    return omega, [after - before for before, after in zip(omega, [*omega[1:], Fraction(1)], strict=True)]


@pytest.mark.evidence("thm-tight-rate", "bounds.tight_convex_gap")
@pytest.mark.parametrize("k", [1, 2, 5, 12])
def test_the_weights_of_the_proof_give_the_bound_in_exact_arithmetic(k):
    """The combination is LR²/(4k + 2) − ½(2k + 1)‖…‖² − Σ nonnegative · ‖g_i − g_j‖²."""
    omega, nu = weights(k)
    assert min(nu) >= 0 and sum(nu) == 1
    S = [[Fraction(0)] * (k + 1) for _ in range(k + 1)]
    for i in range(k + 1):
        S[i][i] += nu[i] / 2 + (omega[i] + (omega[i + 1] if i < k else 0)) / 2
        for j in range(i):
            S[i][j] += nu[i] / 2
            S[j][i] += nu[i] / 2
        for j in range(k + 1):
            S[i][j] -= Fraction(2 * k + 1, 2) * nu[i] * nu[j]
    assert all(sum(row) == 0 for row in S)
    assert all(S[i][j] <= 0 for i in range(k + 1) for j in range(k + 1) if i != j)
    assert bounds.tight_convex_gap(1, 1, k) == pytest.approx(1 / (2 * (2 * k + 1)), rel=1e-15)


@pytest.mark.evidence("eq-pl", "objectives.Quadratic")
def test_a_strongly_convex_function_has_the_pl_inequality_with_its_mu_and_no_larger_one():
    f = Quadratic(np.diag([0.5, 2.0, 7.0]))
    x = 3 * np.random.default_rng(3).standard_normal((500, 3))
    assert (np.sum(f.gradient(x) ** 2, axis=-1) / 2 >= 0.5 * f(x) * (1 - ROUNDING)).all()
    slow = np.array([4.0, 0.0, 0.0])
    assert np.sum(f.gradient(slow) ** 2) / 2 == pytest.approx(0.5 * f(slow), rel=1e-14)
    assert f(slow) == 4.0


@pytest.mark.evidence("eq-pl-example", "derivatives.finite_differences.central_difference")
@pytest.mark.parametrize("x", [-2.3, 0.7, 1.9])
def test_the_example_has_the_slopes_of_the_text(x):
    slope = central_difference(lambda x: x**2 + 3 * np.sin(x) ** 2, x, 1e-5)
    assert slope == pytest.approx(2 * x + 3 * np.sin(2 * x), abs=1e-8)
    second = central_difference(lambda x: 2 * x + 3 * np.sin(2 * x), x, 1e-5)
    assert second == pytest.approx(2 + 6 * np.cos(2 * x), abs=1e-8)
