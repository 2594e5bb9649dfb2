"""Two ways of doing the same, timed in turns: what slows the machine for a while slows both."""

from __future__ import annotations

import statistics
from collections.abc import Callable
from time import perf_counter
from typing import NamedTuple

BLOCKS = 9
SECONDS = 0.2  # the least length of a block


class Pair(NamedTuple):
    """Seconds a call on both sides, and the median, least and largest ratio ours / theirs over the blocks."""

    ours: float
    theirs: float
    ratio: float
    least: float
    largest: float


def seconds_a_call(run: Callable[[], object], calls: int) -> float:
    """The mean over one block."""
    start = perf_counter()
    for _ in range(calls):
        run()
    return (perf_counter() - start) / calls


def calls_a_block(run: Callable[[], object]) -> int:
    """How many calls fill a block, after a first one that compiles, caches and loads."""
    run()
    return max(1, round(SECONDS / max(seconds_a_call(run, 1), 1e-9)))


def side_by_side(ours: Callable[[], object], theirs: Callable[[], object], blocks: int = BLOCKS) -> Pair:
    """Blocks of both in turns."""
    sides = (ours, theirs)
    calls = [calls_a_block(side) for side in sides]
    times = [[seconds_a_call(side, n) for side, n in zip(sides, calls, strict=True)] for _ in range(blocks)]
    ratios = sorted(a / b for a, b in times)
    middle = [statistics.median(column) for column in zip(*times, strict=True)]
    return Pair(*middle, statistics.median(ratios), ratios[0], ratios[-1])


class Row(NamedTuple):
    """One line of the table: what was done, beside whom, how long both took, and the ratio that was aimed at."""

    work: str
    peer: str
    pair: Pair
    goal: float
