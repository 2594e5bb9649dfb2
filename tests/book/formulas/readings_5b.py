"""Sections 5.3 and 5.4: saddles, noise, momentum under noise, lengths of steps and schedules."""

import numpy as np

from course_lib import Quadratic, iterates
from course_lib.running import schedules
from formulas.readings_5 import run
from formulas.registry import at, reads


@reads("eq-double-well", "methods.GradientDescent")
def double_well(GradientDescent, rng):
    def f(x, y):
        return x * x / 2 - y * y / 2 + y**4 / 4

    # the step of gradient descent, which the chapter takes, is the slope of this function
    point = rng.standard_normal(2)
    objective = lambda p: (f(*p), np.array([p[0], p[1] ** 3 - p[1]]))  # noqa: E731
    moved = next(s for s in iterates(objective, point, GradientDescent(1.0)) if s.k == 1)
    slope = np.array([np.imag(f(*(point + 1e-40j * row))) for row in np.eye(2)]) / 1e-40
    np.testing.assert_allclose(moved.x, point - slope, rtol=1e-12)
    for x, y in rng.standard_normal((2, 2)):
        yield at({"f": f, "x": x, "y": y})


@reads("eq-saddle-escape", "bounds.saddle_escape_steps")
def saddle_escape(saddle_escape_steps, rng):
    for y0 in (1e-2, -1e-4):
        count = saddle_escape_steps(abs(y0), 0.1, -1.5, 0.5)
        for k in (count, count + 1):
            yield at({"k": k, "r": 0.5, "y_0": y0, r"\alpha": 0.1, r"\lambda": -1.5}, {1: count})


@reads("eq-signal-size", "networks.initializers.xavier")
def signal_size(xavier, rng):
    # rows of W turned into a design with exactly uncorrelated columns of one variance: then the means are exact
    drawn = xavier(rng, (50, 4))
    assert np.linalg.matrix_rank(drawn) == 4
    Q, _ = np.linalg.qr(drawn)
    W, h = 1.7 * np.sqrt(50) * Q, np.array([0.3, 1.0, -2.0, 0.5])
    mean = {r"\operatorname{Var}": lambda W: np.mean(W**2), r"\mathbb E": lambda v: v}
    yield at({"z": {1: np.sqrt(np.mean((W @ h) ** 2))}, "i": 1, "n": 4, "W": W, "h": list(h), **mean})


@reads("eq-noise-ball", "bounds.sgd_stationary_variance")
def noise_ball(sgd_stationary_variance, rng):
    noise = {r"\sigma": 1.7, "B": 5, r"\lambda": 0.8, r"\mathbb E": lambda v: v}
    for alpha, near in ((0.9, 0.0), (1e-3, 5e-3)):
        V = sgd_stationary_variance(alpha, 0.8, 1.7**2, 5)
        e0, k, square = 2.0, 3, 4.0
        for _ in range(k):  # exact: the mean square of one step
            square = (1 - alpha * 0.8) ** 2 * square + alpha**2 * 1.7**2 / 5
        yield at({**noise, "e": {0: e0, k: np.sqrt(square)}, "k": k, r"\alpha": alpha, "V": V}, near=near)


@reads("eq-loss-floor", "bounds.sgd_stationary_variance")
def loss_floor(sgd_stationary_variance, rng):
    for alpha, near in ((0.9, 0.0), (1e-3, 5e-3)):
        V = sgd_stationary_variance(alpha, 0.8, 1.7**2, 5)
        yield at({r"\sigma": 1.7, "B": 5, r"\lambda": 0.8, r"\alpha": alpha, "V": V}, near=near)


@reads("eq-vanishing-noise", "methods.GradientDescent")
def vanishing_noise(GradientDescent, rng):
    alpha, curvatures, square, k = 0.3, (1.0, 4.0), 4.0, 3  # one of two samples, each as likely
    for _ in range(k):  # exact: the mean over the two steps that the method may take from 1
        ends = [run(Quadratic([[a]]), [1.0], alpha, 1)[1][0] for a in curvatures]
        square *= np.mean(np.square(ends))
    names = {r"\lambda": 2.5, "s": 1.5 * np.sqrt(5), "B": 5, r"\alpha": alpha, "k": k, r"\mathbb E": lambda v: v}
    yield at({**names, "e": {0: 2.0, k: np.sqrt(square)}})


@reads("eq-decreasing-steps", "running.schedules.inverse_time")
def decreasing_steps(inverse_time, rng):
    curvature, noise = 0.8, 1.7**2 / 5
    rate, square = inverse_time(1 / curvature, 1.0), 9.0
    for k in range(1, 5):
        square = (1 - rate(k) * curvature) ** 2 * square + rate(k) ** 2 * noise
    for centre in (2.0, -2.0):
        names = {"x": {4: centre + np.sqrt(square)}, r"x^\star": centre, "k": 4, r"\mathbb E": lambda v: v}
        yield at({**names, r"\sigma": 1.7, "B": 5, r"\lambda": curvature})


@reads("eq-momentum-noise", "bounds.momentum_stationary_variance")
def momentum_noise(momentum_stationary_variance, rng):
    V = momentum_stationary_variance(0.5, 0.7, 0.8, 1.7**2, 5)
    letters = {r"\alpha": 0.5, r"\lambda": 0.8, r"\beta": 0.7, r"\sigma": 1.7, "B": 5, "q": 2 * 1.7 - 0.4}
    yield at({"V": V, **letters})


@reads("eq-better-rates", "bounds.contraction")
def better_rates(contraction, rng):
    mu, L = 1.0, 4.0
    names = {"L": L, r"\kappa": L / mu}
    # the two ends are where ρ(α) = ρ(1/L): found by bisection on the library's rate, and approached from inside
    low, high = 1.5 / L, 2 / L
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if contraction(middle, mu, L) < contraction(1 / L, mu, L) else (low, middle)
    for alpha in (1 / L * (1 + 1e-8), low * (1 - 1e-8)):
        yield at({**names, r"\alpha": alpha}, {-1: 1 / L, 1: low})


@reads("eq-worst-case-step", "bounds.worst_case_gap", words=[r"\max_f\; f(x_k)-f^\star\\&\qquad="])
def worst_case_step(worst_case_gap, rng):
    for h in (0.7, 1.5, 1.9):
        a, b = 1 / (2 * 3 * h + 1), abs(1 - h) ** 6
        names = {"L": 2.0, "R": 3.0, "k": 3, "h": h}
        yield at({**names, "a": a, "b": b}, {1: worst_case_gap(2.0, 3.0, 3, h)})


@reads("eq-two-cycle", "objectives.LogCosh")
def two_cycle(LogCosh, rng):
    x = run(LogCosh(), [1.0], 3.0, 400)[400]
    np.testing.assert_allclose(run(LogCosh(), x, 3.0, 1)[1], -x, rtol=1e-14)
    yield at({"x": x[0]})


@reads("eq-step-count", "bounds.strongly_convex_iterations")
def step_count(strongly_convex_iterations, rng):
    for rho in (0.9, 0.3):
        count = strongly_convex_iterations(rho, 2.0, 1e-3)
        for k in (count, count + 1):
            yield at({"k": k, r"\rho": rho, "R": 2.0, r"\varepsilon": 1e-3}, {1: count})


@reads("eq-schedules", "running.schedules.inverse_time", words=[r"\alpha_k=", r"\alpha_k=", r"\alpha_k'="])
def all_schedules(inverse_time, rng):
    for k in (2, 5):
        given = {
            1: inverse_time(0.7, 0.3)(k),
            2: schedules.cosine(0.7, 9)(k),
            3: schedules.warm_up(lambda k: 0.4, 4)(k),
        }
        names = {r"\alpha_1": 0.7, r"\gamma": 0.3, "k": k, "K": 9, "K_0": 4}
        yield at({**names, r"\alpha_k": 0.4}, given)
