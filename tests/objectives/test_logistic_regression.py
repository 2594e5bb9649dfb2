import numpy as np
import pytest

from course_lib import LogisticRegression

rng = np.random.default_rng(3)
X = rng.normal(size=(30, 3))
y = (rng.uniform(size=30) < 0.4).astype(float)
w = np.array([0.3, -1.0, 2.0])


@pytest.mark.evidence("eq-logistic", "objectives.LogisticRegression")
def test_value_and_gradient_equal_the_plain_formulas():
    f = LogisticRegression(X, y, l2=0.3)
    s = 1 / (1 + np.exp(-X @ w))
    plain = -np.mean(y * np.log(s) + (1 - y) * np.log(1 - s)) + 0.15 * w @ w
    assert f(w) == pytest.approx(plain, rel=1e-14)
    np.testing.assert_allclose(f.gradient(w), X.T @ (s - y) / 30 + 0.3 * w, rtol=1e-13)


def test_gradient_and_hessian_are_derivatives():
    f = LogisticRegression(X, y, l2=0.3)
    h = 1e-5
    steps = h * np.eye(3)
    slopes = (f(w + steps) - f(w - steps)) / (2 * h)
    np.testing.assert_allclose(f.gradient(w), slopes, rtol=1e-9, atol=1e-10)
    curvatures = (f.gradient(w + steps) - f.gradient(w - steps)) / (2 * h)
    np.testing.assert_allclose(f.hessian(w), curvatures, rtol=1e-8, atol=1e-10)


@pytest.mark.evidence("eq-logistic-curvature", "objectives.LogisticRegression")
def test_L_bounds_every_curvature_and_is_reached_at_zero_weights():
    f = LogisticRegression(X, y, l2=0.3)
    assert np.linalg.eigvalsh(f.hessian(np.zeros(3)))[-1] == pytest.approx(f.L, rel=1e-14)
    points = 3 * rng.normal(size=(50, 3))
    curvatures = np.linalg.eigvalsh(f.hessian(points))
    assert curvatures.max() <= f.L and curvatures.min() >= f.mu


def test_a_certain_model_overflows_nowhere():
    f = LogisticRegression(1e4 * X, y)
    value, gradient = f.value_and_grad(w)
    assert np.isfinite(value) and np.isfinite(gradient).all()


def test_accuracy_counts_right_predictions():
    f = LogisticRegression(np.array([[1.0], [2.0], [-1.0], [-3.0]]), np.array([1, 1, 1, 0]))
    assert f.accuracy(np.array([1.0])) == 0.75


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((X[0], y), r"X must have 2 axes, got shape \(3,\)"),
        ((X, y[:5]), r"y must have one label for each of the 30 rows of X, got 5"),
        ((X, 2 * y), r"y must hold labels 0 and 1, got 2"),
        ((X, y, -0.1), r"l2 must be at least 0, got -0.1"),
        ((np.full((2, 1), np.inf), np.zeros(2)), r"X must be finite, got inf at index \(0, 0\)"),
    ],
)
def test_bad_input(arguments, message):
    with pytest.raises(ValueError, match=message):
        LogisticRegression(*arguments)
