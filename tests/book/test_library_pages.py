"""The pages of the library: what they import can be imported, and their examples print what they say."""

import contextlib
import io
import re

import pytest
from book_sources import ROOT

import course_lib

PAGES = sorted((ROOT / "book" / "api").glob("*.md"))
EXAMPLE = re.compile(r"```python\n(.*?)```\n\n```text\n(.*?)```", re.DOTALL)
IMPORT = re.compile(r"from course_lib[\w.]* import [\w, ]+")
NOT_ON_TOP = {"panel", "show"}


def test_there_are_pages():
    assert len(PAGES) == 10


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_import_that_a_page_names_is_true(page):
    lines = IMPORT.findall(page.read_text(encoding="utf-8"))
    assert lines
    for line in lines:
        exec(line, {})


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_example_of_a_page_prints_what_it_says(page):
    examples = EXAMPLE.findall(page.read_text(encoding="utf-8"))
    assert len(examples) == 1
    code, says = examples[0]
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(code, page.name, "exec"), {"__name__": "example"})
    assert printed.getvalue().rstrip() == says.rstrip()


def test_what_is_not_at_the_top_is_said():
    text = (ROOT / "book" / "api" / "plotting.md").read_text(encoding="utf-8")
    assert "from course_lib.showing.plotting import panel, show" in text
    assert not NOT_ON_TOP & set(dir(course_lib))
