"""Laws of the theorems' bounds: units, order, monotony, and that each is the fixed point or optimum it claims to be.

A bound is a quantity with a unit. With x measured in units of a and f in units of b, each of its arguments changes by
its own power of a and b, and so must the bound; a factor or an exponent in the wrong place shows.
"""

import inspect
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import pytest
from drawn import decades, powers_of_two, rngs
from hypothesis import given
from hypothesis import strategies as st

from course_lib import Armijo, GradientDescent, Quadratic, bounds, minimize

EPS = np.finfo(np.float64).eps

UNIT = {  # name of an argument or result: its powers of (a, b)
    "L": (-2, 1),
    "mu": (-2, 1),
    "curvature": (-2, 1),
    "alpha": (2, -1),
    "trial": (2, -1),
    "M": (-3, 1),
    "R": (1, 0),
    "error": (1, 0),
    "radius": (1, 0),
    "y0": (1, 0),
    "step_norm": (1, 0),
    "gap": (0, 1),
    "grad_norm": (-1, 1),
    "noise_variance": (-2, 2),
    "squared gradient": (-2, 2),
    "squared distance": (2, 0),
    "number": (0, 0),
}
GAP, LENGTH, NUMBER = "gap", "alpha", "number"
RESULT = {
    "accelerated_gap": GAP,
    "backtracking_length": LENGTH,
    "best_rate": LENGTH,
    "contraction": NUMBER,
    "convex_gap": GAP,
    "convex_iterations": NUMBER,
    "descent_guarantee": GAP,
    "first_order_lower_bound": GAP,
    "heavy_ball_contraction": NUMBER,
    "heavy_ball_limit": LENGTH,
    "heavy_ball_tuning": (LENGTH, NUMBER, NUMBER),
    "loose_convex_gap": GAP,
    "momentum_stationary_variance": "squared distance",
    "monotone_momentum": NUMBER,
    "nesterov_contraction": NUMBER,
    "nesterov_convex_gap": GAP,
    "nesterov_quadratic_tuning": (LENGTH, NUMBER, NUMBER),
    "nesterov_tuning": (LENGTH, NUMBER, NUMBER),
    "newton_error": "R",
    "newton_radius": "R",
    "polyak_lojasiewicz_gap": GAP,
    "saddle_escape_steps": NUMBER,
    "sgd_stationary_variance": "squared distance",
    "smallest_squared_gradient": "squared gradient",
    "strongly_convex_distance": "R",
    "strongly_convex_gap": GAP,
    "strongly_convex_iterations": NUMBER,
    "taylor_error": GAP,
    "tight_convex_gap": GAP,
    "worst_case_gap": GAP,
}
# What `epsilon` is measured in, and what has no unit at all.
EPSILON = {"convex_iterations": "gap", "strongly_convex_iterations": "R"}


class Problem(NamedTuple):
    """Values for every argument of every bound, inside all ranges at once."""

    mu: float
    L: float
    alpha: float
    curvature: float
    beta: float
    h: float
    k: int
    values: dict


@st.composite
def problems(draw):
    mu, ratio, share = 10.0 ** draw(st.floats(-2, 2)), draw(st.floats(1.1, 1e3)), draw(st.floats(0.05, 0.95))
    L, k = mu * ratio, draw(st.integers(1, 30))
    curvature = mu + share * (L - mu)
    beta, h = draw(st.floats(0, 0.95)), draw(st.floats(0.05, 1))
    alpha = h / L
    values = {"mu": mu, "L": L, "alpha": alpha, "curvature": curvature, "beta": beta, "h": h, "k": k}
    values |= {"R": 3.0, "gap": 2.5, "epsilon": 1e-3, "error": 0.3, "M": 0.7, "grad_norm": 1.7, "noise_variance": 1.3}
    values |= {"c1": 0.3, "shrink": 0.6, "trial": 1.9 / L, "y0": 0.01, "radius": 1.5, "step_norm": 0.4, "rho": share}
    values |= {"batch_size": 3}
    return Problem(mu, L, alpha, curvature, beta, h, k, values)


def arguments(name, problem):
    given_ = {n: problem.values[n] for n in inspect.signature(getattr(bounds, name)).parameters}
    if name == "saddle_escape_steps":
        given_["curvature"] *= -1
    return given_


@pytest.mark.law(*(f"bounds.{name}" for name in RESULT))
@pytest.mark.parametrize("name", RESULT)
@given(problem=problems(), a=powers_of_two, b=powers_of_two)
def test_a_bound_in_other_units_is_the_same_bound(name, problem, a, b):
    function, here = getattr(bounds, name), arguments(name, problem)
    unit = {n: UNIT[EPSILON[name] if n == "epsilon" else n if n in UNIT else "number"] for n in here}
    there = {n: value * a ** unit[n][0] * b ** unit[n][1] if unit[n] != (0, 0) else value for n, value in here.items()}
    result = RESULT[name] if isinstance(RESULT[name], tuple) else (RESULT[name],)
    powers = np.array([a ** UNIT[n][0] * b ** UNIT[n][1] for n in result])
    np.testing.assert_allclose(np.ravel(function(**there)), powers * np.ravel(function(**here)), rtol=1e-12)


@pytest.mark.law("bounds.adam_largest_step", "bounds.adam_sparse_step")
@given(alpha=decades(-6, 1), beta1=st.floats(0.01, 0.95), beta2=st.floats(0.92, 0.9999), factor=powers_of_two)
def test_adams_steps_scale_with_the_rate_and_grow_from_it_to_their_limit(alpha, beta1, beta2, factor):
    largest, sparse = (f(alpha, beta1, beta2) for f in (bounds.adam_largest_step, bounds.adam_sparse_step))
    assert bounds.adam_largest_step(factor * alpha, beta1, beta2) == pytest.approx(factor * largest, rel=4 * EPS)
    assert bounds.adam_sparse_step(factor * alpha, beta1, beta2) == pytest.approx(factor * sparse, rel=4 * EPS)
    assert bounds.adam_largest_step(alpha, beta1, beta2, 1) == pytest.approx(alpha, rel=8 * EPS)
    assert bounds.adam_largest_step(alpha, beta1, beta2, 10**6) == pytest.approx(largest, rel=1e-9)
    assert sparse <= largest
    assert bounds.adam_largest_step(alpha, 0.0, beta2) == pytest.approx(sparse / (1 - beta1), rel=8 * EPS)
    # the gradients (β₁/β₂)ⁱ attain it
    k = 7
    i = np.arange(k)
    g = (beta1 / beta2) ** i
    m, v = (1 - beta1) * np.sum(beta1**i * g) / (1 - beta1**k), (1 - beta2) * np.sum(beta2**i * g**2) / (1 - beta2**k)
    assert alpha * m / np.sqrt(v) == pytest.approx(bounds.adam_largest_step(alpha, beta1, beta2, k), rel=1e-12)


FALLING = [
    "accelerated_gap",
    "convex_gap",
    "first_order_lower_bound",
    "loose_convex_gap",
    "nesterov_convex_gap",
    "polyak_lojasiewicz_gap",
    "smallest_squared_gradient",
    "strongly_convex_distance",
    "strongly_convex_gap",
    "tight_convex_gap",
    "worst_case_gap",
]


@pytest.mark.law(*(f"bounds.{name}" for name in FALLING))
@pytest.mark.parametrize("name", FALLING)
@given(problem=problems())
def test_more_steps_promise_more_and_an_array_of_steps_is_answered_entry_by_entry(name, problem):
    k = np.array([[1, 2, 3], [5, 8, 13]])
    at = arguments(name, problem)
    answer = getattr(bounds, name)(**(at | {"k": k}))
    assert answer.shape == k.shape and answer.dtype == np.float64
    assert (np.diff(answer.ravel()) < 0).all()
    one_by_one = [float(getattr(bounds, name)(**(at | {"k": int(one)}))) for one in k.ravel()]
    np.testing.assert_allclose(answer.ravel(), one_by_one, rtol=1e-13)


@pytest.mark.law("bounds.tight_convex_gap", "bounds.convex_gap", "bounds.loose_convex_gap", "bounds.worst_case_gap")
@pytest.mark.law("bounds.nesterov_convex_gap", "bounds.first_order_lower_bound", "bounds.accelerated_gap")
@given(problem=problems(), h=st.floats(0.01, 1.99))
def test_bounds_of_one_thing_stand_in_their_order(problem, h):
    at = (problem.L, 3.0, problem.k)
    tight, textbook, loose = (
        getattr(bounds, f"{kind}_gap")(*at) for kind in ("tight_convex", "convex", "loose_convex")
    )
    assert bounds.first_order_lower_bound(*at) <= min(tight, bounds.accelerated_gap(*at))
    assert tight < textbook
    assert (
        bounds.nesterov_convex_gap(problem.L, 3.0, 0) == bounds.tight_convex_gap(problem.L, 3.0, 0) == 4.5 * problem.L
    )
    assert 4 * textbook == loose
    assert tight <= bounds.nesterov_convex_gap(*at) < loose
    exact = bounds.worst_case_gap(*at, problem.h)
    assert exact == pytest.approx(bounds.tight_convex_gap(*at, problem.h), rel=4 * EPS)
    assert bounds.tight_convex_gap(*at, problem.h) < bounds.convex_gap(*at, problem.h)
    # both functions that the bound names attain it
    tau = 3.0 / (2 * problem.k * h + 1)
    huber = problem.L * tau * (3.0 - problem.k * h * tau - tau / 2) if h <= 1 else 0.0
    parabola = problem.L / 2 * (3.0 * (1 - h) ** problem.k) ** 2
    assert bounds.worst_case_gap(*at, h) >= max(huber, parabola) * (1 - 64 * EPS)
    if h <= 1:
        assert bounds.worst_case_gap(*at, h) == pytest.approx(huber, rel=1e-12)


@pytest.mark.law("bounds.best_worst_case_step", "bounds.worst_case_gap")
@given(k=st.integers(1, 200), h=st.floats(0.01, 1.99))
def test_no_step_has_a_lower_worst_case_than_the_best(k, h):
    best = bounds.best_worst_case_step(k)
    assert bounds.worst_case_gap(1.0, 1.0, k, best) <= bounds.worst_case_gap(1.0, 1.0, k, h) * (1 + 1e-12)
    assert 1 / (2 * k * best + 1) == pytest.approx((1 - best) ** (2 * k), rel=1e-9)
    assert best < bounds.best_worst_case_step(k + 1)


@pytest.mark.law("bounds.best_rate", "bounds.contraction", "bounds.strongly_convex_distance")
@pytest.mark.law("bounds.strongly_convex_gap", "bounds.strongly_convex_iterations", "bounds.convex_iterations")
@given(problem=problems(), h=st.floats(0.01, 1.99))
def test_no_rate_contracts_more_than_the_best_and_iterations_undo_distances(problem, h):
    mu, L, k = problem.mu, problem.L, problem.k
    kappa, rho = L / mu, bounds.contraction(h / L, mu, L)
    least = bounds.contraction(bounds.best_rate(mu, L), mu, L)
    assert least == pytest.approx((kappa - 1) / (kappa + 1), rel=1e-12)
    assert least <= rho * (1 + 1e-12)
    assert bounds.contraction(h / L, mu, L) == pytest.approx(max(1 - h * mu / L, h - 1), rel=1e-12)
    distance = bounds.strongly_convex_distance(h / L, mu, L, 3.0, k)
    assert bounds.strongly_convex_gap(h / L, mu, L, 3.0, k) == pytest.approx(L / 2 * distance**2, rel=8 * EPS)
    assert bounds.strongly_convex_distance(h / L, mu, L, 3.0, k + 1) == pytest.approx(rho * distance, rel=1e-12)
    if distance > 1e-200:
        assert bounds.strongly_convex_iterations(rho, 3.0, distance) == pytest.approx(k, rel=1e-9)
    assert bounds.strongly_convex_iterations(rho, 3.0, 3.5) == 0
    epsilon = bounds.convex_gap(L, 3.0, k, problem.h)
    assert bounds.convex_iterations(problem.alpha, 3.0, epsilon) == pytest.approx(k, rel=8 * EPS)


@pytest.mark.law("bounds.Tuning", "bounds.heavy_ball_tuning", "bounds.heavy_ball_contraction", "bounds.best_rate")
@pytest.mark.law("bounds.nesterov_quadratic_tuning", "bounds.nesterov_contraction", "bounds.nesterov_tuning")
@given(problem=problems())
def test_no_momentum_contracts_both_ends_more_than_its_tuning(problem):
    mu, L = problem.mu, problem.L
    ends = np.array([mu, problem.curvature, L])
    for tune, factor in (
        (bounds.heavy_ball_tuning, bounds.heavy_ball_contraction),
        (bounds.nesterov_quadratic_tuning, bounds.nesterov_contraction),
        (bounds.nesterov_tuning, bounds.nesterov_contraction),
    ):
        tuning: bounds.Tuning = tune(mu, L)
        # a double root is off by the square root of rounding
        assert factor(tuning.learning_rate, tuning.beta, ends).max() == pytest.approx(tuning.rho, abs=1e-6)
        if tune is not bounds.nesterov_tuning:
            assert factor(problem.alpha, problem.beta, ends).max() >= tuning.rho - 1e-12
    fastest, quadratic, usual = (
        f(mu, L).rho for f in (bounds.heavy_ball_tuning, bounds.nesterov_quadratic_tuning, bounds.nesterov_tuning)
    )
    assert fastest < quadratic < usual < 1
    assert bounds.heavy_ball_tuning(L, L)[1:] == bounds.nesterov_tuning(L, L)[1:] == (0, 0)


@pytest.mark.law("bounds.heavy_ball_contraction", "bounds.nesterov_contraction", "bounds.heavy_ball_limit")
@pytest.mark.law("bounds.monotone_momentum")
@given(problem=problems(), share=st.floats(0.01, 1.5))
def test_momentums_factors_are_those_of_their_two_by_two_matrices(problem, share):
    alpha, beta, curvature = share / problem.curvature, problem.beta, problem.curvature
    z = 1 - alpha * curvature
    for factor, trace, determinant in (
        (bounds.heavy_ball_contraction, z + beta, beta),
        (bounds.nesterov_contraction, (1 + beta) * z, beta * z),
    ):
        roots = np.linalg.eigvals(np.array([[trace, -determinant], [1.0, 0.0]]))
        assert factor(alpha, beta, curvature) == pytest.approx(np.abs(roots).max(), abs=1e-6)
        assert factor(alpha, 0.0, curvature) == pytest.approx(abs(z), rel=4 * EPS, abs=4 * EPS)
    limit = bounds.heavy_ball_limit(beta, curvature)
    assert bounds.heavy_ball_contraction(0.999 * limit, beta, curvature) < 1
    assert bounds.heavy_ball_contraction(1.001 * limit, beta, curvature) > 1
    assert bounds.heavy_ball_contraction(limit, beta, curvature) == pytest.approx(1, rel=8 * EPS)
    if share < 1:
        edge = bounds.monotone_momentum(alpha, curvature)
        assert (1 + edge - share) ** 2 == pytest.approx(4 * edge, rel=1e-6, abs=1e-12)  # where the roots meet
        assert edge == pytest.approx((1 - np.sqrt(share)) ** 2, rel=1e-9, abs=1e-12)


@pytest.mark.law("bounds.sgd_stationary_variance", "bounds.momentum_stationary_variance")
@given(problem=problems())
def test_stationary_variances_are_the_fixed_points_of_their_recursions(problem):
    alpha, curvature, beta = problem.alpha, problem.curvature, problem.beta
    noise, batch = alpha**2 * 1.3 / 3, {"noise_variance": 1.3, "batch_size": 3}
    variance = bounds.sgd_stationary_variance(alpha, curvature, **batch)
    assert (1 - alpha * curvature) ** 2 * variance + noise == pytest.approx(variance, rel=1e-12)
    assert bounds.momentum_stationary_variance(alpha, 0.0, curvature, **batch) == pytest.approx(variance, rel=8 * EPS)
    # the covariance C of (x_k, x_{k−1}) with C = TCTᵀ + noise
    T = np.array([[1 + beta - alpha * curvature, -beta], [1.0, 0.0]])
    C = np.linalg.solve(np.eye(4) - np.kron(T, T), [noise, 0, 0, 0])
    momentum = bounds.momentum_stationary_variance(alpha, beta, curvature, **batch)
    assert momentum == pytest.approx(C[0], rel=1e-7)
    assert momentum == pytest.approx(
        3 * bounds.momentum_stationary_variance(alpha, beta, curvature, 1.3 / 9), rel=1e-12
    )


@pytest.mark.law("bounds.newton_error", "bounds.newton_radius")
@given(M=decades(-3, 3), mu=decades(-3, 3), share=st.floats(0.05, 0.99))
def test_newton_stands_still_at_its_radius_and_is_as_wrong_as_the_bound_says(M, mu, share):
    r = bounds.newton_radius(M, mu)
    assert M * r**2 / (2 * (mu - M * r)) == pytest.approx(r, rel=1e-12)
    e = share * r
    assert bounds.newton_error(M, mu - M * e, e) < e  # with the curvature that is left at distance e
    x, slope = e, mu * e - M * e**2 / 2  # f = μx²/2 − Mx³/6
    assert abs(x - slope / (mu - M * e)) == pytest.approx(bounds.newton_error(M, mu - M * e, e), rel=1e-9)


@pytest.mark.law("bounds.taylor_error", "bounds.descent_guarantee")
@given(rng=rngs, h=st.floats(0.05, 1.95))
def test_smoothness_bounds_hold_on_quadratics_and_the_steepest_attains_them(rng, h):
    curvatures = rng.uniform(0.1, 4, 3)
    L = float(curvatures.max())
    f, x, step = Quadratic(np.diag(curvatures)), *rng.standard_normal((2, 3))
    error = f(x + step) - f(x) - f.gradient(x) @ step
    assert abs(error) <= bounds.taylor_error(L, np.linalg.norm(step)) * (1 + 1e-12) + 1e-14
    attained = step @ step * L / 2
    assert bounds.taylor_error(L, np.linalg.norm(step)) == pytest.approx(attained, rel=8 * EPS)
    g = f.gradient(x)
    promise = bounds.descent_guarantee(L, h / L, np.linalg.norm(g))
    assert f(x) - f(x - h / L * g) >= promise - 1e-12
    only = Quadratic(L * np.eye(3))
    g = only.gradient(x)
    promise = bounds.descent_guarantee(L, h / L, np.linalg.norm(g))
    assert only(x) - only(x - h / L * g) == pytest.approx(promise, rel=1e-9, abs=1e-12)
    assert bounds.descent_guarantee(L, 1 / L, 1.0) == pytest.approx(1 / (2 * L), rel=4 * EPS)
    assert bounds.descent_guarantee(L, h / L, 1.0) == pytest.approx(
        bounds.descent_guarantee(L, (2 - h) / L, 1.0), rel=1e-9, abs=1e-12
    )


@pytest.mark.law("bounds.backtracking_length")
@given(rng=rngs, c1=st.floats(0.05, 0.9), shrink=st.floats(0.1, 0.9))
def test_backtracking_never_accepts_a_shorter_length(rng, c1, shrink):
    L = 4.0
    f = Quadratic(np.diag([0.5, 1.0, L]))
    run = minimize(f, rng.standard_normal(3), GradientDescent(5.0), search=Armijo(c1, shrink), tol=0, max_iter=5)
    least = bounds.backtracking_length(L, c1, shrink, 5.0)
    assert run.trace.alpha[1:].min() >= least * (1 - 1e-12)
    steep = Quadratic(L * np.eye(3))  # where 2(1 − c₁)/L is the longest accepted length
    alpha = minimize(steep, np.ones(3), GradientDescent(5.0), search=Armijo(c1, shrink), tol=0, max_iter=1).trace.alpha[
        1
    ]
    assert least * (1 - 1e-12) <= alpha <= 2 * (1 - c1) / L * (1 + 1e-9) or alpha == 5.0
    assert bounds.backtracking_length(L, c1, shrink, 1e-3) == 1e-3


@pytest.mark.law("bounds.smallest_squared_gradient", "bounds.polyak_lojasiewicz_gap", "bounds.saddle_escape_steps")
@given(rng=rngs, k=st.integers(1, 12))
def test_what_holds_without_convexity_holds_on_quadratics(rng, k):
    f, x0 = Quadratic(np.diag([0.5, 1.0, 4.0])), rng.standard_normal(3)
    run = minimize(f, x0, GradientDescent(1 / 4), tol=0, max_iter=k)
    gap = float(f(x0))
    assert run.trace.grad_norm[:k].min() ** 2 <= bounds.smallest_squared_gradient(4.0, gap, k) * (1 + 1e-12)
    assert run.f <= bounds.polyak_lojasiewicz_gap(0.5, 4.0, gap, k) * (1 + 1e-12)
    one = bounds.polyak_lojasiewicz_gap(0.5, 4.0, gap, k + 1) / bounds.polyak_lojasiewicz_gap(0.5, 4.0, gap, k)
    assert one == pytest.approx(1 - 0.5 / 4, rel=1e-12)
    y0 = 10.0 ** -rng.uniform(1, 12)
    steps = bounds.saddle_escape_steps(y0, 0.3, -2.0)
    assert (1 + 0.3 * 2) ** steps * y0 == pytest.approx(1, rel=1e-12)
    assert bounds.saddle_escape_steps(1.5, 0.3, -2.0) == 0


@pytest.mark.law("bounds.gradient_product_bound", "bounds.gradient_variance_factor", "bounds.gradient_decades")
@given(rng=rngs, n=st.integers(1, 50), depth=st.integers(0, 40))
def test_layers_multiply_and_their_decades_add(rng, n, depth):
    slopes, norms = rng.uniform(0.1, 2, (2, 6))
    whole = bounds.gradient_product_bound(slopes, norms)
    parts = bounds.gradient_product_bound(slopes[:2], norms[:2]) * bounds.gradient_product_bound(slopes[2:], norms[2:])
    assert whole == pytest.approx(parts, rel=1e-13)
    assert bounds.gradient_product_bound(0.5, norms) == pytest.approx(0.5**6 * np.prod(norms), rel=1e-13)
    layers = [np.diag(s) @ W.T for s, W in zip(rng.uniform(0, 1, (3, 4)), rng.standard_normal((3, 4, 4)), strict=True)]
    weights = [np.linalg.norm(layer, 2) for layer in layers]
    product = np.linalg.norm(layers[0] @ layers[1] @ layers[2], 2)
    assert product <= bounds.gradient_product_bound(1.0, np.array(weights)) * (1 + 1e-12)
    variance, slope = rng.uniform(0.01, 2, 2)
    factor = bounds.gradient_variance_factor(n, variance, slope)
    assert factor == pytest.approx(n * bounds.gradient_variance_factor(1, variance, slope), rel=4 * EPS)
    assert bounds.gradient_variance_factor(n, 1 / (n * slope), slope) == pytest.approx(1, rel=4 * EPS)
    decades_ = bounds.gradient_decades(n, variance, slope, depth)
    assert 100.0**decades_ == pytest.approx(factor**depth, rel=1e-9)
    deeper = [bounds.gradient_decades(n, variance, slope, d) for d in range(4)]
    assert len({round(float(b - a), 10) for a, b in pairwise(deeper)}) == 1
