"""Evidence for section 7.1: how far a difference quotient is off, kinks, and what a random direction sees."""

import numpy as np
import pytest

from course_lib import MLP
from course_lib.derivatives.finite_differences import central_difference, complex_step, forward_difference
from course_lib.derivatives.gradcheck import check_gradient
from course_lib.functions import relu, relu_derivative

U = 2.0**-53
STEPS = 2.0 ** np.arange(-50, 0)  # 1 ± ε is exact for these, as the theorem asks


def bounds_for_exp(steps):
    """The two bounds of the theorem for eˣ at 1; every derivative is at most e^{1 + ε}."""
    M = F = np.exp(1 + steps)
    return steps * M / 2 + 2 * U * F / steps, steps**2 * M / 6 + U * F / steps


@pytest.mark.evidence("thm-difference-error", "derivatives.finite_differences.central_difference")
@pytest.mark.evidence("thm-difference-error", "derivatives.finite_differences.forward_difference")
def test_both_bounds_hold_for_every_step_and_are_nearly_reached():
    forward_bound, central_bound = bounds_for_exp(STEPS)
    forward = np.abs(forward_difference(np.exp, 1.0, STEPS) - np.e)
    central = np.abs(central_difference(np.exp, 1.0, STEPS) - np.e)
    assert (forward <= forward_bound).all()
    assert (central <= central_bound).all()
    # truncation is a number, not only a bound; rounding comes within a factor of ten of its bound for some step
    long = (STEPS > 1e-4) & (STEPS < 1e-2)
    np.testing.assert_allclose(forward[long], STEPS[long] * np.e / 2, rtol=0.01)
    np.testing.assert_allclose(central[long], STEPS[long] ** 2 * np.e / 6, rtol=0.01)
    short = STEPS < 1e-9
    assert (forward[short] / forward_bound[short]).max() > 0.1
    assert (central[short] / central_bound[short]).max() > 0.1


@pytest.mark.evidence("thm-difference-error", "derivatives.finite_differences.central_difference")
def test_the_best_steps_minimise_the_bounds():
    F, M2, M3 = 3.0, 5.0, 7.0
    steps = np.geomspace(1e-9, 1e-3, 200001)
    for bound, best, least in (
        (steps**2 * M3 / 6 + U * F / steps, (3 * U * F / M3) ** (1 / 3), lambda e: e**2 * M3 / 2),
        (steps * M2 / 2 + 2 * U * F / steps, 2 * (U * F / M2) ** 0.5, lambda e: e * M2),
    ):
        assert steps[np.argmin(bound)] == pytest.approx(best, rel=2e-3)
        assert bound.min() == pytest.approx(least(best), rel=1e-6)
    step = 2.0**-17  # the power of two next to (3u)^{1/3}
    assert abs(central_difference(np.exp, 1.0, step) - np.e) < 2 * np.e * (3 * U) ** (2 / 3)


def test_the_sources_step_is_near_the_best_for_exp_but_not_beside_a_large_constant():
    assert abs(central_difference(np.exp, 1.0, 1e-5) - np.e) < 1e-10
    offset = central_difference(lambda x: 1e8 + np.exp(x), 1.0, 1e-5 * np.linspace(1, 2, 50))
    assert 1e-5 < np.abs(offset - np.e).max() < 4 * U * 1e8 / 1e-5


@pytest.mark.evidence("thm-complex-step", "derivatives.finite_differences.complex_step")
@pytest.mark.parametrize(
    ("f", "slope", "third"),
    [(np.exp, np.e, np.e), (np.sin, np.cos(1), -np.cos(1)), (lambda x: x**5 + x**3, 8.0, 66.0)],
)
def test_the_complex_step_has_truncation_and_no_rounding(f, slope, third):
    long, short = 2.0 ** -np.arange(6, 9), 10.0 ** np.arange(-100.0, -9)
    np.testing.assert_allclose(complex_step(f, 1.0, long) - slope, -(long**2) * third / 6, rtol=0.01)
    np.testing.assert_allclose(complex_step(f, 1.0, short), slope, rtol=8 * U)


@pytest.mark.evidence("thm-complex-step", "derivatives.finite_differences.complex_step")
def test_the_bound_of_the_complex_step():
    """For sin the third derivative is −cos, and |cos(x + it)| ≤ cosh t."""
    steps = np.linspace(0.05, 2, 40)
    error = np.abs(complex_step(np.sin, 1.0, steps) - np.cos(1.0))
    along = np.abs(np.cos(1.0 + 1j * np.linspace(0, 1, 101) * steps[:, None])).max(axis=1)
    assert (error <= steps**2 / 6 * along + 8 * U).all()
    assert (error > 0.8 * steps**2 / 6 * np.cos(1.0)).all()


@pytest.mark.evidence("eq-across-kink", "derivatives.finite_differences.central_difference")
def test_across_a_kink_the_quotient_is_the_place_over_the_step():
    step, x = 2.0**-10, 2.0**-10 * np.linspace(-1, 1, 17)
    np.testing.assert_allclose(central_difference(np.abs, x, step), x / step, rtol=1e-13)
    beyond = np.array([-2.0, -1.01, 1.01, 2.0]) * step
    np.testing.assert_allclose(central_difference(np.abs, beyond, step), np.sign(beyond), rtol=1e-13)


def test_local_slopes_of_two_kinks_that_cancel_are_not_the_slope():
    report = check_gradient(lambda x: (np.sum(relu(x) - relu(-x)), relu_derivative(x) + relu_derivative(-x)), [0.0])
    assert not report
    assert (report.analytic[0], report.numeric[0]) == (0, 1)


@pytest.mark.slow
@pytest.mark.evidence("thm-random-direction", "derivatives.gradcheck.check_gradient")
@pytest.mark.parametrize("spread", [1, 50], ids=["one entry", "all entries"])
def test_the_mean_square_seen_along_a_direction_is_the_square_of_the_error_over_n(spread):
    n, count = 50, 4000
    error = np.zeros(n)
    error[:spread] = np.linspace(1, 2, spread) if spread > 1 else 3.0
    gradient = np.linspace(-1, 1, n)
    report = check_gradient(
        lambda x: (gradient @ x, gradient + error), np.ones(n), directions=count, rng=np.random.default_rng(0)
    )
    seen = n * (report.analytic - report.numeric) ** 2 / (error @ error)
    # the square of a nearly normal number has mean 1 and variance 2 − O(1/n): four deviations of the mean
    assert np.mean(seen) == pytest.approx(1, abs=4 * np.sqrt(2 / count))
    assert not report


@pytest.mark.slow
def test_a_passed_check_sees_one_point_and_the_largest_entry():
    def hidden(x):
        return x[0] ** 2 + 1e-7 * np.sin(x[1]), np.array([2 * x[0], -1e-7 * np.cos(x[1])])

    assert check_gradient(hidden, np.ones(2))
    found = []
    for activation in ("sigmoid", "tanh"):
        rng, net = np.random.default_rng(0), MLP((4,) * 13, activation)
        loss = net.objective(*rng.normal(size=(2, 8, 4)))
        signs = np.where(np.arange(net.n) < 16, -1.0, 1.0)
        report = check_gradient(lambda x, f=loss, s=signs: (f(x)[0], s * f(x)[1]), net.init(rng))
        W = net.unflatten(report.analytic)[0][0], net.unflatten(report.numeric)[0][0]
        found.append((report.passed, np.abs(W[0] - W[1]).max() / np.abs(W[1]).max()))
    assert [passed for passed, _ in found] == [True, False]
    assert min(error for _, error in found) > 1.9  # relative to its own layer the sign shows in both
