"""The answers of chapter 3's exercises, worked out by the library."""

import numpy as np

from course_lib import check_gradient, exercise, matrix_calculus, taylor_remainder


def question(number, place):
    return exercise(number).questions[place - 1]


def right(asked):
    return [option.text for option in asked.options if option.right]


def test_the_transposed_weights():
    a, b, W = np.array([3, 2]), np.array([5, -1]), np.array([[1, -2], [4, 3]])
    (answer,) = right(question("3.2", 1))
    assert answer == r"$ba^{\mathsf T}$"
    unit = np.eye(2, dtype=int)
    slopes = np.array([[a @ np.outer(unit[i], unit[j]).T @ b for j in range(2)] for i in range(2)])
    assert a @ (W + np.ones((2, 2))).T @ b - a @ W.T @ b == slopes.sum()
    np.testing.assert_array_equal(slopes, np.outer(b, a))
    asked = question("3.2", 2)
    assert asked.answer == slopes[1, 0]
    assert set(asked.wrong) == {slopes[0, 1], slopes[1, 1], slopes[0, 0], -slopes[1, 0], a @ b}


def test_one_wrong_line():
    A, W = np.array([[0, 1], [0, 0]]), np.array([[1, 2], [3, 4]])

    def f(W):
        return np.trace(W @ A @ W)

    E = np.array([[0, 0], [1, 0]])
    asked = question("3.3", 2)
    assert 2 * asked.answer == f(W + E) - f(W - E)
    assert f(W) == W[1, 0] * (W[0, 0] + W[1, 1])
    written = A @ W + W @ A
    assert asked.answer == written.T[1, 0] != written[1, 0]
    assert {written[1, 0], (A @ W).T[1, 0], (W @ A).T[1, 0], written[0, 0], 2 * asked.answer} == set(asked.wrong)
    assert right(question("3.3", 1)) == ["line 4"]


A, x = np.array([[1, 4], [0, 1]]), np.array([2, 1])


def test_where_a_test_sees_nothing():
    asked = question("3.4", 1)
    directions = {option.text: np.array(eval(option.text.strip("$").removeprefix("V="))) for option in asked.options}
    assert any(np.array_equal(V, x) for V in directions.values())

    def test(V, t):
        return taylor_remainder(lambda x: matrix_calculus.quadratic_form(A, x).value, 2 * A @ x, x, V, t)

    slopes = {text: test(V, 2.0 ** -np.arange(8, 16)).slope for text, V in directions.items()}
    assert right(asked) == [text for text, slope in slopes.items() if abs(slope - 2) < 0.01]
    assert all(abs(slope - 1) < 0.02 for text, slope in slopes.items() if text not in right(asked))
    assert "$V=(1,1)$" not in right(asked)
    formula = question("3.4", 2)
    steps = [at["t"] for at in formula.points]
    np.testing.assert_allclose(formula.values[0], test([1, 0], steps).remainder, rtol=1e-12)


def test_the_slips_of_the_remainder():
    gradient, G, V = (A + A.T) @ x, 2 * A @ x, np.array([1, 0])
    asked = question("3.4", 2)
    for place, at in enumerate(asked.points):
        t = at["t"]
        first, second = t * (gradient - G) @ V, t**2 * V @ A @ V
        slips = {
            "This is what the right": second,
            "You left out": abs(first),
            "The two parts": abs(first) + second,
            "A remainder is": first + second,
            "For small": -first - second,
            "The part of": abs(first + 2 * second),
            r"This is $t\,": t * gradient @ V,
            "You subtracted nothing": t * gradient @ V + second,
        }
        for text, values in zip(asked.wrong.values(), asked.values[1:], strict=True):
            (value,) = [slip for begin, slip in slips.items() if text.startswith(begin)]
            assert np.isclose(values[place], value, rtol=1e-12)


def test_two_losses_one_learning_rate():
    x, y, W = np.array([1.0, 2.0, 1.0]), np.array([1.0, -1.0]), np.array([[1.0, 0.0, 2.0], [0.5, 1.0, -1.0]])
    gradient = matrix_calculus.squared_error(x, y, W).gradient
    for place, factor in ((1, 0.5), (2, 1.0)):
        after = (W - 0.3 * factor * gradient) @ x - y
        np.testing.assert_allclose(after, question("3.6", place).answer * (W @ x - y), rtol=1e-12)
    assert min(abs(np.array(list(question("3.6", 1).wrong)) - (1 - 0.3 * np.sqrt(6)))) < 1e-3
    assert min(abs(np.array(list(question("3.6", 2).wrong)) - (1 - 0.6 * np.sqrt(6)))) < 1e-3


def test_the_precision_of_a_gaussian():
    rng = np.random.default_rng(3)
    root, W, V = rng.standard_normal((3, 3)), rng.standard_normal((3, 3)) + 3 * np.eye(3), rng.standard_normal((3, 3))
    S = root @ root.T + np.eye(3)
    assert right(question("3.8", 1)) == [r"$W^{-\mathsf T}-S$"]
    assert right(question("3.8", 2)) == ["$W=S^{-1}$"]

    def F(W):
        return matrix_calculus.log_determinant(W).value - np.trace(S @ W)

    t = np.geomspace(1e-4, 1e-2, 5)
    assert np.isclose(taylor_remainder(F, np.linalg.inv(W).T - S, W, V, t).slope, 2, atol=0.02)
    assert np.isclose(taylor_remainder(F, np.linalg.inv(W) - S, W, V, t / 100).slope, 1, atol=0.02)
    best = np.linalg.inv(S)
    symmetric = [0.05 * (v + v.T) for v in rng.standard_normal((50, 3, 3))]
    nearby = [best + v for v in symmetric if np.linalg.eigvalsh(best + v)[0] > 0]
    assert len(nearby) > 10 and all(F(other) < F(best) for other in nearby)


def test_ridge_regression():
    rng = np.random.default_rng(4)
    X, y, C, w = (
        rng.standard_normal((6, 3)),
        rng.standard_normal(6),
        rng.standard_normal((6, 6)),
        np.array([1.0, -2, 3]),
    )

    def f(w):
        return matrix_calculus.quadratic_form(C, X @ w - y).value + 0.5 * w @ w

    assert check_gradient(lambda w: (f(w), X.T @ (C + C.T) @ (X @ w - y) + 2 * 0.5 * w), w)
    assert not check_gradient(lambda w: (f(w), 2 * X.T @ C @ (X @ w - y) + w), w)
    assert right(question("3.7", 1)) == [r"$X^{\mathsf T}(C+C^{\mathsf T})(Xw-y)+2\lambda w$"]
    left, _ = np.linalg.qr(X)
    X = left * np.array([3.0, 2.0, 1.0])
    assert np.isclose(np.linalg.cond(X.T @ X + np.eye(3)), question("3.7", 2).answer, rtol=1e-12)
    assert {np.linalg.cond(X).round(9), np.linalg.cond(X.T @ X).round(9)} <= set(question("3.7", 2).wrong)
    wide = rng.standard_normal((2, 5))
    assert np.linalg.matrix_rank(wide.T @ wide) == 2 and np.linalg.matrix_rank(wide.T @ wide + np.eye(5)) == 5
    assert right(question("3.7", 3)) == ["one"]
