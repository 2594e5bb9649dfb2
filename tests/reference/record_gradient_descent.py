"""Record 1,000 steps of torch.optim.SGD. Run with torch installed: python tests/reference/record_gradient_descent.py"""

import json
from pathlib import Path

import numpy as np
import torch

KEPT = (1, 2, 3, 10, 30, 100, 300, 1000)


def quadratic(x):
    A = torch.tensor([[4.0, 1.0, 0.0], [1.0, 3.0, -0.5], [0.0, -0.5, 0.1]], dtype=torch.float64)
    b = torch.tensor([1.0, -2.0, 0.3], dtype=torch.float64)
    return 0.5 * x @ A @ x - b @ x


def rosenbrock(x):
    return (100 * (x[1:] - x[:-1] ** 2) ** 2 + (1 - x[:-1]) ** 2).sum()


def logistic(w):
    rng = np.random.default_rng(7)
    X = torch.tensor(rng.normal(size=(40, 3)).round(3))
    y = torch.tensor((rng.uniform(size=40) < 0.5).astype(float))
    z = X @ w
    return (torch.nn.functional.softplus(z) - y * z).mean() + 0.05 * (w @ w)


CASES = {
    "quadratic": (quadratic, [2.0, -1.0, 3.0], 0.3),
    "rosenbrock": (rosenbrock, [-1.2, 1.0, 0.5], 1e-3),
    "logistic": (logistic, [1.0, -1.0, 0.5], 0.5),
}


def trajectory(f, x0, learning_rate):
    x = torch.tensor(x0, dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.SGD([x], lr=learning_rate)
    kept = {}
    for k in range(1, max(KEPT) + 1):
        optimizer.zero_grad()
        f(x).backward()
        optimizer.step()
        if k in KEPT:
            kept[k] = x.detach().tolist()
    return kept


record = {
    name: {"x0": x0, "learning_rate": rate, "x": trajectory(f, x0, rate)} for name, (f, x0, rate) in CASES.items()
}
Path(__file__).with_name("gradient_descent.json").write_text(json.dumps(record, indent=1) + "\n")
