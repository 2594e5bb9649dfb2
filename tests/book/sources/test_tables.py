"""Each column of a table says in words what it holds: a screen reader reads the head with every entry."""

import re

import pytest
from book_sources import ROOT, cells, pages

HEAD = re.compile(r"^\|(.+)\|[ \t]*\n\|(?:[ \t]*:?-+:?[ \t]*\|)+[ \t]*$", re.MULTILINE)


def without_words(markdown):
    """The heads of columns that hold nothing, or a formula alone."""
    heads = (head for row in HEAD.findall(markdown) for head in re.split(r"(?<!\\)\|", row))
    return [head.strip() for head in heads if not re.sub(r"\$[^$]*\$", "", head).strip()]


@pytest.mark.parametrize("page", pages(ROOT), ids=lambda page: page.stem)
def test_every_column_has_a_head_in_words(page):
    assert [head for cell in cells(page) if cell.kind == "markdown" for head in without_words(cell.source)] == []


@pytest.mark.parametrize(("row", "found"), [("| | b |", [""]), ("| $t$ | b |", ["$t$"]), ("| step $t$ | b |", [])])
def test_a_head_without_words_is_found(row, found):
    assert without_words(f"{row}\n|---|---|\n| 1 | 2 |") == found
