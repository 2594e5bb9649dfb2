"""The summary's sections and the sheet's rows that no chapter's reading holds; and theorems' own displays."""

import numpy as np

from course_lib import GradientDescent, bounds, functions, iterates, softmax
from course_lib.objectives import LogCosh
from formulas.readings_1 import descent_lemma, gradient_descent
from formulas.readings_2 import step
from formulas.readings_5 import smallest_gradient, tight_rate, two_modes
from formulas.readings_6b import CONSTANTS, adam_letters
from formulas.registry import at, reads


@reads("sheet: bounds.descent_guarantee", "bounds.descent_guarantee")
def sheet_descent_lemma(descent_guarantee, rng):
    for instance in descent_lemma(descent_guarantee, rng):
        names, gives = instance.names, instance.gives
        point = names["x"] - names[r"\alpha"] * names["g"]
        f = names["f"]
        yield at(names, {-1: f(point), 1: f(names["x"]) - gives[1]})


@reads("thm-damped-newton", "methods.Newton", same=["1: 0 → 1"])  # less than 0 is less than 1
def damped_newton(Newton, rng):
    f, x = LogCosh(), rng.standard_normal(3)
    step = next(s for s in iterates(f, x, Newton(f.hessian)) if s.k == 1)
    g, kappa = f.gradient(x), np.linalg.cond(f.hessian(x))
    names = {"g": g, "p": step.p, r"\kappa": lambda B: kappa * B, "B": 1.0}
    yield at(names, {-1: g @ step.p, (1, 1): -np.linalg.norm(g) * np.linalg.norm(step.p) / kappa})


@reads("lem-wolfe-pair", "running.line_search.StrongWolfe")
def wolfe_pair(StrongWolfe, rng):
    # yᵀs = α(φ'(α) − φ'(0)); with φ'(α) = c₂φ'(0) both sides are equal
    slope, c2, alpha = -2.0, 0.4, 0.7
    assert StrongWolfe(c2=c2).c2 == c2
    for end in (c2 * slope, 0.0):
        s = np.array([1.0, -2.0])
        y = alpha * (end - slope) / (s @ s) * s
        names = {"y": y, "s": s, "c_2": c2, r"\alpha": alpha, r"\phi'": {0.0: slope}.__getitem__}
        yield at(names, {-1: y @ s, (1, 1): (1 - c2) * alpha * abs(slope), 1: 0.0})


@reads("thm-heavy-ball-optimal", "bounds.heavy_ball_tuning", words=[r"r\ \ge\ \rho="])
def heavy_ball_optimal(heavy_ball_tuning, rng):
    tuning = heavy_ball_tuning(1.0, 9.0)
    letters = {r"\kappa": 9.0, "L": 9.0, r"\mu": 1.0, r"\rho": tuning.rho}
    yield at({**letters, r"\alpha": tuning.learning_rate, r"\beta": tuning.beta}, {1: tuning.rho})


@reads("thm-nesterov-quadratic", "bounds.nesterov_tuning")
def nesterov_quadratic(nesterov_tuning, rng):
    yield at({r"\rho": nesterov_tuning(1.0, 7.0).rho, r"\kappa": 7.0})


@reads("prop-bias-correction", "methods.Adam")
def bias_correction(Adam, rng):
    _, names = adam_letters(Adam(*CONSTANTS.values()), rng, **CONSTANTS)
    k = 3
    weights = {i: 0.2 * 0.8**i / (1 - 0.8**k) for i in range(k)}
    for i in (0, 2):
        yield at({**names, r"\hat m": {k: names["m"][k] / (1 - 0.8**k)}, "w": weights, "i": i})


@reads("thm-adam-step", "bounds.adam_largest_step", words=[r"\quad\text{for } k\to\infty"])
def adam_step(adam_largest_step, rng):
    letters = {r"\alpha": 0.3, r"\beta_1": 0.8, r"\beta_2": 0.9, "r": 0.64 / 0.9, "k": 4}
    bound, limit = adam_largest_step(0.3, 0.8, 0.9, 4), adam_largest_step(0.3, 0.8, 0.9)
    for length in (-bound, bound, bound / 2):
        yield at({**letters, "x": {3: 1.0, 4: 1.0 + length}}, {-1: abs(length), 1: bound, 2: limit})


@reads("thm-rare-drift", "experiments.rare_gradient.rare_gradient_drift")
def rare_drift(rare_gradient_drift, rng):
    period, large = 5, 7.0
    m, v = {}, {}
    mean = square = 0.0
    for k in range(4000):  # the running means of the chapter, once they repeat
        g = large if k % period == 0 else -1.0
        mean, square = 0.8 * mean + 0.2 * g, 0.9 * square + 0.1 * g * g
        m[k % period], v[k % period] = mean, square
    drift = -sum(m[j] / np.sqrt(v[j]) for j in range(period))
    np.testing.assert_allclose(rare_gradient_drift(period, large, beta2=0.9, beta1=0.8), drift, rtol=1e-9)
    for j in (0, 3):
        yield at({"m": m, "v": v, "j": j, "C": large, "P": period, r"\beta_1": 0.8, r"\beta_2": 0.9})


SHIFTS = (r"1: (z+c \mathbf 1): the other sign", "1: c → 1.5 c", r"1: \mathbf 1 → 1.5 \mathbf 1")  # c is any number


@reads("thm-shift", "functions.softmax.softmax", same=SHIFTS)
def shift(softmax, rng):
    z, c = rng.standard_normal(4), 0.7
    names = {r"\operatorname{softmax}": softmax, "z": z, "c": c, r"\mathbf 1": np.ones(4), "m": z.max(), "n": 4}
    yield at(names, {-3: z.max(), (3, 1): functions.log_sum_exp(z), 3: z.max() + np.log(4)})


@reads("thm-wrong-axis", "functions.softmax.softmax")
def wrong_axis(softmax, rng):
    X, y, alpha = rng.standard_normal((5, 2)), np.array([0, 0, 1, 2, 2]), 0.3
    targets, W, start = np.eye(3)[y], rng.standard_normal((3, 2)), rng.standard_normal(3)
    b = start.copy()
    for _ in range(4):
        b = b - alpha * np.mean(softmax(X @ W.T + b, axis=0) - targets, axis=0)
    for c in (0, 1):
        count = np.sum(y == c)
        yield at({"b_c": b[c], "b_{0,c}": start[c], "k": 4, r"\alpha": alpha, "N_c": count, "N": 5})


@reads("thm-gradient-product", "bounds.gradient_product_bound")
def gradient_product(gradient_product_bound, rng):
    W, gamma = {2: 1.3, 3: 0.9, 4: 3.0}, {1: 0.25, 2: 1.0, 3: 0.5}
    bound = gradient_product_bound(list(gamma.values()), list(W.values())) * 3.0
    for length in (bound, bound / 2):
        yield at({r"\delta": {1: length, 4: 3.0}, "D": 4, r"\gamma": gamma, "W": W}, {1: bound})


@reads("thm-gradient-variance", "bounds.gradient_variance_factor")
def gradient_variance(gradient_variance_factor, rng):
    factor = gradient_variance_factor(30, 0.05, 0.5)
    names = {
        r"\delta": {3: np.sqrt(factor * 4.0), 4: 2.0},
        "n": {3: 30},
        r"\ell": 4,
        r"\varphi'": np.sqrt(0.5),
        "W": 1.0,
    }
    yield at({**names, r"\mathbb E": lambda v: v, r"\operatorname{Var}": lambda W: 0.05 * W})


@reads("thm-chain-scalar", "derivatives.autodiff.jacobian_vector_product", words=[r"\frac{dy}{dx} ="])
def chain_scalar(jacobian_vector_product, rng):
    x = 0.7
    inner = {"g": np.sin, "g'": np.cos, "f'": lambda u: 3 * u**2}
    slope = jacobian_vector_product(lambda x: np.array([np.sin(x[0]) ** 3]), np.array([x]), np.ones(1))[0]
    yield at({**inner, "x": x}, {1: slope})


@reads("08-summary: Gradient Descent", "bounds.contraction", words=[r"f^\star>-\infty", r"k\ge1"])
def summary_descent(contraction, rng):
    smallest, least = r"\min_{i<k}", r"f(x_k)-f^\star\le\frac{LR^2}"
    for names in two_modes((0.2, 0.4, 0.45)):
        alpha, x = names[r"\alpha"], names["x"]
        yield at({**names, "x": {3: x[3], 4: x[3] - alpha * names[r"\nabla f"](x[3])}}, only=["x_{k+1}="])
        distance = bounds.strongly_convex_distance(alpha, 1.0, 4.0, 2.0, 3)
        gap = bounds.strongly_convex_gap(alpha, 1.0, 4.0, 2.0, 3)
        gives = {r"\lVert x_k": distance, r"\rho=": contraction(alpha, 1.0, 4.0), r"f(x_k)-f^\star\le\frac L": gap}
        yield at(names, gives, only=[*gives, r"R=", r"\nabla f(x_k)\ne", r"\alpha>0"])
    best = bounds.best_rate(1.0, 4.0)
    yield at({r"\alpha": best, "L": 4.0, r"\mu": 1.0}, only=[r"\alpha=2/"])
    yield from (
        one._replace(gives={smallest: one.gives[1]}, only=frozenset([smallest]))
        for one in smallest_gradient(bounds.smallest_squared_gradient, rng)
    )
    yield from (
        one._replace(gives={least: one.gives[1]}, only=frozenset([least]))
        for one in tight_rate(bounds.tight_convex_gap, rng)
    )


@reads("08-summary: Activation Functions", "functions.tanh_derivative", words=["z=0", "z=10^{-8}"])
def summary_functions(tanh_derivative, rng):
    for z in (0.7, -1.3):
        names = {r"\tanh": functions.tanh, r"\tanh'": tanh_derivative, "z": z}
        yield at({**names, r"\sigma": functions.sigmoid, r"\sigma'": functions.sigmoid_derivative})


LOGITS = ("s>0", r"z=z_{\text{true}}-z_{\text{other}}", "z=(0,-800)")


@reads("08-summary: Loss Functions", "functions.softmax_jacobian", words=LOGITS)
def summary_losses(softmax_jacobian, rng):
    z, y = rng.standard_normal(4), np.array([0.3, 0.1, 0.9, 0.4])
    s = softmax(z)
    yield at({r"\partial J/\partial z": softmax_jacobian(z).T @ (-y / s), "s": s, "y": y})


@reads("08-summary: What to remember", "networks.mlp.MLP.backward", words=["|z|=19.1", r"0<\alpha<2/L", r"\ell<D"])
def summary_spoken(backward, rng):
    for instance in step(backward, rng):
        yield at(instance.names, only=[r"\delta_\ell=", r"\partial J/\partial W_\ell="])
    for instance in gradient_descent(GradientDescent, rng):
        yield at(instance.names, only=["x_{k+1}="])
