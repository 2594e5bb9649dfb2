"""Chapter 6, methods: one step of the library's method, and the page's equations with the numbers before and after."""

import numpy as np
from formulas.readings_1 import armijo, calls
from formulas.registry import at, reads, spd

from course_lib import (
    Armijo,
    Momentum,
    Quadratic,
    Rosenbrock,
    StrongWolfe,
    bounds,
    iterates,
)
from course_lib.methods.bfgs import bfgs_update
from course_lib.methods.lbfgs import Pairs
from course_lib.objectives import LogCosh
from course_lib.types import Probe

CURVED = LogCosh()


def walk(method, rng, steps=4, f=CURVED, scale=2.0, **options):
    return [step for step, _ in zip(iterates(f, scale * rng.standard_normal(3), method, **options), range(steps + 1), strict=False)]


def by_number(steps, what):
    return {step.k: what(step) for step in steps}


def points(steps):
    return by_number(steps, lambda step: step.x)


@reads("eq-quadratic-model", "objectives.Rosenbrock")
def quadratic_model(Rosenbrock, rng):
    f, x = Rosenbrock(), rng.standard_normal(2)
    g, H = f.gradient(x), f.hessian(x)
    model = lambda step: f(x) + g @ step + step @ H @ step / 2  # noqa: E731
    for size, near in ((1e-3, 1e-6), (1.0, 0.0)):
        yield at({"f": f, "x": x, "g": g, "H": H, r"\Delta": size * rng.standard_normal(2), "m": model}, near=near)


@reads("eq-newton", "methods.Newton")
def newton(Newton, rng):
    steps = walk(Newton(CURVED.hessian), rng, scale=0.4)
    H, g = by_number(steps, lambda step: CURVED.hessian(step.x)), by_number(steps, lambda step: step.g)
    p = {step.k - 1: step.p for step in steps if step.k}
    yield at({"H": H, "p": p, "g": g, "x": points(steps), "k": 2})


@reads("eq-newton-error", "bounds.newton_error")
def newton_error(newton_error, rng):
    M, e, mu = 0.7, 1.3, 2.0
    smallest = mu - M * e  # f(x) = μx²/2 − Mx³/6 attains both lines to the right of its minimum
    after = M * e**2 / 2 / smallest
    bound = newton_error(M, smallest, e)
    np.testing.assert_allclose(e - (mu * e - M * e**2 / 2) / smallest, -after)
    for shorter in (1.0, 0.5):
        names = {"e": {2: e, 3: after * shorter}, "M": M, r"\mu": mu, "k": 2, r"\mu_k": smallest / shorter}
        yield at(names if shorter == 1 else {**names, "e": {2: e, 3: after / 4}}, {1: bound * shorter, 2: smallest})


def pair(rng):
    s, y = rng.standard_normal((2, 3))
    return s, y * np.sign(s @ y)


@reads("eq-secant", "methods.bfgs.bfgs_update")
def secant(bfgs_update, rng):
    s, y = pair(rng)
    yield at({"H": {3: bfgs_update(spd(rng, 3), s, y)}, "y": {2: y}, "s": {2: s}, "k": 2})


@reads("eq-pair-curvature", "methods.bfgs.bfgs_update")
def pair_curvature(bfgs_update, rng):
    for sign in (1, 1, 1):
        s, y = pair(rng)
        yield at({"H": {3: bfgs_update(spd(rng, 3), s, sign * y)}, "y": {2: y}, "s": {2: s}, "k": 2})


@reads("eq-bfgs", "methods.bfgs.bfgs_update")
def bfgs(bfgs_update, rng):
    (s, y), H = pair(rng), spd(rng, 3)
    V = np.eye(3) - np.outer(y, s) / (y @ s)
    yield at({"H": H, "H^+": bfgs_update(H, s, y), "s": s, "y": y, "I": np.eye(3), r"\rho": 1 / (y @ s), "V": V})


@reads("sheet: BFGS", "methods.BFGS", words=[r"H\approx(\nabla^2f)^{-1}", "y^{\\mathsf T}s>0"])
def sheet_bfgs(BFGS, rng):
    steps = walk(BFGS(), rng, search=StrongWolfe())
    before, after = steps[2], steps[3]
    s, y = before.x - steps[1].x, before.g - steps[1].g
    H = steps[2].state.H if steps[2].state.H is not None else np.eye(3)
    yield at({"p": after.p, "H": after.state.H, "g": before.g, "s": s, "y": y, "I": np.eye(3)}, only=[1])
    H = spd(rng, 3)
    names = {"p": -H @ before.g, "g": before.g, "H": H, "s": s, "y": y, "I": np.eye(3)}
    yield at(names, {2: bfgs_update(H, s, y)})


@reads("eq-wolfe", "running.line_search.StrongWolfe")
def wolfe(StrongWolfe, rng):
    phi, slope = {0.0: 3.0}, {0.0: -2.0}
    for alpha, low, steep in ((0.5, 2.75, -1.0), (0.5, 2.75, 1.0)):
        # values at which both lines hold with equality for c₁ = ¼, c₂ = ½
        values, slopes = {**phi, alpha: low}, {**slope, alpha: steep}
        search = StrongWolfe(c1=0.2499, c2=0.5001)
        names = {r"\phi": values.__getitem__, r"\phi'": slopes.__getitem__, r"\alpha": alpha}
        yield at({**names, "c_1": 0.25, "c_2": 0.5}, {-1: low, 1: low, -2: 1.0, 2: 1.0})
        assert accepted(search, values, slopes, alpha)
        yield at({**names, "c_1": 0.1, "c_2": 0.7})


def accepted(search, values, slopes, alpha):
    """Whether the search takes α as it stands."""
    x, g = np.zeros(1), np.zeros(1)
    probe = lambda a: Probe(a, x, values[a], g, slopes[a])  # noqa: E731
    return search(probe, probe(0.0), alpha).alpha == alpha


@reads("eq-two-loop", "methods.lbfgs.two_loop")
def two_loop(two_loop, rng):
    g, (s, y) = rng.standard_normal(3), zip(pair(rng), pair(rng), strict=True)
    pairs = Pairs.empty(2, g)
    for one in zip(s, y, strict=True):
        pairs = pairs.append(*one, one[0] @ one[1])
    rho, gamma = {i: 1 / (s[i - 1] @ y[i - 1]) for i in (1, 2)}, s[1] @ y[1] / (y[1] @ y[1])
    q, a, b = {2: g}, {}, {}
    for i in (2, 1):
        a[i] = rho[i] * (s[i - 1] @ q[i])
        q[i - 1] = q[i] - a[i] * y[i - 1]
    r = {0: gamma * q[0], 2: two_loop(g, pairs)}
    b[1] = rho[1] * (y[0] @ r[0])
    r[1] = r[0] + (a[1] - b[1]) * s[0]
    b[2] = rho[2] * (y[1] @ r[1])
    letters = {"s": dict(enumerate(s, 1)), "y": dict(enumerate(y, 1)), r"\rho": rho, r"\gamma": gamma, "g": g, "m": 2}
    for i in (1, 2):
        yield at({**letters, "q": q, "a": a, "b": b, "r": r, "i": i})


@reads("eq-noisy-pair", "networks.mlp.MLP")
def noisy_pair(MLP, rng):
    network = MLP((2, 3, 1))
    X, Y = rng.standard_normal((8, 2)), rng.standard_normal((8, 1))
    theta, s = rng.standard_normal((2, network.n))
    slope = lambda theta, X=X, Y=Y: network.value_and_grad(theta, X, Y)[1]  # noqa: E731
    first, second = slope(theta, X[:4], Y[:4]), slope(theta + s, X[4:], Y[4:])
    names = {r"\nabla J": slope, r"\theta": theta, "s": s, r"\xi": first - slope(theta), r"\xi'": second - slope(theta + s)}
    yield at({**names, r"\hat y": second - first, "y": slope(theta + s) - slope(theta)})


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
    y = by_number(steps, lambda step: step.x + 0.3 * 0.8 * step.state.v)
    yield at({**calls(CURVED), "x": points(steps), "y": y, "k": 2, r"\alpha": 0.3, r"\beta": 0.8})


@reads("eq-nesterov-velocity", "methods.Nesterov")
def nesterov_velocity(Nesterov, rng):
    steps = walk(Nesterov(0.3, 0.8), rng)
    v = by_number(steps, lambda step: step.state.v)
    yield at({**calls(CURVED), "x": points(steps), "v": v, "k": 2, r"\alpha": 0.3, r"\beta": 0.8})


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


@reads("sheet: Adam", "methods.Adam", words=[r"\hat m=\frac m{1-\beta_1^k}", r"\hat v=\frac v{1-\beta_2^k}"])
def sheet_adam(Adam, rng):
    moments, hats, after, letters, before = sheet_step(Adam(*CONSTANTS.values()), rng, **CONSTANTS)
    yield at({**moments, **hats, **letters, "g": before.g, "p": after.p}, {1: after.state.m, 2: after.state.v})


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


@reads("sheet: Newton", "methods.Newton", words=[r"\tau=0", r"x^\star", r"\nabla^2f\succ0"])
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
