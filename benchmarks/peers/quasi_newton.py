"""An iteration of BFGS and of L-BFGS beside scipy's, on Rosenbrock's function in n variables."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import scipy.optimize
from blocks import Pair, Row, side_by_side

from course_lib import BFGS, LBFGS, minimize

SIZES = {2: 0.45, 10: 0.45, 100: 0.25, 500: 0.05}
LARGE = 100_000


def rosenbrock(x: np.ndarray) -> tuple[float, np.ndarray]:
    """Σ 100 (x_{i+1} − x_i²)² + (1 − x_i)² and its gradient: the same function for both sides."""
    inner, rest = x[1:] - x[:-1] ** 2, 1 - x[:-1]
    g = np.zeros_like(x)
    g[:-1] = -400 * x[:-1] * inner - 2 * rest
    g[1:] += 200 * inner
    return float(100 * inner @ inner + rest @ rest), g


def start(n: int) -> np.ndarray:
    return np.tile([-1.2, 1.0], n // 2)


def an_iteration(pair: Pair, ours: int, theirs: int) -> Pair:
    """Two whole runs' times, for one iteration each."""
    scale = theirs / ours
    return Pair(pair.ours / ours, pair.theirs / theirs, *(scale * ratio for ratio in pair[2:]))


def rows() -> Iterator[Row]:
    for n, goal in SIZES.items():
        yield row(n, BFGS(), "BFGS", goal, steps=min(30, 10 + n))
    yield row(LARGE, LBFGS(), "L-BFGS-B", 0.40, steps=40)


def row(n: int, method: BFGS | LBFGS, peer: str, goal: float, steps: int) -> Row:
    x0 = start(n)

    def ours() -> object:
        return minimize(rosenbrock, x0, method, tol=0, max_iter=steps, every=steps)

    def theirs() -> scipy.optimize.OptimizeResult:
        options = {"maxiter": steps, **({"gtol": 0} if peer == "BFGS" else {"gtol": 0, "ftol": 0})}
        return scipy.optimize.minimize(rosenbrock, x0, jac=True, method=peer, options=options)

    pair = an_iteration(side_by_side(ours, theirs), ours().steps, theirs().nit)
    return Row(f"an iteration of {peer.removesuffix('-B')}, n = {n:,}", f"scipy {peer}", pair, goal)
