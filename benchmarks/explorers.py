"""What an explorer costs: its table when the book is built, its weight on the page, its answer to a slider."""

import gzip
import math
import statistics
from time import perf_counter
from typing import NamedTuple

import numpy as np
from pages import PHONE, SITE, SLOWED, find_chromium, served

from course_lib import explore
from course_lib.interactive.explorers.page import html
from course_lib.showing.plotting import panel

POSITIONS, POINTS = 400, 60
CHAPTER = "06-advanced-methods"
# The time from the event of a slider to the picture that the browser has laid out again, in milliseconds.
MEASURE = """async () => {
  const explorer = document.querySelector(".explorer:has(input[type=range])");
  const slider = explorer.querySelector("input[type=range]"), picture = explorer.querySelector(".explorer-picture svg");
  const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  explorer.scrollIntoView();
  await painted();
  await painted();
  const times = [];
  for (let i = 0; i < 30; i++) {
    slider.value = i % (Number(slider.max) + 1);
    const start = performance.now();
    slider.dispatchEvent(new Event("input", { bubbles: true }));
    picture.getBoundingClientRect();
    times.push(performance.now() - start);
    await painted();
  }
  return times;
}"""


def two_lines() -> tuple[str, float]:
    """The page of an explorer with 400 positions of two lines, and the seconds its table took."""
    fig, ax = panel(xlim=(0, POINTS), ylim=(-1, 1))
    (first,), (second,) = ax.plot([], [], "o-"), ax.plot([], [], "--")
    t = np.arange(POINTS)

    def waves(frequency: float) -> tuple:
        return {first: (t, np.sin(frequency * t)), second: (t, np.cos(frequency * t))}, f"frequency {frequency:.3f}"

    explorer = explore(fig, waves, {"frequency": np.linspace(0.01, 4, POSITIONS)}, title="two lines")
    start = perf_counter()
    table = explorer.table()
    return html(explorer, table), perf_counter() - start


def slider_to_picture() -> float:
    """The median in a chapter's page on a slowed phone, in seconds; nan where there is no browser or no site."""
    path = find_chromium()
    if path is None or not (SITE / "book" / f"{CHAPTER}.html").is_file():
        return math.nan
    from playwright.sync_api import sync_playwright

    with served(SITE) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        tab = browser.new_context(**PHONE).new_page()
        tab.goto(f"{address}book/{CHAPTER}.html")
        tab.context.new_cdp_session(tab).send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
        median = statistics.median(tab.evaluate(MEASURE))
        browser.close()
    return median / 1000


class Explorer(NamedTuple):
    """Seconds to its table, bytes gzipped, seconds from a slider to the picture; nan without a browser."""

    table: float
    bytes: int
    slider: float


def explorer() -> Explorer:
    """The three costs."""
    page, seconds = two_lines()
    return Explorer(seconds, len(gzip.compress(page.encode())), slider_to_picture())
