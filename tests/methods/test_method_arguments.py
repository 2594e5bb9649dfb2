"""Arguments that do not fit, each answered by its sentence."""

import numpy as np
import pytest

from course_lib import Armijo, Rosenbrock, minimize
from course_lib.methods import (
    BFGS,
    LBFGS,
    Adam,
    AdamW,
    AMSGrad,
    GradientDescent,
    Momentum,
    Nesterov,
    Newton,
    RMSProp,
    clip_norm,
    clip_value,
    projected,
)


def half_square(x):
    return 0.5 * float(np.sum(x**2)), x


def run(method, x0=(1.0, 2.0)):
    return minimize(half_square, np.array(x0), method, max_iter=5)


@pytest.mark.parametrize(
    ("call", "error", "sentence"),
    [
        (lambda: GradientDescent(0.0), ValueError, r"^learning_rate must be greater than 0, got 0\.0$"),
        (lambda: Momentum(-0.1), ValueError, r"^learning_rate must be greater than 0, got -0\.1$"),
        (lambda: Adam(float("nan")), ValueError, r"^learning_rate must be finite, got nan$"),
        (lambda: RMSProp("0.1"), TypeError, r"^learning_rate must be a real number, got '0\.1' of type str$"),
        (lambda: Momentum(0.1, beta=1.0), ValueError, r"^beta must lie in \[0, 1\), got 1\.0$"),
        (lambda: Nesterov(0.1, beta=-0.5), ValueError, r"^beta must lie in \[0, 1\), got -0\.5$"),
        (lambda: RMSProp(beta=1), ValueError, r"^beta must lie in \[0, 1\), got 1$"),
        (lambda: RMSProp(epsilon=-1e-8), ValueError, r"^epsilon must be at least 0, got -1e-08$"),
        (lambda: Adam(beta1=1.5), ValueError, r"^beta1 must lie in \[0, 1\), got 1\.5$"),
        (lambda: AMSGrad(beta2=1.0), ValueError, r"^beta2 must lie in \[0, 1\), got 1\.0$"),
        (lambda: AdamW(weight_decay=-0.01), ValueError, r"^weight_decay must be at least 0, got -0\.01$"),
        (lambda: AdamW(epsilon=None), TypeError, r"^epsilon must be a real number, got None of type NoneType$"),
        (lambda: Newton(np.eye(2)), TypeError, r"^hessian must be a function of x that returns a matrix, got array"),
        (lambda: Newton(np.diag, damping=-1), ValueError, r"^damping must be at least 0, got -1$"),
        (lambda: LBFGS(memory=0), ValueError, r"^memory must be at least 1, got 0$"),
        (lambda: LBFGS(memory=2.5), TypeError, r"^memory must be a whole number, got 2\.5 of type float$"),
        (lambda: clip_norm(Adam(), 0), ValueError, r"^max_norm must be greater than 0, got 0$"),
        (lambda: clip_value(Adam(), float("inf")), ValueError, r"^limit must be finite, got inf$"),
        (lambda: clip_norm(0.1, 1.0), TypeError, r"^method must have init\(x0\) and direction.*, got 0\.1$"),
        (lambda: clip_value(Adam, 1.0), TypeError, r"^method must be an object such as Adam\(…\), got the class Adam"),
        (lambda: projected(Adam(), 1.0), TypeError, r"^project must be a function of x .* got 1\.0$"),
        (
            lambda: projected(projected(Adam(), np.abs), np.sign),
            ValueError,
            r"^method must not be projected already; pass one projection onto the intersection instead$",
        ),
        (lambda: run(BFGS(), 1.0), ValueError, r"^x0 must be a vector of shape \(n,\) for BFGS, got shape \(\)$"),
        (lambda: run(LBFGS(), [[1.0]]), ValueError, r"^x0 must be a vector .* for LBFGS, got shape \(1, 1\)$"),
        (lambda: run(Newton(np.diag), [[1.0]]), ValueError, r"^x0 must be a vector .* for Newton, got shape \(1, 1\)$"),
        (
            lambda: run(Newton(Rosenbrock())),
            ValueError,
            r"^hessian\(x\) must have shape \(2, 2\) for x of shape \(2,\), got \(\)$",
        ),
    ],
)  # fmt: skip
def test_the_sentence_names_the_argument_and_its_value(call, error, sentence):
    with pytest.raises(error, match=sentence):
        call()


class Careless(GradientDescent):
    """A method whose direction answers with what it was given."""

    def __init__(self, answer, rate=0.1):
        object.__setattr__(self, "answer", answer)
        object.__setattr__(self, "learning_rate", rate)

    def direction(self, x, g, state):
        return self.answer(g, state)


@pytest.mark.parametrize("search", [None, Armijo()])
@pytest.mark.parametrize(
    ("answer", "error", "sentence"),
    [
        (lambda g, s: -g, TypeError, r"^direction must return the pair \(p, state\), got array"),
        (lambda g, s: (-g[:1], s), ValueError, r"^direction must return p in the shape of x, \(2,\), got \(1,\)$"),
        (lambda g, s: (-g @ g, s), ValueError, r"^direction must return p in the shape of x, \(2,\), got \(\)$"),
        (lambda g, s: (-g[:, None], s), ValueError, r"in the shape of x, \(2,\), got \(2, 1\)$"),
    ],
)
def test_a_direction_of_another_shape_is_not_broadcast(answer, error, sentence, search):
    with pytest.raises(error, match=sentence):
        minimize(half_square, np.array([1.0, 2.0]), Careless(answer), search=search, max_iter=5)


def test_a_list_will_do_as_a_direction():
    assert minimize(half_square, np.array([1.0, 2.0]), Careless(lambda g, s: (list(-g), s)), max_iter=500).converged


@pytest.mark.parametrize(("rate", "error"), [(-0.1, ValueError), (0, ValueError), ("0.1", TypeError)])
def test_the_rate_of_ones_own_method_is_checked_on_entry(rate, error):
    with pytest.raises(error, match=r"^learning_rate must be"):
        run(Careless(lambda g, s: (-g, s), rate))
