"""The answers of chapter 3's exercises, worked out by the library."""

import numpy as np

from course_lib import exercise, matrix_calculus, taylor_remainder


def question(number, place):
    return exercise(number).questions[place - 1]


def right(asked):
    return [option.text for option in asked.options if option.right]


A, x = np.array([[1, 4], [0, 1]]), np.array([1, 1])


def test_where_a_test_sees_nothing():
    directions = {"$V=(1,0)$": [1, 0], "$V=(0,1)$": [0, 1], "$V=(1,1)$": [1, 1], "$V=(1,-1)$": [1, -1]}
    directions["$V=(-2,-2)$"] = [-2, -2]
    asked = question("3.1", 1)
    assert list(directions) == [option.text for option in asked.options]

    def test(V, t):
        return taylor_remainder(lambda x: matrix_calculus.quadratic_form(A, x).value, 2 * A @ x, x, V, t)

    slopes = {text: test(V, 2.0 ** -np.arange(8, 16)).slope for text, V in directions.items()}
    assert right(asked) == [text for text, slope in slopes.items() if abs(slope - 2) < 0.01]
    assert all(abs(slope - 1) < 0.01 for text, slope in slopes.items() if text not in right(asked))
    assert np.isclose(question("3.1", 2).answer, test([1, 0], [0.1]).remainder[0], rtol=1e-12)


def test_the_slips_of_the_remainder():
    gradient, G, V = (A + A.T) @ x, 2 * A @ x, np.array([1, 0])
    second = 0.01 * V @ A @ V
    slips = {
        "This is what the right": second,
        "You left out": abs(0.1 * (gradient - G) @ V),
        "The two parts": abs(0.1 * (gradient - G) @ V) + second,
        "You used $t=1$": abs((gradient - G) @ V + second),
        r"This is $t\,": 0.1 * gradient @ V,
    }
    wrong = question("3.1", 2).wrong
    for begin, value in slips.items():
        (at,) = [at for at, text in wrong.items() if text.startswith(begin)]
        assert np.isclose(at, value, rtol=1e-9)


def test_two_losses_one_learning_rate():
    x, y, W = np.array([1.0, 2.0, 1.0]), np.array([1.0, -1.0]), np.array([[1.0, 0.0, 2.0], [0.5, 1.0, -1.0]])
    gradient = matrix_calculus.squared_error(x, y, W).gradient
    for place, factor in ((1, 0.5), (2, 1.0)):
        after = (W - 0.3 * factor * gradient) @ x - y
        np.testing.assert_allclose(after, question("3.2", place).answer * (W @ x - y), rtol=1e-12)
    assert min(abs(np.array(list(question("3.2", 1).wrong)) - (1 - 0.3 * np.sqrt(6)))) < 1e-3
    assert min(abs(np.array(list(question("3.2", 2).wrong)) - (1 - 0.6 * np.sqrt(6)))) < 1e-3


def test_the_precision_of_a_gaussian():
    rng = np.random.default_rng(3)
    root, W, V = rng.standard_normal((3, 3)), rng.standard_normal((3, 3)) + 3 * np.eye(3), rng.standard_normal((3, 3))
    S = root @ root.T + np.eye(3)
    assert right(question("3.3", 1)) == [r"$W^{-\mathsf T}-S$"]
    assert right(question("3.3", 2)) == ["$W=S^{-1}$"]

    def F(W):
        return matrix_calculus.log_determinant(W).value - np.trace(S @ W)

    t = np.geomspace(1e-4, 1e-2, 5)
    assert np.isclose(taylor_remainder(F, np.linalg.inv(W).T - S, W, V, t).slope, 2, atol=0.02)
    assert np.isclose(taylor_remainder(F, np.linalg.inv(W) - S, W, V, t / 100).slope, 1, atol=0.02)
    best = np.linalg.inv(S)
    symmetric = [0.05 * (v + v.T) for v in rng.standard_normal((50, 3, 3))]
    nearby = [best + v for v in symmetric if np.linalg.eigvalsh(best + v)[0] > 0]
    assert len(nearby) > 10 and all(F(other) < F(best) for other in nearby)


def test_does_it_match():
    W, x, y = np.array([[1, 2], [0, 1]]), np.array([1, 1]), np.array([0, 2])
    value, gradient = matrix_calculus.squared_error(x, y, W)
    asked = question("3.6", 2)
    assert asked.answer == gradient[0, 0] / 2
    assert {gradient[0, 0], -gradient[0, 0] / 2, gradient[0, 0] / 4, value / 2, gradient[1, 0] / 2} == set(asked.wrong)
