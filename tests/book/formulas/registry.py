"""Which formula of which page is compared with which function: readings, by label.

    @reads("eq-descent-lemma", "bounds.descent_guarantee")
    def descent_lemma(descent_guarantee, rng):
        yield at({"L": 3.0, "f": f, ...}, {1: descent_guarantee(...)})

A reading yields instances. Each says what the letters of the page stand for, spelled as on the page, and, by the number
of the statement, what the library gives for its last side. The page's statements are then held against both.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

import numpy as np


class Instance(NamedTuple):
    names: Mapping[str, object]
    # the value of a statement's last side: by its number 1, 2, … or by how it begins; −1, −2, … of the first side,
    # (1, 0), (1, 1), … of any
    gives: Mapping[int | str | tuple[int, int], object]
    near: float  # relative tolerance of ≈
    only: frozenset[int | str]  # the statements that are held against it; empty: all


class Reading(NamedTuple):
    label: str
    function: str
    instances: Callable[..., Iterable[Instance]]
    words: tuple[str, ...]  # parts of the display that are no statement, as on the page
    same: tuple[str, ...]  # changes that change nothing, each with its reason in the module

    @property
    def place(self) -> str:
        return f"{self.instances.__module__.rpartition('.')[2]}.{self.instances.__name__}"


READINGS: dict[str, Reading] = {}


def reads(label: str, function: str, *, words: Iterable[str] = (), same: Iterable[str] = ()) -> Callable:
    """Register the reading of a label: `function` is the evidence's, below course_lib; it is the first argument."""

    def register(instances: Callable[..., Iterator[Instance]]) -> Callable[..., Iterator[Instance]]:
        if label in READINGS:
            raise ValueError(f"{label} is read twice, by {READINGS[label].place} and {instances.__name__}")
        READINGS[label] = Reading(label, function, instances, tuple(words), tuple(same))
        return instances

    return register


def at(
    names: Mapping[str, object],
    gives: Mapping[int | str | tuple[int, int], object] | None = None,
    *,
    near: float = 5e-3,
    only: Iterable[int | str] = (),
) -> Instance:
    """One set of values; `near` is what ≈ may differ by, 0 leaves it out; `only` says for which statements it is."""
    return Instance(names, gives or {}, near, frozenset(only))


def spd(rng: np.random.Generator, n: int, low: float = 0.5, high: float = 4.0) -> np.ndarray:
    """A symmetric matrix with eigenvalues from low to high."""
    Q, _ = np.linalg.qr(rng.standard_normal((n, n)))
    return (Q * np.linspace(low, high, n)) @ Q.T
