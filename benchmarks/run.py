"""Everything that `make bench` measures, kept for the page on speed in `book/_data/speed.json`.

A part is measured anew by its name, `python benchmarks/run.py pages clock`; the others stay as they were recorded.
"""

from __future__ import annotations

import json
import os
import platform
import sys
from collections.abc import Callable
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

RECORD = Path(__file__).parents[1] / "book" / "_data" / "speed.json"
PACKAGES = ("numpy", "matplotlib", "scipy", "torch", "scikit-learn", "autograd", "jax", "optax")


def peers() -> list[dict]:
    import torch
    from peers import adam, networks, quasi_newton

    torch.set_num_threads(1)
    return [flat(row) for subject in (networks, adam, quasi_newton) for row in subject.rows()]


def overhead() -> list[dict]:
    import overhead

    return [flat(row) for row in overhead.rows()]


def growth() -> list[dict]:
    import growth

    return [flat(curve) for curve in growth.curves()]


def evaluations() -> dict[str, list[dict]]:
    import evaluations
    from problems import problems

    return {peer: [flat(row) for row in evaluations.rows(peer, problems())] for peer in evaluations.METHODS}


def explorer() -> dict:
    from explorers import explorer

    return flat(explorer())


def pages() -> list[dict]:
    from pages import visits

    return [flat(visit) for visit in visits()]


def clock() -> list[dict]:
    import clock

    return [flat(time) for time in clock.rows()]


PARTS: dict[str, Callable[[], object]] = {
    part.__name__: part for part in (peers, overhead, growth, evaluations, explorer, pages, clock)
}


def flat(row: tuple) -> dict:
    """A named tuple as a dictionary, its numbers to four digits and nan as null."""
    return {name: plain(value) for name, value in row._asdict().items()}


def plain(value: object) -> object:
    if hasattr(value, "_asdict"):
        return flat(value)
    if isinstance(value, list):
        return [plain(one) for one in value]
    if isinstance(value, float):
        return None if value != value else float(f"{value:.4g}")
    return value


def processor() -> str:
    about = Path("/proc/cpuinfo")
    lines = about.read_text(encoding="utf-8").splitlines() if about.is_file() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return (names or [platform.processor() or platform.machine()])[0]


def machine() -> dict:
    versions = {"Python": platform.python_version()}
    for name in PACKAGES:
        try:
            versions[name] = version(name)
        except PackageNotFoundError:
            continue
    return {"processor": processor(), "cores": os.cpu_count(), "system": platform.system(), "versions": versions}


def main(wanted: list[str]) -> None:
    record = json.loads(RECORD.read_text(encoding="utf-8")) if RECORD.is_file() else {}
    for name in wanted or PARTS:
        print(f"{name} …", flush=True)
        record[name] = {"date": date.today().isoformat(), "machine": machine(), "rows": PARTS[name]()}
        print(json.dumps(record[name]["rows"], ensure_ascii=False, indent=1), flush=True)
        RECORD.write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    unknown = set(sys.argv[1:]) - set(PARTS)
    if unknown:
        sys.exit(f"no part is called {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
    main(sys.argv[1:])
