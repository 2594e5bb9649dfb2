"""Counts the evaluations of BFGS and L-BFGS next to scipy's recorded ones: python benchmarks/evaluations.py

A row for each problem and start of `problems`; the ratio where both end at the same minimum.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
from problems import Problem, problems

from course_lib import BFGS, LBFGS, minimize

RECORD = Path(__file__).parents[1] / "tests" / "reference" / "problem_evaluations.json"
METHODS = {"BFGS": BFGS(), "L-BFGS-B": LBFGS()}


class Count(NamedTuple):
    """One run beside its peer; `ratio` is nan where they cannot be compared."""

    problem: str
    stop: str
    evaluations: int
    f: float
    theirs: int
    their_f: float
    ratio: float


def rows(peer: str, cases: Iterable[Problem], max_iter: int = 3000) -> Iterator[Count]:
    """Each problem with the method that stands beside `peer`."""
    record = json.loads(RECORD.read_text(encoding="utf-8"))["cases"]
    for problem in cases:
        run, theirs = minimize(problem, problem.start, METHODS[peer], max_iter=max_iter), record[problem.name][peer]
        same = abs(run.f - theirs["f"]) <= 1e-4 * abs(theirs["f"]) + 1e-6
        comparable = run.converged and theirs["converged"] and same
        ratio = run.evals / theirs["evaluations"] if comparable else np.nan
        stop = run.stop.name.lower().replace("_", " ")
        yield Count(problem.name, stop, run.evals, run.f, theirs["evaluations"], theirs["f"], ratio)


def main() -> None:
    """Print both tables and what they say together."""
    for peer in METHODS:
        print(f"\n{'problem':32}{peer + ':':>14}{'theirs':>8}{'ratio':>7}{'f':>11}{'their f':>11}  stop")
        table = list(rows(peer, problems()))
        for row in table:
            ratio = f"{row.ratio:7.2f}" if np.isfinite(row.ratio) else "      –"
            print(
                f"{row.problem:32}{row.evaluations:14}{row.theirs:8}{ratio}{row.f:11.2g}{row.their_f:11.2g}  {row.stop}"
            )
        ratios = np.array([row.ratio for row in table if np.isfinite(row.ratio)])
        print(f"{len(ratios)} of {len(table)} comparable: median {np.median(ratios):.2f}, worst {ratios.max():.2f}")


if __name__ == "__main__":
    main()
