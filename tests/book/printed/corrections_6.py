"""The examples of the corrections of chapter 6."""

from functools import cache
from itertools import islice

import numpy as np

from course_lib import MLP, Adam, Himmelblau, Momentum, Newton, Quadratic, bounds, iterates
from course_lib.experiments.basins import newton_ends
from course_lib.experiments.rare_gradient import rare_gradient_path
from printed.numbers import prints


def newton_points(f, slope, curve, start, steps):
    method = Newton(lambda x: np.array([[curve(x[0])]]))
    walk = iterates(lambda x: (f(x[0]), np.array([slope(x[0])])), np.array([start]), method)
    return [step.x[0] for step in islice(walk, steps + 1)]


@prints("correction-6-1")
def newton_elsewhere():
    root = (lambda x: np.sqrt(1 + x * x), lambda x: x / np.sqrt(1 + x * x), lambda x: (1 + x * x) ** -1.5)
    assert abs(newton_points(*root, 0.9, 8)[-1]) < 1e-12 and abs(newton_points(*root, 1.01, 6)[-1]) > 1e2
    yield r"from $1$ it jumps between $\pm1$", abs(newton_points(*root, 1.0, 1)[1])
    quartic = newton_points(lambda x: x**4, lambda x: 4 * x**3, lambda x: 12 * x * x, 1.0, 1)
    yield r"the error shrinks by the factor $\frac23$", quartic[1]
    yield r"$57.9\,\%$ end at a minimum", lambda: ends_of_newton()["minimum"]
    yield r"$36.0\,\%$ at", lambda: ends_of_newton()["saddle"]
    yield r"$6.1\,\%$ at the maximum", lambda: ends_of_newton()["maximum"]


@cache
def ends_of_newton():
    """The share of a grid of 401² starts on Himmelblau's function from which Newton ends at each kind of point."""
    axis = np.linspace(-5, 5, 401)
    ends = newton_ends(Himmelblau(), np.stack(np.meshgrid(axis, axis), axis=-1))
    eigenvalues = np.linalg.eigvalsh(Himmelblau().hessian(ends))
    low, high = eigenvalues[..., 0] > 0, eigenvalues[..., 1] < 0
    return {"minimum": low.mean(), "maximum": high.mean(), "saddle": (~low & ~high).mean()}


@prints("correction-6-1-inverse")
def never_invert():
    H = 1 / (np.arange(10)[:, None] + np.arange(10) + 1)
    p = np.ones(10)
    b = H @ p
    solved, inverted = (np.linalg.norm(H @ q - b) for q in (np.linalg.solve(H, b), np.linalg.inv(H) @ b))
    assert solved < 1e-14 and inverted > 1e-6
    yield r"take the $10\times10$ Hilbert matrix", [10, 10]


@prints("correction-6-2")
def memory():
    yield r"for $10^6$ parameters ten pairs take 160 MB", 2 * 10 * 10**6 * np.zeros(1).itemsize / 1e6
    yield "A network with only 354 parameters", MLP((2, 16, 16, 2)).n


@prints("correction-6-2-pairs")
def cosine():
    yield "the slope falls from $-0.10$", -np.sin(0.1)
    yield "to $-0.89$", -np.sin(1.1)
    yield r"$y^{\mathsf T}s=-0.79$", -np.sin(1.1) + np.sin(0.1)


@prints("correction-6-3")
def two_paths():
    walk = iterates(Quadratic([[1.0]]), [1.0], Momentum(lambda k: 0.1 / k))
    x = np.array([step.x[0] for step in islice(walk, 301)])
    ball = [1.0, 1.0]
    for k in range(1, 301):
        ball.append(ball[-1] - 0.1 / k * ball[-1] + 0.9 * (ball[-1] - ball[-2]))
    yield "the two paths are up to 0.75 apart", np.abs(np.array(ball[1:]) - x).max()


@prints("correction-6-3b")
def less_oscillation():
    for beta, words in ((0.0, r"no change of sign for $\beta=0$"), (0.9, r"ten in 100 steps for $\beta=0.9$")):
        walk = iterates(Quadratic([[1.0]]), [1.0], Momentum(0.1, beta))
        x = np.array([step.x[0] for step in islice(walk, 101)])
        assert np.count_nonzero(np.diff(np.sign(x))) == (10 if beta else 0)
        yield words, beta
    x = [792 / 1225, -2208 / 1225]
    slope = lambda x: 25 * x if x < 1 else x + 24 if x < 2 else 25 * x - 24  # noqa: E731
    yield r"\frac{792}{1225},-\frac{2208}{1225},\frac{2592}{1225}", [*x, x[1] - slope(x[1]) / 9 + 4 / 9 * (x[1] - x[0])]


@prints("correction-6-4")
def adams_caveat():
    yield r"the often quoted $3.16\,\alpha$", bounds.adam_sparse_step(1.0)
    yield r"the supremum is $7.27\,\alpha$", bounds.adam_largest_step(1.0)
    yield "is at $+1$", lambda: rare_gradient_path(200_000)[-1]
    yield "AMSGrad is at $-0.976$", lambda: rare_gradient_path(200_000, amsgrad=True)[-1]


@prints("correction-6-4b")
def second_moment():
    method = Adam()
    state = method.init(np.zeros(1))
    for k in range(1, 6):
        _, state = method.direction(np.zeros(1), np.array([2.0]), state)
        hat = state.v[0] / (1 - 0.999**k)
    yield r"$\hat v_t=4$ for every $t$", hat
    yield r"the variance is 0", hat - 4
