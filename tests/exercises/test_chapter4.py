"""The answers of chapter 4's exercises, worked out by NumPy and the library."""

import numpy as np

from course_lib import exercise
from course_lib.derivatives.autodiff import gradient


def question(number, place):
    return exercise(number).questions[place - 1]


def right(number, place):
    return [option.text for option in question(number, place).options if option.right]


def test_rows_or_columns():
    d, W2 = np.array([1.0, 0.5]), np.array([[2.0, 4.0], [6.0, 8.0]])
    asked = question("4.1", 1)
    assert asked.answer == (d * W2)[0, 1]
    assert {(np.diag(d) @ W2)[0, 1], (d * W2)[1, 0], (np.diag(d) @ W2)[1, 0], (d @ W2)[1]} <= {*asked.wrong, 8.0}


def test_the_shapes_for_which_the_slip_is_harmless():
    rng = np.random.default_rng(1)

    def agrees(rows, columns):
        d, W = rng.normal(size=rows), rng.normal(size=(rows, columns))
        try:
            product = d * W
        except ValueError:
            return False
        return product.shape == W.shape and np.allclose(product, np.diag(d) @ W)

    for option in question("4.1", 2).options:
        assert option.right == agrees(*eval(option.text))


def test_count_before_you_multiply():
    entries = 50 * 100 + 10 * 50 + 1 * 10
    assert question("4.2", 1).answer == 1 * entries
    assert question("4.2", 2).answer == 100 * entries
    assert question("4.2", 1).wrong.keys() == {100 * entries, 100 * 50 * 10, entries - 10, 100 + 50 + 10 + 1}


def test_one_matrix_used_twice():
    rng = np.random.default_rng(2)
    W, x, y = rng.normal(size=(3, 3)), rng.normal(size=3), rng.normal(size=3)

    def loss(W):
        error = np.tanh(W @ np.tanh(W @ x)) - y
        return error @ error / 2

    h1 = np.tanh(W @ x)
    h2 = np.tanh(W @ h1)
    delta2 = (1 - h2**2) * (h2 - y)
    delta1 = (1 - h1**2) * (W.T @ delta2)
    np.testing.assert_allclose(np.outer(delta2, h1) + np.outer(delta1, x), gradient(loss, W), rtol=1e-13)
    assert right("4.3", 1) == [r"$\delta_2h_1^{\mathsf T}+\delta_1x^{\mathsf T}$"]
    assert question("4.3", 2).answer == gradient(lambda w: (w * w) * (w * w) / 2, 2.0)


def test_the_combined_expression():
    left, matrix = np.ones(3), np.ones((3, 5))
    assert question("4.6", 2).answer == np.multiply.outer(left, matrix).size
    assert [next(n for n in "1234" if f"ine {n}" in text) for text in right("4.6", 1)] == ["2", "3", "4"]
