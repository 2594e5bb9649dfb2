"""Points to learn from, drawn at random or read from a file, and labelled data split fairly."""

from __future__ import annotations

from os import PathLike

import numpy as np

from course_lib import _checks


def two_moons(rng: np.random.Generator, n: int, noise: float) -> tuple[np.ndarray, np.ndarray]:
    """n points near two half circles of radius 1: (cos t, sin t), and (1 − cos t, ½ − sin t), t uniform in [0, π].

    The second is the first turned by 180° about (½, ¼), so that each moon ends inside the other and no straight line
    parts them.

    Args:
        rng: the source of the numbers.
        n: how many points, ≥ 2; the first moon gets half of them, rounded up.
        noise: standard deviation of the normal number that is added to each coordinate, ≥ 0.

    Returns:
        Points (n, 2), the first moon's before the second's, and the number of the moon, 0 or 1, (n,).

    Raises:
        TypeError: rng is no Generator, n is not a whole number, or noise is not a number.
        ValueError: n < 2 or noise < 0.
    """
    n = _checks.whole("n", n, least=2)
    noise = _checks.nonnegative("noise", noise)
    moon = np.repeat([0, 1], [n - n // 2, n // 2])
    t = _checks.generator("rng", rng).uniform(0, np.pi, n)
    first = np.column_stack([np.cos(t), np.sin(t)])
    points = np.where(moon[:, None] == 0, first, [1.0, 0.5] - first)
    return points + noise * rng.standard_normal((n, 2)), moon


def stratified_split(rng: np.random.Generator, labels: np.ndarray, held_out: int) -> tuple[np.ndarray, np.ndarray]:
    """Rows to learn from and `held_out` rows to judge by, each label's share in both as nearly equal as can be.

    A label with c of the n rows gives c · held_out / n of them, rounded down; the rows still missing come from the
    labels with the largest remainders.

    Args:
        rng: draws the rows.
        labels: one a row, (n,).
        held_out: how many rows to hold out, 1 … n − 1.

    Returns:
        Two arrays of row numbers, (n − held_out,) and (held_out,), each ascending.

    Raises:
        TypeError: rng is no Generator, or held_out is not a whole number.
        ValueError: labels are not one axis, or held_out leaves a side empty.
    """
    labels = np.asarray(labels)
    if labels.ndim != 1:
        raise ValueError(f"labels must have shape (n,), one a row, got {labels.shape}")
    if _checks.whole("held_out", held_out, least=1) >= len(labels):
        raise ValueError(f"held_out must be less than the number of rows, {len(labels)}, got {held_out}")
    order = _checks.generator("rng", rng).permutation(len(labels))
    _, kinds, counts = np.unique(labels[order], return_inverse=True, return_counts=True)
    quotas, remainders = np.divmod(counts * held_out, len(labels))
    quotas[np.argsort(-remainders, kind="stable")[: held_out - quotas.sum()]] += 1
    chosen = np.concatenate([order[kinds == kind][:quota] for kind, quota in enumerate(quotas)])
    return np.setdiff1d(np.arange(len(labels)), chosen), np.sort(chosen)


def read_table(path: str | PathLike[str]) -> np.ndarray:
    """A table of comma-separated values with names in its first line: `table["name"]` is a column.

    Args:
        path: the file.

    Returns:
        A structured array, one entry a row; columns of numbers are numbers, others text.
    """
    return np.genfromtxt(path, delimiter=",", names=True, dtype=None, encoding="utf-8")


def read_digits(path: str | PathLike[str]) -> tuple[np.ndarray, np.ndarray]:
    """Handwritten digits: brightness in [0, 1] of 64 pixels a row, (n, 64), and the digit, (n,).

    Args:
        path: a file with 64 whole numbers from 0 to 16 and the digit in each row.
    """
    rows = np.loadtxt(path, delimiter=",", dtype=int)
    return rows[:, :-1] / 16, rows[:, -1]


def standardized(columns: np.ndarray) -> np.ndarray:
    """(x − mean) / standard deviation of each column, shape (n, m) as given.

    Raises:
        ValueError: a column is constant.
    """
    columns = _checks.floats("columns", columns)
    deviation = columns.std(axis=0)
    if not np.all(deviation > 0):
        raise ValueError(f"columns must not be constant, got the standard deviations {deviation}")
    return (columns - columns.mean(axis=0)) / deviation


def with_intercept(columns: np.ndarray) -> np.ndarray:
    """[1, X]: a column of ones before the columns, (n, m) → (n, m + 1)."""
    return np.column_stack([np.ones(len(columns)), columns])
