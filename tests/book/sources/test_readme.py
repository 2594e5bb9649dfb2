"""The README tells the truth: its picture of the rooms is the folders, and what it points to is there."""

import re
import tomllib
from pathlib import Path

import pytest
from book_sources import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")


def rooms_in(text: str) -> set[str]:
    (picture,) = re.findall(r"```text\ncourse_lib/\n(.*?)```", text, re.DOTALL)
    return set(re.findall(r"^  (\w+)/ ", picture, re.MULTILINE))


def rooms_of(library: Path) -> set[str]:
    return {path.parent.name for path in library.glob("*/__init__.py")}


def test_the_picture_shows_the_rooms():
    assert rooms_in(README) == rooms_of(ROOT / "course_lib")


def test_a_room_that_is_missing_is_noticed():
    picture = "```text\ncourse_lib/\n  methods/  directions\n  running/  the loop\n```"
    assert rooms_in(picture) == {"methods", "running"}


def test_the_library_stays_small_at_its_top():
    assert len([path for path in (ROOT / "course_lib").iterdir() if path.name != "__pycache__"]) <= 14


def test_each_room_says_in_a_sentence_what_is_found_there():
    for path in (ROOT / "course_lib").rglob("__init__.py"):
        first = path.read_text(encoding="utf-8").split('"""')[1].splitlines()[0]
        assert first.endswith((".", ";")) and len(first) > 20, path


@pytest.mark.parametrize("link", re.findall(r"\]\((?!http)([^)#]+)\)", README))
def test_what_it_links_to_is_there(link):
    assert (ROOT / link).exists()


@pytest.mark.parametrize(
    ("name", "code", "test"), re.findall(r"\| `(?:\w+\.)?(\w+)` in `([\w/.]+)` \| `([\w/.]+)` \|", README)
)
def test_the_functions_are_where_it_says(name, code, test):
    assert f"def {name}(" in (ROOT / "course_lib" / code).read_text(encoding="utf-8")
    assert (ROOT / test).is_file()


def test_the_changes_that_no_test_can_notice_are_counted():
    listed = tomllib.loads((ROOT / "tests" / "equivalent_mutants.toml").read_text(encoding="utf-8"))["mutant"]
    tried, noticed, unnoticed = (
        int(number.replace(",", ""))
        for number in re.search(r"of ([\d,]+) changes ([\d,]+) are noticed, and (\d+) can be noticed", README).groups()
    )
    assert tried - noticed == unnoticed == len(listed) <= 0.03 * tried
    assert all(len(entry["reason"].split()) > 3 for entry in listed)
