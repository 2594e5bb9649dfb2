"""The answers of chapter 1's exercises, worked out by the library."""

import re

import numpy as np

from course_lib import GradientDescent, Quadratic, bounds, dual_norm, exercise, minimize, steepest_direction


def question(number, place):
    return exercise(number).questions[place - 1]


def test_jumping_over_the_minimum():
    run = minimize(lambda x: (x @ x / 2, x), [1.0], GradientDescent(1.9), tol=0, max_iter=200, keep="x")
    x = run.trace.x[:, 0]
    (right,) = [option.text for option in question("1.8", 1).options if option.right]
    assert right == "It changes sign at each step and comes closer to 0."
    assert np.all(x[1:] * x[:-1] < 0)
    assert np.all(np.abs(x[1:]) < np.abs(x[:-1]))
    assert question("1.8", 2).answer == np.flatnonzero(np.abs(x) < 1e-6)[0]


def test_jumping_from_any_point_of_any_bowl():
    asked = question("1.8", 3)
    for at, value in zip(asked.points, asked.values[0], strict=True):
        bowl = Quadratic([[at["L"]]])
        run = minimize(bowl, [at["x0"]], GradientDescent(at["alpha"]), tol=0, max_iter=int(at["k"]))
        np.testing.assert_allclose(run.x, [value], rtol=1e-12)


def test_the_usual_wrong_counts_come_from_the_slips_they_name():
    slips = question("1.8", 2).wrong
    first = {name: next(k for k in range(999) if below(k)) for name, below in WRONG_COUNTS.items()}
    assert slips[first["the rate as the factor"]].startswith(r"You let $\alpha$ itself be the factor")
    assert slips[first["falls to a tenth"]].startswith("This number belongs to a factor of 0.1")
    assert slips[first["f below the limit"]].startswith("This is where $f(x_k)$ falls below")
    assert slips[first["mixed logarithms"]].startswith("The logarithms")


WRONG_COUNTS = {
    "the rate as the factor": lambda k: 1.9**k > 1e6,
    "falls to a tenth": lambda k: k * -1 < -6,
    "f below the limit": lambda k: 0.9 ** (2 * k) / 2 < 1e-6,
    "mixed logarithms": lambda k: k > 6 / -np.log(0.9),
}


def test_the_line_to_run_in_the_solution():
    (line,) = re.findall(r"```python\n(.*?)\n```", exercise("1.8").solution, re.DOTALL)
    names = {"minimize": minimize, "GradientDescent": GradientDescent}
    assert eval(line, names) == question("1.8", 2).answer


def test_the_same_gradient_another_ruler():
    g = np.array([2.0, -5.0, 1.0])
    assert question("1.2", 1).answer == -dual_norm(g, 1)
    assert question("1.2", 2).answer == -dual_norm(g, np.inf)
    assert np.array_equal(steepest_direction(g, 1), [0, 1, 0])
    assert np.array_equal(steepest_direction(g, np.inf), [-1, 1, -1])


def test_a_charge_for_moving_in_another_norm():
    rng = np.random.default_rng(2)
    root, g, alpha = rng.standard_normal((3, 3)), rng.standard_normal(3), 0.7
    P = root @ root.T + np.eye(3)
    delta = -alpha * np.linalg.solve(P, g)
    (right,) = [option.text for option in question("1.3", 1).options if option.right]
    assert right == r"$\Delta=-\alpha P^{-1}g$"

    def charged(delta):
        return g @ delta + delta @ P @ delta / (2 * alpha)

    nearby = delta + 1e-3 * rng.standard_normal((100, 3))
    assert all(charged(other) > charged(delta) for other in nearby)


def test_the_length_of_the_step():
    gradient = np.array([3.0, 4.0])
    run = minimize(lambda x: (0.0, gradient), [0.0, 0.0], GradientDescent(0.1), tol=0, max_iter=1)
    assert np.isclose(question("1.5", 2).answer, np.linalg.norm(run.x), rtol=1e-15)


def right(number, place):
    return [option.text for option in question(number, place).options if option.right]


def test_how_far_the_line_can_be_trusted():
    step, g = np.array([0.06, 0.08]), np.array([3.0, 4.0])
    assert question("1.1", 1).answer == 10 + g @ step
    assert np.isclose(question("1.1", 2).answer, bounds.taylor_error(4.0, np.linalg.norm(step)), rtol=1e-12)
    across = 0.1 * np.array([0.8, -0.6])
    for curvature in (4.0, -4.0):  # the level line may bend to either side
        change = g @ across + curvature / 2 * across @ across
        assert abs(change) <= question("1.1", 2).answer + 1e-15 and change * curvature > 0
    assert right("1.1", 3) == ["It changes by no more than the error of the linear model can be."]


def test_one_valley_in_two_units():
    f, S = Quadratic(np.diag([1.0, 100.0])), np.diag([1.0, 10.0])
    assert question("1.9", 1).answer == 2 / f.L
    assert f.L / f.mu in question("1.9", 2).wrong
    assert any(np.isclose(value, bounds.best_rate(f.mu, f.L), atol=5e-5) for value in question("1.9", 1).wrong)
    new = Quadratic(np.linalg.inv(S) @ f.A @ np.linalg.inv(S))
    assert new.L / new.mu == question("1.9", 2).answer
    x = np.array([3.0, -0.7])
    there = minimize(new, S @ x, GradientDescent(1.0), tol=0, max_iter=1).x
    newton = x - np.linalg.solve(f.hessian(x), f.gradient(x))
    np.testing.assert_allclose(np.linalg.solve(S, there), newton, atol=1e-15)
    np.testing.assert_allclose(newton, 0, atol=1e-15)
    assert right("1.9", 3) == [r"$-P^{-1}g$ with $P=\nabla^2f$, Newton's step"]


def test_level_ground():
    each = bounds.descent_guarantee(4.0, 1 / 4, grad_norm=1.0)
    assert question("1.10", 1).answer == 8 / each
    assert right("1.10", 2) == ["$f(x_k)$ never rises.", r"$\nabla f(x_k)\to0$."]
    # the ground levels out, and the walk does not end
    run = minimize(
        lambda x: (np.logaddexp(0, -x).sum(), -1 / (1 + np.exp(x))),
        np.zeros(1),
        GradientDescent(4.0),
        tol=0,
        max_iter=2000,
        keep="x",
    )
    assert run.trace.grad_norm[-1] < 1e-3 and run.x[0] > run.trace.x[1000, 0] + 0.5


def test_what_a_curve_of_decreases_says():
    assert np.isclose(question("1.6", 1).answer, bounds.descent_guarantee(4.0, 1 / 4, grad_norm=2.0), rtol=1e-15)
    f, x = Quadratic(np.diag([4.0, 1.0])), np.array([1.0, 0.5])
    true = f.gradient(x)
    x, true = x * 4 / np.linalg.norm(true), true * 4 / np.linalg.norm(true)  # now ‖∇f‖ = 4, and half of it is 2
    half = true / 2
    assert np.isclose(f(x) - f(x - 0.001 * half), 0.008, rtol=2e-3)
    steep, at = Quadratic(np.diag([5.6, 1.0])), np.array([2 / 5.6, 0.0])  # ‖g‖ = 2, curvature 5.6 on the way
    g = steep.gradient(at)
    assert np.isclose(steep(at) - steep(at - 0.001 * g), 0.004, rtol=3e-3)
    assert np.isclose(steep(at) - steep(at - g / 4), 0.3, rtol=1e-12)
    assert right("1.6", 2) == ["The code's gradient is not that of $f$."]
    assert right("1.6", 3) == [r"$L$ is larger than 4 somewhere on the way."]
