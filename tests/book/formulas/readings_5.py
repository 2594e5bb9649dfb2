"""Chapter 5, convergence: runs that attain a bound, and the bound by the library."""

import numpy as np

from course_lib import GradientDescent, Huber, Quadratic, bounds, iterates
from formulas.readings_1 import Bowl, calls
from formulas.registry import at, reads, spd


def run(f, x0, alpha, steps):
    walk = iterates(f, np.asarray(x0, dtype=float), GradientDescent(alpha))
    return {step.k: step.x for step, _ in zip(walk, range(steps + 1), strict=False)}


def shifted(f, by, low=7.0):
    """f(x − by) + low as the letters of a page have it."""
    return {"f": lambda x: f(x - by) + low, r"\nabla f": lambda x: f.gradient(x - by), r"f^\star": low}


def ends(x, *numbers):
    """Only these iterates, so that a wrong index finds nothing."""
    return {k: x[k] for k in numbers}


class Steep:
    """L times Huber's function with threshold τ in one dimension: the worst convex function of its horizon."""

    def __init__(self, L, tau):
        self.L, self.inner = L, Huber(tau)

    def __call__(self, x):
        return self.L * self.inner(x)

    def gradient(self, x):
        return self.L * self.inner.gradient(x)

    def value_and_grad(self, x):
        return self(x), self.gradient(x)


@reads("eq-logistic-curvature", "objectives.LogisticRegression", same=[r"2: w → 1.5 w"])  # true of every w
def logistic_curvature(LogisticRegression, rng):
    X, y = rng.standard_normal((5, 3)), np.array([0.0, 1, 1, 0, 1])
    f = LogisticRegression(X, y)
    slope = lambda z: 1 / (4 * np.cosh(z / 2) ** 2)  # noqa: E731
    for w, v in ((rng.standard_normal(3), rng.standard_normal(3)), (np.zeros(3), rng.standard_normal(3))):
        names = {r"\nabla^2f": f.hessian, "w": w, "v": v, "X": X, "N": 5, r"\sigma'": slope, "z": X @ w}
        yield at(names, {2: np.sum((X @ v) ** 2) / 20})


@reads("eq-cocoercive", "objectives.Quadratic")
def cocoercive(Quadratic, rng):
    f = Quadratic(spd(rng, 3))
    for x, y in rng.standard_normal((4, 2, 3)):
        yield at({**calls(f), "x": x, "y": y, "L": f.L}, sides(f, x, y))


def sides(f, x, y):
    change = f.gradient(x) - f.gradient(y)
    return {-1: change @ (x - y), 1: change @ change / f.L}


@reads("eq-smooth-convex", "objectives.Quadratic")
def smooth_convex(Quadratic, rng):
    f = Quadratic(spd(rng, 3), rng.standard_normal(3))
    for x, y in rng.standard_normal((4, 2, 3)):
        left = f(y) - f(x) - f.gradient(x) @ (y - x)
        yield at({**calls(f), "x": x, "y": y, "L": f.L}, {-1: left, 1: sides(f, x, y)[1] / 2})


@reads("eq-fejer", "methods.GradientDescent")
def fejer(GradientDescent, rng):
    for alpha, L in ((0.1, 2.5), (0.2, 4.0), (0.2, 1.0)):
        f = Quadratic(np.diag([1.0, L]), np.array([3.0, 1.0]))
        lowest = np.array([3.0, 1.0 / L])
        x = ends(run(f, [9.0, 7.0], alpha, 3), 2, 3)
        near = [np.sum((x[k] - lowest) ** 2) for k in (2, 3)]
        right = near[0] - alpha * (2 / f.L - alpha) * np.sum(f.gradient(x[2]) ** 2)
        names = {**calls(f), "x": x, r"x^\star": lowest, "k": 2, r"\alpha": alpha, "L": f.L}
        yield at(names, {-1: near[1], 1: right})


def worst_runs(k, L=2.0, R=3.0):
    """The run that attains LR²/(4k + 2), from both sides, and an easy one."""
    f = Steep(L, R / (2 * k + 1))
    for sign, by, low in ((1, 5.0, 7.0), (-1, 5.0, -7.0), (1, -5.0, 7.0), (-1, -0.2, -7.0)):
        x = {i: x + by for i, x in run(f, sign * R, 1 / L, k).items()}
        yield {**shifted(f, by, low), "x": ends(x, 0, k), r"x^\star": by, "k": k, "L": L, "R": R, r"\alpha": 1 / L}
    bottom = {**shifted(f, 0.0), "x": {0: R, k: 0.0}, r"x^\star": 0.0}
    yield {**bottom, "k": k, "L": L, "R": R, r"\alpha": 1 / L}


@reads("eq-convex-rate", "bounds.convex_gap")
def convex_rate(convex_gap, rng):
    for k in (1, 4):
        for names in worst_runs(k):
            yield at(names, {1: convex_gap(2.0, 3.0, k)})


@reads("eq-tight-rate", "bounds.tight_convex_gap")
@reads("sheet: bounds.tight_convex_gap", "bounds.tight_convex_gap")
def tight_rate(tight_convex_gap, rng):
    for k in (2, 5):
        for names in worst_runs(k):
            yield at(names, {1: tight_convex_gap(2.0, 3.0, k)})


def two_modes(alphas):
    """Quadratics with curvatures 1 and 4 started in one of their two modes."""
    f = Quadratic(np.diag([1.0, 4.0]))
    for alpha in alphas:
        for start in ([2.0, 0.0], [-2.0, 0.0], [0.0, 2.0], [0.0, -2.0]):
            for by in (np.array([3.0, 3.0]), np.array([-1.0, 1.0])):
                x = {i: x + by for i, x in run(f, start, alpha, 4).items()}
                rho = bounds.contraction(alpha, 1.0, 4.0)
                low = 7.0 if start[0] + start[1] > 0 else -7.0
                names = {
                    **shifted(f, by, low),
                    "x": ends(x, 0, 3),
                    r"x^\star": by,
                    "k": 3,
                    r"\alpha": alpha,
                    r"\mu": 1.0,
                    "L": 4.0,
                    "R": 2.0,
                }
                yield {**names, r"\rho": rho}


@reads("eq-strong-rate", "bounds.strongly_convex_gap")
def strong_rate(strongly_convex_gap, rng):
    for names in two_modes((0.2, 0.4, 0.45)):
        a = names[r"\alpha"]
        bound = {1: bounds.strongly_convex_distance(a, 1.0, 4.0, 2.0, 3), 2: strongly_convex_gap(a, 1.0, 4.0, 2.0, 3)}
        yield at({**names, r"\rho": lambda a: bounds.contraction(a, 1.0, 4.0)}, bound)


@reads("sheet: bounds.contraction", "bounds.contraction")
def sheet_contraction(contraction, rng):
    for names in two_modes((0.2, 0.4, 0.45)):
        bound = contraction(names[r"\alpha"], 1.0, 4.0)
        yield at(
            {**names, r"\rho": bound},
            {1: bounds.strongly_convex_distance(names[r"\alpha"], 1.0, 4.0, 2.0, 3), 2: bound},
        )


@reads("sheet: bounds.best_rate", "bounds.best_rate")
def best_rate(best_rate, rng):
    for mu, L in ((1.0, 4.0), (0.5, 9.0)):
        alpha = best_rate(mu, L)
        yield at({r"\mu": mu, "L": L, r"\kappa": L / mu, r"\alpha": alpha, r"\rho": bounds.contraction(alpha, mu, L)})


def half_bowls(rng):
    """(μ/2)‖x − a‖² + c, for which the inequality of Polyak and Łojasiewicz is an equality, and one that is not."""
    for L in (2.0, 2.0, 2.0, 2.0):
        f = Bowl(L, rng)
        yield {**calls(f), r"f^\star": f.c, r"\mu": L, "x": f.a + rng.standard_normal(3)}
    f = Quadratic(np.diag([1.0, 4.0]))
    yield {**shifted(f, np.ones(2)), r"\mu": 1.0, "x": np.array([3.0, -2.0])}


@reads("eq-pl", "objectives.Quadratic", words=[r"\qquad\text{for all }x"])
def pl(Quadratic, rng):
    for names in half_bowls(rng):
        yield at(names, {-1: np.sum(names[r"\nabla f"](names["x"]) ** 2) / 2})
    f = Quadratic(np.diag([1.0, 4.0]))
    for by in (np.array([2.0, 0.0]), np.array([-2.0, 0.0])):
        yield at({**shifted(f, by), r"\mu": 1.0, "x": 2 * by})


@reads("eq-pl-rate", "bounds.polyak_lojasiewicz_gap")
def pl_rate(polyak_lojasiewicz_gap, rng):
    f, L = Quadratic(np.diag([1.0, 4.0])), 4.0
    for by in (np.array([3.0, 0.0]), np.array([-3.0, 0.0])):
        x = {i: x + by for i, x in run(f, [2.0, 0.0], 1 / L, 4).items()}
        gap = f(x[0] - by)
        yield at(
            {**shifted(f, by, np.sign(by[0]) * 7), "x": ends(x, 0, 3), r"\mu": 1.0, "L": L, "k": 3},
            {1: polyak_lojasiewicz_gap(1.0, L, gap, 3)},
        )


@reads("sheet: bounds.polyak_lojasiewicz_gap", "bounds.polyak_lojasiewicz_gap")
def sheet_pl(polyak_lojasiewicz_gap, rng):
    for instance in pl_rate(polyak_lojasiewicz_gap, rng):
        yield instance._replace(only=frozenset([1]))
    for names in half_bowls(rng):
        slope, value = names[r"\nabla f"](names["x"]), names["f"](names["x"])
        yield at({**names, r"\nabla f": slope, "f": value}, {-2: slope @ slope / 2}, only=[2])


@reads("eq-pl-example", "derivatives.finite_differences.central_difference")
def pl_example(central_difference, rng):
    f = lambda x: x * x + 3 * np.sin(x) ** 2  # noqa: E731
    slope = lambda x: np.imag(f(x + 1e-40j)) / 1e-40  # noqa: E731
    curve = lambda x: (-slope(x + 2e-3) + 8 * slope(x + 1e-3) - 8 * slope(x - 1e-3) + slope(x - 2e-3)) / 12e-3  # noqa: E731
    rounded = lambda x: round(curve(x), 6)  # noqa: E731
    for x in (0.0, np.pi / 2):
        assert abs(central_difference(f, x, 1e-4) - slope(x)) < 1e-7
        yield at({"f": f, "f'": slope, "f''": rounded, "x": x})
    for x in (0.7, -1.9):
        yield at({"f": f, "f'": slope, "f''": lambda x: 2 + 6 * np.cos(2 * x), "x": x})


@reads("eq-accelerated", "bounds.accelerated_gap")
def accelerated(accelerated_gap, rng):
    f = Quadratic(spd(rng, 3))
    x, y, t = {0: rng.standard_normal(3)}, {}, {1: 1.0}
    y[1] = x[0]
    for k in range(1, 4):
        x[k] = y[k] - f.gradient(y[k]) / f.L
        t[k + 1] = (1 + np.sqrt(1 + 4 * t[k] ** 2)) / 2
        y[k + 1] = x[k] + (t[k] - 1) / t[k + 1] * (x[k] - x[k - 1])
        assert f(x[k]) <= accelerated_gap(f.L, np.linalg.norm(x[0]), k)
    for k in (2, 3):
        yield at({**calls(f), "x": x, "y": y, "t": t, "L": f.L, "k": k})


def gap_equal_to(bound, k, factor=1.0):
    """Letters for which the gap is the bound times a factor."""
    for value in (-7.0, 5.0):
        yield {
            "f": lambda x: x,
            "x": {0: 50.0, k: value + factor * bound},
            r"f^\star": value,
            "k": k,
            "L": 2.0,
            "R": 3.0,
        }


@reads("eq-accelerated-rate", "bounds.accelerated_gap")
def accelerated_rate(accelerated_gap, rng):
    bound = accelerated_gap(2.0, 3.0, 4)
    for factor in (1.0, 0.5):
        for names in gap_equal_to(bound, 4, factor):
            yield at(names, {1: bound})


@reads("eq-lower-bound", "bounds.first_order_lower_bound")
def lower_bound(first_order_lower_bound, rng):
    bound = first_order_lower_bound(2.0, 3.0, 4)
    for factor in (1.0, 2.0):
        for names in gap_equal_to(bound, 4, factor):
            yield at(names, {1: bound})


@reads("eq-smallest-gradient", "bounds.smallest_squared_gradient")
def smallest_gradient(smallest_squared_gradient, rng):
    L, k, g = 2.0, 4, 3.0
    # a slope of constant size: Huber's function far out; its last gradients before the bottom are the smallest
    bound = smallest_squared_gradient(L, k * g**2 / (2 * L), k)
    for smaller in (1.0, 0.9):
        slopes = {1: 3 * g, 2: 2 * g, 3: g * smaller, 4: g}
        names = {r"\nabla f": lambda x, s=slopes: s[float(x)], "x": {i: i + 1.0 for i in range(4)}}
        for low in (-7.0, 5.0):
            values = {1.0: low + k * g**2 / (2 * L)}
            yield at({**names, "f": values.__getitem__, r"f^\star": low, "L": L, "k": k}, {1: bound})


@reads("sheet: bounds.smallest_squared_gradient", "bounds.smallest_squared_gradient", words=[r"f\ge f^\star"])
def sheet_smallest(smallest_squared_gradient, rng):
    for instance in smallest_gradient(smallest_squared_gradient, rng):
        slope = instance.names[r"\nabla f"]
        yield instance._replace(names={**instance.names, "g": {i: slope(i + 1) for i in range(4)}, "x": {0: 1.0}})
