"""What JupyterLab shows of a chapter has names and numbers, and what it saves is the chapter, letter for letter."""

import copy
import json
import re

import lab_text
import pytest
from book_sources import ROOT

CHAPTERS = sorted((ROOT / "book").glob("0*.ipynb"))
KNOWN, CITED, PAGES = lab_text.numbers(), lab_text.sources(), lab_text.pages()


def markdown(notebook):
    return [text for text, cell in lab_text.texts(notebook) if cell["cell_type"] == "markdown"]


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_what_is_saved_is_what_was_opened(path):
    found = json.loads(path.read_text(encoding="utf-8"))
    opened = copy.deepcopy(found)
    lab_text.for_reader(opened, KNOWN, CITED, PAGES)
    assert markdown(opened) != markdown(found)
    lab_text.for_file(opened)
    assert markdown(opened) == markdown(found)


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_no_role_is_left_that_jupyterlab_cannot_show(path):
    opened = json.loads(path.read_text(encoding="utf-8"))
    lab_text.for_reader(opened, KNOWN, CITED, PAGES)
    assert [
        role for text in markdown(opened) for role in re.findall(r"\{(?:cite|eq|prf:ref|numref|doc)[^}]*\}`", text)
    ] == []


def test_citations_numbers_and_unknown_words():
    text = "{cite}`polyak1963gradient,karimi2016linear`, {eq}`eq-pl`, {prf:ref}`a <thm-a>`, {doc}`07-practice`, {eq}`x`"
    notebook = {"cells": [{"cell_type": "markdown", "source": text}]}
    lab_text.for_reader(notebook, {"eq-pl": "(5.8)"}, CITED, PAGES)
    assert notebook["cells"][0]["source"].removeprefix(lab_text.UNNUMBERED).split(", ") == [
        "[(Polyak",
        "1963; Karimi et al.",
        '2016)](references.md "cite polyak1963gradient,karimi2016linear")',
        '[(5.8)](#eq-pl "eq eq-pl")',
        '[a](#thm-a "prf:ref a <thm-a>")',
        '[Practice](07-practice.ipynb "doc 07-practice")',
        "{eq}`x`",
    ]
    lab_text.for_file(notebook)
    assert notebook["cells"][0]["source"] == text


def test_formulas_and_statements_get_their_numbers():
    text = "$$\na=b\n$$ (eq-a)\n\n````{prf:theorem} Title\n:label: thm-a\nBody\n````"
    notebook = {"cells": [{"cell_type": "markdown", "source": "x"}, {"cell_type": "markdown", "source": text}]}
    lab_text.for_reader(notebook, {"eq-a": "(2.1)", "thm-a": "Theorem 2.3"}, {}, {})
    shown = notebook["cells"][1]["source"]
    assert "a=b \\tag{2.1}\n$$ (eq-a)" in shown and ":label: thm-a\n:enumerator: 2.3\nBody" in shown
    lab_text.for_file(notebook)
    assert notebook["cells"][1]["source"] == text
