"""What an explorer costs: its table when the book is built, its weight on the page, its answer to a slider."""

import gzip
import shutil
import statistics
from time import perf_counter

import numpy as np

from course_lib import explore
from course_lib.interactive.explorers.page import html
from course_lib.showing.plotting import panel

POSITIONS, POINTS = 400, 60
# The time from the event of a slider to the picture that the browser has laid out again, in milliseconds.
MEASURE = """() => {
  const slider = document.querySelector(".explorer input[type=range]");
  const picture = document.querySelector(".explorer-picture svg");
  const times = [];
  for (let i = 0; i < 200; i++) {
    slider.value = i % (Number(slider.max) + 1);
    const start = performance.now();
    slider.dispatchEvent(new Event("input", { bubbles: true }));
    picture.getBoundingClientRect();
    times.push(performance.now() - start);
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


def slider_to_picture(page: str, script: str) -> float | None:
    """The median in Chromium, None where there is none."""
    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if path is None:
        return None
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        tab = browser.new_page()
        tab.set_content(f"<!doctype html><body>{page}<script>{script}</script></body>")
        median = statistics.median(tab.evaluate(MEASURE))
        browser.close()
    return median


def report(script: str) -> None:
    """Print the three costs."""
    page, seconds = two_lines()
    print(f"\nexplorer, {POSITIONS} positions, two lines of {POINTS} points")
    print(f"  table   {seconds:6.2f} s")
    print(f"  weight  {len(gzip.compress(page.encode())) / 1000:6.0f} kB gzipped")
    median = slider_to_picture(page, script)
    print("  slider to picture: no Chromium found" if median is None else f"  slider  {median:6.2f} ms to the picture")
