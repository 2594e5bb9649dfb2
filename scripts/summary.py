"""Print what the parts of `make test` did, from pytest's reports, and close with one line of counts."""

import sys
from pathlib import Path
from xml.etree import ElementTree

PARTS = {
    "check": "unit tests and sources",
    "notebooks": "cells of notebooks",
    "kernels": "faulty notebooks caught",
    "site": "website",
}


def main(folder: str) -> int:
    total = {"passed": 0, "failed": 0, "skipped": 0}
    print()
    for name, title in PARTS.items():
        suite = ElementTree.parse(Path(folder) / f"{name}.xml").getroot().find("testsuite").attrib
        failed = int(suite["failures"]) + int(suite["errors"])
        skipped = int(suite["skipped"])
        passed = int(suite["tests"]) - failed - skipped
        for key, count in zip(total, (passed, failed, skipped), strict=True):
            total[key] += count
        print(f"  {title:<25}{passed:>5} passed{float(suite['time']):>8.1f} s")
    print(", ".join(f"{count} {key}" for key, count in total.items()))
    return int(total["failed"] > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
