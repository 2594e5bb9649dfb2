"""What the library adds to a step, what an explorer costs, and how soon a chapter is ready on a phone."""

import statistics
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

import explorers
import numpy as np
import pages

from course_lib import GradientDescent, minimize

STEPS = 2_000
REPEATS = 7
SIZES = (2, 100, 10_000)


def microseconds_per_step(run: Callable[[], object]) -> float:
    """Return the median over REPEATS runs of STEPS steps."""
    times = []
    for _ in range(REPEATS):
        start = perf_counter()
        run()
        times.append((perf_counter() - start) / STEPS * 1e6)
    return statistics.median(times)


def bare_loop(objective: Callable, x: np.ndarray, learning_rate: float) -> np.ndarray:
    for _ in range(STEPS):
        _, gradient = objective(x)
        x = x - learning_rate * gradient
    return x


def sphere(x: np.ndarray) -> tuple[float, np.ndarray]:
    return 0.5 * float(x @ x), x.copy()


def main() -> None:
    print(f"gradient descent, microseconds a step (median of {REPEATS} runs of {STEPS} steps)\n")
    print(f"{'entries':>9}{'bare loop':>12}{'minimize':>12}{'added':>9}")
    for size in SIZES:
        x0 = np.ones(size)
        bare = microseconds_per_step(lambda x0=x0: bare_loop(sphere, x0, 1e-3))
        method = GradientDescent(1e-3)
        full = microseconds_per_step(lambda x0=x0, m=method: minimize(sphere, x0, m, tol=0, max_iter=STEPS))
        print(f"{size:>9}{bare:>12.2f}{full:>12.2f}{full - bare:>9.2f}")
    explorers.report((Path(__file__).parents[1] / "book" / "_static" / "interactive.js").read_text(encoding="utf-8"))
    pages.report()


if __name__ == "__main__":
    main()
