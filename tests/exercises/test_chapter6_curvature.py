"""The answers of the exercises on Newton's and quasi-Newton methods, worked out by the library."""

import numpy as np
import pytest

from course_lib import BFGS, MLP, Armijo, Newton, StrongWolfe, exercise, minimize
from course_lib.methods.bfgs import bfgs_update


def question(number, place):
    return exercise(number).questions[place - 1]


def walk(slope, curvature, x, steps):
    method = Newton(lambda x: np.array([[curvature(x[0])]]))
    f = lambda x: (0.0, np.array([slope(x[0])]))  # noqa: E731
    return minimize(f, np.array([x]), method, max_iter=steps, tol=0, keep="x").trace.x[:, 0]


def test_two_steps_on_the_root():
    x = walk(lambda x: x / np.hypot(1, x), lambda x: np.hypot(1, x) ** -3, 0.5, 2)
    assert question("6.1", 1).answer == pytest.approx(x[2], rel=1e-12)
    assert x[1] == pytest.approx(-0.125, rel=1e-12) and -0.125 in question("6.1", 1).wrong


def test_steps_to_a_tenth_on_the_fourth_power():
    x = walk(lambda x: 4 * x**3, lambda x: 12 * x**2, 1.0, 10)
    assert question("6.1", 2).answer == np.flatnonzero(x < 0.1)[0]


def test_the_third_run_ends_at_the_saddle():
    def f(x):
        return float(x[0] ** 2 - x[1] ** 2 + x[1] ** 4), np.array([2 * x[0], 4 * x[1] ** 3 - 2 * x[1]])

    run = minimize(f, np.array([1.0, 0.1]), Newton(lambda x: np.diag([2.0, 12 * x[1] ** 2 - 2])), tol=1e-12)
    np.testing.assert_allclose(run.x, 0, atol=1e-12)
    assert [o.text for o in question("6.1", 3).options if o.right] == ["to the saddle"]


def matrix(text):
    return np.array([row.split("&") for row in text.split("}", 1)[1].split(r"\end")[0].split(r"\\")], dtype=float)


def test_the_update_by_hand():
    s, y = np.array([1.0, 0.0]), np.array([2.0, 1.0])
    assert question("6.3", 2).answer == bfgs_update(np.eye(2), s, y)[0, 0]
    for option in question("6.3", 1).options:
        H = matrix(option.text)
        assert option.right == (np.array_equal(H, H.T) and np.array_equal(H @ y, s))


def test_armijo_alone_admits_pairs_of_negative_curvature():
    def f(x):
        return float(np.cos(x[0])), -np.sin(x)

    class Uphill(Newton):
        def direction(self, x, g, state):
            return np.ones(1), None

    pairs = []
    for search in (None, Armijo(), StrongWolfe()):
        run = minimize(f, np.array([0.1]), Uphill(lambda x: 0), search=search, max_iter=1)
        pairs.append(float((run.g - f(np.array([0.1]))[1])[0] * (run.x[0] - 0.1)))
    assert pairs[0] < 0 and pairs[1] < 0 < pairs[2]
    rights = [option.right for option in question("6.3", 3).options]
    assert rights == [False, False, False, True, True]


def rights(number, place):
    return [option.right for option in question(number, place).options]


def test_what_a_factorisation_costs_in_products():
    n = 600
    assert question("6.4", 1).answer == n**3 / 6 / n**2
    assert {n, 6 * n, n / 3, n * n} == set(question("6.4", 1).wrong)


def test_what_is_certain_after_three_of_five_steps():
    rng = np.random.default_rng(0)
    root = rng.normal(size=(5, 5))
    A, b = root @ root.T + np.eye(5), rng.normal(size=5)
    x, bfgs = np.zeros(5), BFGS()
    state, steps, gradients = bfgs.init(x), [], [-b]
    for k in range(5):
        p, state = bfgs.direction(x, gradients[-1], state)
        if k == 3:
            H = state.H
        steps.append(-(gradients[-1] @ p) / (p @ A @ p) * p)
        x = x + steps[-1]
        gradients.append(A @ x - b)
    s = np.array(steps)
    certain = [
        np.linalg.norm(gradients[5]) < 1e-8,
        np.abs(s[:3] @ gradients[3]).max() < 1e-10,
        np.linalg.norm(H - np.linalg.inv(A)) < 1e-3,
        np.allclose(H @ A @ s[0], s[0], rtol=1e-8),
        np.allclose(-np.diag([1.0, 2, 3, 4, 5]) @ gradients[0], s[0], atol=1e-3),
        np.abs(s[0] @ s[1]) < 1e-3,
    ]
    assert rights("6.4", 2) == certain


def test_a_pair_of_two_batches():
    y, error = np.array([0.02, 0.0]), np.array([0.0, 1.0])
    assert question("6.5", 1).answer == pytest.approx(np.linalg.norm(error) / np.linalg.norm(y))
    n = MLP((2, 16, 16, 2)).n
    assert question("6.5", 2).answer == 2 * 8 * n
    assert {8 * n, n * n, 2 * n, n * (n + 1) / 2} == set(question("6.5", 2).wrong)
    s, hat = y / 2, y + 50 * np.linalg.norm(y) * error
    ratio = (y @ s / (y @ y)) / (hat @ s / (hat @ hat))
    assert ratio == pytest.approx(2501) and rights("6.5", 3) == [False, False, True, False]
