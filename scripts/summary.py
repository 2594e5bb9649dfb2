"""What the parts of `make test` did, from pytest's reports.

Usage: summary.py counts FOLDER      a line a part, closed by one line of counts
       summary.py failures REPORT    a line a failed cell: notebook, cell, what it said
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

PARTS = {
    "check": "unit tests and sources",
    "notebooks": "cells of notebooks",
    "kernels": "kernels, and what is slow",
    "site": "website",
}
ERROR = re.compile(r"^(?:\x1b\[[\d;]*m)*([A-Z]\w*(?:Error|Exception|Interrupt|Warning|Timeout)\b.*)$", re.MULTILINE)
COLOUR = re.compile(r"\x1b\[[\d;]*m|#x1B\[[\d;]*m")


def suite(report: Path) -> ElementTree.Element:
    return ElementTree.parse(report).getroot().find("testsuite")


def counts(folder: Path) -> int:
    total = {"passed": 0, "failed": 0, "skipped": 0}
    print()
    for name, title in PARTS.items():
        found = suite(folder / f"{name}.xml").attrib
        failed = int(found["failures"]) + int(found["errors"])
        skipped = int(found["skipped"])
        passed = int(found["tests"]) - failed - skipped
        for key, count in zip(total, (passed, failed, skipped), strict=True):
            total[key] += count
        print(f"  {title:<25}{passed:>5} passed{float(found['time']):>8.1f} s")
    print(", ".join(f"{count} {key}" for key, count in total.items()))
    return int(total["failed"] > 0)


def said(text: str) -> str:
    """The last error that a cell's report names, with its message."""
    found = ERROR.findall(COLOUR.sub("", text))
    return found[-1].strip() if found else text.strip().splitlines()[-1]


def failed_cells(report: Path) -> Iterator[str]:
    for case in suite(report).iter("testcase"):
        for trouble in (*case.iter("failure"), *case.iter("error")):
            notebook = case.get("classname", "").removesuffix(".ipynb").replace("/", ".").rpartition(".")[2]
            yield f"{notebook}, {case.get('name')}: {said(trouble.text or trouble.get('message', ''))}"


def failures(report: Path) -> int:
    for line in failed_cells(report):
        print(line)
    print()
    return 1


if __name__ == "__main__":
    sys.exit({"counts": counts, "failures": failures}[sys.argv[1]](Path(sys.argv[2])))
