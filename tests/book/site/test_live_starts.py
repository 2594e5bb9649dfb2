"""Python in the page starts from the memory that an earlier start left in the browser, or without."""

import re

import browsing
import pytest
from browsing import served
from live_page import SLOW, LivePage

pytestmark = [pytest.mark.site, pytest.mark.browser, pytest.mark.xdist_group("live chapter 1")]

KEPT = """async () => {
  const requests = await (await caches.open("python-memory")).keys();
  return requests.map((request) => new URL(request.url).pathname.split("/").pop());
}"""
# What Python says of itself stands in its memory: with one letter changed it shows which memory a start began with.
PLANT = """async () => {
  const cache = await caches.open("python-memory");
  const [request] = await cache.keys();
  const bytes = new Uint8Array(await (await cache.match(request)).arrayBuffer());
  const text = new TextDecoder("latin1").decode(bytes);
  for (let at = -1; (at = text.indexOf("Python Software Foundation", at + 1)) >= 0; ) bytes[at + 1] = "i".charCodeAt(0);
  await cache.put(request, new Response(bytes));
}"""
SPOIL = """async () => {
  const cache = await caches.open("python-memory");
  for (const request of await cache.keys()) await cache.put(request, new Response("spoilt"));
}"""


@pytest.fixture(params=[{}])
def page(request, site, browser):
    with served(site, request.param) as address:
        page = LivePage(browser, address, "01-gradient-descent")
        yield page
        page.close()


def run(page):
    cell = page.cell("the-loop")
    assert cell.run().startswith("Done")
    return cell.output.inner_text()


def drawn(page):
    """A random number that nobody has seeded, and what Python says of itself."""
    cell = page.cell("remainder")
    cell.write("import random, sys\nprint(random.random())\nprint(sys.copyright)")
    assert cell.run().startswith("Done")
    number, *rest = cell.output.locator("pre").inner_text().splitlines()
    cell.button("Reset").click()
    return float(number), "\n".join(rest)


def wait_for_kept(page, number):
    page.tab.wait_for_function(f"async () => (await ({KEPT})()).length === {number}", timeout=SLOW)


def test_a_start_uses_the_memory_of_an_earlier_one_and_where_it_is_spoilt_it_says_so_and_the_next_does_without(page):
    first, (number, words) = run(page), drawn(page)
    wait_for_kept(page, 1)
    version = page.tab.evaluate(
        "async (file) => (await (await fetch(file)).json()).loads.python.version",
        f"{page.address}_static/live/chapters/01-gradient-descent.json",
    )
    assert page.tab.evaluate(KEPT) == [version]
    page.tab.evaluate(PLANT)
    page.open()
    assert run(page) == first
    again, other_words = drawn(page)
    assert other_words == words.replace("Python Software Foundation", "Pithon Software Foundation") != words
    assert again != number, "the memory holds the state of Python's own generator"
    wait_for_kept(page, 1)
    page.tab.evaluate(SPOIL)
    page.open()
    assert page.cell("the-loop").run().startswith("Python could not be started")
    assert page.tab.evaluate(KEPT) == []
    assert run(page) == first


def test_where_there_is_no_room_for_it_python_starts_all_the_same(page):
    devtools = page.context.new_cdp_session(page.tab)
    room = {"origin": page.address.removesuffix("/"), "quotaSize": 1_000_000}
    devtools.send("Storage.overrideQuotaForOrigin", room)
    run(page)
    page.tab.wait_for_timeout(1000)
    assert page.tab.evaluate(KEPT) == [] and page.console == []


@pytest.mark.parametrize("page", [{"Cache-Control": "no-store"}], indirect=True, ids=["each time anew"])
def test_where_a_file_breaks_off_it_says_so_at_once_and_the_next_run_tries_again(page, monkeypatch):
    def half_of(name):
        def copy(handler, source, target):
            content = source.read()
            target.write(content[: len(content) // 2] if handler.path.endswith(name) else content)

        return copy

    cell = page.cell("the-loop")
    for name in ("wasm32.whl", "python_stdlib.zip", "pyodide.asm.wasm"):
        monkeypatch.setattr(browsing.QuietHandler, "copyfile", half_of(name))
        assert re.search("^Python could not be started.* Run tries again.$", cell.run())
    monkeypatch.undo()
    assert cell.run().startswith("Done")
