"""What the library adds: to a step of a bare loop, and to `import numpy`."""

from __future__ import annotations

import functools
import statistics
import subprocess
import sys
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from blocks import side_by_side

from course_lib import GradientDescent, minimize

STEPS = 1_000
SIZES = (2, 100, 10_000)
STARTS = 15


class Added(NamedTuple):
    """Seconds with and without the library, and the seconds more that were aimed at."""

    work: str
    with_library: float
    without: float
    goal: float


def sphere(x: np.ndarray) -> tuple[float, np.ndarray]:
    return 0.5 * float(x @ x), x.copy()


def bare_loop(x: np.ndarray, learning_rate: float) -> np.ndarray:
    for _ in range(STEPS):
        _, g = sphere(x)
        x = x - learning_rate * g
    return x


def a_step(n: int) -> Added:
    x0, method = np.ones(n), GradientDescent(1e-3)
    run = functools.partial(minimize, sphere, x0, method, tol=0, max_iter=STEPS)
    pair = side_by_side(run, lambda: bare_loop(x0, 1e-3))
    return Added(f"a step of gradient descent, n = {n:,}", pair.ours / STEPS, pair.theirs / STEPS, 5e-6)


def seconds_to_import(name: str) -> float:
    """In a fresh interpreter."""
    code = f"from time import perf_counter as now; start = now(); import {name}; print(now() - start)"
    return float(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout)


def the_import() -> Added:
    times = [[seconds_to_import(name) for name in ("numpy, course_lib", "numpy")] for _ in range(STARTS)]
    both, alone = (statistics.median(column) for column in zip(*times, strict=True))
    return Added("import course_lib after numpy", both, alone, 30e-3)


def rows() -> Iterator[Added]:
    yield from map(a_step, SIZES)
    yield the_import()
