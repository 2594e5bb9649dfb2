"""On paper: light colours from the dark scheme, the title's number, solutions at the end, no words of the interface."""

import re

import pytest
from browsing import BUILT

pytestmark = [pytest.mark.site, pytest.mark.browser, pytest.mark.xdist_group("print")]

WORDS = r"(Show|Hide) the .*|Play|Stop|Reset|Run|Edit|Check|Hint \d|Code of this .*|Search|Contents|.* min left"
INTERFACE = re.compile(rf"^({WORDS})$", re.MULTILINE)

# What paper would get: the text in view, and the darkest ground and palest letters of any code.
PAPER = """() => {
  const light = (colour) => {
    const [r, g, b, alpha = 1] = colour.match(/[\\d.]+/g).map(Number);
    return alpha === 0 ? 255 : (r * 299 + g * 587 + b * 114) / 1000;
  };
  const words = [...document.querySelectorAll("article pre span")].filter((word) => word.offsetParent);
  return {
    solutions: document.querySelectorAll(".solution").length,
    text: document.body.innerText,
    palest: Math.max(...words.map((word) => light(getComputedStyle(word).color))),
    ground: light(getComputedStyle(document.querySelector(".bd-main")).backgroundColor),
    title: document.querySelector("article h1").innerText.trim(),
    counts: [...document.querySelectorAll("article [data-tasks]")].map((count) => count.textContent),
  };
}"""


@pytest.fixture
def page(browser):
    page = browser.new_page(color_scheme="dark", viewport={"width": 900, "height": 1100})
    page.goto((BUILT / "book" / "01-gradient-descent.html").as_uri())
    yield page
    page.close()


@pytest.fixture
def paper(page):
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print", color_scheme="dark")
    return page.evaluate(PAPER)


def test_colours_are_for_paper(paper):
    assert paper["ground"] > 250
    assert paper["palest"] < 160


def test_the_title_keeps_its_number(paper):
    assert re.match(r"1\.?\s+Gradient descent", paper["title"])
    assert len(re.findall(r"^\s*(?:1\.\s*)?Gradient descent\s*#?\s*$", paper["text"], re.MULTILINE)) == 1


def test_no_word_of_the_interface_is_printed(paper):
    assert INTERFACE.findall(paper["text"]) == []


def test_the_map_says_how_many_exercises_there_are_whoever_has_solved_them(paper):
    assert len(paper["counts"]) > 2 and all(count.isdigit() and count != "0" for count in paper["counts"])


def test_solutions_stand_at_the_end_and_in_full(paper):
    before, _, after = paper["text"].rpartition("\nSolutions\n")
    assert "Solution to Exercise" not in before
    assert after.count("Solution to Exercise") == paper["solutions"] >= 6
    assert after.count("\n") > 60


def test_the_page_is_as_before_once_it_is_printed(page):
    html = "() => document.querySelector('article').outerHTML"
    before = page.evaluate(html)
    page.pdf(format="A4")
    assert page.evaluate(html) == before
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"


def test_the_printing_browser_asks_for_it(page):
    page.evaluate("addEventListener('beforeprint', () => (window.printed = document.documentElement.dataset.theme))")
    page.pdf(format="A4")
    assert page.evaluate("window.printed") == "light"
