"""The site works under the content policy that lies beside it: pages, search, an explorer, Python in the page."""

import re

import pytest
from browsing import served
from live_page import LivePage
from observe import inside

pytestmark = [pytest.mark.site, pytest.mark.browser, pytest.mark.xdist_group("content policy")]


def policy(site):
    """The headers of the file `_headers`, which hosts such as Netlify read."""
    lines = (site / "_headers").read_text(encoding="utf-8").splitlines()
    return dict(re.fullmatch(r" +([\w-]+): (.+)", line).groups() for line in lines if line.startswith(" "))


def test_nothing_is_refused(site, browser):
    headers = policy(site)
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    with served(site, headers) as address:
        page = LivePage(browser, address, "01-gradient-descent")
        slider = page.tab.locator(".explorer input[type=range]").first
        slider.scroll_into_view_if_needed()
        slider.focus()
        slider.press("ArrowRight")
        assert page.cell("four-norms").run().startswith("Done")
        assert page.cell("fig-norms").run().startswith("Done")
        assert page.cell("fig-norms").output.locator("svg").count() == 4
        page.tab.goto(address + "search.html?q=momentum")
        page.tab.locator(".search-list a").first.wait_for()
        assert page.console == []
        assert [url for url in page.requests if not inside(url, address)] == []
        page.close()


def test_a_page_that_is_not_there_leads_back(site):
    lost = (site / "404.html").read_text(encoding="utf-8")
    assert '<base href="' in lost and 'href="book/index.html"' in lost
