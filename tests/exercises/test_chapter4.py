"""The answers of chapter 4's exercises, worked out by NumPy and the library."""

import numpy as np

from course_lib import exercise
from course_lib.derivatives.autodiff import Dual, gradient


def question(number, place):
    return exercise(number).questions[place - 1]


def right(number, place):
    return [option.text for option in question(number, place).options if option.right]


def test_a_number_with_its_slope():
    asked = question("4.1", 1)
    y = 36 / (Dual(2.0, 1.0) ** 2 + 2)
    assert (y.value, y.slope) == (6, asked.answer)
    assert {-y.slope, y.slope * 6, 36 / 4, -36 / 36, y.value} == set(asked.wrong)
    formula = question("4.1", 2)
    slopes = [(36 / (Dual(at["a"], 1.0) ** 2 + 2)).slope for at in formula.points]
    np.testing.assert_allclose(formula.values[0], slopes, rtol=1e-14)
    compositions = {"u^2$, $g(x)=\\sin x": True, "u^2$, $g(x)=|x|": False, "|u|$, $g(x)=x^2": False}
    compositions |= {"|u|$, $g(x)=1+x": True, "\\sqrt u$, $g(x)=x^2": False}
    for option, (text, applies) in zip(question("4.1", 3).options, compositions.items(), strict=True):
        assert text in option.text and option.right == applies


def test_all_paths():
    asked = question("4.2", 2)
    y = (lambda u, x: u * u * x)(3 * Dual(1.0, 1.0), Dual(1.0, 1.0))
    assert asked.answer == y.slope
    through, direct = 2 * 3 * 1 * 3, 3**2
    assert through + direct == asked.answer
    assert {through, direct, through * direct, 6 + direct, 6} == set(asked.wrong)
    assert len(right("4.2", 3)) == 2


def test_rows_or_columns():
    d, W2 = np.array([1.0, 0.5]), np.array([[2.0, 4.0], [6.0, 8.0]])
    asked = question("4.3", 1)
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

    for option in question("4.3", 2).options:
        assert option.right == agrees(*eval(option.text))


def test_count_before_you_multiply():
    def product(*shapes):
        (p, q), (q2, r) = shapes
        assert q == q2
        return p * q * r

    A1, A2, A3 = (50, 100), (10, 50), (1, 10)
    assert question("4.6", 1).answer == product(A2, A1) + product(A3, (10, 100))
    assert question("4.6", 2).answer == product(A3, A2) + product((1, 50), A1)
    entries = sum(p * q for p, q in (A1, A2, A3))
    assert question("4.6", 3).answer == 100 * entries
    assert {entries, question("4.6", 1).answer} <= set(question("4.6", 3).wrong)
    assert {100 * entries, question("4.6", 2).answer, product(A2, A1)} <= set(question("4.6", 1).wrong)
    assert {entries, question("4.6", 1).answer, product(A3, A2)} <= set(question("4.6", 2).wrong)


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
    assert right("4.5", 1) == [r"$\delta_2h_1^{\mathsf T}+\delta_1x^{\mathsf T}$"]
    assert question("4.5", 2).answer == gradient(lambda w: (w * w) * (w * w) / 2, 2.0)


def test_a_check_at_zero():
    rng, (n0, n1, n2) = np.random.default_rng(3), (4, 3, 2)
    x, y = rng.normal(size=n0), rng.normal(size=n2)

    def gradients(W1, b1, W2, b2, slope2=True, slope1=True, sign1=1, sign2=1, factor=1):
        h1 = np.tanh(W1 @ x + b1)
        h2 = np.tanh(W2 @ h1 + b2)
        delta2 = sign2 * factor * (1 - h2**2 if slope2 else 1) * (h2 - y)
        delta1 = sign1 * (1 - h1**2 if slope1 else 1) * (W2.T @ delta2)
        return np.concatenate([np.outer(delta1, x).ravel(), delta1, np.outer(delta2, h1).ravel(), delta2])

    def network(scale):
        return [scale * rng.normal(size=shape) for shape in ((n1, n0), n1, (n2, n1), n2)]

    slips = [{"slope2": False}, {"slope1": False}, {"sign1": -1}, {"sign2": -1}, {"factor": 2}]
    options = question("4.8", 1).options
    assert len(options) == len(slips) + 1 and not options[-1].right
    for option, slip in zip(options, slips, strict=False):
        at_zero, elsewhere = network(0), network(1)
        assert option.right == np.array_equal(gradients(*at_zero, **slip), gradients(*at_zero))
        assert not np.allclose(gradients(*elsewhere, **slip), gradients(*elsewhere))
    assert question("4.8", 2).answer == np.count_nonzero(gradients(*network(0)))
    assert len(gradients(*network(0))) in question("4.8", 2).wrong
