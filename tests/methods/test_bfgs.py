"""BFGS: its update against the textbook, its termination on quadratics, its way through bad curvature."""

import itertools

import numpy as np
import pytest

from course_lib import Armijo, Quadratic, StrongWolfe, iterates, minimize
from course_lib.methods import BFGS, LBFGS
from course_lib.methods.bfgs import BFGSState, bfgs_update


def drawn(seed, n):
    """A positive definite H and a pair with yᵀs > 0."""
    rng = np.random.default_rng(seed)
    B = rng.standard_normal((n, n))
    s, y = rng.standard_normal((2, n))
    return B @ B.T / n + np.eye(n), s, y * np.sign(y @ s)


def textbook(H, s, y):
    rho, identity = 1 / (y @ s), np.eye(len(s))
    return (identity - rho * np.outer(s, y)) @ H @ (identity - rho * np.outer(y, s)) + rho * np.outer(s, s)


@pytest.mark.evidence("eq-bfgs", "methods.bfgs.bfgs_update")
@pytest.mark.evidence("eq-secant", "methods.bfgs.bfgs_update")
@pytest.mark.parametrize(("seed", "n"), [(seed, n) for seed in range(10) for n in (2, 5, 20)])
def test_the_update_is_the_textbooks(seed, n):
    H, s, y = drawn(seed, n)
    updated, expected = bfgs_update(H, s, y), textbook(H, s, y)
    assert np.linalg.norm(updated - expected) <= 1e-14 * np.linalg.norm(expected)
    assert np.linalg.norm(updated @ y - s) <= 1e-12 * np.linalg.norm(updated) * np.linalg.norm(y)
    np.testing.assert_array_equal(updated, updated.T)
    assert np.linalg.eigvalsh(updated)[0] > 0


def test_the_change_has_rank_two():
    H, s, y = drawn(3, 12)
    assert np.linalg.matrix_rank(bfgs_update(H, s, y) - H) == 2


class ExactOn:
    """The line search that minimises a quadratic along p."""

    def __init__(self, A):
        self.A = A

    def __call__(self, phi, start, trial):
        p = (phi(trial).x - start.x) / trial
        return phi(-start.slope / (p @ self.A @ p))


@pytest.mark.parametrize("method", [BFGS(), LBFGS(memory=8)], ids=["BFGS", "LBFGS"])
@pytest.mark.parametrize("n", [2, 4, 8])
def test_with_an_exact_line_search_a_quadratic_takes_n_steps(method, n):
    objective = Quadratic(np.diag(np.arange(1.0, n + 1)), np.ones(n))
    run = minimize(objective, np.zeros(n), method, search=ExactOn(objective.A), tol=1e-9)
    assert run.converged
    assert run.steps == n


@pytest.mark.evidence("thm-bfgs-quadratic", "methods.BFGS")
@pytest.mark.parametrize("n", [2, 4, 8])
def test_after_n_steps_h_is_the_inverse_of_a(n):
    Q, _ = np.linalg.qr(np.random.default_rng(n).standard_normal((n, n)))
    A = Q * np.arange(1.0, n + 1) @ Q.T
    x, b, method = np.zeros(n), np.ones(n), BFGS()
    state = method.init(x)
    for _ in range(n):
        p, state = method.direction(x, A @ x - b, state)
        x = x - (A @ x - b) @ p / (p @ A @ p) * p
    _, state = method.direction(x, A @ x - b, state)
    np.testing.assert_allclose(state.H, np.linalg.inv(A), atol=1e-9)


def test_h_is_scaled_once_before_the_first_update():
    method = BFGS()
    x, g = np.zeros(2), np.array([1.0, 2.0])
    p, state = method.direction(x, g, method.init(x))
    np.testing.assert_array_equal(p, -g)
    assert state.H is None
    s, y = np.array([0.5, -1.0]), np.array([2.0, -3.0])
    _, state = method.direction(s, g + y, state)
    np.testing.assert_allclose(state.H, textbook(4 / 13 * np.eye(2), s, y), rtol=1e-14)  # yᵀs = 4, yᵀy = 13
    before = state.H
    _, state = method.direction(2 * s, g + 3 * y, state)
    np.testing.assert_allclose(state.H, textbook(before, s, 2 * y), rtol=1e-13)


def test_a_pair_of_negative_curvature_is_skipped():
    method, x, g = BFGS(), np.zeros(2), np.array([1.0, 2.0])
    H = np.diag([2.0, 3.0])
    p, state = method.direction(x + 1, g - 1, BFGSState(x, g, H))
    assert state.H is H
    np.testing.assert_array_equal(p, -H @ (g - 1))


def wavy(x):
    """Σ xᵢ²/20 + 1 − cos xᵢ: minimum 0 at 0, curvature −0.9 at its humps."""
    return float(np.sum(x**2 / 20 + 1 - np.cos(x))), x / 10 + np.sin(x)


@pytest.mark.parametrize("method", [BFGS(), LBFGS()], ids=["BFGS", "LBFGS"])
def test_with_armijo_on_a_function_that_is_not_convex_it_skips_and_goes_on(method):
    run = minimize(wavy, np.array([3.6, 2.5, 2.9, 3.3]), method, search=Armijo(), tol=1e-8, keep="all")
    assert run.converged
    s, g = np.diff(run.trace.x, axis=0), np.array([wavy(x)[1] for x in run.trace.x])
    curvatures = np.sum(s * np.diff(g, axis=0), axis=1)
    assert curvatures.min() < 0
    assert np.all(np.diff(run.trace.f) < 0)


def test_it_converges_superlinearly():
    objective = Quadratic(np.diag([1.0, 10.0, 100.0]))
    x = np.array([s.x for s in itertools.islice(iterates(objective, np.ones(3), BFGS()), 30)])
    errors = np.linalg.norm(x, axis=1)
    errors = errors[(errors < 1e-2) & (errors > 1e-14)]
    assert errors[-1] / errors[-2] < 0.1 * errors[1] / errors[0]


def test_its_search_is_strong_wolfe_unless_another_is_named():
    assert BFGS().default_search == LBFGS().default_search == StrongWolfe(c1=1e-4, c2=0.9)
    objective, x0 = Quadratic(np.diag([1.0, 50.0])), np.array([1.0, 1.0])
    runs = [
        minimize(objective, x0, BFGS(), search=search, keep="x")
        for search in (None, StrongWolfe(), StrongWolfe(c2=0.01))
    ]
    assert runs[0].trace.x.tobytes() == runs[1].trace.x.tobytes()
    assert runs[0].trace.x.tobytes() != runs[2].trace.x.tobytes()
