"""The built website passes every gate."""

import re
from pathlib import Path

import pytest
from browsing import BUILT, ROOT
from cut_formula_font import CORE, characters
from observe import AXE, AXE_SCRIPT, MATHEMATICS, OVERFLOW, observe
from page_gates import ON_EVERY_VISIT, ON_HTTP
from static_gates import (
    broken_links,
    citation_complaints,
    pages,
    poor_alternatives,
    slow_characters,
    soup,
    unset_formulas,
)

pytestmark = pytest.mark.site


VISITED = [name for name in pages(BUILT) if name != "index.html"] or ["book/index.html"]  # index.html leads on at once


def test_every_chapter_has_a_page(site):
    chapters = sorted((ROOT / "book").glob("[0-9]*.ipynb"))
    assert [c.name for c in chapters if not Path(site, "book", c.stem + ".html").is_file()] == []


@pytest.mark.xdist_group("parsed pages")
def test_links_and_anchors(site):
    assert broken_links(site) == []


@pytest.mark.xdist_group("parsed pages")
def test_text_alternatives(site):
    assert [complaint for name in pages(site) for complaint in poor_alternatives(name, soup(site / name))] == []


def test_formulas_are_set_in_the_text_and_in_data_for_scripts(site):
    font = characters(CORE)
    texts = {name: (site / name).read_text(encoding="utf-8") for name in pages(site)}
    assert sum(text.count("<math") for text in texts.values()) > 3000
    assert [complaint for name, text in texts.items() for complaint in unset_formulas(name, text)] == []
    assert [complaint for name, text in texts.items() for complaint in slow_characters(name, text, font)] == []


def test_citations():
    assert citation_complaints(ROOT / "book") == []


@pytest.mark.browser
@pytest.mark.parametrize("name", VISITED)
def test_over_http(name, site, server, browser):
    seen = observe(browser, server, name, folder=site, axe=True)
    assert [complaint for gate in ON_EVERY_VISIT + ON_HTTP for complaint in gate(seen)] == []


@pytest.mark.browser
@pytest.mark.parametrize("name", VISITED)
def test_from_disk(name, site, browser):
    seen = observe(browser, site.as_uri() + "/", name)
    assert [complaint for gate in ON_EVERY_VISIT for complaint in gate(seen)] == []


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_open_search_dialog_is_accessible(scheme, server, browser):
    page = browser.new_page(color_scheme=scheme, reduced_motion="reduce")
    page.goto(server + "book/index.html")
    page.keyboard.press("Control+k")
    page.locator("#pst-search-dialog[open]").wait_for()
    page.keyboard.type("gradient")
    page.locator("#pst-search-dialog .search-list a").first.wait_for()
    page.evaluate(AXE_SCRIPT)
    assert page.evaluate(AXE, {}) == []
    page.close()


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_formula_sheet_prints_on_one_page(scheme, site, browser):
    page = browser.new_page(color_scheme=scheme)
    page.goto((site / "book" / "formula-sheet.html").as_uri())
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))) == 1
    page.close()


@pytest.mark.browser
@pytest.mark.parametrize("name", [name for name in VISITED if name.startswith("book/0")])
def test_a_chapter_reads_without_scripts(name, site, browser):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 412, "height": 823})
    page = context.new_page()
    page.goto((site / name).as_uri())
    seen = page.evaluate(MATHEMATICS)
    assert seen["raw"] == seen["errors"] == seen["unseen"] == [] and seen["font"]
    assert page.evaluate(OVERFLOW)["extra"] <= 0
    for explorer in page.locator(".explorer:has(form)").all():
        assert explorer.locator("svg").first.is_visible() and explorer.locator(".explorer-sentence").text_content()
    for control in page.locator("form.explorer-controls, form.question button").all():
        assert not control.is_visible()  # what does nothing is not shown
    for solution in page.locator(".admonition.solution").all():
        solution.locator("> details > summary").click()
        assert solution.inner_text().count("\n") > 1
    context.close()


@pytest.mark.browser
def test_the_front_door_leads_to_the_book(site, browser):
    page = browser.new_page()
    page.goto(site.as_uri() + "/index.html")
    page.wait_for_url("**/book/index.html")
    page.close()


def test_on_a_phone_a_formula_has_the_width_of_the_text_and_fades_where_it_goes_on(site, browser):
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto((site / "book" / "01-gradient-descent.html").as_uri())
    short, fits, wide = (page.locator(f"#equation-eq-{name}") for name in ("level-line", "descent-lemma", "taylor"))
    width = "box => [box.scrollWidth - box.clientWidth, box.parentElement.clientWidth - box.clientWidth]"
    assert fits.locator(".formula").evaluate(width) == [0, 0], "the number stands below"
    hidden, beside = wide.locator(".formula").evaluate(width)
    assert hidden > 0 and beside == 0
    number, formula = (short.locator(name).bounding_box() for name in (".eqno", ".formula"))
    assert formula["y"] < number["y"] + number["height"] / 2 < formula["y"] + formula["height"], "there is room beside"
    faded = """async box => { const at = [];
      for (const end of [0, box.scrollWidth]) {
        box.scrollLeft = end;
        await new Promise(requestAnimationFrame).then(() => new Promise(requestAnimationFrame));
        const style = getComputedStyle(box);
        at.push(["left", "right"].filter(side => parseFloat(style.getPropertyValue("--faded-" + side)) > 0).join());
      }
      return at }"""
    assert wide.locator(".formula").evaluate(faded) == ["right", "left"]
    assert fits.locator(".formula").evaluate(faded) == ["", ""]
    context.close()
