"""Records what torch.optim does on three problems, for the tests of course_lib.methods.

Run in an environment with torch:  python tests/reference/record_torch_trajectories.py
It writes torch_trajectories.npz beside itself: the problems' data and, for each problem and method, x at STEPS.
"""

from pathlib import Path

import numpy as np
import torch

STEPS = np.array([1, 2, 3, 5, 10, 30, 100, 300, 1000])
OPTIMIZERS = {
    "GradientDescent": lambda p: torch.optim.SGD(p, lr=0.015),
    "Momentum": lambda p: torch.optim.SGD(p, lr=0.01, momentum=0.9),
    "Nesterov": lambda p: torch.optim.SGD(p, lr=0.01, momentum=0.9, nesterov=True),
    "RMSProp": lambda p: torch.optim.RMSprop(p, lr=5e-4),
    "Adam": lambda p: torch.optim.Adam(p, lr=1e-2),
    "AdamW": lambda p: torch.optim.AdamW(p, lr=1e-2, weight_decay=0.1),
    "AMSGrad": lambda p: torch.optim.Adam(p, lr=1e-2, amsgrad=True),
}


def problems(rng):
    """A quadratic with κ = 100, a log-sum-exp, and the quadratic with gradients near 1e-6, where ε = 1e-8 shows.

    RMSProp's rate is so small that it is still under way at the end: at a minimiser √v falls to the size of rounding,
    and the quotient g/√v amplifies it.
    """
    n = 6
    Q, _ = np.linalg.qr(rng.standard_normal((n, n)))
    A = Q * np.geomspace(1, 100, n) @ Q.T
    A = (A + A.T) / 2
    data = {
        "A": A,
        "b": rng.standard_normal(n),
        "C": rng.standard_normal((9, n)),
        "d": rng.standard_normal(9),
        "x0": rng.standard_normal(n),
        "tiny": np.array(1e-8),
    }
    t = {name: torch.from_numpy(value) for name, value in data.items()}

    def quadratic(x):
        return 0.5 * x @ t["A"] @ x - t["b"] @ x

    def log_sum_exp(x):
        return torch.logsumexp(t["C"] @ x + t["d"], 0) + 0.5 * x @ x

    def tiny(x):
        return t["tiny"] * quadratic(x)

    return data, {"quadratic": quadratic, "log_sum_exp": log_sum_exp, "tiny": tiny}


def trajectory(f, x0, make):
    x = torch.from_numpy(x0.copy()).requires_grad_()
    optimizer = make([x])
    rows = []
    for k in range(1, STEPS[-1] + 1):
        optimizer.zero_grad()
        f(x).backward()
        optimizer.step()
        if k in STEPS:
            rows.append(x.detach().numpy().copy())
    return np.array(rows)


if __name__ == "__main__":
    data, functions = problems(np.random.default_rng(20))
    runs = {
        f"{problem}/{method}": trajectory(f, data["x0"], make)
        for problem, f in functions.items()
        for method, make in OPTIMIZERS.items()
    }
    path = Path(__file__).with_name("torch_trajectories.npz")
    np.savez_compressed(path, steps=STEPS, **data, **runs)
    print(f"torch {torch.__version__}: {len(runs)} trajectories, {path.stat().st_size} bytes")
