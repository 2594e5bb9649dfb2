"""Newton's method: how fast it is near a minimum, and all the other places it goes to."""

import itertools

import numpy as np
import pytest

from course_lib import Quadratic, Rosenbrock, Stop, StrongWolfe, iterates, minimize
from course_lib.methods import Newton
from course_lib.objectives import Beale, Himmelblau, PowellSingular, Wood


def scalar(f, slope, curvature):
    """A function of one variable and Newton's method for it, x a vector (1,)."""

    def value_and_grad(x):
        return float(f(x[0])), np.array([slope(x[0])])

    return value_and_grad, Newton(lambda x: np.array([[curvature(x[0])]]))


def walk(objective, x0, method, steps):
    return np.array([s.x for s in itertools.islice(iterates(objective, np.array(x0), method), steps + 1)])


def ends_at(objective, x0, **options):
    run = minimize(objective, np.array(x0), Newton(objective.hessian, **options.pop("newton", {})), tol=1e-9, **options)
    assert run.converged, run
    return run.x


def test_a_quadratic_takes_one_step():
    A = np.array([[4.0, 1, 0], [1, 3, -1], [0, -1, 2]])
    objective = Quadratic(A, np.array([1.0, 2, 3]))
    run = minimize(objective, np.array([10.0, -20, 30]), Newton(objective.hessian), tol=1e-12)
    assert run.steps == 1
    np.testing.assert_allclose(run.x, objective.minimizers[0], rtol=1e-14)
    np.testing.assert_array_equal(run.trace.alpha[1:], [1.0])


def test_digits_double_on_rosenbrock():
    objective = Rosenbrock()
    errors = np.linalg.norm(walk(objective, [1.05, 1.08], Newton(objective.hessian), 6) - 1, axis=1)
    digits = np.log10(np.maximum(errors, 1e-16))
    np.testing.assert_allclose(digits[:5], [-1.03, -1.03, -3.14, -3.44, -7.89], atol=0.006)
    assert digits[5] < -12.5
    assert digits[6] < -15


@pytest.mark.parametrize("damping", [0.0, 1e-3])
def test_the_residual_of_an_ill_conditioned_system_is_small_as_an_inverse_would_not_give(damping):
    i = np.arange(10)
    hilbert = 1 / (i[:, None] + i + 1)  # condition number 1.6e13
    b = hilbert @ np.ones(10)
    method = Newton(lambda x: hilbert, damping)
    p, _ = method.direction(np.zeros(10), -b, method.init(np.zeros(10)))
    assert np.linalg.norm(hilbert @ p - b) < 1e-14
    assert np.linalg.norm(hilbert @ (np.linalg.inv(hilbert) @ b) - b) > 1e-6


def root(x0, steps=1000):
    """√(1 + x²): x⁺ = −x³."""
    objective, method = scalar(lambda x: np.hypot(1, x), lambda x: x / np.hypot(1, x), lambda x: np.hypot(1, x) ** -3)
    return minimize(objective, np.array([x0]), method, tol=1e-12, max_iter=steps, keep="x")


def test_on_the_root_of_one_plus_x_squared_each_point_is_minus_the_cube_of_the_last():
    x = root(0.9).trace.x[:, 0]
    np.testing.assert_allclose(x[1:5], -(x[:4] ** 3), rtol=1e-13)
    assert root(0.9).converged


def test_there_plus_and_minus_one_are_a_cycle_and_beyond_it_diverges():
    np.testing.assert_allclose(root(1.0, steps=4).trace.x[:, 0], [1, -1, 1, -1, 1], rtol=1e-13)
    assert root(1.01).stop is Stop.NOT_FINITE


@pytest.mark.parametrize(("x0", "stop"), [(1.0886, Stop.GRADIENT_SMALL), (1.0887, Stop.NOT_FINITE)])
def test_log_cosh_diverges_beyond_the_root_of_sinh_2x_equals_4x(x0, stop):
    objective, method = scalar(lambda x: np.logaddexp(x, -x), np.tanh, lambda x: 1 - np.tanh(x) ** 2)
    assert minimize(objective, np.array([x0]), method).stop is stop


def test_on_x_to_the_fourth_it_is_linear_with_factor_two_thirds():
    objective, method = scalar(lambda x: x**4, lambda x: 4 * x**3, lambda x: 12 * x**2)
    np.testing.assert_allclose(walk(objective, [3.0], method, 20)[:, 0], 3 * (2 / 3) ** np.arange(21), rtol=1e-13)


def test_on_powells_singular_function_f_falls_by_two_thirds_to_the_fourth():
    objective = PowellSingular()
    f = minimize(objective, objective.start, Newton(objective.hessian), tol=0, max_iter=25).trace.f
    np.testing.assert_allclose(f[2:] / f[1:-1], (2 / 3) ** 4, rtol=1e-5)


@pytest.mark.parametrize("x0", [[5.0, 3.0], [-1.0, 1e-3]])
def test_a_saddle_is_reached_in_one_step(x0):
    saddle = Quadratic(np.diag([2.0, -2.0]))
    np.testing.assert_allclose(walk(saddle, x0, Newton(saddle.hessian), 1)[1], [0, 0], atol=1e-15)


def test_pure_newton_ends_at_a_maximum_of_himmelblau_and_at_saddles_of_beale_and_wood():
    maximum = ends_at(Himmelblau(), [0.0, 0.0])
    np.testing.assert_allclose(maximum, [-0.2708, -0.9230], atol=5e-5)
    assert Himmelblau()(maximum) == pytest.approx(181.617, abs=5e-4)
    np.testing.assert_allclose(ends_at(Beale(), [1.0, 1.0]), [0, 1], atol=1e-12)
    saddle = ends_at(Wood(), [-3.0, -1, -3, -1])
    assert Wood()(saddle) == pytest.approx(7.877, abs=5e-4)
    assert np.linalg.eigvalsh(Wood().hessian(saddle))[0] < 0


@pytest.mark.parametrize(
    ("objective", "x0"),
    [
        (Himmelblau(), [0.0, 0.0]),
        (Beale(), [1.0, 1.0]),
        (Wood(), [-3.0, -1, -3, -1]),
        (Rosenbrock(), [-1.2, 1.0]),
        (PowellSingular(), [3.0, -1, 0, 1]),
    ],
    ids=lambda value: type(value).__name__,
)
def test_damping_and_a_line_search_lead_to_a_minimum(objective, x0):
    end = ends_at(objective, x0, newton={"damping": 1e-3}, search=StrongWolfe())
    tolerance = 5e-3 if isinstance(objective, PowellSingular) else 1e-8
    assert np.abs(objective.minimizers - end).max(axis=1).min() < tolerance


@pytest.mark.parametrize("damping", [1.0, 0.1, 0.01])
def test_the_first_shift_that_makes_the_hessian_positive_definite_is_taken(damping):
    # Of 0, d, 10d, … the first above 5 is 10 for each of these d.
    g = np.array([1.0, -2.0])
    p, _ = Newton(lambda x: np.diag([1.0, -5.0]), damping).direction(np.zeros(2), g, None)
    np.testing.assert_allclose(p, [-1 / 11, 2 / 5], rtol=1e-15)


def test_damping_leaves_a_positive_definite_hessian_alone():
    g = np.array([1.0, -2.0])
    p, _ = Newton(lambda x: np.diag([4.0, 5.0]), 1e6).direction(np.zeros(2), g, None)
    np.testing.assert_allclose(p, [-0.25, 0.4], rtol=1e-15)


@pytest.mark.parametrize("hessian", [np.zeros((2, 2)), np.ones((2, 2)), np.full((2, 2), np.nan), np.diag([np.inf, 1])])
def test_where_the_system_has_no_solution_the_run_stops(hessian):
    def objective(x):
        return float(x @ x), 2 * x

    method = Newton(lambda x: hessian)
    run = minimize(objective, np.ones(2), method)
    assert (run.stop, run.steps, run.x.tolist()) == (Stop.NOT_FINITE, 0, [1, 1])
    assert minimize(objective, np.ones(2), method, search=StrongWolfe()).stop is Stop.LINE_SEARCH_FAILED


def test_a_singular_hessian_is_no_obstacle_with_damping():
    run = minimize(lambda x: (float(x @ x), 2 * x), np.ones(2), Newton(lambda x: np.zeros((2, 2)), 2.0), tol=1e-12)
    assert run.converged
    assert minimize(
        lambda x: (float(x @ x), 2 * x), np.ones(2), Newton(lambda x: np.full((2, 2), np.nan), 1.0)
    ).stop is (Stop.NOT_FINITE)


@pytest.mark.parametrize(
    ("hessian", "error", "message"),
    [
        (lambda x: np.array([[2.0, 1.0], [0.0, 2.0]]), ValueError, r"^hessian\(x\) must be symmetric, .* by 1; return"),
        (lambda x: np.array([["2", "0"], ["0", "2"]]), TypeError, r"^hessian\(x\) must be an array of real numbers"),
        (
            lambda x: np.eye(2) * (1 + 0j),
            TypeError,
            r"^hessian\(x\) must be an array of real numbers, got dtype complex",
        ),
        (lambda x: np.ma.array(np.eye(2)), TypeError, r"^hessian\(x\) must not have a mask"),
        (lambda x: [[2.0], [0.0, 2.0]], ValueError, r"^hessian\(x\) must be an array of numbers, got rows"),
        (Rosenbrock.hessian, TypeError, r"^hessian must be a function of x alone: "),
        (Rosenbrock(), ValueError, r"^hessian\(x\) must have shape \(2, 2\)"),
    ],
)
@pytest.mark.parametrize("damping", [0.0, 1e-3])
def test_a_hessian_that_is_none_is_refused(hessian, error, message, damping):
    with pytest.raises(error, match=message):
        minimize(Rosenbrock(), [-1.2, 1.0], Newton(hessian, damping))


def test_a_hessian_from_differences_is_symmetric_enough():
    f = Rosenbrock()

    def differences(x):
        return np.array([(f.gradient(x + h) - f.gradient(x - h)) / 2e-6 for h in 1e-6 * np.eye(2)])

    assert not np.array_equal(differences(np.array([-1.2, 1.0])), differences(np.array([-1.2, 1.0])).T)
    assert minimize(f, [-1.2, 1.0], Newton(differences, 1e-3)).converged


def test_a_class_is_no_hessian():
    with pytest.raises(TypeError, match=r"^hessian must be a function of x that returns a matrix"):
        Newton(Rosenbrock)


def test_a_cholesky_that_answers_nan_means_the_same_as_one_that_raises(monkeypatch):
    """In a browser's Python no floating-point flag is raised, and so no error."""
    cholesky, H, g = np.linalg.cholesky, np.diag([1.0, -2.0, 0.5]), np.array([1.0, -3.0, 2.0])

    def answers_nan(matrix):
        try:
            return cholesky(matrix)
        except np.linalg.LinAlgError:
            return np.full_like(matrix, np.nan)

    method = Newton(lambda x: H, damping=0.1)
    expected, _ = method.direction(np.zeros(3), g, None)
    monkeypatch.setattr(np.linalg, "cholesky", answers_nan)
    p, _ = method.direction(np.zeros(3), g, None)
    np.testing.assert_array_equal(p, expected)
    assert g @ p < 0
