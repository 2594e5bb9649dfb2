"""A link into a chapter ends with its target in the window, as readers open pages: with motion, on any screen."""

import random

import pytest
from browsing import BUILT
from static_gates import soup

pytestmark = [pytest.mark.site, pytest.mark.browser, pytest.mark.xdist_group("links")]

SCREENS = {"desktop": {"width": 1280, "height": 800}, "phone": {"width": 390, "height": 844}}
CHAPTERS = sorted(path.name for path in (BUILT / "book").glob("0*.html"))
COUNT = 24

# Where the target stands once the page has come to rest, and whether it can be seen below the header.
LANDED = """async () => {
  await document.fonts.ready;
  for (let i = 0, last = NaN; i < 60 && last !== scrollY; i++) {
    last = scrollY;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const { top } = target.getBoundingClientRect();
  const header = document.querySelector(".bd-header-article").getBoundingClientRect().bottom;
  const atEnd = scrollY + innerHeight >= document.documentElement.scrollHeight - 2;
  const shown = target.getClientRects().length > 0;  // the mark of a label is there, without a width
  const seen = shown && top > header - 24 && top < innerHeight;
  return { top, ok: seen && (atEnd || top < innerHeight / 2) };
}"""


def anchors(page):
    """Everything of a chapter that a link may lead to: sections, equations, figures, statements, exercises."""
    article = soup(BUILT / "book" / page).find("article")
    return [element["id"] for element in article.find_all(id=True) if not element.find_parent(["svg", "form"])]


def drawn(seed):
    """Random deep links, equally many of each chapter or nearly so."""
    rng = random.Random(seed)
    pages = [CHAPTERS[i % len(CHAPTERS)] for i in range(COUNT)]
    return [f"book/{page}#{rng.choice(anchors(page))}" for page in pages]


@pytest.fixture
def bases(site, server):
    """The two addresses of the site: over http and from disk."""
    return server, site.as_uri() + "/"


@pytest.fixture(params=SCREENS)
def page(request, browser):
    opened = browser.new_page(viewport=SCREENS[request.param])
    opened.set_default_timeout(120_000)  # a busy machine is not a fault of the page
    yield opened
    opened.close()


def test_deep_links_from_elsewhere(bases, page):
    missed = []
    for at, link in enumerate(drawn(seed=24)):
        page.goto("about:blank")
        page.goto(bases[at % 2] + link)
        landed = page.evaluate(LANDED)
        if not landed["ok"]:
            missed.append((link, round(landed["top"])))
    assert missed == []


def test_links_within_the_page(bases, page):
    page.goto(f"{bases[0]}book/05-convergence.html")
    missed = []
    for link in anchors("05-convergence.html")[::25]:
        page.evaluate("(id) => (location.hash = id)", link)
        landed = page.evaluate(LANDED)
        if not landed["ok"]:
            missed.append((link, round(landed["top"])))
    assert missed == []


@pytest.mark.parametrize("way", [0, 1], ids=["http", "file"])
def test_reload_and_back_find_the_place(bases, way, page):
    base = bases[way]
    page.goto(f"{base}book/05-convergence.html#convex-one-over-k")
    page.evaluate(LANDED)
    page.mouse.wheel(0, 1500)
    page.wait_for_timeout(300)
    page.evaluate(LANDED)  # once the wheel has come to rest
    place = page.evaluate("scrollY")
    page.reload()
    page.evaluate(LANDED)
    assert abs(page.evaluate("scrollY") - place) < 2
    page.goto(f"{base}book/notation.html")
    page.go_back()
    page.evaluate(LANDED)
    assert abs(page.evaluate("scrollY") - place) < 2


def test_a_link_into_a_fold_opens_it(bases, page):
    page.goto(f"{bases[0]}book/01-gradient-descent.html")
    hidden = page.evaluate("document.querySelector('details.fold:not(.code) p').id = 'inside'")
    page.evaluate("(id) => (location.hash = id)", hidden)
    assert page.evaluate(LANDED)["ok"]
