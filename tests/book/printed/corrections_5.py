"""The examples of the corrections of chapter 5."""

from itertools import islice

import numpy as np

from course_lib import Adam, GradientDescent, Quadratic, bounds, iterates
from course_lib.objectives import Huber, LogCosh
from printed.numbers import prints


def points(slope, start, alpha, steps):
    walk = iterates(lambda x: (0.0, slope(x)), np.array(start), GradientDescent(alpha))
    return [float(step.x) for step in islice(walk, steps + 1)]


@prints("correction-5-1")
def convex_is_not_enough():
    quartic = points(lambda x: 4 * x**3, 2.5, 0.1, 3)
    yield "goes from 2.5 to −3.75", quartic[:2]
    yield "−3.75, 17.3", quartic[2]
    yield "17.3, −2069", np.round(quartic[3])
    yield r"jumps between $\frac14$", abs(points(np.sign, 0.25, 0.5, 1)[0])
    yield r"$\frac14$ and $-\frac14$", points(np.sign, 0.25, 0.5, 1)[1]


@prints("correction-5-1-bowl")
def chord():
    f = lambda x: np.log(1 + x * x)  # noqa: E731
    yield "is at height 1.498", (f(1.0) + f(3.0)) / 2
    yield "the graph at 1.609", f(2.0)


@prints("correction-5-1-smooth")
def smoothness():
    z = np.linspace(0, np.pi, 100_001)
    yield "$x^2+3\\sin^2x$ has $L=8$", round(max(2 + 6 * np.cos(2 * z)), 9)


@prints("correction-5-2")
def four_times():
    yield "$L=R=1$, $t=20$: exact 0.0122", bounds.tight_convex_gap(1, 1, 20)
    yield "textbook 0.025", bounds.convex_gap(1, 1, 20)
    yield "source 0.1", bounds.loose_convex_gap(1, 1, 20)
    yield r"$t\le4$", 2 / 0.5  # 2LR²/t = LR²/2
    yield r"the exact worst case is $LR^2/(4t+2)$", 1 / bounds.tight_convex_gap(1, 1, 0)


@prints("correction-5-2-order")
def what_the_order_means():
    f = Huber(1 / 41)
    walk = [step.f for step in islice(iterates(f, np.array([1.0]), GradientDescent(1.0)), 60)]
    assert abs(walk[20] - 1 / 82) < 1e-15
    after = next(k for k, value in enumerate(walk) if value < 1e-28) - 20
    yield "attains 1/82", 1 / walk[20]
    yield "and 21 steps later", after


@prints("correction-5-3")
def saddle():
    def slope(p):
        return 0.0, np.array([p[0], p[1] ** 3 - p[1]])

    for start, words in ((1e-12, r"the start $(1,10^{-12})$ needs 284"), (1e-2, r"the start $(1,10^{-2})$ needs 43")):
        walk = iterates(slope, np.array([1.0, start]), GradientDescent(0.1))
        yield words, next(step.k for step in walk if abs(step.x[1]) >= 0.5)


@prints("correction-5-4")
def overshooting():
    walk = [step.x[0] for step in islice(iterates(Quadratic([[1.0]]), [1.0], GradientDescent(1.7)), 4)]
    yield r"$1,\,-0.7,\,0.49,\,-0.343,\dots$", walk
    x = [step.x[0] for step in islice(iterates(LogCosh(), [1.0], GradientDescent(3.0)), 400)]
    yield r"ends in the cycle $\pm1.2878395$", abs(x[-1])


@prints("correction-5-4-b")
def best_rate():
    rho = lambda alpha: bounds.contraction(alpha, 1.0, 10.0)  # noqa: E731
    yield r"$\kappa=10$: $\rho=0.900$", rho(0.1)
    yield r"at $1/L$, $0.818$", rho(bounds.best_rate(1.0, 10.0))
    yield r"at $2/(L+\mu)$, $0.900$", rho(0.19)
    yield r"at $1.9/L$, $0.950$", rho(0.195)
    yield r"at $1.95/L$, $1$", rho(0.2)
    yield r"the best is $1.7471", bounds.best_worst_case_step(5)
    yield r"and $1.8971", bounds.best_worst_case_step(20)


@prints("correction-5-4-c")
def too_small():
    counts = [np.ceil(bounds.strongly_convex_iterations(1 - alpha, 1.0, 1e-6)) for alpha in (0.1, 0.01, 0.001)]
    walk = iterates(Quadratic([[1.0]]), [1.0], GradientDescent(0.1))
    assert next(step.k for step in walk if abs(step.x[0]) <= 1e-6) == counts[0]  # the bound is attained
    yield r"from 1 to $10^{-6}$: 132, 1375 and 13809", counts
    yield r"$\log10^6=13.8155$", np.log(1e6)


@prints("correction-5-4-d")
def adaptive():
    runs = []
    for curvature in (1.0, 128.0):
        f = Quadratic(np.diag([1.0, curvature]))
        method = Adam(0.1, epsilon=0.0)
        runs.append(np.array([step.x for step in islice(iterates(f, np.ones(2), method), 30)]))
    np.testing.assert_array_equal(*runs)
    yield r"and $\frac12(x_1^2+128", 128.0


@prints("correction-9-support")
def sources():
    yield r"gives $0.1$", bounds.loose_convex_gap(1, 1, 20)
    yield r"is $\frac1{82}", bounds.tight_convex_gap(1, 1, 20)
    yield r"=0.0122$", bounds.tight_convex_gap(1, 1, 20)
