"""Laws of the objectives: their derivatives against formulas written apart, and the symmetries that each one has."""

import numpy as np
import pytest
from drawn import along, arrays, decades, positive_definite, rngs, rotation
from hypothesis import given
from hypothesis import strategies as st

from course_lib import (
    Beale,
    Himmelblau,
    Huber,
    LogCosh,
    LogisticRegression,
    PowellSingular,
    PseudoHuber,
    Quadratic,
    Rosenbrock,
    Wood,
    autodiff,
)

EPS = np.finfo(np.float64).eps
TAU = 1.5
_RNG = np.random.default_rng(0)
A = positive_definite(_RNG, 3)
B = np.array([1.0, -2.0, 0.5])
X = _RNG.standard_normal((7, 3))
Y = np.array([0, 1, 1, 0, 1, 0, 0])


def beale(x):
    return sum((c - x[0] * (1 - x[1] ** i)) ** 2 for i, c in enumerate((1.5, 2.25, 2.625), start=1))


def himmelblau(x):
    return (x[0] ** 2 + x[1] - 11) ** 2 + (x[0] + x[1] ** 2 - 7) ** 2


def rosenbrock(x):
    return sum(100 * (x[i + 1] - x[i] ** 2) ** 2 + (1 - x[i]) ** 2 for i in range(len(x) - 1))


def powell_singular(x):
    return (x[0] + 10 * x[1]) ** 2 + 5 * (x[2] - x[3]) ** 2 + (x[1] - 2 * x[2]) ** 4 + 10 * (x[0] - x[3]) ** 4


def wood(x):
    a, b, c, d = x
    left, right = 100 * (b - a**2) ** 2 + (1 - a) ** 2, 90 * (d - c**2) ** 2 + (1 - c) ** 2
    return left + right + 10 * (b + d - 2) ** 2 + 0.1 * (b - d) ** 2


def quadratic(x):
    return sum(x[i] * x[j] * A[i, j] for i in range(3) for j in range(3)) / 2 - sum(x[i] * B[i] for i in range(3))


def huber(x):
    return sum(t * t / 2 if abs(t.real) <= TAU else TAU * (t * np.sign(t.real) - TAU / 2) for t in x)


def log_cosh(x):
    return sum((s := t * np.sign(t.real)) + np.log((1 + np.exp(-2 * s)) / 2) for t in x)


def pseudo_huber(x):
    return sum(np.sqrt(1 + t * t) for t in x)


def logistic(w):
    z = X @ w
    return sum(np.log(1 + np.exp(t if y == 0 else -t)) for t, y in zip(z, Y, strict=True)) / 7 + 0.05 * (w @ w)


POLYNOMIALS = {
    "Beale": (Beale(), beale, 2),
    "Himmelblau": (Himmelblau(), himmelblau, 2),
    "Rosenbrock": (Rosenbrock(4), rosenbrock, 4),
    "PowellSingular": (PowellSingular(), powell_singular, 4),
    "Wood": (Wood(), wood, 4),
    "Quadratic": (Quadratic(A, B), quadratic, 3),
}
OTHERS = {
    "Huber": (Huber(TAU), huber, 3),
    "LogCosh": (LogCosh(), log_cosh, 3),
    "PseudoHuber": (PseudoHuber(), pseudo_huber, 3),
    "LogisticRegression": (LogisticRegression(X, Y, l2=0.1), logistic, 3),
}
ALL = POLYNOMIALS | OTHERS
LAW = pytest.mark.law(
    *("Beale", "Himmelblau", "Rosenbrock", "PowellSingular", "Wood", "Quadratic"),
    *("Huber", "LogCosh", "PseudoHuber", "LogisticRegression"),
)


@LAW
@pytest.mark.parametrize("name", ALL)
@given(rng=rngs, size=decades(-6, 2.5))
def test_value_and_gradient_are_the_formula_and_its_complex_step(name, rng, size):
    objective, formula, n = ALL[name]
    x, v = size * rng.standard_normal(n), rng.standard_normal(n)
    f, g = objective.value_and_grad(x)
    largest = formula(np.abs(x) + 0j).real + abs(f) + 40  # what the sum is made of
    assert f == pytest.approx(formula(x + 0j).real, rel=0, abs=32 * EPS * largest)
    scale = np.abs(g * v).sum() + 200 * np.abs(v).sum() * min(1, size + EPS / size) + 1
    assert abs(g @ v - along(formula, x, v)) <= 64 * EPS * scale * max(1, largest / max(abs(f), 1))


@LAW
@pytest.mark.parametrize("name", [name for name in ALL if name != "Huber"])
@given(rng=rngs, size=decades(-3, 1))
def test_the_hessian_is_the_derivative_of_the_gradient(name, rng, size):
    objective, _, n = ALL[name]
    formulas = {"LogCosh": lambda x: np.tanh(x), "PseudoHuber": lambda x: x / (1 + x * x) ** 0.5}
    formulas["LogisticRegression"] = lambda w: X.T @ ((1 + np.tanh(X @ w / 2)) / 2 - Y) / 7 + 0.1 * w
    x, v = size * rng.standard_normal(n), rng.standard_normal(n)
    of = formulas.get(name, lambda y: autodiff.gradient(ALL[name][1], y))
    expected = autodiff.jacobian_vector_product(of, x, v)
    H = objective.hessian(x)
    np.testing.assert_allclose(H, H.T, rtol=0, atol=4 * EPS * np.abs(H).max())
    np.testing.assert_allclose(H @ v, expected, rtol=0, atol=1e-13 * (np.abs(H) @ np.abs(v)).max() + 1e-11)


@LAW
@pytest.mark.parametrize("dtype", [np.float64, np.float32])
@pytest.mark.parametrize("name", ALL)
@given(rng=rngs)
def test_many_points_are_as_many_single_ones_in_their_own_type(name, dtype, rng):
    objective, _, n = ALL[name]
    if name == "Quadratic":
        objective = Quadratic(A.astype(dtype), B.astype(dtype))
    if name == "LogisticRegression":
        objective = LogisticRegression(X.astype(dtype), Y, l2=0.1)
    points = rng.standard_normal((2, 3, n)).astype(dtype)
    kept = points.tobytes()
    f, g = objective.value_and_grad(points)
    H = objective.hessian(points)
    assert points.tobytes() == kept
    assert (f.shape, g.shape, H.shape) == ((2, 3), (2, 3, n), (2, 3, n, n))
    assert {a.dtype for a in (f, g, H, objective(points), objective.gradient(points))} == {np.dtype(dtype)}
    rounding = 64 * np.finfo(dtype).eps
    for at in np.ndindex(2, 3):
        x = points[at]
        for whole, single in ((f, objective(x)), (g, objective.gradient(x)), (H, objective.hessian(x))):
            np.testing.assert_allclose(whole[at], single, rtol=rounding, atol=rounding * np.abs(single).max())


@LAW
@pytest.mark.parametrize("name", [name for name in ALL if name != "LogisticRegression"])
@given(rng=rngs, size=decades(-3, 1))
def test_no_point_is_lower_than_a_minimiser_and_there_the_gradient_is_0(name, rng, size):
    objective, _, n = ALL[name]
    for best in objective.minimizers:
        x = np.broadcast_to(best, n)
        bend = 1 + np.abs(objective.hessian(x)).max()
        assert np.abs(objective.gradient(x)).max() <= 8 * EPS * bend * (1 + np.abs(x).max())
        assert objective(x + size * rng.standard_normal(n)) >= objective(x) - 8 * EPS * bend


@pytest.mark.law("Huber", "LogCosh", "PseudoHuber", "Quadratic", "LogisticRegression")
@pytest.mark.parametrize("name", ["Huber", "LogCosh", "PseudoHuber", "Quadratic", "LogisticRegression"])
@given(x=arrays(3), y=arrays(3))
def test_convex_functions_keep_their_constants(name, x, y):
    objective = ALL[name][0]
    d, change = x - y, objective.gradient(x) - objective.gradient(y)
    rounding = 64 * EPS * (1 + 400 * np.linalg.norm(d))
    assert change @ d >= objective.mu * d @ d - rounding
    assert np.linalg.norm(change) <= objective.L * np.linalg.norm(d) * (1 + 8 * EPS) + rounding
    assert objective((x + y) / 2) <= (objective(x) + objective(y)) / 2 + rounding * 100


@pytest.mark.law("Huber", "LogCosh", "PseudoHuber")
@pytest.mark.parametrize("name", ["Huber", "LogCosh", "PseudoHuber"])
@given(rng=rngs, size=decades(-6, 6))
def test_separable_functions_are_even_and_their_variables_have_no_order(name, rng, size):
    objective = ALL[name][0]
    x, order, signs = size * rng.standard_normal(4), rng.permutation(4), rng.choice([-1.0, 1.0], 4)
    assert objective(signs * x[order]) == pytest.approx(objective(x), rel=8 * EPS)
    np.testing.assert_array_equal(objective.gradient(signs * x[order]), signs * objective.gradient(x)[order])
    assert objective(x) == pytest.approx(objective(x[:2]) + objective(x[2:]), rel=8 * EPS)


@pytest.mark.law("Huber")
@given(x=arrays(3), factor=st.integers(-10, 10).map(lambda e: 2.0**e))
def test_huber_in_other_units_is_huber_with_another_threshold(x, factor):
    assert Huber(factor * TAU)(factor * x) == factor**2 * Huber(TAU)(x)
    np.testing.assert_array_equal(Huber(factor * TAU).gradient(factor * x), factor * Huber(TAU).gradient(x))
    np.testing.assert_array_equal(Huber(factor * TAU).hessian(factor * x), Huber(TAU).hessian(x))


@pytest.mark.law("Quadratic", "LogisticRegression")
@given(rng=rngs)
def test_turned_coordinates_turn_the_gradient(rng):
    Q, x = rotation(rng, 3), rng.standard_normal(3)
    T = Q @ A @ Q.T
    pairs = [(Quadratic(A, B), Quadratic((T + T.T) / 2, Q @ B))]
    pairs.append((LogisticRegression(X, Y, 0.1), LogisticRegression(X @ Q.T, Y, 0.1)))
    for objective, turned in pairs:
        assert turned(Q @ x) == pytest.approx(objective(x), abs=64 * EPS * (1 + abs(objective(x))))
        np.testing.assert_allclose(turned.gradient(Q @ x), Q @ objective.gradient(x), rtol=0, atol=256 * EPS * 10)
        assert pytest.approx(objective.L, rel=1e-13) == turned.L
        assert turned.mu == pytest.approx(objective.mu, rel=1e-11)


@pytest.mark.law("LogisticRegression")
@given(rng=rngs)
def test_a_row_turned_round_with_its_label_is_the_same_sample(rng):
    w, flip = rng.standard_normal(3), rng.integers(0, 2, 7)
    turned = LogisticRegression(X * (1 - 2 * flip)[:, None], Y ^ flip, 0.1)
    same = LogisticRegression(X, Y, 0.1)
    assert turned(w) == pytest.approx(same(w), rel=8 * EPS)
    np.testing.assert_allclose(turned.gradient(w), same.gradient(w), rtol=0, atol=16 * EPS)
    assert same.accuracy(w) + same.accuracy(-w) == pytest.approx(1)
    assert turned.accuracy(w) == same.accuracy(w)
    assert same.L <= same.estimate_L(rng) <= same.L * (1 + 1e-5)
