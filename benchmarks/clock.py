"""The book's own clock: how long its builds take, and Python in the page."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter
from typing import NamedTuple
from xml.etree import ElementTree

from pages import ROOT, find_chromium, served

REPORTS = ROOT / ".venv" / "var" / "reports"
CHAPTER, CELL, PICTURE = "01-gradient-descent", "the-loop", "fig-walk"
PATIENCE = 120_000  # milliseconds


class Time(NamedTuple):
    """What was timed, in seconds; the goal is nan where there is none."""

    work: str
    seconds: float
    goal: float


@contextmanager
def a_copy() -> Iterator[Path]:
    """The committed files in a folder of their own."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "book"
        subprocess.run(["git", "clone", "--quiet", "--depth", "1", ROOT.as_uri(), copy], check=True)
        yield copy


def seconds_to_build(folder: Path) -> float:
    start = perf_counter()
    subprocess.run([sys.executable, "scripts/build_book.py"], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    return perf_counter() - start


def builds() -> Iterator[Time]:
    """From nothing; again, unchanged; with one cell of one chapter changed."""
    with a_copy() as folder:
        yield Time("make book, from nothing", seconds_to_build(folder), float("nan"))
        yield Time("make book, nothing changed", seconds_to_build(folder), float("nan"))
        chapter = folder / "book" / f"{CHAPTER}.ipynb"
        text = chapter.read_text(encoding="utf-8")
        chapter.write_text(text.replace("import numpy as np", "import numpy as np ", 1), encoding="utf-8")
        yield Time("make book, a cell of chapter 1 changed", seconds_to_build(folder), float("nan"))


def tests() -> Iterator[Time]:
    """What `make test` wrote down of its parts, and the cells of each notebook."""
    goals = {"check": 60, "notebooks": 90, "kernels": float("nan"), "site": float("nan")}
    names = {
        "check": "unit tests",
        "notebooks": "all notebooks",
        "kernels": "kernels and slow tests",
        "site": "website",
    }
    for name, goal in goals.items():
        report = REPORTS / f"{name}.xml"
        if report.is_file():
            suite = ElementTree.parse(report).getroot().find("testsuite")
            yield Time(f"make test: {names[name]}", float(suite.attrib["time"]), goal)
            if name == "notebooks":
                yield from notebooks(suite)


def notebooks(suite: ElementTree.Element) -> Iterator[Time]:
    seconds: dict[str, float] = {}
    for case in suite.iter("testcase"):
        chapter = case.attrib["classname"].removeprefix("book.").removesuffix(".ipynb")
        seconds[chapter] = seconds.get(chapter, 0) + float(case.attrib["time"])
    for chapter in sorted(seconds):
        yield Time(f"notebook {chapter}", seconds[chapter], 15)


def in_the_page() -> Iterator[Time]:
    """From the click on Run to the first result and the first picture: files not yet loaded, and loaded before.

    In a profile on disk, as a reader has it: a private window keeps no compiled code.
    """
    from playwright.sync_api import sync_playwright

    path = find_chromium()
    if path is None:
        return
    site = ROOT / "_build" / "html"
    with served(site) as address, sync_playwright() as playwright, tempfile.TemporaryDirectory() as profile:
        options = {"executable_path": path, "args": ["--no-sandbox"]}
        context = playwright.chromium.launch_persistent_context(profile, **options)
        for state, goal in (("nothing loaded yet", 8.0), ("files at hand", 4.0)):
            tab = context.new_page()
            tab.goto(f"{address}book/{CHAPTER}.html")
            tab.locator("html[data-live-cells]").wait_for(state="attached", timeout=PATIENCE)
            yield Time(f"Python in the page, first result, {state}", run(tab, CELL), goal)
            yield Time(f"Python in the page, then the first picture, {state}", run(tab, PICTURE), float("nan"))
            tab.close()
        context.close()


def run(tab: object, cell: str) -> float:
    tools = f".live-tools[data-cell='{cell}']"
    tab.eval_on_selector(
        tools, "tools => { for (let e = tools; e; e = e.parentElement) if (e.open === false) e.open = true }"
    )
    start = perf_counter()
    tab.locator(tools).get_by_role("button", name="Run", exact=True).click()
    tab.wait_for_function(
        "tools => document.querySelector(tools).textContent.includes('Done in')",
        arg=tools,
        timeout=PATIENCE,
        polling=20,
    )
    return perf_counter() - start


def rows() -> Iterator[Time]:
    yield from builds()
    yield from tests()
    yield from in_the_page()
