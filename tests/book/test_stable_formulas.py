"""Evidence for section 7.2: shifts, log-sum-exp, digits lost by subtraction, and the wrong axis."""

import json
from decimal import Decimal, localcontext
from pathlib import Path

import numpy as np
import pytest

from course_lib.derivatives.gradcheck import check_gradient
from course_lib.functions import (
    cross_entropy,
    log_softmax,
    log_sum_exp,
    sigmoid,
    sigmoid_derivative,
    softmax,
    tanh,
    tanh_derivative,
)

U = 2.0**-53
RECORD = json.loads((Path(__file__).parents[1] / "reference" / "softmax.json").read_text(encoding="utf-8"))
Z = np.array(RECORD["z"])


def naive_softmax(z):
    with np.errstate(all="ignore"):
        e = np.exp(z)
        return e / e.sum(axis=-1, keepdims=True)


@pytest.mark.evidence("thm-shift", "functions.softmax.softmax")
@pytest.mark.evidence("thm-shift", "functions.log_sum_exp")
@pytest.mark.parametrize("c", [-(2.0**20), -1024.0, 0.5, 1024.0, 2.0**40])
def test_a_shift_changes_no_probability_and_moves_the_log_sum_exp(c):
    z = np.array([-1.5, 0.25, 3.0, 2.75])  # z + c is exact
    np.testing.assert_array_equal(softmax(z + c), softmax(z))
    assert softmax(z + c).sum() == pytest.approx(1, rel=4 * U)
    assert log_sum_exp(z + c) == pytest.approx(c + log_sum_exp(z), rel=4 * U)


@pytest.mark.evidence("thm-shift", "functions.log_sum_exp")
def test_log_sum_exp_lies_between_the_maximum_and_log_n_more():
    z = 50 * np.random.default_rng(0).normal(size=(500, 7))
    above = log_sum_exp(z) - z.max(axis=1)
    assert (above >= 0).all()
    assert (above <= np.log(7)).all()
    assert above.max() > 0.5
    assert log_sum_exp(np.full(7, 3.0)) == pytest.approx(3 + np.log(7), rel=4 * U)  # attained by equal entries
    assert log_sum_exp([900.0, 0.0]) == 900  # and by one that stands alone


def test_where_the_plain_softmax_breaks():
    assert np.isnan(naive_softmax(np.array([709.79, 0.0]))[0])
    assert naive_softmax(np.array([709.78, 0.0]))[0] == 1
    assert np.isnan(naive_softmax(np.array([-745.2, -746.0]))).all()
    np.testing.assert_allclose(softmax([-745.2, -746.0]), softmax([0.8, 0.0]), rtol=1e-13)


@pytest.mark.evidence("eq-log-sum-exp", "functions.log_softmax")
@pytest.mark.evidence("eq-log-sum-exp", "functions.log_sum_exp")
def test_log_softmax_is_the_logit_minus_log_sum_exp():
    for name, row in RECORD["rows"].items():
        z = np.array(row["z"])
        np.testing.assert_allclose(log_softmax(z), row["log_softmax"], rtol=6 * U, err_msg=name)
        np.testing.assert_allclose(log_sum_exp(z), row["log_sum_exp"], rtol=6 * U, err_msg=name)
    z = np.array([0.3, -1.2, 2.0, 0.0])
    np.testing.assert_allclose(log_softmax(z), z - log_sum_exp(z), rtol=8 * U)
    np.testing.assert_allclose(log_sum_exp(z), np.log(np.sum(np.exp(z))), rtol=8 * U)
    np.testing.assert_array_equal([cross_entropy(z, i) for i in range(4)], -log_softmax(z))


@pytest.mark.evidence("eq-log1p-loss", "functions.log_softmax")
@pytest.mark.evidence("eq-log1p-loss", "functions.cross_entropy")
def test_the_loss_of_a_sure_answer_keeps_its_digits():
    for z in (np.array([36.0, 0.0]), np.array([1e8, 1e8 - 40, 1e8 - 41]), np.array([-3.0, 2.0, 2.0])):
        place, m = np.argmax(z), z.max()
        small = np.log1p(np.exp(np.delete(z, place) - m).sum())
        for i in range(len(z)):
            assert cross_entropy(z, i) == pytest.approx(-(z[i] - m) + small, rel=4 * U)
            assert -log_softmax(z)[i] == cross_entropy(z, i)
    assert cross_entropy([36.0, 0.0], 0) == pytest.approx(2.319522830243569e-16, rel=1e-12)
    assert -np.log(np.exp([0.0, -37.0]).sum()) == 0  # typed without log1p
    assert cross_entropy(np.array([18.0, 0.0], np.float32), 0) == pytest.approx(np.exp(-18), rel=1e-6)


def test_an_overflow_of_the_sum_alone_is_silent():
    for z in (np.full(3, 709.5), np.full(3, 88.7, np.float32)):
        assert np.isfinite(np.exp(z)).all()
        np.testing.assert_array_equal(naive_softmax(z), 0)


@pytest.mark.evidence("eq-lse-gradient", "functions.log_sum_exp")
@pytest.mark.evidence("eq-lse-gradient", "functions.softmax.softmax")
@pytest.mark.parametrize("shift", [0.0, 1000.0])
def test_the_gradient_of_log_sum_exp(shift):
    z = shift + np.array([0.3, -1.2, 2.0, 0.0])
    report = check_gradient(lambda z: (log_sum_exp(z), softmax(z)), z, tol=1e-8)
    assert report, report


def exactly(value, true):
    """Relative errors against Decimals."""
    with localcontext() as context:
        context.prec = 60
        return np.array([float(abs(Decimal(v) / t - 1)) for v, t in zip(value.tolist(), true, strict=True)])


def truth(z):
    """σ'(z) and tanh'(z) in 60 digits."""
    with localcontext() as context:
        context.prec = 60
        e = [(-Decimal(v)).exp() for v in z.tolist()]
        return [v / (1 + v) ** 2 for v in e], [4 * v * v / (1 + v * v) ** 2 for v in e]


@pytest.mark.evidence("thm-lost-digits", "functions.sigmoid")
@pytest.mark.evidence("thm-lost-digits", "functions.tanh")
def test_one_minus_nearly_one_loses_digits_as_the_theorem_says():
    z = np.linspace(0.1, 18, 700)
    s, t = sigmoid(z), tanh(z) ** 2
    slope_sigmoid, slope_tanh = truth(z)
    with localcontext() as context:
        context.prec = 60
        complement = [1 / (1 + Decimal(v).exp()) for v in z.tolist()]
    for value, true, bound in (
        (1 - s, complement, 2 * U * (1 + np.exp(z))),
        (1 - t, slope_tanh, 2 * U * np.cosh(z) ** 2),
    ):
        error = exactly(value, true)
        assert (error <= bound).all()
        assert (error / bound).max() > 0.2  # the loss is real
    assert (exactly(s * (1 - s), slope_sigmoid) <= 2 * U * (1 + np.exp(z)) + 4 * U).all()


@pytest.mark.evidence("thm-lost-digits", "functions.sigmoid")
def test_where_nothing_is_left():
    def plain_sigmoid(z):
        return 1 / (1 + np.exp(-z))

    edge = 53 * np.log(2)
    assert 1 - plain_sigmoid(edge - 0.01) > 0
    assert 1 - plain_sigmoid(edge + 0.01) == 0
    assert 1 - sigmoid(37.5) == 0
    edge = 55 / 2 * np.log(2)
    assert 1 - tanh(edge - 0.2) > 0  # NumPy's tanh is off by one unit near the edge
    assert 1 - tanh(edge + 0.02) == 0


@pytest.mark.evidence("eq-stable-slopes", "functions.sigmoid_derivative")
@pytest.mark.evidence("eq-stable-slopes", "functions.tanh_derivative")
def test_the_rewritten_slopes_keep_all_their_digits():
    z = np.geomspace(1e-6, 350, 300)
    for function, true in zip((sigmoid_derivative, tanh_derivative), truth(z), strict=True):
        assert exactly(function(z), true).max() < 8 * U
        assert exactly(function(-z), true).max() < 8 * U


@pytest.mark.evidence("thm-wrong-axis", "functions.softmax.softmax")
def test_the_biases_under_a_softmax_along_the_samples():
    """b grows by α(N_c − 1)/N in every step, from any start and for any inputs."""
    rng = np.random.default_rng(3)
    counts, rate, steps = np.array([11, 5, 2]), 0.2, 40
    labels = np.repeat([0, 1, 2], counts)
    N, X, y = len(labels), rng.normal(size=(len(labels), 4)), np.eye(3)[labels]
    W, b0 = rng.normal(size=(3, 4)), rng.normal(size=3)
    b = b0
    for _ in range(steps):
        error = (softmax(X @ W.T + b, axis=0) - y) / N
        W, b = W - rate * error.T @ X, b - rate * error.sum(axis=0)
    np.testing.assert_allclose(b, b0 + steps * rate * (counts - 1) / N, rtol=1e-12)


def test_a_check_finds_the_wrong_axis_only_if_the_loss_has_the_right_one():
    rng = np.random.default_rng(4)
    z, y = rng.normal(size=(6, 3)), np.eye(3)[[0, 0, 0, 1, 1, 2]]

    def mixed(z):
        return -np.sum(y * log_softmax(z)) / 6, (softmax(z, axis=0) - y) / 6

    def wrong_twice(z):
        return -np.sum(y * log_softmax(z, axis=0)) / 6, (softmax(z, axis=0) * y.sum(axis=0) - y) / 6

    assert not check_gradient(mixed, z)
    assert check_gradient(wrong_twice, z)


def test_a_guard_inside_the_logarithm_has_a_right_gradient_that_vanishes_where_the_loss_is_large():
    def guarded(z):
        s = softmax(z)
        return -np.log(s[0] + 1e-8), s[0] / (s[0] + 1e-8) * (s - [1, 0, 0])

    assert check_gradient(guarded, np.array([-20.0, 1.0, 0.5]))
    value, gradient = guarded(np.array([-100.0, 1.0, 0.5]))
    assert value == pytest.approx(-np.log(1e-8))
    assert np.abs(gradient).max() < 1e-30
