"""How the time and the memory of a step grow with the number of unknowns, beside the floor under them."""

from __future__ import annotations

import functools
import tracemalloc
from collections.abc import Callable, Iterator
from time import perf_counter
from typing import NamedTuple

import numpy as np

from course_lib import (
    BFGS,
    LBFGS,
    MLP,
    Adam,
    AdamW,
    AMSGrad,
    GradientDescent,
    Method,
    Momentum,
    Nesterov,
    Newton,
    Quadratic,
    RMSProp,
    minimize,
)

SIZES = (10, 32, 100, 316, 1_000, 3_162, 10_000, 31_623, 100_000)
WIDTHS = (8, 16, 32, 64, 128, 256, 512)
BATCH = 128
REPEATS = 5
A_RUN = 0.05  # seconds, roughly
RATE = 1e-3
METHODS: dict[str, Callable[[object], Method]] = {  # each for an objective
    "gradient descent": lambda f: GradientDescent(RATE),
    "momentum": lambda f: Momentum(RATE),
    "Nesterov": lambda f: Nesterov(RATE),
    "RMSProp": lambda f: RMSProp(RATE),
    "Adam": lambda f: Adam(RATE),
    "AdamW": lambda f: AdamW(RATE),
    "AMSGrad": lambda f: AMSGrad(RATE),
    "L-BFGS": lambda f: LBFGS(),
    "BFGS": lambda f: BFGS(),
    "Newton": lambda f: Newton(f.hessian),
}
LARGEST = {"BFGS": 2_000, "Newton": 2_000}  # where a matrix of n² entries still fits


class Curve(NamedTuple):
    """Seconds (or bytes) at each n, the floor there, and the fitted exponent of the largest half of the sizes."""

    name: str
    n: list[int]
    seconds: list[float]
    floor: list[float]
    memory: list[int]
    exponent: float


def exponent(n: list[int], seconds: list[float]) -> float:
    """The slope of log time against log n where the arithmetic shows: over the largest half of the sizes."""
    half = len(n) // 2
    return float(np.polyfit(np.log(n[half:]), np.log(seconds[half:]), 1)[0])


def fastest(run: Callable[[], object], calls: int) -> float:
    """Seconds a call, the least over REPEATS: what is slower was disturbed."""
    times = []
    for _ in range(REPEATS):
        start = perf_counter()
        for _ in range(calls):
            run()
        times.append((perf_counter() - start) / calls)
    return min(times)


def peak(run: Callable[[], object]) -> int:
    """The most bytes in use at once, beyond those before."""
    tracemalloc.start()
    run()
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most


def bowl(n: int, dense: bool) -> Quadratic | Callable:
    """½ xᵀx in a form that has what the method asks for: a Hessian, or a gradient that costs n."""
    if dense:
        return Quadratic(np.diag(np.linspace(1, 10, n)))
    scale = np.linspace(1, 10, n)
    return lambda x: (0.5 * float(x @ (scale * x)), scale * x)


def method_curve(name: str) -> Curve:
    sizes = [n for n in SIZES if n <= LARGEST.get(name, np.inf)]
    seconds, floor, memory = [], [], []
    for n in sizes:
        f, x0 = bowl(n, dense=name == "Newton"), np.ones(n)
        gradient = getattr(f, "value_and_grad", f)
        one = fastest(functools.partial(gradient, x0), 3)
        steps = 1 if name == "Newton" else int(np.clip(A_RUN / (10 * one + 2e-5), 3, 200))
        run = functools.partial(minimize, f, x0, METHODS[name](f), tol=0, max_iter=steps, every=steps)
        result = run()
        seconds.append(fastest(run, 1) / max(1, result.steps))
        floor.append(one)
        memory.append(peak(run))
    return Curve(name, sizes, seconds, floor, memory, exponent(sizes, seconds))


def products(X: np.ndarray, W: np.ndarray) -> None:
    """Three layers' products: the pass forward, the error back, the gradient."""
    for _ in range(3):
        X @ W.T, X @ W, X.T @ X


def network_curve() -> Curve:
    """Loss and gradient of a network with three square layers; the floor are its nine products of matrices alone."""
    rng = np.random.default_rng(0)
    seconds, floor, memory = [], [], []
    for width in WIDTHS:
        network = MLP((width,) * 4, activation="relu")
        theta, X = network.init(rng, "he"), rng.standard_normal((BATCH, width))
        f, W = network.objective(X, X), rng.standard_normal((width, width))
        calls = int(np.clip(A_RUN / (3e-9 * BATCH * width**2), 1, 100))

        run = functools.partial(f, theta)
        seconds.append(fastest(run, calls))
        floor.append(fastest(functools.partial(products, X, W), calls))
        memory.append(peak(run))
    return Curve("network", list(WIDTHS), seconds, floor, memory, exponent(list(WIDTHS), seconds))


def curves() -> Iterator[Curve]:
    yield from map(method_curve, METHODS)
    yield network_curve()
