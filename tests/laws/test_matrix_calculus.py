"""Laws of matrix calculus: each gradient against its complex step, Euler's identity, and the type of whole numbers."""

import numpy as np
import pytest
from drawn import along, decades, rngs, rotation
from hypothesis import given

from course_lib import matrix_calculus as mc

EPS = np.finfo(np.float64).eps


def well(rng, n=3):
    """A matrix far from singular."""
    return rotation(rng, n) * rng.uniform(0.5, 2, n) @ rotation(rng, n)


# name: (constants and a variable from a generator, the formula, its degree of homogeneity or None)
RULES = {
    "linear": (lambda r: (r.standard_normal(3), r.standard_normal(3)), lambda a, x: a @ x, 1),
    "quadratic_form": (lambda r: (r.standard_normal((3, 3)), r.standard_normal(3)), lambda A, x: x @ A @ x, 2),
    "bilinear": (
        lambda r: (r.standard_normal(2), r.standard_normal(3), r.standard_normal((2, 3))),
        lambda a, b, X: a @ X @ b,
        1,
    ),
    "trace_product": (
        lambda r: (r.standard_normal((3, 3)), r.standard_normal((2, 2)), r.standard_normal((3, 2))),
        lambda A, B, W: np.trace(W.T @ A @ W @ B),
        2,
    ),
    "squared_error": (
        lambda r: (r.standard_normal((3, 4)), r.standard_normal((2, 4)), r.standard_normal((2, 3))),
        lambda x, y, W: np.sum((W @ x - y) ** 2),
        None,
    ),
    "least_squares": (
        lambda r: (r.standard_normal((4, 3)), r.standard_normal(4), r.standard_normal(3)),
        lambda A, b, x: np.sum((A @ x - b) ** 2),
        None,
    ),
    "inverse_form": (
        lambda r: (r.standard_normal(3), r.standard_normal(3), well(r)),
        lambda a, b, X: a @ np.linalg.solve(X, b),
        -1,
    ),
    "determinant": (lambda r: (well(r),), np.linalg.det, 3),
    "log_determinant": (lambda r: (well(r),), lambda X: np.log(np.linalg.det(X)), None),
}
EXACT = ["linear", "quadratic_form", "bilinear", "trace_product", "squared_error", "least_squares"]
LAW = pytest.mark.law(*(f"matrix_calculus.{name}" for name in EXACT))
FLOATING = pytest.mark.law(
    "matrix_calculus.inverse_form", "matrix_calculus.determinant", "matrix_calculus.log_determinant"
)


@LAW
@FLOATING
@pytest.mark.law("matrix_calculus.ValueAndGradient")
@pytest.mark.parametrize("name", RULES)
@given(rng=rngs, size=decades(-6, 6))
def test_gradients_are_those_of_the_complex_step_over_12_decades(name, rng, size):
    draw, formula, _ = RULES[name]
    *constants, X = draw(rng)
    X, V = size * X, size * rng.standard_normal(X.shape)
    kept = [a.tobytes() for a in (*constants, X)]
    pair = getattr(mc, name)(*constants, X)
    value, gradient = pair
    assert isinstance(pair, mc.ValueAndGradient)
    assert [a.tobytes() for a in (*constants, X)] == kept
    assert gradient.shape == X.shape and gradient.dtype == np.float64
    terms = np.abs(gradient * V).sum()
    assert abs(np.vdot(gradient, V) - along(lambda X: formula(*constants, X), X, V)) <= 1e-12 * terms
    if name != "log_determinant":
        assert value == pytest.approx(formula(*constants, X), rel=1e-12, abs=1e-12 * terms)
    else:
        assert np.exp(value) == pytest.approx(abs(np.linalg.det(X)), rel=1e-12)


@LAW
@FLOATING
@pytest.mark.parametrize("name", [name for name, rule in RULES.items() if rule[2] is not None])
@given(rng=rngs)
def test_homogeneous_functions_keep_eulers_identity(name, rng):
    draw, _, degree = RULES[name]
    arguments = draw(rng)
    value, gradient = getattr(mc, name)(*arguments)
    assert np.vdot(gradient, arguments[-1]) == pytest.approx(degree * value, abs=1e-12 * np.abs(gradient).sum())
    X = well(rng)
    assert np.vdot(mc.log_determinant(X).gradient, X) == pytest.approx(3, rel=1e-12)


@LAW
@pytest.mark.parametrize("name", EXACT)
@given(rng=rngs)
def test_whole_numbers_stay_whole_and_exact(name, rng):
    arguments = [np.round(8 * a).astype(np.int64) for a in RULES[name][0](rng)]
    value, gradient = getattr(mc, name)(*arguments)
    assert isinstance(value, int) and gradient.dtype == np.int64
    floating = getattr(mc, name)(*(a.astype(np.float64) for a in arguments))
    assert (float(value), gradient.tolist()) == (floating.value, floating.gradient.tolist())


@FLOATING
@given(rng=rngs)
def test_turned_axes_turn_the_gradients_of_inverse_and_determinant(rng):
    X, P, Q, a, b = well(rng), rotation(rng, 3), rotation(rng, 3), *rng.standard_normal((2, 3))
    sign = np.linalg.det(P) * np.linalg.det(Q)
    for name, arguments, there, factor in (
        ("determinant", (X,), (P @ X @ Q,), sign),
        ("log_determinant", (X,), (P @ X @ Q,), 1),
        ("inverse_form", (a, b, X), (Q.T @ a, P @ b, P @ X @ Q), 1),
    ):
        value, gradient = getattr(mc, name)(*arguments)
        moved = getattr(mc, name)(*there)
        assert moved.value == pytest.approx(factor * value, abs=1e-12 * (1 + abs(value)))
        np.testing.assert_allclose(
            moved.gradient, factor * P @ gradient @ Q, rtol=0, atol=1e-12 * (1 + np.abs(gradient).max())
        )


@pytest.mark.law("matrix_calculus.determinant")
@given(rng=rngs)
def test_the_cofactors_of_a_singular_matrix_are_the_slopes_of_its_determinant(rng):
    X, V = well(rng), rng.standard_normal((3, 3))
    X[2] = X[0] - X[1]
    value, gradient = mc.determinant(X)
    assert value == pytest.approx(0, abs=64 * EPS)
    assert np.vdot(gradient, V) == pytest.approx(
        (np.linalg.det(X + V) - np.linalg.det(X - V)) / 2 - np.linalg.det(V), abs=1e-12
    )
