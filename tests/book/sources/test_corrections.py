"""The corrections page: every entry complete, and linked both ways with the chapters."""

import re

import pytest
from book_sources import ROOT, cells, pages

PAGE = (ROOT / "book" / "corrections.md").read_text(encoding="utf-8")
PARTS = ("The text says", "What is true", "An example", "What you gain")
ENTRIES = re.findall(r"^\((correction-[\w-]+)\)=\n(## .+?)(?=^\(correction-|\Z)", PAGE, re.MULTILINE | re.DOTALL)
CHAPTERS = [page for page in pages(ROOT) if page.suffix == ".ipynb"]
TEXT = "\n".join(cell.source for page in CHAPTERS for cell in cells(page) if cell.kind == "markdown")


def test_there_are_entries():
    assert len(ENTRIES) == PAGE.count("\n## ")


@pytest.mark.parametrize(("label", "entry"), ENTRIES, ids=[label for label, _ in ENTRIES])
def test_an_entry_is_complete_and_linked_both_ways(label, entry):
    missing = [part for part in PARTS if not re.search(rf"^\*\*{part}[^*]*:\*\*", entry, re.MULTILINE)]
    assert missing == []
    assert f"<{label}>" in TEXT, "no chapter links to it"
    assert re.search(r"\{(eq|ref|prf:ref|numref|doc)\}`|\]\(\d\d-[\w-]+\.ipynb", entry), "it links to no chapter"
