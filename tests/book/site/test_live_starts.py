"""Python in the page starts from the memory that an earlier start left in the browser, or without."""

import pytest
from browsing import served
from live_page import SLOW, LivePage

pytestmark = [pytest.mark.site, pytest.mark.browser, pytest.mark.xdist_group("live chapter 1")]

KEPT = """async () => {
  const requests = await (await caches.open("python-memory")).keys();
  return requests.map((request) => new URL(request.url).pathname.split("/").pop());
}"""
SPOIL = """async () => {
  const cache = await caches.open("python-memory");
  for (const request of await cache.keys()) await cache.put(request, new Response("spoilt"));
}"""


@pytest.fixture
def page(site, browser):
    with served(site) as address:
        page = LivePage(browser, address, "01-gradient-descent")
        yield page
        page.close()


def run(page):
    cell = page.cell("the-loop")
    assert cell.run().startswith("Done")
    return cell.output.inner_text()


def wait_for_kept(page, number):
    page.tab.wait_for_function(f"async () => (await ({KEPT})()).length === {number}", timeout=SLOW)


def test_a_start_uses_the_memory_of_an_earlier_one_and_where_it_is_spoilt_the_next_does_without(page):
    first = run(page)
    wait_for_kept(page, 1)
    version = page.tab.evaluate(
        "async (file) => (await (await fetch(file)).json()).loads.python.version",
        f"{page.address}_static/live/chapters/01-gradient-descent.json",
    )
    page.open()
    assert page.tab.evaluate(KEPT) == [version]
    assert run(page) == first
    wait_for_kept(page, 1)
    page.tab.evaluate(SPOIL)
    page.open()
    cell = page.cell("the-loop")
    cell.run(wait=False)
    wait_for_kept(page, 0)  # it has been taken, and Python's own loader hangs with it
    cell.button("Stop").click()
    assert cell.wait().startswith("Stopped")
    assert run(page) == first


def test_where_there_is_no_room_for_it_python_starts_all_the_same(page):
    devtools = page.context.new_cdp_session(page.tab)
    room = {"origin": page.address.removesuffix("/"), "quotaSize": 1_000_000}
    devtools.send("Storage.overrideQuotaForOrigin", room)
    run(page)
    page.tab.wait_for_timeout(1000)
    assert page.tab.evaluate(KEPT) == [] and page.console == []
