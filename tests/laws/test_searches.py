"""Laws of the line searches: what holds at every step on any function."""

import numpy as np
import pytest
from drawn import arrays, powers_of_two, rngs
from hypothesis import given
from hypothesis import strategies as st

from course_lib import (
    BFGS,
    LBFGS,
    Armijo,
    Beale,
    GradientDescent,
    Himmelblau,
    LineSearch,
    Momentum,
    Newton,
    Rosenbrock,
    Stop,
    StrongWolfe,
    Trace,
    minimize,
)

EPS = np.finfo(np.float64).eps
FUNCTIONS = [Rosenbrock(), Himmelblau(), Beale()]
MAKE = {
    "descent": lambda f: GradientDescent(1.0),
    "momentum": lambda f: Momentum(0.1),
    "damped Newton": lambda f: Newton(f.hessian, damping=1e-3),
    "BFGS": lambda f: BFGS(),
    "LBFGS": lambda f: LBFGS(4),
}


class Waves:
    """Σ sin(aᵢᵀx + bᵢ) + ‖x‖²/20: many minima and saddles, bounded below."""

    def __init__(self, rng):
        self.A, self.b = 2 * rng.standard_normal((6, 2)), rng.uniform(0, 6, 6)

    def value_and_grad(self, x):
        z = self.A @ x + self.b
        return float(np.sin(z).sum() + x @ x / 20), np.cos(z) @ self.A + x / 10

    def hessian(self, x):
        return -(self.A.T * np.sin(self.A @ x + self.b)) @ self.A + np.eye(2) / 10


def run_on(rng, objective, name, search, max_iter=15):
    objective = Waves(rng) if objective is None else objective
    x0 = rng.uniform(-3, 3, 2)
    return objective, minimize(objective, x0, MAKE[name](objective), search=search, tol=0, max_iter=max_iter, keep="x")


@pytest.mark.law("Armijo", "StrongWolfe", "minimize", "Trace")
@pytest.mark.parametrize("search", [Armijo(), Armijo(c1=0.4, shrink=0.3), StrongWolfe(), StrongWolfe(1e-3, 0.2)])
@pytest.mark.parametrize("name", MAKE)
@given(rng=rngs, objective=st.sampled_from([None, *FUNCTIONS]))
def test_f_never_rises_under_a_search_on_any_function(name, search, rng, objective):
    _, run = run_on(rng, objective, name, search)
    f = run.trace.f
    rounding = EPS ** (2 / 3) * np.abs(f[:-1]) if isinstance(search, StrongWolfe) else 0.0
    assert (np.diff(f) <= rounding).all()
    assert run.stop is not Stop.NOT_FINITE
    assert isinstance(run.trace, Trace)


@pytest.mark.law("Armijo", "StrongWolfe")
@pytest.mark.parametrize("search", [Armijo(c1=0.3, shrink=0.4), StrongWolfe(c1=1e-3, c2=0.5)])
@pytest.mark.parametrize("name", ["descent", "BFGS"])
@given(rng=rngs, objective=st.sampled_from([None, *FUNCTIONS]))
def test_every_accepted_length_keeps_the_promise_of_its_search(name, search, rng, objective):
    objective, run = run_on(rng, objective, name, search, max_iter=6)
    for k in range(1, len(run.trace.k)):
        alpha, x, new = run.trace.alpha[k], run.trace.x[k - 1], run.trace.x[k]
        p = (new - x) / alpha
        (f, g), (f_new, g_new) = objective.value_and_grad(x), objective.value_and_grad(new)
        rounding = 64 * EPS * (1 + abs(f) + np.abs(g).max() * (1 + np.abs(x).max()))
        assert f_new <= f + search.c1 * alpha * (g @ p) + rounding
        if isinstance(search, StrongWolfe):
            size = np.abs(g).max() * np.abs(p).max()
            assert abs(g_new @ p) <= search.c2 * abs(g @ p) + 1e-9 * size
        elif name == "descent":  # and the trial before it, longer by 1/shrink, was not good enough
            shrinks = np.log(alpha) / np.log(search.shrink)
            assert shrinks == pytest.approx(round(shrinks), abs=1e-9)
            if round(shrinks) > 0:
                longer = x - alpha / search.shrink * g
                assert objective.value_and_grad(longer)[0] > f - search.c1 * alpha / search.shrink * g @ g - rounding


@pytest.mark.law("Armijo", "StrongWolfe")
@pytest.mark.parametrize("search", [Armijo(c1=0.3), StrongWolfe()])
@given(rng=rngs, factor=powers_of_two)
def test_a_search_takes_the_same_point_whatever_the_units(search, rng, factor):
    waves, x0 = Waves(rng), rng.uniform(-3, 3, 2)

    def scaled(x):
        f, g = waves.value_and_grad(x)
        return factor * f, factor * g

    one = minimize(waves, x0, GradientDescent(1.0), search=search, tol=0, max_iter=3, keep="x")
    other = minimize(scaled, x0, GradientDescent(1 / factor), search=search, tol=0, max_iter=3, keep="x")
    assert one.trace.x.tobytes() == other.trace.x.tobytes()
    np.testing.assert_array_equal(other.trace.f, factor * one.trace.f)
    assert one.evals == other.evals


@pytest.mark.law("LineSearch")
@given(x0=arrays(2, largest=3.0))
def test_a_function_of_three_arguments_is_a_line_search(x0):
    def halve(phi, start, trial):
        while not phi(trial).f < start.f:
            trial /= 2
            if trial < 1e-12:
                return None
        return phi(trial)

    search: LineSearch = halve
    run = minimize(Rosenbrock(), x0, GradientDescent(1.0), search=search, max_iter=5)
    assert (np.diff(run.trace.f) < 0).all()
    assert (np.log2(run.trace.alpha[1:]) % 1 == 0).all()
