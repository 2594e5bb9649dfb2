"""Laws of the softmax family: what a shift, a permutation and a grouping of the logits do."""

import numpy as np
import pytest
from drawn import arrays, numbers, rngs
from hypothesis import given

from course_lib import log_softmax, log_sum_exp, softmax, softmax_jacobian

EPS = np.finfo(np.float64).eps


def complex_softmax(z):
    e = np.exp(z - np.max(z.real, axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


@pytest.mark.law("softmax", "log_softmax", "log_sum_exp", "softmax_jacobian")
@given(z=arrays(2, 5), shift=numbers(1e3))
def test_a_shift_of_all_logits_changes_log_sum_exp_alone(z, shift):
    rounding = 8 * EPS * (40 + abs(shift))  # of z + shift, which the exponential turns into a relative error
    np.testing.assert_allclose(softmax(z + shift), softmax(z), rtol=rounding)
    np.testing.assert_allclose(log_softmax(z + shift), log_softmax(z), rtol=0, atol=rounding)
    np.testing.assert_allclose(log_sum_exp(z + shift), log_sum_exp(z) + shift, rtol=0, atol=rounding)
    np.testing.assert_allclose(softmax_jacobian(z + shift), softmax_jacobian(z), rtol=0, atol=rounding)


@pytest.mark.law("softmax", "log_softmax", "log_sum_exp")
@given(z=arrays(2, 3, 4))
def test_along_any_axis_it_is_what_it_is_along_the_last(z):
    for axis in (0, 1, -2):
        turned = np.moveaxis(z, axis, -1)
        np.testing.assert_allclose(np.moveaxis(softmax(z, axis), axis, -1), softmax(turned), rtol=4 * EPS)
        np.testing.assert_allclose(np.moveaxis(log_softmax(z, axis), axis, -1), log_softmax(turned), rtol=4 * EPS)
        np.testing.assert_allclose(log_sum_exp(z, axis), log_sum_exp(turned), rtol=4 * EPS, atol=4 * EPS)


@pytest.mark.law("softmax", "log_softmax", "log_sum_exp")
@given(z=arrays(3, 6, largest=400.0))
def test_the_three_are_one_thing(z):
    np.testing.assert_allclose(softmax(z).sum(axis=-1), 1, rtol=4 * EPS)
    np.testing.assert_allclose(np.exp(log_softmax(z)), softmax(z), rtol=1e3 * EPS)
    np.testing.assert_allclose(z - log_sum_exp(z)[:, None], log_softmax(z), rtol=0, atol=1e3 * EPS)
    assert (log_sum_exp(z) >= z.max(axis=-1)).all()
    assert (log_sum_exp(z) <= z.max(axis=-1) + np.log(6) * (1 + EPS) + 400 * EPS).all()


@pytest.mark.law("log_sum_exp", "softmax")
@given(a=arrays(3), b=arrays(4))
def test_groups_may_be_summed_first(a, b):
    grouped = log_sum_exp(np.array([log_sum_exp(a), log_sum_exp(b)]))
    np.testing.assert_allclose(log_sum_exp(np.concatenate([a, b])), grouped, rtol=0, atol=64 * EPS)
    within = softmax(np.concatenate([a, b]))[:3]
    np.testing.assert_allclose(within / within.sum(), softmax(a), rtol=64 * EPS, atol=1e-30)


@pytest.mark.law("softmax", "softmax_jacobian")
@given(z=arrays(5), rng=rngs)
def test_classes_in_another_order_give_the_answer_in_that_order(z, rng):
    order = rng.permutation(5)
    np.testing.assert_allclose(softmax(z[order]), softmax(z)[order], rtol=4 * EPS)
    np.testing.assert_allclose(softmax_jacobian(z[order]), softmax_jacobian(z)[np.ix_(order, order)], rtol=16 * EPS)


@pytest.mark.law("log_sum_exp", "softmax", "softmax_jacobian")
@given(z=arrays(5, largest=300.0), rng=rngs)
def test_derivatives_are_those_of_the_complex_step(z, rng):
    v = rng.standard_normal(5)
    moved = z + 1e-20j * v
    slope = np.imag(np.log(np.sum(np.exp(moved - z.max())))) / 1e-20
    assert softmax(z) @ v == pytest.approx(slope, abs=16 * EPS * np.abs(v).max())
    np.testing.assert_allclose(
        softmax_jacobian(z) @ v, np.imag(complex_softmax(moved)) / 1e-20, rtol=0, atol=16 * EPS * np.abs(v).max()
    )


@pytest.mark.law("softmax_jacobian")
@given(z=arrays(2, 4, largest=300.0))
def test_the_jacobian_is_symmetric_and_positive_semidefinite_with_rows_that_sum_to_0(z):
    J = softmax_jacobian(z)
    np.testing.assert_array_equal(J, np.swapaxes(J, -1, -2))
    assert (np.abs(J.sum(axis=-1)) <= 4 * EPS * np.abs(J).max(axis=-1)).all()
    assert (np.linalg.eigvalsh(J) >= -4 * EPS).all()
