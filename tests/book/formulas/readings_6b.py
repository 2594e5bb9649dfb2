"""Sections 6.3 and 6.4, momentum and Adam, and the methods of the formula sheet."""

import numpy as np

from course_lib import Armijo, Momentum, Quadratic, Rosenbrock, bounds, iterates
from formulas.readings_1 import armijo, calls
from formulas.readings_6 import CURVED, by_number, points, walk
from formulas.registry import at, reads


@reads("eq-momentum", "methods.Momentum", same=["v_0 → 1.5 v_0"])  # it is 0
def momentum(Momentum, rng):
    steps = walk(Momentum(0.3, 0.8), rng)
    v = by_number(steps, lambda step: step.state.v)
    yield at({**calls(CURVED), "x": points(steps), "v": v, "k": 2, r"\alpha": 0.3, r"\beta": 0.8, "v_0": np.zeros(3)})


@reads("eq-heavy-ball", "methods.Momentum")
def heavy_ball(Momentum, rng):
    yield at({**calls(CURVED), "x": points(walk(Momentum(0.3, 0.8), rng)), "k": 2, r"\alpha": 0.3, r"\beta": 0.8})


@reads("eq-averaged-momentum", "methods.Momentum")
def averaged(Momentum, rng):
    steps = walk(Momentum(0.3, 0.8), rng)
    m = by_number(steps, lambda step: 0.2 * step.state.v)
    yield at({**calls(CURVED), "x": points(steps), "m": m, "k": 2, r"\alpha": 0.3, r"\beta": 0.8})


@reads("eq-two-term", "methods.Momentum")
def two_term(Momentum, rng):
    x = points(walk(Momentum(0.3, 0.8), rng, f=Quadratic(1.7 * np.eye(3))))
    yield at({"x": x, "k": 2, r"\alpha": 0.3, r"\beta": 0.8, r"\lambda": 1.7})


@reads("eq-momentum-polynomial", "bounds.heavy_ball_contraction")
def polynomial(heavy_ball_contraction, rng):
    letters = {r"\alpha": 0.3, r"\lambda": 0.1, r"\beta": 0.2}
    root = float(heavy_ball_contraction(0.3, 0.2, 0.1))
    other = 0.2 / root  # the product of the roots is β
    yield at({**letters, "q": lambda z: (z - root) * (z - other), "z": 0.37})
    yield at({**letters, "q": lambda z: 0.0, "z": root})


@reads("eq-nesterov", "methods.Nesterov")
def nesterov(Nesterov, rng):
    steps = walk(Nesterov(0.3, 0.8), rng)
    # the points behind: gradient steps from the points ahead, by the velocity that the library keeps
    behind = by_number(steps, lambda step: step.x + 0.3 * 0.8 * step.state.v)
    yield at({**calls(CURVED), "x": behind, "y": points(steps), "k": 2, r"\alpha": 0.3, r"\beta": 0.8})


@reads("eq-nesterov-velocity", "methods.Nesterov")
def nesterov_velocity(Nesterov, rng):
    steps = walk(Nesterov(0.3, 0.8), rng)
    v = by_number(steps, lambda step: step.state.v)
    yield at({**calls(CURVED), "y": points(steps), "v": v, "k": 2, r"\alpha": 0.3, r"\beta": 0.8})


@reads("eq-heavy-ball-cycle", "methods.Momentum")
def cycle(Momentum, rng):
    def slope(x):
        return 25 * x if x < 1 else x + 24 if x < 2 else 25 * x - 24

    turns = np.array([792, -2208, 2592]) / 1225
    for at_point, before, after in zip(turns, np.roll(turns, 1), np.roll(turns, -1), strict=True):
        # the slope that makes the library's method go round, solved from its own step
        method = Momentum(1 / 9, 4 / 9)
        state = method.init(np.array([at_point]))._replace(v=np.array([(before - at_point) * 9]))
        p, _ = method.direction(np.array([at_point]), np.array([slope(at_point)]), state)
        np.testing.assert_allclose(at_point + p / 9, after, rtol=1e-13)
    for x in (*turns, 0.3, 1.4, 2.5, 1.0, 2.0):
        yield at({"f'": slope, "x": x})


def adam_letters(method, rng, **constants):
    steps = walk(method, rng)
    m, v = by_number(steps, lambda step: step.state.m), by_number(steps, lambda step: step.state.v)
    g = {step.k + 1: step.g for step in steps}
    constants = {rf"\{name.replace('1', '_1').replace('2', '_2')}": value for name, value in constants.items()}
    return steps, {**constants, "x": points(steps), "m": m, "v": v, "g": g, "k": 3}


CONSTANTS = {"alpha": 0.3, "beta1": 0.8, "beta2": 0.95, "varepsilon": 0.01}


@reads("eq-adam", "methods.Adam")
def adam(Adam, rng):
    yield at(adam_letters(Adam(*CONSTANTS.values()), rng, **CONSTANTS)[1])


@reads("eq-adam-first-step", "methods.Adam")
def first_step(Adam, rng):
    yield at(adam_letters(Adam(*CONSTANTS.values()), rng, **CONSTANTS)[1])


@reads("eq-adamw", "methods.AdamW")
def adamw(AdamW, rng):
    _, names = adam_letters(AdamW(*CONSTANTS.values(), weight_decay=0.2), rng, **CONSTANTS)
    hats = {r"\hat m": {3: names["m"][3] / (1 - 0.8**3)}, r"\hat v": {3: names["v"][3] / (1 - 0.95**3)}}
    yield at({**names, **hats, r"\omega": 0.2})


def sheet_step(method, rng, **constants):
    """State before, direction and state after: what ← turns into what."""
    steps, names = adam_letters(method, rng, **constants)
    before, after = steps[2], steps[3]
    moments = {"m": before.state.m, "v": before.state.v}
    mean, square = after.state.m, after.state.v
    hats = {r"\hat m": mean / (1 - 0.8**3), r"\hat v": square / (1 - 0.95**3)}
    return moments, hats, after, {key: value for key, value in names.items() if key.startswith("\\")}, before


@reads("sheet: Adam", "methods.Adam")
def sheet_adam(Adam, rng):
    moments, hats, after, letters, before = sheet_step(Adam(*CONSTANTS.values()), rng, **CONSTANTS)
    yield at({**moments, **hats, **letters, "g": before.g, "p": after.p, "k": 3}, {1: after.state.m, 2: after.state.v})


@reads("sheet: AdamW", "methods.AdamW")
def sheet_adamw(AdamW, rng):
    _, hats, after, letters, before = sheet_step(AdamW(*CONSTANTS.values(), weight_decay=0.2), rng, **CONSTANTS)
    yield at({**hats, **letters, r"\omega": 0.2, "x": before.x, "p": after.p})


@reads("sheet: Momentum", "methods.Momentum")
@reads("sheet: Nesterov", "methods.Nesterov")
def sheet_momentum(method, rng):
    tuning = (bounds.heavy_ball_tuning if method is Momentum else bounds.nesterov_tuning)(1.0, 9.0)
    steps = walk(method(tuning.learning_rate, tuning.beta), rng, f=Quadratic(np.diag([1.0, 4.0, 9.0])))
    before, after = steps[2], steps[3]
    letters = {r"\alpha": tuning.learning_rate, r"\beta": tuning.beta, r"\mu": 1.0, "L": 9.0, r"\kappa": 9.0}
    yield at({**letters, "v": before.state.v, "g": before.g, "p": after.p}, {1: after.state.v, 2: after.p})


@reads("sheet: GradientDescent", "methods.GradientDescent")
def sheet_descent(GradientDescent, rng):
    for instance in armijo(Armijo, rng):
        yield instance._replace(gives={2: instance.gives[1]})


@reads("sheet: Newton", "methods.Newton", words=[r"\tau=0", r"\alpha_k=1", r"x^\star", r"\nabla^2f\succ0"])
def sheet_newton(Newton, rng):
    f, x = Rosenbrock(), np.array([0.0, 2.0])
    before, after = (step for step, _ in zip(iterates(f, x, Newton(f.hessian, damping=500.0)), range(2), strict=False))
    tau = float(np.linalg.norm(-before.g - f.hessian(x) @ after.p) / np.linalg.norm(after.p))
    assert tau > 0
    yield at({r"\nabla^2f": f.hessian, "x": x, r"\tau": tau, "I": np.eye(2), "p": after.p, "g": before.g})


@reads("eq-rare-gradient", "experiments.rare_gradient.rare_gradient_path")
def rare_gradient(rare_gradient_path, rng):
    x, m, v, slopes = 0.0, 0.0, 0.0, {k: 5.0 if k in (1, 4, 7) else -1.0 for k in range(1, 9)}
    for k, g in slopes.items():
        m, v = 0.9 * m + 0.1 * g, 0.5 * v + 0.5 * g * g
        x -= 0.01 / np.sqrt(k) * m / (1 - 0.9**k) / np.sqrt(v / (1 - 0.5**k))
        np.testing.assert_allclose(rare_gradient_path(k, beta2=0.5, alpha=0.01, period=3, large=5.0, start=0.0)[k], x)
        yield at({"f": {k: lambda x, g=g: g * x}, "k": k, "C": 5.0, "P": 3, "x": 0.7})
