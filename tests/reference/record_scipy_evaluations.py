"""Records how often scipy.optimize.minimize evaluates known functions, for the tests of BFGS and L-BFGS.

Run in an environment with scipy:  python tests/reference/record_scipy_evaluations.py
It writes scipy_evaluations.json beside itself: for each case the start, and per method the number of evaluations of
(f, gradient) until the largest entry of the gradient is at most 1e-6, and the f that was reached.
"""

import json
from pathlib import Path

import numpy as np
import scipy
from scipy.optimize import minimize

OPTIONS = {
    "BFGS": {"gtol": 1e-6, "maxiter": 10_000},
    "L-BFGS-B": {"gtol": 1e-6, "ftol": 0.0, "maxcor": 10, "maxiter": 10_000, "maxfun": 100_000},
}


def squares(residuals, jacobian):
    """Σ rᵢ² and its gradient 2Jᵀr."""

    def value_and_grad(x):
        r, J = np.array(residuals(*x), float), np.array(jacobian(*x), float)
        return r @ r, 2 * J.T @ r

    return value_and_grad


def rosenbrock(x):
    u, v = x[:-1], x[1:]
    g = np.zeros_like(x)
    g[:-1] += -400 * u * (v - u**2) - 2 * (1 - u)
    g[1:] += 200 * (v - u**2)
    return np.sum(100 * (v - u**2) ** 2 + (1 - u) ** 2), g


beale = squares(
    lambda x, y: [1.5 - x * (1 - y), 2.25 - x * (1 - y**2), 2.625 - x * (1 - y**3)],
    lambda x, y: [[y - 1, x], [y**2 - 1, 2 * x * y], [y**3 - 1, 3 * x * y**2]],
)
himmelblau = squares(lambda x, y: [x**2 + y - 11, x + y**2 - 7], lambda x, y: [[2 * x, 1], [1, 2 * y]])
powell_singular = squares(
    lambda a, b, c, d: [a + 10 * b, 5**0.5 * (c - d), (b - 2 * c) ** 2, 10**0.5 * (a - d) ** 2],
    lambda a, b, c, d: [
        [1, 10, 0, 0],
        [0, 0, 5**0.5, -(5**0.5)],
        [0, 2 * (b - 2 * c), -4 * (b - 2 * c), 0],
        [2 * 10**0.5 * (a - d), 0, 0, -2 * 10**0.5 * (a - d)],
    ],
)
wood = squares(
    lambda a, b, c, d: [
        10 * (b - a**2),
        1 - a,
        90**0.5 * (d - c**2),
        1 - c,
        10**0.5 * (b + d - 2),
        10**-0.5 * (b - d),
    ],
    lambda a, b, c, d: [
        [-20 * a, 10, 0, 0],
        [-1, 0, 0, 0],
        [0, 0, -2 * 90**0.5 * c, 90**0.5],
        [0, 0, -1, 0],
        [0, 10**0.5, 0, 10**0.5],
        [0, 10**-0.5, 0, -(10**-0.5)],
    ],
)


def quadratic(eigenvalues):
    return lambda x: (0.5 * np.sum(eigenvalues * x**2), eigenvalues * x)


def logistic(X, y, l2):
    def value_and_grad(w):
        z = X @ w
        return np.mean(np.logaddexp(0, z) - y * z) + 0.5 * l2 * w @ w, X.T @ (1 / (1 + np.exp(-z)) - y) / len(
            y
        ) + l2 * w

    return value_and_grad


def drawn_data(rng):
    X = rng.standard_normal((60, 5)).round(3)
    y = (rng.random(60) < 1 / (1 + np.exp(-X @ rng.standard_normal(5)))).astype(float)
    return {"X": X.tolist(), "y": y.tolist(), "l2": 0.01}


if __name__ == "__main__":
    data = drawn_data(np.random.default_rng(7))
    spectrum = np.geomspace(1, 1000, 20)
    cases = {
        "rosenbrock_2": (rosenbrock, [-1.2, 1.0]),
        "rosenbrock_10": (rosenbrock, [-1.2, 1.0] * 5),
        "beale": (beale, [1.0, 1.0]),
        "himmelblau": (himmelblau, [0.0, 0.0]),
        "powell_singular": (powell_singular, [3.0, -1.0, 0.0, 1.0]),
        "wood": (wood, [-3.0, -1.0, -3.0, -1.0]),
        "quadratic_L_1": (quadratic(spectrum / 1000), [1.0] * 20),
        "quadratic_mu_1": (quadratic(spectrum), [1.0] * 20),
        "logistic": (logistic(np.array(data["X"]), np.array(data["y"]), data["l2"]), [0.0] * 5),
    }
    record = {"scipy": scipy.__version__, "logistic": data, "cases": {}}
    for name, (f, x0) in cases.items():
        runs = {m: minimize(f, np.array(x0), jac=True, method=m, options=options) for m, options in OPTIONS.items()}
        if not all(run.success for run in runs.values()):
            raise RuntimeError(f"{name}: {[run.message for run in runs.values()]}")
        record["cases"][name] = {"x0": x0} | {m: {"nfev": run.nfev, "f": float(run.fun)} for m, run in runs.items()}
        print(name, {m: run.nfev for m, run in runs.items()})
    Path(__file__).with_name("scipy_evaluations.json").write_text(json.dumps(record) + "\n", encoding="utf-8")
