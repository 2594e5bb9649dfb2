"""The functions that chapter 3 asks for, on whole numbers."""

from functools import partial

import numpy as np

from course_lib import exercise, matrix_calculus


def solution(number):
    found = {"np": np}
    exec(exercise(number).code.solution, found)
    return found[exercise(number).code.name]


def test_the_gradient_of_a_batch_is_exact():
    rng = np.random.default_rng(1)
    W, X, Y = rng.integers(-4, 5, (2, 3)), rng.integers(-4, 5, (6, 3)), rng.integers(-4, 5, (6, 2))

    def loss(W):
        return np.sum((X @ W.T - Y) ** 2)

    gradient = solution("3.5")(W, X, Y)
    np.testing.assert_array_equal(gradient, exercise("3.5").code.reference(W, X, Y))
    for index in np.ndindex(W.shape):
        E = np.zeros_like(W)
        E[index] = 1
        assert loss(W + E) - loss(W - E) == 2 * gradient[index]


def test_the_remainder_of_a_quadratic_form_is_its_second_order():
    A, x, v = np.array([[1, 4], [0, 1]]), np.array([1, 1]), np.array([2, -1])
    value, gradient = matrix_calculus.quadratic_form(A, x)
    assert value == 6

    def f(x):
        return partial(matrix_calculus.quadratic_form, A)(x).value

    for t in (0.5, 0.25):
        assert solution("3.1")(f, gradient, x, v, t) == t**2 * abs(v @ A @ v)
        assert exercise("3.1").code.reference(f, gradient, x, v, t) == t**2 * abs(v @ A @ v)
