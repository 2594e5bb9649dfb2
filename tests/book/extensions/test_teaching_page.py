"""Memory on the page for teachers is that of the measurements, and these are there for every chapter."""

import json

import pytest
import teaching_page
from teaching_page import ROOT, memory_of

MEASURED = {"01-a": {"server": 100, "kernel": 150}, "02-b": {"server": 100, "kernel": 310}}


@pytest.mark.parametrize(("about", "says"), [("01-a", "250 MB"), ("most", "410 MB"), ("200 most", "82 GB")])
def test_memory_of_one_and_of_many(about, says):
    assert memory_of(MEASURED, about) == says


def test_every_chapter_was_measured():
    measured = json.loads(teaching_page.MEASURED.read_text(encoding="utf-8"))
    assert sorted(measured) == sorted(path.stem for path in (ROOT / "book").glob("[0-9]*.ipynb"))
