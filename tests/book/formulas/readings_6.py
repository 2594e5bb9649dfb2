"""Chapter 6, methods: one step of the library's method, and the page's equations with the numbers before and after."""

import numpy as np

from course_lib import (
    StrongWolfe,
    iterates,
)
from course_lib.methods.bfgs import bfgs_update
from course_lib.objectives import LogCosh
from course_lib.types import Probe
from formulas.registry import at, reads, spd

CURVED = LogCosh()


def walk(method, rng, steps=4, f=CURVED, scale=2.0, **options):
    return [
        step
        for step, _ in zip(
            iterates(f, scale * rng.standard_normal(3), method, **options), range(steps + 1), strict=False
        )
    ]


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
    yield at({"H": H, "H^+": bfgs_update(H, s, y), "s": s, "y": y, "I": np.eye(3), "V": V})


@reads("sheet: BFGS", "methods.BFGS", words=[r"H\approx(\nabla^2f)^{-1}"])
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
    pairs = [(*one, one[0] @ one[1]) for one in zip(s, y, strict=True)]
    rho, gamma = {i: 1 / (s[i - 1] @ y[i - 1]) for i in (1, 2)}, s[1] @ y[1] / (y[1] @ y[1])
    q, a, b = {2: g}, {}, {}
    for i in (2, 1):
        a[i] = rho[i] * (s[i - 1] @ q[i])
        q[i - 1] = q[i] - a[i] * y[i - 1]
    r = {0: gamma * q[0], 2: two_loop(g, pairs)}
    b[1] = rho[1] * (y[0] @ r[0])
    r[1] = r[0] + (a[1] - b[1]) * s[0]
    b[2] = rho[2] * (y[1] @ r[1])
    letters = {"s": dict(enumerate(s, 1)), "y": dict(enumerate(y, 1)), r"\gamma": gamma, "g": g, "m": 2}
    for i in (1, 2):
        yield at({**letters, "q": q, "a": a, "b": b, "r": r, "i": i})


@reads("eq-noisy-pair", "networks.mlp.MLP")
def noisy_pair(MLP, rng):
    network = MLP((2, 3, 1))
    X, Y = rng.standard_normal((8, 2)), rng.standard_normal((8, 1))
    theta, s = rng.standard_normal((2, network.n))
    slope = lambda theta, X=X, Y=Y: network.value_and_grad(theta, X, Y)[1]  # noqa: E731
    first, second = slope(theta, X[:4], Y[:4]), slope(theta + s, X[4:], Y[4:])
    names = {
        r"\nabla J": slope,
        r"\theta": theta,
        "s": s,
        r"\xi": first - slope(theta),
        r"\xi'": second - slope(theta + s),
    }
    yield at({**names, r"\hat y": second - first, "y": slope(theta + s) - slope(theta)})
