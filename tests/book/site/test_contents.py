"""The contents of the page always mark the section in view, and the reading bar says what is left of it."""

import json

import pytest
from static_gates import soup

pytestmark = [pytest.mark.site, pytest.mark.browser, pytest.mark.xdist_group("contents")]

# At a position: the marked entries, whether the mark is inside its panel, and the section that a reader would name.
MARKED = """async (share) => {
  scrollTo(0, share * (document.documentElement.scrollHeight - innerHeight));
  const headings = [...document.querySelectorAll("article :is(h2, h3)")];
  const look = () => {
    const panel = document.querySelector(".bd-sidebar-secondary").getBoundingClientRect();
    const marks = [...document.querySelectorAll("#pst-page-toc-nav [aria-current]")];
    const { top, bottom, width } = marks[0].getBoundingClientRect();
    const passed = headings.filter((heading) => heading.getBoundingClientRect().top < innerHeight * 0.3);
    const expected = (passed.at(-1) ?? headings[0]).parentElement.id;
    return { count: marks.length, inside: width > 0 && top >= panel.top && bottom <= panel.bottom,
             marked: decodeURIComponent(marks[0].hash.slice(1)), expected, last: share > 0.97 };
  };
  for (let i = 0; i < 40 && look().marked !== look().expected && share <= 0.97; i++) {
    await new Promise((resolve) => setTimeout(resolve, 50));  // for a busy machine
  }
  await new Promise((resolve) => requestAnimationFrame(resolve));
  return look();
}"""


@pytest.fixture
def open_page(browser, server):
    opened = []

    def visit(address, width, height):
        page = browser.new_page(viewport={"width": width, "height": height})
        opened.append(page)
        page.goto(server + address)
        return page

    yield visit
    for page in opened:
        page.close()


@pytest.mark.parametrize("chapter", ["01-gradient-descent", "05-convergence", "06-advanced-methods"])
def test_the_section_in_view_is_marked_everywhere(open_page, chapter):
    page = open_page(f"book/{chapter}.html", 1280, 800)
    seen = [page.evaluate(MARKED, step / 60) for step in range(61)]
    assert [one for one in seen if one["count"] != 1 or not one["inside"]] == []
    assert [one for one in seen if one["marked"] != one["expected"] and not one["last"]] == []
    assert len({one["marked"] for one in seen}) > 8


@pytest.mark.parametrize("name", ["evidence-tests", "api/functions"])
def test_no_entry_is_cut_at_the_edge_of_the_window(open_page, name):
    page = open_page(f"book/{name}.html", 1280, 800)
    cut = """() => [...document.querySelectorAll("#pst-page-toc-nav a")].filter((entry) => {
      const words = document.createRange();
      words.selectNodeContents(entry);
      return words.getBoundingClientRect().right > document.documentElement.clientWidth;
    }).map((entry) => entry.textContent)"""
    assert page.evaluate(cut) == []


def test_the_phones_drawer_opens_at_the_mark_and_shuts_after_a_tap(open_page):
    page = open_page("book/05-convergence.html#schedules", 390, 844)
    button = page.get_by_role("button", name="Contents of this page").bounding_box()
    page.mouse.click(button["x"] + 10, button["y"] + 10)  # Playwright's own click scrolls a sticky header's page first
    drawer = page.locator("#pst-secondary-sidebar-modal")
    mark = drawer.locator("[aria-current=location]")
    assert mark.evaluate("(link) => link.hash") == "#schedules"
    box = mark.bounding_box()
    assert 0 < box["y"] < 844 - box["height"]
    drawer.get_by_role("link", name="Convex: one over k").click()
    page.wait_for_timeout(300)
    assert not drawer.evaluate("(dialog) => dialog.open")
    assert 0 < page.locator("#convex-one-over-k").evaluate("(section) => section.getBoundingClientRect().top") < 200


def test_no_button_covers_the_page(open_page):
    page = open_page("book/05-convergence.html", 390, 844)
    page.mouse.wheel(0, 4000)
    page.wait_for_timeout(200)
    page.mouse.wheel(0, -500)
    page.wait_for_timeout(200)
    fixed = """() => [...document.querySelectorAll("body *")].filter((element) => {
      const { position, visibility } = getComputedStyle(element);
      const { bottom, height } = element.getBoundingClientRect();
      return position === "fixed" && visibility === "visible" && height > 0 && bottom > 0;
    }).map((element) => element.outerHTML.slice(0, 80))"""
    assert page.evaluate(fixed) == []


def test_the_reading_bar_names_the_part_and_counts_down(open_page):
    page = open_page("book/05-convergence.html", 1280, 800)
    assert not page.locator(".reading p").is_visible()
    heard = []
    for share in (0.0, 0.5, 0.9):
        page.evaluate(
            """(share) => { const part = document.getElementById("convergence-rates").getBoundingClientRect();
            scrollTo(0, scrollY + part.top + share * part.height - innerHeight / 2 + 1); }""",
            share,
        )
        page.wait_for_timeout(150)
        assert page.locator(".reading p").inner_text().split("\n")[0].startswith("5.2")
        assert page.locator(".reading-part").inner_text() == "Convergence rates"
        heard.append(int(page.locator(".reading-left").inner_text().removesuffix(" min left")))
    assert heard == sorted(heard, reverse=True)
    assert heard[0] > heard[1] > heard[2] >= 1


def test_the_bar_counts_the_minutes_of_the_map(site):
    page = soup(site / "book" / "01-gradient-descent.html")
    parts = {anchor: seconds for anchor, _, seconds in json.loads(page.select_one(".reading")["data-parts"])}
    table = page.find("article").find("table")
    minutes = [head.get_text(strip=True) for head in table.find_all("th")].index("minutes")
    for row in (rows := table.select("tbody tr")):
        anchor = page.find(id=row.find("a")["href"].removeprefix("#"))
        section = anchor if anchor.name == "section" else anchor.find_parent("section")
        assert parts[section["id"]] == 60 * int(row.find_all("td")[minutes].get_text())
    assert len(rows) >= 7
