"""What the pages print, by label: entries of the corrections, whole pages by their name; and what is pinned of it."""

import importlib
import re
from functools import cache
from pathlib import Path

from book_sources import ROOT, cells, pages, without_code
from random_figures import all_draws, without

from printed.numbers import PRINTS, entries, left, typed, wrong

for path in sorted(Path(__file__).parent.glob("corrections_*.py")):
    importlib.import_module(f"printed.{path.stem}")


def texts(root: Path = ROOT) -> dict[str, str]:
    """Return the corrections by label, the chapters, the notation and the words of the formula sheet by name."""
    found = entries(root / "book" / "corrections.md")
    sheet = (root / "book" / "formula-sheet.md").read_text(encoding="utf-8")
    found["formula-sheet"] = re.sub(r"\$[^$]*\$", " ", sheet)  # its formulas are read or pinned by themselves
    for page in pages(root):
        if page.suffix == ".ipynb" or page.stem == "notation":
            found[page.stem] = "\n".join(without_code(c.source) for c in cells(page) if c.kind == "markdown")
    return found


@cache
def pinned(root: Path = ROOT) -> dict[str, list[str]]:
    """Return the numbers that nothing computes: all of a correction or the notation, of a chapter the typed ones."""
    found = {}
    for label, text in texts(root).items():
        printed = list(PRINTS[label]()) if label in PRINTS else []
        numbers = typed(text, printed) if label[0].isdigit() else left(text, printed)
        if numbers:
            found[f"numbers of {label}"] = numbers
    marks, _ = all_draws(sorted((root / "tests" / "draws").glob("test_*.py")))
    return found | {"random figures without a test over draws": without(root, marks)}


__all__ = ["PRINTS", "pinned", "texts", "wrong"]
