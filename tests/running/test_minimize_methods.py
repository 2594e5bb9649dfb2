"""The driver with methods that keep a memory, choose their search, or go where the search has to give in."""

import itertools
import math
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
import pytest

from course_lib import (
    Armijo,
    LogisticRegression,
    Quadratic,
    Rosenbrock,
    Stop,
    StrongWolfe,
    iterates,
    minibatches,
    minimize,
)
from course_lib.methods import BFGS, LBFGS, Adam, GradientDescent, Momentum, Newton, projected
from course_lib.objectives import Beale, Himmelblau, PowellSingular, Wood

STARTS = {
    Rosenbrock(2): [-1.2, 1.0],
    Rosenbrock(10): [-1.2, 1.0] * 5,
    Beale(): [1.0, 1.0],
    Himmelblau(): [0.0, 0.0],
    PowellSingular(): [3.0, -1.0, 0.0, 1.0],
    Wood(): [-3.0, -1.0, -3.0, -1.0],
}


class Recording:
    """An objective that keeps every point it is asked for."""

    def __init__(self, objective):
        self.objective = objective
        self.points = []

    def value_and_grad(self, x, *batch):
        self.points.append(x.tobytes())
        return getattr(self.objective, "value_and_grad", self.objective)(x, *batch)


def half_square(x):
    return 0.5 * float(np.sum(x**2)), x


@pytest.mark.parametrize("objective", STARTS, ids=lambda o: f"{type(o).__name__}-{o.n}")
@pytest.mark.parametrize(
    ("make", "search"),
    [
        (lambda f: BFGS(), None),
        (lambda f: LBFGS(), None),
        (lambda f: LBFGS(), Armijo(shrink=0.7)),
        (lambda f: GradientDescent(1.0), Armijo()),
        (lambda f: Momentum(0.1), StrongWolfe()),
        (lambda f: Newton(f.hessian, 0.1), StrongWolfe()),
    ],
    ids=["BFGS", "LBFGS", "LBFGS-Armijo", "descent-Armijo", "momentum", "Newton"],
)
def test_no_point_is_evaluated_twice(objective, make, search):
    recording = Recording(objective)
    run = minimize(recording, np.array(STARTS[objective]), make(objective), search=search, tol=1e-10, max_iter=100)
    assert len(recording.points) == run.evals
    assert len(set(recording.points)) == run.evals


def test_not_even_by_a_search_that_shrinks_to_nothing():
    # −∇f is announced with the wrong sign, so no length decreases f and the trial points run into x itself.
    recording = Recording(lambda x: (float(x @ x), -2 * x))
    run = minimize(recording, np.array([1.0, 3.0]), GradientDescent(1.0), search=Armijo())
    assert run.stop is Stop.NO_PROGRESS
    assert len(set(recording.points)) == len(recording.points) == run.evals

    recording = Recording(lambda x: (float(x @ x), -2 * x))
    run = minimize(recording, np.array([1.0, 3.0]), BFGS())
    assert run.stop in (Stop.NO_PROGRESS, Stop.LINE_SEARCH_FAILED)
    assert len(set(recording.points)) == len(recording.points) == run.evals


@pytest.mark.parametrize("method", [BFGS(), LBFGS()], ids=["BFGS", "LBFGS"])
@pytest.mark.parametrize("scale", [0.01, 1.0, 100.0])
def test_the_first_trial_is_one_over_the_sum_of_the_gradient_then_one(method, scale):
    recording, x0 = Recording(Quadratic(scale * np.diag([1.0, 3.0]))), np.array([2.0, -1.0])
    g = scale * np.array([2.0, -3.0])
    run = minimize(recording, x0, method, tol=1e-12, keep="x")
    np.testing.assert_allclose(np.frombuffer(recording.points[1]), x0 - min(1, 1 / np.abs(g).sum()) * g, rtol=1e-15)
    assert run.trace.alpha[-1] == 1.0


class Noisy:
    """f + c in error by some units in the last place, as a long sum of terms would be; the gradient is right."""

    def __init__(self, objective, c, ulps):
        self.objective, self.c, self.ulps = objective, c, ulps

    def value_and_grad(self, x):
        f, g = self.objective.value_and_grad(x)
        return f + self.c * (1 + self.ulps * 1.1e-16 * math.sin(1e9 * float(x.sum()))), g


@pytest.mark.parametrize("method", [BFGS(), LBFGS()], ids=["BFGS", "LBFGS"])
@pytest.mark.parametrize(("c", "ulps"), [(1.0, 2), (1.0, 200), (1e3, 20), (-1e3, 200)])
def test_where_values_differ_by_rounding_only_slopes_lead_on_to_a_small_gradient(method, c, ulps):
    for objective, x0 in STARTS.items():
        run = minimize(Noisy(objective, c, ulps), np.array(x0), method, tol=1e-8)
        assert run.stop is Stop.GRADIENT_SMALL, (objective, run)


@pytest.mark.parametrize("method", [BFGS(), LBFGS()], ids=["BFGS", "LBFGS"])
@pytest.mark.parametrize("tol", [1e-8, 1e-10])
def test_a_positive_minimum_is_no_obstacle_to_a_small_gradient(method, tol):
    rng = np.random.default_rng(5)
    X = rng.standard_normal((300, 6))
    objective = LogisticRegression(X, (X[:, 0] + rng.standard_normal(300) > 0).astype(float), l2=1e-3)
    run = minimize(objective, np.zeros(6), method, tol=tol)
    assert run.converged
    assert run.f > 0.1


@pytest.mark.parametrize("method", [BFGS(), LBFGS()], ids=["BFGS", "LBFGS"])
def test_the_wolfe_conditions_hold_where_they_can_be_measured(method):
    for objective, x0 in STARTS.items():
        run = minimize(objective, np.array(x0), method, tol=1e-9, keep="x")
        x, f, alpha = run.trace.x, run.trace.f, run.trace.alpha[1:]
        g = objective.gradient(x)
        p = np.diff(x, axis=0) / alpha[:, None]
        before, after = np.sum(g[:-1] * p, axis=1), np.sum(g[1:] * p, axis=1)
        clear = np.abs(np.diff(f)) > 1e-10 * (1 + np.abs(f[:-1]))
        assert clear.sum() > 5
        assert np.all((f[1:] <= f[:-1] + 1e-4 * alpha * before)[clear])
        assert np.all((np.abs(after) <= 0.9 * np.abs(before) * (1 + 1e-9))[clear])


@dataclass(frozen=True)
class SometimesUphill:
    """Goes uphill whenever it remembers anything."""

    restarts: ClassVar[bool] = True
    always: bool = False

    def init(self, x0):
        return 0

    def direction(self, x, g, state):
        return (g if state or self.always else -g), state + 1


def test_a_direction_that_does_not_descend_makes_the_method_begin_again_once():
    run = minimize(half_square, np.array([3.0]), SometimesUphill(), search=Armijo(), tol=1e-3, keep="all")
    assert run.converged
    assert run.trace.state[1:] == (1,) * run.steps
    assert minimize(half_square, np.array([3.0]), SometimesUphill(always=True), search=Armijo()).stop is (
        Stop.LINE_SEARCH_FAILED
    )


def test_after_a_restart_bfgs_gets_the_first_trial_length_again():
    lengths = []

    class Forgetful(BFGS):
        def direction(self, x, g, state):
            p, after = super().direction(x, g, state)
            return (p if state.x is None else -p), after

        def trial_length(self, k, g):
            lengths.append(k)
            return super().trial_length(k, g)

    run = minimize(half_square, np.array([3.0, 1.0]), Forgetful(), max_iter=5, tol=1e-3)
    assert run.steps > 1
    assert set(lengths) == {1}


def test_a_search_backs_off_from_where_f_is_not_finite():
    def barrier(x):
        return float(x[0] - np.log(x[0])), 1 - 1 / x

    for method in (BFGS(), LBFGS(), Newton(lambda x: np.diag(x**-2))):
        run = minimize(barrier, np.array([1e-3]), method, search=StrongWolfe(), tol=1e-9)
        assert run.converged, run
        assert run.x[0] == pytest.approx(1, abs=1e-8)


@pytest.mark.parametrize("f", [lambda x: (float(-x.sum()), -np.ones_like(x)), lambda x: (-math.inf * x[0], x)])
def test_a_search_without_a_floor_gives_up(f):
    run = minimize(f, np.ones(2), BFGS(), max_iter=50)
    assert run.stop in (Stop.LINE_SEARCH_FAILED, Stop.NOT_FINITE)
    assert run.evals <= 70


def test_large_values_in_a_search_do_not_overflow_into_an_exception():
    def steep(x):
        return float(np.exp(min(float(x[0]), 700.0))), np.exp(np.minimum(x, 700.0))

    run = minimize(steep, np.array([690.0]), GradientDescent(1.0), search=StrongWolfe(), max_iter=20)
    assert run.steps >= 1 or run.stop is not Stop.GRADIENT_SMALL


@pytest.mark.parametrize("method", [BFGS(), LBFGS()], ids=["BFGS", "LBFGS"])
def test_with_batches_quasi_newton_methods_take_length_one(method):
    rng = np.random.default_rng(0)
    data = rng.standard_normal((40, 3)) + 5

    def mean_square(x, rows):
        return 0.5 * float(np.mean(np.sum((x - rows) ** 2, axis=1))), x - rows.mean(axis=0)

    run = minimize(mean_square, np.zeros(3), method, batches=minibatches(data, 10, rng), max_iter=40)
    assert run.steps == 40
    np.testing.assert_array_equal(run.trace.alpha[1:], 1.0)
    assert np.linalg.norm(run.x - data.mean(axis=0)) < 3


@pytest.mark.parametrize("value", [0.0, -0.1, math.nan, math.inf])
@pytest.mark.parametrize("search", [None, Armijo()])
def test_a_rate_that_is_no_length_is_named_with_its_k(value, search):
    method = Momentum(lambda k: 0.1 if k < 3 else value)
    sentence = r"^learning_rate\(3\) must be (greater than 0|finite), got " + str(value).replace(".", r"\.")
    with pytest.raises(ValueError, match=sentence):
        minimize(half_square, np.ones(2), method, search=search, tol=0)


@pytest.mark.parametrize(
    ("call", "error", "sentence"),
    [
        (lambda: minimize(half_square, np.ones(2), Adam), TypeError, r"^method must be an object such as Adam\(…\)"),
        (lambda: minimize(half_square, np.ones(2), 0.1), TypeError, r"^method must have init\(x0\) and direction"),
        (lambda: minimize(half_square, np.ones(2), BFGS(), search=Armijo), TypeError, r"^search must be a line search"),
        (
            lambda: minimize(half_square, np.ones(2), Adam(), batches=[np.ones(3)]),
            TypeError,
            r"^batches must hold tuples, got array\(\[1\., 1\., 1\.\]\); write \(batch,\) for a tuple of one$",
        ),
        (
            lambda: minimize(half_square, np.ones(2), Momentum(lambda k: "fast")),
            TypeError,
            r"^learning_rate\(1\) must be a real number, got 'fast' of type str$",
        ),
        (
            lambda: minimize(half_square, np.ones(2), projected(Adam(), np.abs), search=Armijo()),
            ValueError,
            r"^search must be left out with a projection",
        ),
    ],
)
def test_what_does_not_fit_the_driver_is_answered_by_its_sentence(call, error, sentence):
    with pytest.raises(error, match=sentence):
        call()


def test_norms_are_recorded_right_in_float32_and_near_the_ends_of_the_range():
    for dtype, size in ((np.float32, 1e-22), (np.float32, 1e25), (np.float64, 1e-200), (np.float64, 1e200)):
        g = (np.array([3, -4]) * size).astype(dtype)
        run = minimize(lambda x, g=g: (0.0, g), np.zeros(2, dtype), GradientDescent(1.0), max_iter=0, tol=0)
        assert run.trace.grad_norm[0] == pytest.approx(5 * size, rel=1e-6, abs=0)


def test_an_objective_may_use_its_gradient_array_again():
    g = np.empty(2)

    def objective(x):
        np.multiply(x, [1.0, 4.0], out=g)
        return 0.5 * float(x @ g), g

    plain = Quadratic(np.diag([1.0, 4.0]))
    runs = [minimize(f, np.array([3.0, -1.0]), BFGS(), tol=1e-9, keep="all") for f in (objective, plain)]
    np.testing.assert_allclose(runs[0].trace.x, runs[1].trace.x, rtol=0, atol=1e-12)
    assert g.flags.writeable


def test_every_keeps_the_multiples_and_the_last():
    run = minimize(half_square, np.ones(2), GradientDescent(0.1), tol=0, max_iter=25, every=10, keep="all")
    np.testing.assert_array_equal(run.trace.k, [0, 10, 20, 25])
    full = minimize(half_square, np.ones(2), GradientDescent(0.1), tol=0, max_iter=25, keep="x")
    for column in ("f", "grad_norm", "grad_max", "evals", "x"):
        np.testing.assert_array_equal(getattr(run.trace, column), getattr(full.trace, column)[run.trace.k])


def test_evaluations_of_a_search_that_failed_are_counted():
    recording = Recording(lambda x: (float(x @ x), -2 * x))
    run = minimize(recording, np.array([1.0, 3.0]), GradientDescent(1.0), search=Armijo())
    assert run.steps == 0
    assert run.evals == len(recording.points) > run.trace.evals[-1] == 1


def test_iterates_end_before_a_point_that_is_not_finite():
    steps = list(itertools.islice(iterates(Rosenbrock(), np.array([-1.2, 1.0]), GradientDescent(1.0)), 100))
    assert 1 < len(steps) < 20
    assert all(math.isfinite(step.f) and np.isfinite(step.g).all() for step in steps)
