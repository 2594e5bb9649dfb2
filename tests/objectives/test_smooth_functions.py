"""Every objective: exact derivatives, central differences, broadcasting, types, and answers to bad input."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import numpy as np
import pytest

from course_lib.objectives import (
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
)

POLYNOMIALS = {
    "rosenbrock": (
        Rosenbrock(3),
        lambda x: sum(100 * (x[i + 1] - x[i] ** 2) ** 2 + (1 - x[i]) ** 2 for i in range(2)),
    ),
    "beale": (
        Beale(),
        lambda x: (
            (Fraction(3, 2) - x[0] + x[0] * x[1]) ** 2
            + (Fraction(9, 4) - x[0] + x[0] * x[1] ** 2) ** 2
            + (Fraction(21, 8) - x[0] + x[0] * x[1] ** 3) ** 2
        ),
    ),
    "himmelblau": (Himmelblau(), lambda x: (x[0] ** 2 + x[1] - 11) ** 2 + (x[0] + x[1] ** 2 - 7) ** 2),
    "powell": (
        PowellSingular(),
        lambda x: (x[0] + 10 * x[1]) ** 2 + 5 * (x[2] - x[3]) ** 2 + (x[1] - 2 * x[2]) ** 4 + 10 * (x[0] - x[3]) ** 4,
    ),
    # The other common way to write Wood's function, with the two last terms multiplied out.
    "wood": (
        Wood(),
        lambda x: (
            100 * (x[0] ** 2 - x[1]) ** 2
            + (x[0] - 1) ** 2
            + (x[2] - 1) ** 2
            + 90 * (x[2] ** 2 - x[3]) ** 2
            + Fraction(101, 10) * ((x[1] - 1) ** 2 + (x[3] - 1) ** 2)
            + Fraction(99, 5) * (x[1] - 1) * (x[3] - 1)
        ),
    ),
}
rng = np.random.default_rng(3)
EVERY = [f for f, _ in POLYNOMIALS.values()] + [
    Huber(0.75),
    LogCosh(),
    PseudoHuber(),
    Quadratic(np.array([[2.0, -1.0], [-1.0, 3.0]]), np.array([1.0, -2.0])),
    LogisticRegression(rng.standard_normal((7, 3)), np.array([0, 1, 1, 0, 1, 0, 1]), l2=0.1),
]


def name(f):
    return type(f).__name__


class HyperDual:
    """a + bε₁ + cε₂ + dε₁ε₂ with ε₁² = ε₂² = 0: exact first and second derivatives in rational arithmetic."""

    def __init__(self, a, b=0, c=0, d=0):
        self.parts = tuple(Fraction(p) for p in (a, b, c, d))

    def __add__(self, other):
        other = other if isinstance(other, HyperDual) else HyperDual(other)
        return HyperDual(*(p + q for p, q in zip(self.parts, other.parts, strict=True)))

    def __mul__(self, other):
        (a, b, c, d), (p, q, r, s) = self.parts, other.parts if isinstance(other, HyperDual) else (other, 0, 0, 0)
        return HyperDual(a * p, a * q + b * p, a * r + c * p, a * s + b * r + c * q + d * p)

    def __pow__(self, n):
        return self if n == 1 else self * self ** (n - 1)

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other

    __radd__, __rmul__ = __add__, __mul__


def exact(formula, point):
    """f, ∇f and ∇²f at a rational point."""
    n = len(point)
    second = [
        [formula([HyperDual(x, k == i, k == j) for k, x in enumerate(point)]).parts for j in range(n)] for i in range(n)
    ]
    gradient = [float(second[i][i][1]) for i in range(n)]
    return float(second[0][0][0]), np.array(gradient), np.array([[float(s[3]) for s in row] for row in second])


@pytest.mark.parametrize("f, formula", POLYNOMIALS.values(), ids=POLYNOMIALS)
def test_polynomials_have_the_value_gradient_and_hessian_of_exact_arithmetic(f, formula):
    points = list(product((-1.5, 0.0, 0.25, 2.0), repeat=f.n))
    for point in points[1 :: len(points) // 8]:
        value, gradient, hessian = exact(formula, point)
        x = np.array(point)
        assert f(x) == pytest.approx(value, rel=1e-15)
        np.testing.assert_allclose(f.gradient(x), gradient, rtol=0, atol=1e-15 * (1 + np.abs(gradient).max()))
        np.testing.assert_allclose(f.hessian(x), hessian, rtol=0, atol=1e-15 * np.abs(hessian).max())


@pytest.mark.parametrize("f", EVERY, ids=name)
def test_gradient_and_hessian_are_the_central_differences_of_value_and_gradient(f):
    n, h = getattr(f, "n", 4), 6e-6
    for x in np.random.default_rng(5).uniform(-2, 2, (4, n)):
        steps = h * np.eye(n)
        slopes = (f(x + steps) - f(x - steps)) / (2 * h)
        gradient = f.gradient(x)
        assert np.linalg.norm(slopes - gradient) <= 1e-8 * max(1, np.linalg.norm(gradient))
        bends = (f.gradient(x + steps) - f.gradient(x - steps)) / (2 * h)
        hessian = f.hessian(x)
        assert np.linalg.norm(bends - hessian) <= 1e-8 * max(1, np.linalg.norm(hessian))


@pytest.mark.parametrize("f", EVERY, ids=name)
def test_many_points_at_once_get_what_each_gets_alone(f):
    n = getattr(f, "n", 3)
    points = np.random.default_rng(6).uniform(-2, 2, (4, 5, n))
    kept = points.copy()
    values, gradients, hessians = f(points), f.gradient(points), f.hessian(points)
    both = f.value_and_grad(points)
    assert values.shape == (4, 5) and gradients.shape == (4, 5, n) and hessians.shape == (4, 5, n, n)
    np.testing.assert_array_equal(both[0], values)
    np.testing.assert_array_equal(both[1], gradients)
    for i, j in np.ndindex(4, 5):
        np.testing.assert_allclose(values[i, j], f(points[i, j]), rtol=1e-14)
        np.testing.assert_allclose(gradients[i, j], f.gradient(points[i, j]), rtol=1e-12, atol=1e-13)
        np.testing.assert_allclose(hessians[i, j], f.hessian(points[i, j]), rtol=1e-12, atol=1e-13)
    np.testing.assert_array_equal(points, kept)


@pytest.mark.parametrize("f", EVERY, ids=name)
def test_hessian_is_symmetric(f):
    hessian = f.hessian(np.random.default_rng(7).uniform(-2, 2, (6, getattr(f, "n", 3))))
    np.testing.assert_allclose(hessian, np.swapaxes(hessian, -1, -2), rtol=1e-14, atol=1e-15)


@pytest.mark.parametrize("f", [f for f in EVERY if name(f) not in ("Quadratic", "LogisticRegression")], ids=name)
def test_single_precision_stays_single(f):
    x = np.full(getattr(f, "n", 3), 0.5, dtype=np.float32)
    value, gradient = f.value_and_grad(x)
    assert value.dtype == gradient.dtype == f.hessian(x).dtype == np.float32
    assert value == pytest.approx(float(f(x.astype(float))), rel=1e-6)


@pytest.mark.parametrize("f", EVERY, ids=name)
def test_whole_numbers_are_taken_as_real_ones(f):
    ones = np.ones(getattr(f, "n", 3))
    assert f(ones.astype(int)) == f(ones)
    np.testing.assert_array_equal(f.hessian(ones.astype(int)), f.hessian(ones))


KNOWN = [(f, kind) for f in EVERY for kind in ("minimizers", "maximizers", "saddles") if hasattr(f, kind)]


@pytest.mark.parametrize("f, kind", KNOWN, ids=lambda v: v if isinstance(v, str) else name(v))
def test_known_stationary_points_have_no_gradient_and_the_curvatures_of_their_kind(f, kind):
    points = getattr(f, kind)
    assert points.ndim == 2 and points.shape[1] == getattr(f, "n", 1)
    assert np.abs(f.gradient(points)).max() <= 1e-12
    for curvatures in np.linalg.eigvalsh(f.hessian(points)):
        if kind == "saddles":
            assert curvatures[0] < 0 < curvatures[-1]
        elif kind == "maximizers":
            assert curvatures[-1] < 0
        else:
            assert curvatures[0] >= -1e-12


@pytest.mark.parametrize("f", [f for f in EVERY if hasattr(f, "minimizers")], ids=name)
def test_no_drawn_point_lies_below_the_minimum(f):
    lowest = f(f.minimizers).max()
    draw = np.random.default_rng(8).uniform(-4, 4, (2000, f.minimizers.shape[1]))
    near = f.minimizers[-1] + 1e-2 * np.random.default_rng(9).standard_normal((2000, f.minimizers.shape[1]))
    assert f(draw).min() >= lowest - 1e-12 and f(near).min() >= lowest - 1e-12


@pytest.mark.parametrize("f", [Huber(0.75), LogCosh(), PseudoHuber()], ids=name)
def test_l_and_mu_enclose_every_curvature_and_l_is_reached(f):
    curvatures = f.hessian(np.linspace(-30, 30, 6001)[:, None])
    assert curvatures.min() >= f.mu == 0 and curvatures.min() < 1e-4
    assert curvatures.max() == f.L == 1


@pytest.mark.parametrize("f", [Huber(0.75), LogCosh(), PseudoHuber()], ids=name)
def test_a_sum_over_entries_takes_any_length_and_a_scalar(f):
    x = np.array([0.3, -2.0, 5.0])
    assert f(x) == pytest.approx(sum(f(entry) for entry in x), rel=1e-15)
    assert f.hessian(0.3) == f.hessian(x)[0, 0]
    assert f.gradient(np.float64(0.3)) == f.gradient(x)[0]
    assert np.count_nonzero(f.hessian(x) - np.diag(np.diag(f.hessian(x)))) == 0


BAD_POINTS = [
    (Beale(), [1.0, 2.0, 3.0], ValueError, r"x must have 2 entries along its last axis, got shape \(3,\)"),
    (Himmelblau(), 1.0, ValueError, r"x must have 2 entries along its last axis, got shape \(\)"),
    (PowellSingular(), np.ones((4, 3)), ValueError, r"x must have 4 entries along its last axis, got shape \(4, 3\)"),
    (Wood(), ["a", "b", "c", "d"], TypeError, "x must be an array of real numbers, got dtype"),
    (Beale(), [1j, 0], TypeError, "x must be an array of real numbers, got dtype complex128"),
    (Himmelblau(), [[1.0], [2.0, 3.0]], ValueError, "x must be an array of numbers, got rows of different lengths"),
    (LogCosh(), None, TypeError, "x must be an array of real numbers"),
]


@pytest.mark.parametrize("f, x, error, sentence", BAD_POINTS)
@pytest.mark.parametrize("ask", ["__call__", "gradient", "hessian", "value_and_grad"])
def test_a_point_that_does_not_fit_is_answered_with_a_sentence(f, x, error, sentence, ask):
    with pytest.raises(error, match=sentence):
        getattr(f, ask)(x)


@pytest.mark.parametrize(
    "f, height",
    [(Rosenbrock(), 24.2), (Rosenbrock(4), 24.2 * 2 + 484), (PowellSingular(), 215), (Wood(), 19192)],
    ids=str,
)
def test_usual_starts_have_the_known_heights(f, height):
    assert f(f.start) == pytest.approx(height, rel=1e-15)
    assert f.start.shape == (f.n,)


EVERY = [
    Rosenbrock(3),
    Beale(),
    Himmelblau(),
    PowellSingular(),
    Wood(),
    Huber(0.5),
    LogCosh(),
    PseudoHuber(),
    Quadratic(np.array([[2.0, 1.0], [1.0, 3.0]]), np.array([1.0, -1.0])),
    LogisticRegression(np.array([[1.0, 2.0], [-0.5, 0.3], [0.1, -2.0]]), np.array([1.0, 0.0, 1.0]), l2=0.1),
]


@pytest.mark.parametrize("f", EVERY, ids=lambda f: type(f).__name__)
@pytest.mark.parametrize("lead", [(), (4,)])
def test_the_answer_has_the_type_of_the_point(f, lead):
    x = np.random.default_rng(0).normal(size=(*lead, getattr(f, "n", 2)))
    for dtype in (np.float64, np.float32):
        point = x.astype(dtype)
        answers = (f(point), f.gradient(point), f.hessian(point), *f.value_and_grad(point))
        assert {answer.dtype for answer in answers} == {np.dtype(dtype)}
    for dtype in (np.float16, np.longdouble, complex, bool, object):
        with pytest.raises(TypeError, match=r"^x must be"):
            f(x.astype(dtype))
    with pytest.raises(TypeError, match=r"^x must not have a mask"):
        f.gradient(np.ma.array(x, mask=x > 0))


def test_a_mean_over_samples_neither_loses_digits_nor_overflows():
    rng = np.random.default_rng(1)
    X, y = rng.normal(size=(70_000, 3)).astype(np.float32) + 1, (rng.random(70_000) < 0.5).astype(np.float32)
    w = np.array([0.3, -0.2, 0.5], np.float32)
    narrow, wide = LogisticRegression(X, y), LogisticRegression(X.astype(float), y.astype(float))
    assert narrow(w) == pytest.approx(wide(w.astype(float)), rel=2e-7)
    np.testing.assert_allclose(narrow.gradient(w), wide.gradient(w.astype(float)), atol=3e-7)
    assert LogisticRegression(np.ones((4, 1)), np.zeros(4))(np.array([1.7e308])) == 1.7e308


def test_matrices_and_data_in_half_precision_are_widened():
    f = Quadratic(np.eye(2, dtype=np.float16))
    assert (f.A.dtype, f.L) == (np.float32, 1)
    assert pytest.approx(0.25) == LogisticRegression(np.ones((2, 1), np.float16), np.array([0, 1])).L
