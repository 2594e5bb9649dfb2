"""The built website passes every gate."""

from pathlib import Path

import pytest
from browsing import ROOT, served
from observe import AXE, AXE_SCRIPT, observe
from page_gates import ON_EVERY_VISIT, ON_HTTP
from static_gates import broken_links, citation_complaints, pages, poor_alternatives, soup

pytestmark = pytest.mark.site


@pytest.fixture(scope="session")
def server(site):
    with served(site) as address:
        yield address


def visited(site):
    """Every page but the site's index.html, which leads to the book at once."""
    return [name for name in pages(site) if name != "index.html"]


@pytest.fixture(scope="session")
def over_http(site, server, browser):
    return [observe(browser, server, name, folder=site, axe=True) for name in visited(site)]


@pytest.fixture(scope="session")
def from_disk(site, browser):
    return [observe(browser, site.as_uri() + "/", name) for name in visited(site)]


def test_every_chapter_has_a_page(site):
    chapters = sorted((ROOT / "book").glob("[0-9]*.ipynb"))
    assert [c.name for c in chapters if not Path(site, "book", c.stem + ".html").is_file()] == []


def test_links_and_anchors(site):
    assert broken_links(site) == []


def test_text_alternatives(site):
    assert [complaint for name in pages(site) for complaint in poor_alternatives(name, soup(site / name))] == []


def test_citations():
    assert citation_complaints(ROOT / "book") == []


@pytest.mark.browser
@pytest.mark.parametrize("gate", ON_EVERY_VISIT + ON_HTTP, ids=lambda gate: gate.__name__)
def test_over_http(gate, over_http):
    assert [complaint for seen in over_http for complaint in gate(seen)] == []


@pytest.mark.browser
@pytest.mark.parametrize("gate", ON_EVERY_VISIT, ids=lambda gate: gate.__name__)
def test_from_disk(gate, from_disk):
    assert [complaint for seen in from_disk for complaint in gate(seen)] == []


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_open_search_dialog_is_accessible(scheme, server, browser):
    page = browser.new_page(color_scheme=scheme, reduced_motion="reduce")
    page.goto(server + "book/index.html")
    page.keyboard.press("Control+k")
    page.locator("#pst-search-dialog[open]").wait_for()
    page.evaluate(AXE_SCRIPT)
    assert page.evaluate(AXE) == []
    page.close()


@pytest.mark.browser
def test_the_front_door_leads_to_the_book(site, browser):
    page = browser.new_page()
    page.goto(site.as_uri() + "/index.html")
    page.wait_for_url("**/book/index.html")
    page.close()


@pytest.mark.browser
def test_search_works_from_disk(site, browser):
    page = browser.new_page()
    errors = []
    page.on("console", lambda message: message.type == "error" and errors.append(message.text))
    page.goto(site.as_uri() + "/search.html?q=gradient")
    page.locator("#search-results li a").first.wait_for()
    assert errors == []
    page.close()
