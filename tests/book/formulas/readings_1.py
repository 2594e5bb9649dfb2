"""Chapter 1, gradient descent: what the letters of its formulas stand for."""

import numpy as np

from course_lib import GradientDescent, Quadratic, iterates
from course_lib.objectives import LogCosh
from formulas.registry import at, reads, spd


class Bowl:
    """c + (L/2)‖x − a‖², on which the bounds of this chapter hold with equality, for any L, its sign included."""

    def __init__(self, L, rng, n=3):
        self.L, self.a, self.c = L, 5 * rng.standard_normal(n), 9 * rng.standard_normal()

    def __call__(self, x):
        return self.c + self.L / 2 * np.sum((x - self.a) ** 2)

    def gradient(self, x):
        return self.L * (x - self.a)

    def value_and_grad(self, x):
        return self(x), self.gradient(x)


def calls(f):
    return {"f": f, r"\nabla f": f.gradient}


@reads("eq-taylor", "bounds.taylor_error", words=[r"\frac{|r(\Delta)|}{\|\Delta\|}\to 0", r"\Delta\to 0"])
def taylor(taylor_error, rng):
    f = Bowl(2.5, rng)
    x, step = rng.standard_normal((2, 3))
    yield at({**calls(f), "x": x, r"\Delta": step, "r": lambda d: taylor_error(2.5, np.linalg.norm(d))})


@reads("eq-taylor-error", "bounds.taylor_error")
def taylor_bound(taylor_error, rng):
    for f in [LogCosh(), *(Bowl(sign * 2.5, rng) for sign in (1, -1) * 4)]:
        L, (x, step) = abs(f.L), rng.standard_normal((2, 3))
        names = {**calls(f), "x": x, r"\Delta": step, "L": L}
        yield at(names, {1: taylor_error(L, np.linalg.norm(step))})


@reads(
    "eq-proximal",
    "bounds.norms.steepest_direction",
    words=[r"\min_{\Delta}\; g^{\mathsf T}\Delta + \frac{1}{2\alpha}\|\Delta\|^2"],
)
def proximal(steepest_direction, rng):
    g = rng.standard_normal(3)
    yield at({"g": g, r"\alpha": 0.3, r"\Delta": 0.3 * np.linalg.norm(g) * steepest_direction(g, 2)})


@reads("eq-dual-norm", "bounds.norms.dual_norm", words=[r"\min_{\|d\|=1} g^{\mathsf T}d \;="])
def dual(dual_norm, rng):
    g = rng.standard_normal(3)
    for kind in (1, 2, np.inf):
        lowest = -max(abs(g)) if kind == 1 else -np.sqrt(g @ g) if kind == 2 else -sum(abs(g))
        yield at({"g": g, r"\|\cdot\|_\star": lambda g, kind=kind: dual_norm(g, kind)}, {1: lowest})


@reads("eq-gradient-descent", "methods.GradientDescent")
def gradient_descent(GradientDescent, rng):
    f = Quadratic(spd(rng, 3), rng.standard_normal(3))
    walk = iterates(f, rng.standard_normal(3), GradientDescent(0.2))
    x = {step.k: step.x for step, _ in zip(walk, range(4), strict=False)}
    yield at({**calls(f), "x": x, "k": 2, r"\alpha": 0.2})


@reads("eq-descent-lemma", "bounds.descent_guarantee")
def descent_lemma(descent_guarantee, rng):
    for f in [LogCosh(), *(Bowl(2.5, rng) for _ in range(8))]:
        L, x, alpha = f.L, rng.standard_normal(3), 0.5
        g = f.gradient(x)
        names = {**calls(f), "x": x, "g": g, r"\alpha": alpha, "L": L}
        yield at(names, {1: descent_guarantee(L, alpha, np.linalg.norm(g))})


@reads("eq-contraction", "bounds.contraction")
def rate(contraction, rng):
    for alpha, start, x_star in (
        (0.2, 2, 1),
        (0.2, -2, 1),
        (0.2, -2, 3),
        (0.45, 1, 0),
        (0.45, [0, 1], 1),
        (0.45, [1, 1], 1),
    ):
        start, x_star = (
            np.array([1, 0]) * start if np.ndim(start) == 0 else np.array(start),
            x_star * np.array([1.0, 0]),
        )
        f = Quadratic(np.diag([1.0, 4.0]), x_star)
        walk = iterates(f, x_star + start, GradientDescent(alpha))
        x = {step.k: step.x for step, _ in zip(walk, range(4), strict=False)}
        names = {"x": x, r"x^\star": x_star, r"\alpha": alpha, r"\mu": 1.0, "L": 4.0, "k": 3}
        yield at({**names, r"\rho": lambda a: contraction(a, 1.0, 4.0)})


@reads("eq-armijo", "running.line_search.Armijo")
def armijo(Armijo, rng):
    for c1 in (0.5, 0.25, 0.5, 0.5, 0.5, 0.5):
        f = Bowl(1.0, rng)
        x = rng.standard_normal(3)
        step = next(s for s in iterates(f, x, GradientDescent(1.0), search=Armijo(c1=c1)) if s.k == 1)
        yield at(
            {**calls(f), "x": x, r"\alpha": step.alpha, "p": step.p, "g": f.gradient(x), "c_1": c1},
            {1: f(x) + c1 * step.alpha * (step.p @ f.gradient(x))},
        )


@reads("eq-backtracking", "bounds.backtracking_length")
def backtracking(backtracking_length, rng):
    for trial in (8.0, 0.01):
        names = {r"\alpha": 1.0, r"\alpha_0": trial, r"\tau": 0.6, "c_1": 0.3, "L": 2.5}
        bound = backtracking_length(2.5, 0.3, 0.6, trial)
        yield at({**names, r"\alpha": bound}, {1: bound})
        yield at({**names, r"\alpha": 1.5 * bound}, {1: bound})


@reads("eq-logistic", "objectives.LogisticRegression")
def logistic(LogisticRegression, rng):
    X, y, w = rng.standard_normal((5, 3)), np.array([0.0, 1, 1, 0, 1]), rng.standard_normal(3)
    f, z = LogisticRegression(X, y), X @ w
    names = {**calls(f), "w": w, "N": 5, "x": list(X), "X": X, "y": y, r"\sigma": lambda z: 1 / (1 + np.exp(-z))}
    for i in (1, 4):
        yield at({**names, "z": z, "i": i})


@reads("eq-level-line", "running.minimize.iterates", words=[r"0=\frac{d}{ds}f(c(s)) ="])
def level_line(iterates, rng):
    f = Quadratic(2 * np.eye(2))
    circle = {"c": lambda s: np.array([np.cos(s), np.sin(s)]), "c'": lambda s: np.array([-np.sin(s), np.cos(s)])}
    slope = lambda x: next(iter(iterates(f, x, GradientDescent(0.1)))).g  # noqa: E731
    assert slope(circle["c"](0.3)).any()
    names = {**circle, r"\nabla f": slope, "s": 0.3}
    yield at(names, {1: 0.0})


@reads("eq-units", "methods.GradientDescent")
def units(GradientDescent, rng):
    f, S = LogCosh(), np.diag([0.5, 3.0, 2.0])

    def moved(y):
        return f(y / np.diag(S)), f.gradient(y / np.diag(S)) / np.diag(S)

    x = rng.standard_normal(3)
    after = next(s for s in iterates(moved, S @ x, GradientDescent(0.3)) if s.k == 1).x
    names = {r"\tilde x": S @ x, "x": x, "S": S, "g": f.gradient(x), r"\alpha": 0.3}
    yield at({**names, r"\nabla\tilde f": lambda y: moved(y)[1]}, {1: after, 2: np.linalg.solve(S, after)})


@reads("eq-two-valleys", "running.minimize.minimize")
def two_valleys(minimize, rng):
    def f(x):
        return (x[0] ** 2 - 1) ** 2 + x[0] / 4 + x[1] ** 2 + x[0] * x[1] / 2

    x = rng.standard_normal(2)
    slope = np.array([np.imag(f(x + 1e-40j * row)) for row in np.eye(2)]) / 1e-40
    run = minimize(lambda x: (f(x), slope), x, GradientDescent(0.5), tol=0, max_iter=1)
    np.testing.assert_allclose(run.x, x - slope / 2, rtol=1e-14)
    for x in rng.standard_normal((3, 2)):
        yield at({"f": f, "x": x})


@reads("eq-gradient-sum", "bounds.descent_guarantee")
def gradient_sum(descent_guarantee, rng):
    for f, L, low in ((Bowl(2.5, rng), 2.5, None), (LogCosh(), 1.0, 0.0)):
        low = f.c if low is None else low
        walk = iterates(f, 2 * rng.standard_normal(3), GradientDescent(0.3))
        x = {step.k: step.x for step, _ in zip(walk, range(4), strict=False)}
        paid = descent_guarantee(L, 0.3, 1.0) * sum(np.sum(f.gradient(x[i]) ** 2) for i in x)
        names = {**calls(f), "x": x, r"f^\star": low, r"\alpha": 0.3, "L": L, "k": 4}
        yield at(names, {-1: paid, 1: f(x[0]) - low})
