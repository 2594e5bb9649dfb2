"""The surroundings of a page, for the code that runs there."""

import os
import sys

import pytest
from book_sources import ROOT
from livepage import bridge


@pytest.fixture
def page_like(monkeypatch):
    """The folder, the settings and the stand-ins that the page's Python has."""
    monkeypatch.setenv("COURSE_STATIC", "1")
    monkeypatch.setenv("MPLBACKEND", "agg")
    monkeypatch.setitem(sys.modules, "myst_nb", None)
    monkeypatch.chdir(os.getcwd())
    bridge.prepare(str(ROOT / "book"))
