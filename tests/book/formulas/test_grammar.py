"""The grammar reads what the book writes, and says so where it does not."""

import numpy as np
import pytest

from formulas.evaluation import Evaluation
from formulas.grammar import parse
from formulas.nodes import Unreadable
from formulas.tokens import spelled, statements, tokens

A, x = np.array([[1.0, 2.0], [3.0, 5.0]]), np.array([2.0, -1.0])
NAMES = {"A": A, "x": x, "z": np.array([1.0, 2.0, 4.0]), "k": 2, r"\alpha": 0.5, "a": 3.0, "b": -2.0, "f": np.sum}


def value(latex, **more):
    names = NAMES | more
    (row,) = statements(tokens(latex))
    return Evaluation(names).value(parse(row, frozenset(key for key, one in names.items() if callable(one))))


@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        (r"a-b-2", 3),
        (r"-a^2", -9),
        (r"2a\cdot b", -12),
        (r"\tfrac12a/2b", -1.5),
        (r"\frac1{2a}", 1 / 6),
        (r"\frac a{a-b}", 0.6),
        (r"x^{\mathsf T}Ax", x @ A @ x),
        (r"x^{\mathsf T}A^{-1}x", x @ np.linalg.inv(A) @ x),
        (r"x^{\mathsf T}A^{-\mathsf T}x", x @ np.linalg.inv(A) @ x),
        (r"\operatorname{tr}(xx^{\mathsf T})", 5),
        (r"\|x\|^2", 5),
        (r"\bigl|\,|b|-a\bigr|", 1),
        (r"\lVert x\rVert\lvert b\rvert", 2 * 5**0.5),
        (r"\langle Ax,x\rangle", x @ A @ x),
        (r"\sum_jz_j^2", 21),
        (r"\sum_{i=1}^kz_i", 3),
        (r"\sum_{i=0}^{k}i^2", 5),
        (r"\prod_{i=1}^{3}\bigl(1-\frac1{(i+1)^2}\bigr)", 5 / 8),
        (r"\max_jz_j", 4),
        (r"\min\{a,b\}", -2),
        (r"z_{k+1}-z_{k-1}", 3),
        (r"e^{-2|b|}", np.exp(-4)),
        (r"\log\sum_je^{z_j-4}", np.log(np.exp(-3) + np.exp(-2) + 1)),
        (r"\tanh^2a", np.tanh(3) ** 2),
        (r"\log_{10}(100)", 2),
        (r"3\sin2a", 3 * np.sin(6)),
        (r"f(x)\,f(z)", 7),
        (r"\begin{cases}a&k<2,\\b&\text{otherwise.}\end{cases}", -2),
        (r"\sqrt{1+\frac{a}{3}}", 2**0.5),
        (r"k!", 2),
        (r"(x\odot x)^{\mathsf T}x", 7),
    ],
)
def test_values(latex, expected):
    assert value(latex) == pytest.approx(expected, rel=1e-14)


def test_derivatives_are_exact():
    np.testing.assert_allclose(value(r"\frac{\partial}{\partial A}x^{\mathsf T}Ax"), np.outer(x, x), rtol=1e-15)
    np.testing.assert_allclose(value(r"\nabla(x^{\mathsf T}Ax)"), ((A + A.T) @ x)[:, None], rtol=1e-15)
    np.testing.assert_allclose(value(r"\partial\log|\det A|/\partial A"), np.linalg.inv(A).T, rtol=1e-13)


def test_shapes_must_fit():
    for latex in ("xA", "xx", r"A+x", r"A\odot x", r"\langle A,x\rangle", "a_1"):
        with pytest.raises(Unreadable):
            value(latex)


@pytest.mark.parametrize("latex", [r"a+", r"\frac{a}", r"(a", r"a\to0", r"\int_0^1a", r"\unknown", r"\|x", "a)b"])
def test_what_is_not_understood_is_an_error(latex):
    with pytest.raises(Unreadable):
        value(latex)


def test_a_display_falls_into_statements():
    latex = r"\begin{aligned}x&=1,\\y&=2\\&\quad+3,\qquad k=0,1,2,\dots\\z&\le\min(a,\,b)\quad(\ell<D).\end{aligned}"
    expected = ["x=1", "y=2+3", r"k=0,1,2,\dots", r"z\le\min(a,b)", r"(\ell<D)"]
    assert [spelled(row) for row in statements(tokens(latex))] == expected
