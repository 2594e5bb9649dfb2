"""The examples of the corrections of chapters 7 and 8, and results that are typed into the chapters' text."""

import numpy as np

from course_lib import GradientDescent, bounds, cross_entropy, functions, mse_gradient, softmax
from course_lib import minimize as run
from course_lib.derivatives.finite_differences import central_difference
from course_lib.functions import log_softmax, sigmoid, sigmoid_derivative, tanh, tanh_derivative
from printed.numbers import prints


@prints("correction-7-1")
def verdict():
    x = np.array([3.0, 1.0])
    yield (
        r"with the right gradient $(6,2)$",
        [central_difference(lambda t, e=e: (x + t * e) @ (x + t * e), 0.0, 0.5) for e in np.eye(2)],
    )


def printed_check(f, gradient, x, step=1e-5):
    """The source's loop, entry by entry."""
    found = np.zeros(len(x))
    for i in range(len(x)):
        plus, minus = x.copy(), x.copy()
        plus[i] += step
        minus[i] -= step
        found[i] = (f(plus) - f(minus)) / (2 * step)
    with np.errstate(invalid="ignore"):
        return np.abs(found - gradient) / (np.abs(found) + np.abs(gradient))


@prints("correction-7-1-relative")
def relative_to_what():
    x = np.array([1.0, 1e-9, 0.0])
    f = lambda x: 50 * x[0] ** 2 + x[1] ** 2 + x[2] ** 3  # noqa: E731
    errors = printed_check(f, np.array([100.0, 2e-9, 0.0]), x)
    yield 'has "errors" of 0.03', errors[1]
    yield r"a factor of 2 gives $\frac13$", (2 - 1) / (2 + 1)


@prints("correction-7-1-arrays")
def integers():
    x = np.array([2, 3])
    f = lambda x: float(x[0] ** 2 + x[1] ** 2)  # noqa: E731
    found = []
    for i in range(2):
        plus, minus = x.copy(), x.copy()
        plus[i], minus[i] = int(plus[i] + 1e-5), int(minus[i] - 1e-5)
        found.append(round((f(plus) - f(minus)) / 2e-5))
    yield 'the "derivatives" are 150000 and 249999', [found[0], found[1] - 1]  # the division rounds
    yield "instead of 4 and 6", 2 * x


@prints("correction-7-1-kinks")
def kinks():
    yield r"the quotient is $\frac12$", central_difference(functions.relu, 0.0, 1e-5)
    yield r"with $\varepsilon=10^{-5}$ is 0.01", central_difference(np.abs, 1e-7, 1e-5)
    yield "the slope is 1", np.sign(1e-7)


@prints("correction-7-2")
def one_maximum():
    x = np.array([[1.0, 2.0, 3.0], [1001.0, 1002.0, 1003.0]])
    e = np.exp(x - x.max())
    yield "the row sums are 0 and 1", (e / e.sum()).sum(axis=1)


@prints("correction-7-2-logarithm")
def logarithm():
    yield "The true value is $-800$", log_softmax(np.array([0.0, -800.0]))[1]


@prints("correction-7-3")
def transposes():
    yield "$W_2$ has shape $(3,5)$", (3, 5)
    yield "$W_3$ shape $(6,3)$", (6, 3)


@prints("correction-7-3-norms")
def norms():
    yield (
        r"Sigmoid layers with $\|W\|=3.9$ vanish at least as fast as $0.975",
        bounds.gradient_product_bound(0.25, [3.9]),
    )
    yield r"lose 7.5 decades on average", -bounds.gradient_decades(512, 1 / 512, 0.5, 50)


@prints("correction-7-3-cures")
def cures():
    yield r"$\pi/(\pi-1)\approx1.467$", np.pi / (np.pi - 1)
    yield r"$\frac12\log_{10}2=0.1505$", -bounds.gradient_decades(64, 1 / 64, 0.5)
    yield r"decades in each layer, 7.5", -bounds.gradient_decades(64, 1 / 64, 0.5, 50)
    gain = np.log10(np.pi / (np.pi - 1)) / 2
    yield r"Batch normalisation gains 0.083", gain
    yield r"0.083 decades in each layer, 4.2", 50 * gain


@prints("correction-7-4")
def large_norms():
    norm = lambda W: np.linalg.norm(W, 2)  # noqa: E731
    W, power = np.array([[0.0, 2.0], [0.0, 0.0]]), np.array([[0.5, 10.0], [0.0, 0.5]])
    yield "has norm 2", norm(W)
    yield "has norm 2 and $W^2=0$", norm(W @ W)
    norms = [norm(np.linalg.matrix_power(power, k)) for k in (1, 2, 3, 4)]
    yield "have the norms 10.02, 10.01, 7.50, 5.00", norms


@prints("correction-8-letter")
def one_letter():
    f = lambda x: (5 * x**2, 10 * x)  # noqa: E731
    trace = {
        rate: run(f, np.array(1.0), GradientDescent(rate), tol=0, max_iter=2, keep="x").trace.x for rate in (0.1, 0.2)
    }
    yield "has smoothness constant 10", f(1.0)[1]
    yield "and value 5", f(1.0)[0]
    assert trace[0.1][1] == 0
    yield "it goes to $-1$", trace[0.2][1]
    yield "back to $1$", trace[0.2][2]


@prints("correction-8-backpropagation")
def wrong_slope():
    yield "has the slope $0.41997$", tanh_derivative(1.0)
    yield "The sigmoid's slope there is $0.19661$", sigmoid_derivative(1.0)
    yield "in ten such layers 2,000", round((tanh_derivative(1.0) / sigmoid_derivative(1.0)) ** 10, -3)


def quotient(z):
    return (np.exp(z) - np.exp(-z)) / (np.exp(z) + np.exp(-z))


@prints("correction-8-tanh")
def printed_tanh():
    yield r"its relative error is $6\cdot10^{-9}$", abs(quotient(1e-8) / tanh(1e-8) - 1)
    yield r"at $10^{-17}$ the quotient is 0", quotient(1e-17)
    # a correctly rounded tanh is 1 from 19.06 on; NumPy's, off by a unit in the last place, a little sooner
    assert 1 - np.tanh(18.9) ** 2 > 0 and not (1 - np.tanh(np.arange(19.1, 30, 1e-3)) ** 2).any()
    yield r"From $|z|=19.1$", np.log(2.0**55) / 2
    yield r"$1-\tanh^2z$ is 0", 1 - np.tanh(19.1) ** 2
    yield r"$4e^{-2|z|}=1.03\cdot10^{-16}$", tanh_derivative(19.1)


@prints("correction-8-relu")
def relu():
    yield r"/2t$, is $\frac12$", central_difference(functions.relu, 0.0, 0.7)


@prints("correction-8-sigmoid")
def printed_sigmoid():
    yield "overflows below $z=-709.78$", -np.log(np.finfo(float).max)
    yield "at $z=37$ the product is 0", sigmoid(37.0) * (1 - sigmoid(37.0))
    yield r"the true slope is $8.5\cdot10^{-17}$", sigmoid_derivative(37.0)


@prints("correction-8-mse")
def what_n_counts():
    prediction, target = np.arange(15.0).reshape(5, 3), np.ones((5, 3))
    ratio = 2 * (prediction - target) / 15 / np.where(prediction == target, 1, mse_gradient(prediction, target))
    yield r"over all fifteen entries is $\frac23$", ratio.max()


@prints("correction-8-cross-entropy")
def logits():
    yield "the loss is 800", cross_entropy([0.0, -800.0], 1)
    yield "if the first is, the loss is 0", cross_entropy([0.0, -800.0], 0)
    y, s = np.array([1, 1, 0.5]), softmax(np.zeros(3))
    yield "which sum to 2.5", y.sum()
    yield r"$(-\frac16,-\frac16,\frac13)$", functions.softmax_jacobian(np.zeros(3)).T @ (-y / s)
    yield r"$(-\frac23,-\frac23,-\frac16)$", s - y


@prints("07-practice")
def practice():
    yield r"(1.331-0.729)/0.2=3.01$", central_difference(lambda x: x**3, 1.0, 0.1)
    yield r"$(1.331-1)/0.1=3.31$", (1.1**3 - 1) / 0.1
    yield r"$e^2/(e^2+1)=0.88$", softmax([2.0, 0.0])[0]
    yield "and $0.12$", softmax([2.0, 0.0])[1]
    yield r"$1/(1+e^{-2})=0.88$", sigmoid(2.0)
    yield r"where $1.5\cdot10^{-8}$ is right", cross_entropy([18.0, 0.0], 0)
    yield r"$\sigma(9)=0.99988$", sigmoid(9.0)
    yield "where $0.000123$", sigmoid(-9.0)
    yield r"$z=53\log2=36.74$", 53 * np.log(2)
    yield r"$7\log_{10}1.5=1.23$", 7 * np.log10(1.5)
    yield r"$7\log_{10}\frac{29}{28}=0.11$", 7 * np.log10(29 / 28)
    decades = [bounds.gradient_decades(64, gain / 64, 0.5) for gain in (1, 2, 4)]
    yield r"these are $-0.1505$, $0$ and $+0.1505$", np.round(decades, 12)


@prints("06-advanced-methods")
def advanced_methods():
    yield r"later ones reach up to $7.27\,\alpha$", bounds.adam_largest_step(1.0)


@prints("08-summary")
def summary():
    assert not (1 - np.tanh(np.arange(19.1, 30, 1e-3)) ** 2).any()
    yield r"it is exactly 0 from $|z|=19.1$", np.log(2.0**55) / 2
    yield "caps the loss at $18.4$", -np.log(1e-8)


@prints("notation")
def notation():
    yield r"unit of rounding, $2^{-53}$", np.log2(np.finfo(float).eps / 2)
