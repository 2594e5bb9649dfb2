"""The answers of the exercises on momentum and Adam, worked out by NumPy and the library."""

import numpy as np
import pytest

from course_lib import bounds, exercise
from course_lib.methods import Adam, Momentum


def right(question):
    return [option.text for option in question.options if option.right]


def test_the_steps_on_a_constant_slope():
    method, x = Momentum(0.02, 0.8), np.zeros(1)
    state, lengths = method.init(x), []
    for _ in range(200):
        p, state = method.direction(x, np.array([3.0]), state)
        lengths.append(0.02 * abs(p[0]))
    asked = exercise("6.6").questions[0]
    assert asked.answer == pytest.approx(lengths[-1], rel=1e-12)
    slips = {lengths[0], lengths[1], state.v[0], 0.02 * 3 / 0.8, 0.02 * 3 * 0.2}
    assert sorted(asked.wrong) == pytest.approx(sorted(slips), rel=1e-9)


def test_where_the_sign_is_kept():
    edge = bounds.monotone_momentum(0.25, 1.0)
    for option in exercise("6.6").questions[1].options:
        beta = float(option.text.strip("$").split("=")[1])
        x, x_before, signs = 1.0, 1.0, []
        for _ in range(400):
            x, x_before = x - 0.25 * x + beta * (x - x_before), x
            signs.append(x > 0)
        assert option.right == all(signs) == (beta <= edge)


def test_the_wrong_statements():
    assert right(exercise("6.12").questions[0]) == [f"Statement {n}" for n in (2, 4, 5, 7)]


def test_the_sparse_step_and_its_neighbours():
    asked = exercise("6.12").questions[1]
    assert asked.answer == pytest.approx(bounds.adam_sparse_step(1, 0.75, 0.99), rel=1e-12)
    assert bounds.adam_largest_step(1, 0.75, 0.99) == pytest.approx(3.80, abs=0.005)
    assert bounds.adam_sparse_step(1) == pytest.approx(3.16, abs=0.005)
    assert bounds.adam_largest_step(1, 0.75, 0.99, k=1) == pytest.approx(1, rel=1e-12)
    method = Adam(1.0, 0.75, 0.99, 0.0)
    p, _ = method.direction(np.zeros(1), np.ones(1), method.init(np.zeros(1))._replace(k=10**5))
    assert -p[0] == pytest.approx(asked.answer, rel=1e-12)


def test_the_tuned_heavy_ball():
    alpha, beta, rho = bounds.heavy_ball_tuning(1, 25)
    first, second, third = exercise("6.8").questions
    assert first.answer == pytest.approx(beta, rel=1e-12)
    assert sorted(first.wrong) == pytest.approx(sorted([rho, 12 / 13, 1 - 1 / 5, alpha]), rel=1e-12)
    descent = bounds.contraction(bounds.best_rate(1, 25), 1, 25)
    assert descent == pytest.approx(12 / 13, rel=1e-12)
    assert second.answer == pytest.approx(np.log(rho) / np.log(descent), abs=0.005)
    assert [option.right for option in third.options] == [False, False, True, False, True]


def adam_steps(gradients, epsilon=1e-8):
    method, x = Adam(1.0, epsilon=epsilon), np.zeros(1)
    state, steps = method.init(x), []
    for g in gradients:
        p, state = method.direction(x, np.array([g]), state)
        steps.append(abs(p[0]))
    return steps, state


def test_the_rate_of_a_coordinate():
    rate, second, units = exercise("6.10").questions
    _, state = adam_steps([4.0, -4.0, -4.0, 4.0, 4.0])
    assert rate.answer == pytest.approx(1 / np.sqrt(state.v[0] / (1 - 0.999**5)), rel=1e-12)
    assert second.answer == pytest.approx(adam_steps([4.0, 4.0], 0.0)[0][1], rel=1e-12)
    small = adam_steps([4e-10, 4e-10])[0][1]
    assert 1 / small == pytest.approx(26, rel=1e-9)
    assert right(units) == ["Steps that are about 26 times shorter."]


def test_one_period_of_slopes():
    slopes = np.array([5.0, -1.0, -1.0, -1.0])
    descent, adam, _ = exercise("6.11").questions
    assert descent.answer == pytest.approx(-0.01 * slopes.sum())
    assert adam.answer == -np.sign(slopes).sum()
    assert [option.right for option in exercise("6.11").questions[2].options] == [True, False, False, True, False]
