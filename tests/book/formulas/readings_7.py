"""Chapter 7, practice, and the functions of the summary and the sheet."""

import numpy as np

from course_lib import GradientDescent, functions, he, iterates, softmax
from formulas.registry import at, reads

POINTS = (0.7, -1.3, 2.1, -0.4)
SLOPES = {
    r"\sigma": functions.sigmoid, r"\sigma'": functions.sigmoid_derivative, r"\tanh'": functions.tanh_derivative,
    r"\tanh": functions.tanh,
    r"\operatorname{ReLU}": functions.relu, r"\operatorname{ReLU}'": functions.relu_derivative,
}  # fmt: skip


@reads("eq-across-kink", "derivatives.finite_differences.central_difference")
def across_kink(central_difference, rng):
    for x in (0.3e-5, -0.8e-5):
        quotient = central_difference(np.abs, x, 1e-5)
        yield at({"x": x, r"\varepsilon": 1e-5}, {1: quotient})


@reads("eq-log-sum-exp", "functions.log_sum_exp")
def log_sum_exp(log_sum_exp, rng):
    z = rng.standard_normal(4)
    names = {r"\operatorname{lse}": log_sum_exp, "z": z, "m": z.max(), "s": softmax(z), "i": 2}
    yield at(names, {2: functions.log_softmax(z)[1]})


@reads("eq-lse-gradient", "functions.log_sum_exp")
def lse_gradient(log_sum_exp, rng):
    z = rng.standard_normal(4)
    slope = (log_sum_exp(z + 1e-6 * np.eye(4)[1]) - log_sum_exp(z - 1e-6 * np.eye(4)[1])) / 2e-6
    np.testing.assert_allclose(slope, softmax(z)[1], rtol=1e-8)
    yield at({r"\partial\operatorname{lse}/\partial z": {2: softmax(z)[1]}, "z": z, "s": softmax(z), "i": 2})


def of_one_number(key):
    """Readings of a function of one number: `key` is the letter that the library's function stands for."""

    def instances(function, rng):
        for z in POINTS:
            yield at({**SLOPES, key: function, "z": z})

    instances.__module__, instances.__name__ = __name__, "of_one_number"
    return instances


reads("eq-stable-slopes", "functions.sigmoid_derivative")(of_one_number(r"\sigma'"))
reads("eq-tanh", "functions.tanh_derivative")(of_one_number(r"\tanh'"))
reads("sheet: tanh", "functions.tanh")(of_one_number(r"\tanh"))
reads("eq-sigmoid", "functions.sigmoid")(of_one_number(r"\sigma"))
reads("sheet: relu", "functions.relu")(of_one_number(r"\operatorname{ReLU}"))
# the conditions ask for the sign of z only
reads("eq-relu", "functions.relu", same=["2: z → 1.5 z"])(of_one_number(r"\operatorname{ReLU}"))


@reads("sheet: sigmoid", "functions.sigmoid", words=[r"e^{-\lvert z\rvert}"])
def sheet_sigmoid(sigmoid, rng):
    for z in (0.0, *POINTS):
        slope = functions.sigmoid_derivative(z)
        yield at({r"\sigma": sigmoid, r"\sigma'": float(slope), "z": z}, {2: 0.25})


@reads("eq-gradient-decades", "bounds.gradient_decades", words=[r"\ \text{decades,}"])
def decades(gradient_decades, rng):
    for width, variance in ((100, 0.013), (64, 0.05)):
        names = {"n": width, r"\operatorname{Var}": lambda W, v=variance: v * W, "W": 1.0}
        yield at(names, {1: gradient_decades(width, variance, 0.5)})


@reads("eq-batch-norm", "functions.batch_norm")
def batch_normalised(batch_norm, rng):
    z = rng.standard_normal(5)
    forward = batch_norm(z[:, None], np.array([1.7]), np.array([-0.4]))
    letters = {r"\gamma": 1.7, r"\beta": -0.4, "z": list(z), r"\bar z": z.mean(), "i": 2}
    hat = list(forward.normalized[:, 0])
    yield at({**letters, r"\hat z": hat, r"\operatorname{var}": np.var, "y": list(forward.y[:, 0])})


@reads("eq-residual-gradient", "functions.residual_block_backward")
def residual(residual_block_backward, rng):
    x, dy = rng.standard_normal((2, 1, 3))
    weights = rng.standard_normal((4, 3)), rng.standard_normal(4), rng.standard_normal((3, 4)), rng.standard_normal(3)
    forward = functions.residual_block(x, *weights, "tanh")
    jacobian = weights[2] @ np.diag(1 - np.tanh(forward.z[0]) ** 2) @ weights[0]
    slopes = {r"\partial J/\partial h": residual_block_backward(dy, forward).x[0], r"\partial J/\partial y": dy[0]}
    yield at({**slopes, r"\mathsf J_r": jacobian})


@reads("eq-transient", "bounds.gradient_product_bound")
def transient(gradient_product_bound, rng):
    for k in (2, 3):
        W = np.array([[0.5, 10.0], [0.0, 0.5]])
        assert np.linalg.norm(np.linalg.matrix_power(W, k), 2) <= gradient_product_bound(
            1.0, [np.linalg.norm(W, 2)] * k
        )
        yield at({"W": W, "a": 0.5, "b": 10.0, "k": k})


@reads("eq-clip-norm", "methods.clip_norm")
@reads("sheet: clip_norm", "methods.clip_norm")
def clip_norm(clip_norm, rng):
    for g in (np.array([3.0, -4.0]), np.array([0.3, 0.4])):
        method = clip_norm(GradientDescent(0.1), 2.0)
        p, _ = method.direction(np.zeros(2), g, method.init(np.zeros(2)))
        yield at({"g": g, "c": 2.0}, {1: -p})


@reads("eq-clip-value", "methods.clip_value")
def clip_value(clip_value, rng):
    g = np.array([3.0, -4.0, 0.5])
    method = clip_value(GradientDescent(0.1), 2.0)
    p, _ = method.direction(np.zeros(3), g, method.init(np.zeros(3)))
    for i in (1, 2, 3):
        yield at({"g": g, "c": 2.0, "i": i}, {1: -p[i - 1]})


@reads(
    "eq-recurrent-sum", "networks.recurrent.RecurrentSum", words=[r"J(w,u)=\text{mean of }"], same=["1: h_0 → 1.5 h_0"]
)  # it is 0
def recurrent_sum(RecurrentSum, rng):
    x = rng.standard_normal(4)
    model = RecurrentSum(x[None])
    theta = np.array([0.7, 1.2])
    h = dict(enumerate(np.ravel(model.states(theta))))
    for t in (1, 3):
        yield at({"h": h, "x": x, "w": 0.7, "u": 1.2, "t": t, "T": 4}, {3: model.f(theta)})


@reads("eq-weight-decay", "networks.mlp.MLP")
def weight_decay(MLP, rng):
    plain, decayed = MLP((2, 3, 1)), MLP((2, 3, 1), l2=0.2)
    X, Y, theta = rng.standard_normal((5, 2)), rng.standard_normal((5, 1)), rng.standard_normal(13)
    moved = next(s for s in iterates(decayed.objective(X, Y), theta, GradientDescent(0.3)) if s.k == 1)
    W, dW = (network_part[0][0] for network_part in (plain.unflatten(theta), plain.backward(theta, X, Y).gradients))
    after = plain.unflatten(moved.x)[0][0]
    yield at({"W": W, r"\partial J/\partial W": dW, r"\alpha": 0.3, r"\omega": 0.2}, {1: after})


@reads("eq-mse", "functions.mse")
def mse(mse, rng):
    prediction, target = rng.standard_normal((2, 3, 4))
    slopes = list(functions.mse_gradient(prediction, target))
    names = {"J": mse(prediction, target), r"\hat y": list(prediction), "y": list(target), "N": 3, "i": 2}
    yield at({**names, r"\partial J/\partial\hat y": slopes})


@reads("sheet: mse", "functions.mse")
def sheet_mse(mse, rng):
    prediction, target = rng.standard_normal((2, 3, 4))
    names = {"N": 3, r"\hat y": prediction, "y": target, r"\sum_i": [1, 2, 3]}
    rows = {**names, r"\hat y": list(prediction), "y": list(target)}
    yield at(rows, {1: mse(prediction, target)}, only=[1])
    yield at(names, {2: functions.mse_gradient(prediction, target)}, only=[2])


@reads("eq-cross-entropy", "functions.cross_entropy")
def cross_entropy(cross_entropy, rng):
    z, y = rng.standard_normal((3, 4)), np.array([[0.1, 0.2, 0.3, 0.4], [1, 0, 0, 0], [0, 0.5, 0.5, 0]])
    slopes = list(functions.cross_entropy_gradient(z, y))
    names = {"J": cross_entropy(z, y), "y": list(y), "N": 3, "i": 3, "s": softmax, r"\partial J/\partial z": slopes}
    yield at({**names, "z": list(z)}, only=[1, 4])
    yield at({"s": softmax, "z": z[0], "m": z[0].max()}, only=[2, 3])


@reads("sheet: cross_entropy", "functions.cross_entropy", words=[r"\sum y_i=1"])
def sheet_cross_entropy(cross_entropy, rng):
    z, y = rng.standard_normal((3, 4)), np.array([[0.1, 0.2, 0.3, 0.4], [1, 0, 0, 0], [0, 0.5, 0.5, 0]])
    gives = {1: cross_entropy(z, y), 2: functions.cross_entropy_gradient(z, y)}
    yield at({"s": softmax, "z": list(z), "y": list(y), "N": 3}, {1: gives[1]}, only=[1])
    yield at({"s": softmax(z), "y": y, "N": 3}, {2: gives[2]}, only=[2])


@reads("sheet: softmax", "functions.softmax.softmax")
def sheet_softmax(softmax, rng):
    z = rng.standard_normal(4)
    yield at({"s": softmax(z), "z": z, "i": 2, "m": z.max()})


@reads("sheet: softmax_jacobian", "functions.softmax_jacobian")
def sheet_jacobian(softmax_jacobian, rng):
    z = rng.standard_normal(4)
    yield at({r"\partial s/\partial z": softmax_jacobian(z), "s": softmax(z)})


@reads("sheet: xavier", "networks.initializers.xavier")
def sheet_variance(xavier, rng):
    # one generator draws both, so that the ratio to a standard normal draw is the deviation, exact
    deviation = [scheme(np.random.default_rng(5), (30, 20)) for scheme in (xavier, he)]
    plain = np.random.default_rng(5).standard_normal((30, 20))
    variances = [np.mean((W / plain) ** 2) for W in deviation]
    names = {
        r"\operatorname{Var}": lambda W: variances[0] * W,
        "W": 1.0,
        r"n_{\text{in}}": 20.0,
        r"n_{\text{out}}": 30.0,
    }
    yield at(names, {2: variances[1]})
