"""Record the formulas and numbers of the book that no test computes; print old and new one above the other."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests" / "book"))

from book_formulas import formulas  # noqa: E402
from formulas.book import READINGS  # noqa: E402
from formulas.pins import differences, record, recorded, wanted  # noqa: E402
from printed.book import pinned  # noqa: E402


def main() -> int:
    new = wanted(formulas(ROOT), READINGS) | pinned(ROOT)
    changed = differences(recorded(), new)
    print("\n\n".join(changed))
    record(new)
    print(f"\n{len(new)} labels pinned, {len(changed)} changed, {len(READINGS)} read and compared")
    return 0


if __name__ == "__main__":
    sys.exit(main())
