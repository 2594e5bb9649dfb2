"""The landing page: what this is, an explorer that moves and where to start on the first screen; then all there is."""

import re

import pytest
from static_gates import pages, soup

pytestmark = [pytest.mark.site, pytest.mark.browser, pytest.mark.xdist_group("front page")]

NUMBER_OF_CHAPTERS = 9


@pytest.fixture(params=["http", "file"])
def page(request, site, server, browser):
    tab = browser.new_page(viewport={"width": 1280, "height": 800})
    tab.goto(f"{server if request.param == 'http' else site.as_uri() + '/'}book/index.html")
    yield tab
    tab.close()


def test_the_first_screen_says_what_this_is_moves_and_shows_where_to_start(page):
    explorer = page.locator(".first-minute .explorer")
    slider = explorer.locator("input[type=range]").first
    start = page.get_by_role("link", name="Start with chapter 1")
    for one in (page.locator("h1"), page.locator(".first-words p").first, start, explorer.locator("svg"), slider):
        box = one.bounding_box()
        assert box["y"] >= 0 and box["y"] + box["height"] <= 800
    before = explorer.locator(".explorer-sentence").inner_text()
    slider.press("ArrowRight")
    assert explorer.locator(".explorer-sentence").inner_text() != before
    start.click()
    page.wait_for_url("**/01-gradient-descent.html")


@pytest.mark.parametrize("word", ["Read", "Run", "Exercise"])
def test_the_three_uses_are_links(page, word):
    page.get_by_role("link", name=word, exact=True).click()
    assert page.url.split("/")[-1] != "index.html"


def test_every_chapter_has_a_sentence_a_picture_minutes_and_what_is_solved(page):
    items = page.locator(".chapters li").all()
    assert len(items) == NUMBER_OF_CHAPTERS
    for number, item in enumerate(items, start=1):
        assert item.locator("svg").bounding_box()["width"] > 60
        assert re.search(r"\d+ (min|h)", item.inner_text()) and ": " in item.inner_text()
        assert item.get_by_role("link").get_attribute("href").startswith(f"0{number}-")
        assert number == NUMBER_OF_CHAPTERS or re.search(r"0 of \d+", item.inner_text())


def test_every_explorer_of_the_book_is_listed(site, page):
    listed = {link.get_attribute("href") for link in page.locator(".every-explorer a").all()}
    found = set()
    for name in pages(site):
        titles = soup(site / name).select(".explorer-title") if re.match(r"book/\d", name) else []
        found |= {f"{name.removeprefix('book/')}#{title['id']}" for title in titles}
    assert listed == found and len(found) > 10
