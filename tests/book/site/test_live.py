"""Cells of chapter 1 run in the page as a reader runs them: edit, stop, reset, reload, faults."""

import re

import pytest
from browsing import served
from live_page import QUICK, LivePage
from observe import AXE, AXE_SCRIPT, gzipped, inside

from course_lib.exercises import exercise

pytestmark = [pytest.mark.site, pytest.mark.browser, pytest.mark.xdist_group("live chapter 1")]

CHAPTER = "01-gradient-descent"
LOOP = "x = 0\nwhile True:\n    x += 1"
# By how many letters the second row of a wrapped line begins further right than the first.
HANGS_BY = """line => {
  const range = document.createRange();
  range.selectNodeContents(line);
  const boxes = [...range.getClientRects()];
  const first = boxes[0];
  const second = boxes.find((box) => box.top > first.bottom - 1);
  return (second.left - first.left) / parseFloat(getComputedStyle(line).fontSize) / 0.6;
}"""


@pytest.fixture(scope="module")
def address(site):
    with served(site) as base:
        yield base


@pytest.fixture(scope="module")
def page(address, browser):
    """One tab for all tests of this file: Python is started once."""
    page = LivePage(browser, address, CHAPTER)
    yield page
    page.close()


@pytest.fixture
def fresh(address, browser):
    """A tab of its own, where Python has not been started."""
    page = LivePage(browser, address, CHAPTER)
    yield page
    page.close()


# ---- before a reader asks ----


def test_a_first_visit_costs_little_and_starts_nothing(fresh, site, address):
    fetched = {
        url.removeprefix(address).partition("?")[0] for url in fresh.requests if "/live/" in url or "codemirror" in url
    }
    assert all(name.endswith((".js", ".css")) for name in fetched)
    assert not any("pyodide" in name or "codemirror" in name or "worker" in name for name in fetched)
    assert sum(gzipped(site / name) for name in fetched) <= 15_000


def test_every_visible_cell_has_its_buttons_and_shows_its_source(fresh, address):
    sources = fresh.tab.evaluate(
        "async url => { const page = await import(url); await page.open(); const { chapter } = page.inside();"
        "  return Object.fromEntries(chapter.cells.map(cell => [cell.id, cell.source])) }",
        address + "_static/live/page.js",
    )
    shown = fresh.tab.locator("div.cell_input").count()
    exercises = fresh.tab.locator("[data-live=exercise]").count()
    assert len(fresh.names()) == shown + exercises and exercises == 2
    for name in fresh.names():
        cell = fresh.cell(name)
        assert sources[name].startswith(cell.text())
        assert cell.tools.get_attribute("aria-label").startswith(("Code cell ", "Code of exercise "))
    assert fresh.cell("the-loop").button("Run").is_visible() and fresh.cell("the-loop").button("Edit").is_visible()
    assert fresh.cell("starter-1-4").button("Check").is_visible()
    assert not fresh.cell("the-loop").button("Reset").is_visible()
    assert not fresh.cell("the-loop").button("Stop").is_visible()


def test_buttons_move_nothing_when_they_come_alive(fresh, browser, address):
    context = browser.new_context(viewport=fresh.tab.viewport_size)
    context.route("**/live/page.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    still = context.new_page()
    still.goto(fresh.url)
    places = (
        "[...document.querySelectorAll('.live-tools, .live-bar')].map(e => e.getBoundingClientRect().top + scrollY)"
    )
    for tab in (still, fresh.tab):
        tab.evaluate("() => document.fonts.ready.then(() => 0)")
    moved = [abs(a - b) for a, b in zip(still.evaluate(places), fresh.tab.evaluate(places), strict=True)]
    context.close()
    assert max(moved) <= 1


# ---- running ----


def test_a_cell_runs_with_those_it_needs_and_says_so(page):
    cell = page.cell("the-loop")
    cell.tools.evaluate(
        "tools => { window.said = []; const status = tools.querySelector('[role=status]');"
        "  const hear = new MutationObserver(() => window.said.push(status.textContent));"
        "  hear.observe(tools, {subtree: true, childList: true, characterData: true}) }"
    )
    assert re.fullmatch(r"Done in \d+\.\d+ s", cell.run())
    said = page.tab.evaluate("[...new Set(window.said)].join('|')")
    assert re.search(r"Loading Python, \d+ MB …", said)
    assert re.search(r"Running \d+ cells? that this one needs, 1 of \d+ …", said)
    assert "Result(60 steps, 61 evaluations" in cell.output.inner_text()
    assert not cell.box.locator(".cell_output .output").count()
    assert cell.output.get_attribute("aria-label") == "Your output"
    assert not page.cell("three-functions").output.count()


def test_edit_run_reset(page):
    cell = page.cell("four-norms")
    printed = cell.box.locator(".cell_output").inner_text()
    cell.button("Edit").click()
    assert not cell.button("Reset").is_visible()
    cell.editor.fill(cell.text().replace("[3.0, 1.0]", "[0.0, 2.0]"))
    assert cell.button("Reset").is_visible()
    page.tab.keyboard.press("Shift+Enter")
    cell.wait()
    assert "gᵀd = -2.0000" in cell.output.inner_text()
    below = page.cell("fig-norms")
    assert below.stale and not page.cell("norm-panel").stale and not page.cell("fig-taylor").stale
    below.run()
    assert not below.stale and below.output.locator("svg").count() == 4
    cell.button("Reset").click()
    assert (cell.box.locator(".cell_output").inner_text(), cell.output.count()) == (printed, 0)
    assert below.stale
    below.button("Reset").click()
    assert not below.stale and below.box.locator(".cell_output svg").count() == 4
    assert not cell.button("Reset").is_visible()


def test_the_keyboard_enters_and_leaves_an_editor(page):
    cell = page.cell("remainder")
    cell.button("Edit").press("Enter")
    focused = "document.activeElement.closest('.live-editor') !== null"
    page.tab.wait_for_function(f"{focused} && document.querySelector('.cm-editor')", timeout=QUICK)
    page.tab.keyboard.press("Tab")
    assert not page.tab.evaluate(focused)
    page.tab.keyboard.press("Shift+Tab")
    assert page.tab.evaluate(focused)
    page.tab.keyboard.press("Control+End")
    page.tab.keyboard.type("  # mine")
    page.tab.keyboard.press("Escape")
    assert page.tab.evaluate("document.activeElement.textContent") == "Run"
    assert cell.text().endswith("# mine")
    cell.button("Reset").press("Enter")
    assert page.tab.evaluate("document.activeElement.textContent") == "Run"
    cell.button("Edit").press("Enter")
    page.tab.wait_for_function(focused, timeout=QUICK)
    page.tab.keyboard.press("Escape")
    assert cell.button("Edit").is_visible(), "an editor without changes closes"


def test_a_figure_is_drawn_in_place_of_the_printed_one_and_keeps_its_caption(page):
    cell = page.cell("fig-walk")
    cell.run()
    assert cell.output.locator("svg").count() == 1 and cell.box.locator(".cell_output svg").count() == 1
    assert "Sixty steps" in cell.box.locator("figcaption").inner_text()
    assert cell.output.locator("[role=img]").get_attribute("aria-label").startswith("Level lines of a stretched bowl")
    cell.button("Reset").click()
    assert cell.box.locator(".cell_output svg").count() == 1 and not cell.output.count()


def test_a_changed_explorer_is_live(page):
    update = page.cell("explore-norm-update")
    update.write(update.text().replace("slope gᵀd", "my slope"))
    cell = page.cell("explore-norm")
    cell.box.locator(".live-stale").wait_for(state="attached", timeout=QUICK)  # the first change asks for the chapter
    cell.run()
    root = cell.output.locator(".explorer")
    sentence = root.locator(".explorer-sentence")
    assert "my slope" in sentence.text_content()
    for key in ("ArrowRight", "End", "Home"):
        before = sentence.text_content()
        root.locator("input[type=range]").press(key)
        page.tab.wait_for_function("([e, text]) => e.textContent !== text", arg=[sentence.element_handle(), before])
    root.locator(".explorer-choice input").nth(1).check()
    for _ in range(3):
        root.locator("input[type=range]").press("ArrowRight")
    page.tab.wait_for_function("e => e.dataset.met === 'true'", arg=root.locator("[data-goal]").element_handle())
    root.get_by_role("button", name="Reset").click()
    assert root.locator("[data-goal]").get_attribute("data-met") == "true", "a goal once reached stays reached"
    for one in (update, cell):
        one.reveal()
        one.button("Reset").click()
    assert cell.box.locator(".explorer").count() == 1


def test_a_live_explorer_says_that_python_is_busy(page):
    explorer, cell = page.cell("explore-step"), page.cell("the-loop")
    explorer.run()
    sentence = explorer.output.locator(".explorer-sentence")
    slider = explorer.output.locator("input[type=range]").first
    says = "([e, words]) => e.textContent.startsWith(words)"
    slider.press("End")
    page.tab.wait_for_function(says, arg=[sentence.element_handle(), "ρ = "], timeout=QUICK)
    cell.write(LOOP)
    cell.run(wait=False)
    slider.press("Home")
    page.tab.wait_for_function(says, arg=[sentence.element_handle(), "Waiting for Python"], timeout=QUICK)
    cell.button("Stop").click()
    page.tab.wait_for_function(says, arg=[sentence.element_handle(), "Run the cell again"], timeout=QUICK)
    for one in (cell, explorer):
        one.reveal()
        one.button("Reset").click()


# ---- faults ----


def test_an_error_is_shown_at_the_cells_line_and_python_goes_on(page):
    cell = page.cell("the-loop")
    cell.write("alpha = 1\nalpha / (alpha - 1)")
    assert cell.run() == "It stopped with an error, shown below."
    error = cell.output.locator(".live-error").inner_text()
    assert error == "line 2:\n    alpha / (alpha - 1)\nZeroDivisionError: division by zero"
    cell.write("alpha = 1\nalhpa")
    cell.run()
    assert "Did you mean: 'alpha'?" in cell.output.inner_text()
    cell.write("1 + 1")
    assert cell.run().startswith("Done") and cell.output.locator("pre").inner_text() == "2"
    cell.button("Reset").click()


def test_output_without_end_scrolls_in_its_own_box_and_says_that_it_was_cut(page):
    cell = page.cell("the-loop")
    cell.write("for i in range(50_000):\n    print('line', i)")
    cell.run()
    box = cell.output.locator("pre")
    assert box.evaluate("box => [box.clientHeight < innerHeight, box.tabIndex]") == [True, 0]
    assert box.evaluate("box => box.textContent").endswith("the rest is not shown.")
    cell.write("import no_such_package")
    cell.run()
    assert "This page has Python's standard library, NumPy, matplotlib" in cell.output.inner_text()
    cell.button("Reset").click()


def test_an_error_in_a_cell_above_is_shown_there(page):
    above, cell = page.cell("remainder"), page.cell("three-functions")
    above.write("broken =")
    cell.run()
    assert cell.status.startswith("A cell above, which this one needs, stopped with an error.")
    assert "SyntaxError" in above.output.inner_text()
    cell.tools.get_by_role("button", name="Show it").click()
    assert page.tab.evaluate("document.activeElement.closest('.live-tools').dataset.cell") == "remainder"
    above.button("Reset").click()
    assert cell.run().startswith("Done")
    cell.button("Reset").click() if cell.button("Reset").is_visible() else None


@pytest.mark.parametrize("code", [LOOP, "while True:\n    print('again')"])
def test_an_endless_loop_is_stopped_and_the_next_run_starts_anew(page, code):
    cell = page.cell("the-loop")
    cell.run()
    cell.write(code)
    cell.run(wait=False)
    page.tab.wait_for_function(
        "tools => tools.textContent.includes('Running …')", arg=cell.tools.element_handle(), timeout=180_000
    )
    wait = page.tab.evaluate(
        "async () => { const t = performance.now(); await new Promise(f => setTimeout(f, 50));"
        "  return performance.now() - t }"
    )
    assert wait < 1000, "the page must answer while Python is busy"
    cell.button("Stop").click()
    assert cell.wait() == "Stopped. The next run starts Python anew."
    assert cell.output.inner_text().startswith("Your output, of an earlier run") == (code == LOOP)
    assert not cell.button("Stop").is_visible()
    cell.button("Reset").click()
    assert cell.run().startswith("Done") and "Result(60 steps" in cell.output.inner_text()
    cell.button("Reset").click()


def test_what_was_typed_survives_a_reload_and_can_be_forgotten(fresh):
    cell = fresh.cell("the-loop")
    cell.write("'kept'")
    fresh.cell("starter-1-4").write("def step(): pass")
    fresh.open()
    assert (fresh.cell("the-loop").text(), fresh.cell("starter-1-4").text()) == ("'kept'", "def step(): pass")
    assert fresh.cell("the-loop").button("Reset").is_visible()
    fresh.tab.get_by_role("button", name="Forget my changes").click()
    assert fresh.cell("the-loop").text().startswith("x, alpha")
    assert fresh.tab.evaluate("memory.all('code')") == {}
    fresh.open()
    assert fresh.cell("the-loop").text().startswith("x, alpha") and "..." in fresh.cell("starter-1-4").text()


def test_a_function_that_is_judged_right_counts_as_solved(fresh):
    cell = fresh.cell("starter-1-4")
    for code, solved in (
        ("def step(gradient, x, learning_rate):\n    return x", []),
        (exercise("1.4").code.solution.strip(), ["01-gradient-descent#ex-1-4"]),
    ):
        cell.write(code)
        cell.run()
        assert fresh.tab.evaluate("Object.keys(memory.all('solved'))") == solved


def test_without_network_one_sentence_says_so_and_the_next_run_tries_again(fresh):
    cell = fresh.cell("remainder")
    fresh.context.set_offline(True)
    assert "could not be loaded" in cell.run()
    fresh.context.set_offline(False)
    fresh.context.route("**/pyodide.asm.wasm", lambda route: route.abort())
    assert re.search("Python could not be started.* want of a network. Run tries again", cell.run())
    fresh.context.unroute("**/pyodide.asm.wasm")
    assert cell.run().startswith("Done")


@pytest.mark.parametrize(
    ("script", "says"),
    [
        ("delete window.WebAssembly", "This browser cannot run the code of this page"),
        ("", "The first run loads Python, 9 MB"),
    ],
)
def test_one_sentence_says_what_the_browser_can_do(browser, address, script, says):
    context = browser.new_context()
    context.add_init_script(script or "1")
    tab = context.new_page()
    tab.goto(f"{address}book/{CHAPTER}.html")
    assert says in tab.locator(".live-bar").inner_text()
    assert tab.locator(".live-tools button:visible").count() == (
        0 if script else tab.locator(".live-tools:visible button:visible").count()
    )
    assert tab.locator("div.cell_output svg").count() > 5
    context.close()


def test_where_the_script_does_not_load_the_page_is_as_ever(browser, address):
    context = browser.new_context()
    context.route("**/live/page.js", lambda route: route.abort())
    tab = context.new_page()
    tab.goto(f"{address}book/{CHAPTER}.html")
    tab.locator("html[data-live=old]").wait_for(state="attached")
    assert "This browser cannot run" in tab.locator(".live-bar").inner_text()
    assert not tab.locator(".live-tools button:visible").count()
    context.close()


def test_from_disk_one_sentence_and_the_static_page(browser, site):
    tab = browser.new_page()
    errors = []
    tab.on("console", lambda message: message.type == "error" and errors.append(message.text))
    tab.goto((site / "book" / f"{CHAPTER}.html").as_uri())
    assert tab.locator(".live-bar").inner_text().strip() == "Code runs here when the site is served: how."
    assert not tab.locator(".live-tools button:visible").count() and errors == []
    tab.close()


def test_without_scripts_there_are_no_buttons(browser, address):
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(f"{address}book/{CHAPTER}.html")
    assert not tab.locator(".live-tools button:visible").count() and not tab.locator(".live-bar").inner_text().strip()
    context.close()


# ---- for everybody ----


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_with_an_open_editor_output_error_and_note(page, scheme):
    page.tab.emulate_media(color_scheme=scheme)
    cell = page.cell("four-norms")
    cell.write(cell.text() + "\nprint(g)  # a comment\n'text'\n1 / 0")
    cell.run()
    page.cell("starter-1-4").write("def step(gradient, x, learning_rate):\n    return x")
    page.cell("starter-1-4").run()
    page.tab.evaluate(AXE_SCRIPT)
    axe = AXE.replace("axe.run({", "axe.run('.live-bar, .live-tools, .live-editor, .live-output, .live-stale', {")
    found = page.tab.evaluate(axe, {})
    for one in (cell, page.cell("starter-1-4")):
        one.button("Reset").click()
    page.tab.emulate_media(color_scheme="light")
    assert found == []


def test_on_a_phone_nothing_scrolls_sideways_and_thumbs_hit_the_buttons(browser, address):
    page = LivePage(browser, address, CHAPTER, viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    cell = page.cell("the-loop")
    cell.button("Edit").click()
    cell.editor.fill("if x:\n    '" + "long " * 80 + "'")
    assert cell.box.locator(".cm-line").nth(1).evaluate(HANGS_BY) == pytest.approx(4 + 2, abs=0.5)
    wide = page.tab.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0
    for name in ("Run", "Reset"):
        assert cell.button(name).bounding_box()["height"] >= 44
    page.close()


def test_nothing_left_the_site_and_no_console_said_an_error(page, address):
    assert [url for url in page.requests if not inside(url, address)] == []
    assert page.console == []
