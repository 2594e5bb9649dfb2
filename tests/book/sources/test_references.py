"""Every label of the book is there once, and every reference finds one, before a build says so minutes later."""

import functools
import re
from collections import Counter

import pytest
from book_sources import ROOT, cells, pages, without_code

from course_lib.exercises import declared

TARGET = re.compile(
    r"^\(([\w.-]+)\)=$|:(?:label|name):[ \t]*([\w.-]+)|\$\$[ \t]*\(([\w.-]+)\)|^\{#([\w.-]+)\}$", re.MULTILINE
)
REFERENCE = re.compile(r"\{(?:eq|ref|numref|prf:ref)\}`(?:[^`<]*<)?([\w.-]+)>?`")
EXERCISES = {f"ex-{each.number.replace('.', '-')}" for chapter in range(1, 9) for each in declared(chapter)}


def markdown(page):
    return "\n\n".join(without_code(cell.source) for cell in cells(page) if cell.kind == "markdown")


def figures(page):
    named = (cell.metadata.get("mystnb", {}).get("figure", {}).get("name") for cell in cells(page))
    return [name for name in named if name]


def targets(page):
    return [next(filter(None, groups)) for groups in TARGET.findall(markdown(page))] + figures(page)


def test_every_label_is_there_once():
    found = Counter(name for page in pages(ROOT) for name in targets(page))
    assert [name for name, times in found.items() if times > 1] == []
    assert len(found) > 300


@functools.cache
def known():
    return EXERCISES | {name for page in pages(ROOT) for name in targets(page)}


@pytest.mark.parametrize("page", pages(ROOT), ids=lambda page: page.stem)
def test_every_reference_finds_its_label(page):
    assert sorted(set(REFERENCE.findall(markdown(page))) - known()) == []


@pytest.mark.parametrize("text", ["(part-a)=", "$$\nx\n$$ (part-a)", ":label: part-a", ":name: part-a"])
def test_labels_are_seen(text):
    assert [next(filter(None, groups)) for groups in TARGET.findall(text)] == ["part-a"]
