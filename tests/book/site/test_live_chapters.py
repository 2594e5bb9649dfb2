"""Every cell of every chapter runs in the page and shows what the build printed; every code exercise is judged."""

import json
import re

import pytest
from browsing import ROOT, served
from live_page import SLOW, LivePage
from observe import inside

from course_lib.exercises import declared

pytestmark = [pytest.mark.site, pytest.mark.browser]

QUICK_CHAPTERS = ("01-gradient-descent", "09-further-reading")  # the others are left to `make live`
CHAPTERS = [path.stem for path in sorted((ROOT / "book").glob("[0-9]*.ipynb"))]
FIGURES_DIFFER = 2.5  # of 255 in the mean, blurred: another version of matplotlib puts axes a little elsewhere

# What is shown otherwise than it is printed, and why: cell → by which factor its numbers may be apart.
# In a browser products of matrices are added in another order, and exp, tanh and log have other last digits. Sums and
# square roots have the same.
OTHERWISE = {
    # What a check leaves is rounding alone.
    "gradient-check": 3,
    "trace-checks": 3,
    "6a-finite-end": 5,
    "7a-seven-verdicts": 5,
    "7a-kink-network": 3,
    "7a-directions": 10,
    "7a-find": 5,
    "7a-layer-by-layer": 5,
    "7b-product-check": 3,
    # Some hundred steps on an ill-conditioned function: the counts are those of the last digits.
    "8-race": 1.05,
}
TIMES = ("fig-cost",)  # a picture of seconds, measured where it is drawn
NUMBER = re.compile(r"(?<![\w.])\d[\d,]*(?:\.\d+)?(?:e[+-]\d+)?")

# What a cell shows: printed text and values, tables, pictures with their words, explorers' titles and sentences.
SHOWN = """box => {
  const all = (selector) => [...box.querySelectorAll(selector)];
  const text = (e) => e.textContent.replace(/\\s+$/, "");
  return {
    text: all("pre").filter(e => !e.matches(".live-error")).map(text).join("\\n"),
    errors: all(".live-error").map(text),
    tables: all("table").map(table => [...table.rows].map(row => [...row.cells].map(cell => cell.textContent.trim()))),
    words: all("[role=img][aria-label]").map(e => e.getAttribute("aria-label")),
    explorers: all(".explorer-title, .explorer-sentence").map(text),
    pictures: all("svg").filter(svg => !svg.closest("button"))
      .map(svg => svg.outerHTML.replace(/currentColor/g, "black")),
  };
}"""
RUN = "([url, id]) => import(url).then(page => page.run([page.cells.find(cell => cell.id === id)]))"
RUN_HIDDEN = """async ([url, id]) => {
  const page = await import(url);
  await page.open();
  const { chapter, python, sources } = page.inside();
  const place = chapter.cells.findIndex(cell => cell.id === id);
  let result;
  const end = await python.run(place, sources, (type, message) => type === "ran" && (result = message.data));
  return [end, result.error ?? ""];
}"""
# The mean difference of two pictures, drawn 240 pixels wide and blurred.
DIFFERENCE = """async (pair) => {
  const draw = async (svg) => {
    const [, width, height] = /viewBox="0 0 ([\\d.]+) ([\\d.]+)"/.exec(svg);
    const size = [240, Math.round(240 * height / width)];
    const image = new Image(...size);
    const named = /xmlns=/.test(svg) ? svg : svg.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"');
    image.src = "data:image/svg+xml;utf8," + encodeURIComponent(
      named.replace("<svg", `<svg width="${size[0]}" height="${size[1]}"`));
    await image.decode();
    const context = new OffscreenCanvas(...size).getContext("2d");
    context.fillStyle = "white";
    context.fillRect(0, 0, ...size);
    context.filter = "blur(3px)";
    context.drawImage(image, 0, 0);
    return context.getImageData(0, 0, ...size).data;
  };
  const [one, other] = [await draw(pair[0]), await draw(pair[1])];
  if (one.length !== other.length) return 255;
  return one.reduce((sum, value, i) => sum + Math.abs(value - other[i]), 0) / one.length;
}"""

chapters = pytest.mark.parametrize(
    "name",
    [
        pytest.param(
            name, marks=[*([] if name in QUICK_CHAPTERS else [pytest.mark.live]), pytest.mark.xdist_group(name)]
        )
        for name in CHAPTERS
    ],
)


@pytest.fixture
def page(name, site, browser):
    with served(site) as address:
        page = LivePage(browser, address, name)
        page.tab.set_default_timeout(10 * SLOW)
        yield page
        page.close()


def shown_in(place):
    return f"box => ({SHOWN})(box.querySelector('{place}') ?? document.createElement('p'))"


def difference(tab, one, other):
    return tab.evaluate(DIFFERENCE, [one, other])


def near(one, other, factor):
    """Whether two texts are the same, but for numbers that are apart by no more than the factor."""
    pairs = zip(NUMBER.findall(one), NUMBER.findall(other), strict=False)
    numbers = [[float(text.replace(",", "")) for text in pair] for pair in pairs]
    same = NUMBER.sub("#", one) == NUMBER.sub("#", other)
    return same and all(a <= factor * b and b <= factor * a for a, b in numbers)


def complaints_about(tab, printed, shown, factor=1, times=False):
    """How what a cell shows differs from what is printed."""
    kinds = ("text", "tables", "words", "explorers")
    pairs = {
        kind: [json.dumps(side[kind], ensure_ascii=False).replace("’", "'") for side in (shown, printed)]
        for kind in kinds
    }
    found = [f"{kind}: {one}, printed {other}" for kind, (one, other) in pairs.items() if not near(one, other, factor)]
    found += [f"an error: {error}" for error in shown["errors"]]
    if len(shown["pictures"]) != len(printed["pictures"]):
        return [*found, f"{len(shown['pictures'])} pictures, printed {len(printed['pictures'])}"]
    pairs = zip(printed["pictures"], shown["pictures"], strict=True)
    amounts = [difference(tab, *pair) for pair in pairs]
    return found + [f"a picture differs by {amount:.1f}" for amount in amounts if amount > FIGURES_DIFFER and not times]


@chapters
def test_every_cell_shows_what_is_printed(name, page):
    script = page.address + "_static/live/page.js"
    visible, complaints = set(page.names()), []
    page.tab.evaluate("url => import(url).then(page => page.open())", script)
    cells = page.tab.evaluate(
        "url => import(url).then(page => page.inside().chapter.cells.map(cell => cell.id))", script
    )
    for cell_id in cells:
        if cell_id not in visible:
            end, error = page.tab.evaluate(RUN_HIDDEN, [script, cell_id])
            assert (end, error) == ("done", ""), cell_id
            continue
        cell = page.cell(cell_id)
        exercise = cell.tools.get_attribute("data-live") == "exercise"
        printed = cell.box.evaluate(shown_in(".cell_output"))
        page.tab.evaluate(RUN, [script, cell_id])
        assert cell.status.startswith("Done"), f"{cell_id}: {cell.status} {cell.output.all_inner_texts()}"
        if exercise:
            assert "Not attempted yet" in cell.output.inner_text()
            continue
        shown = cell.box.evaluate(shown_in(".live-output"))
        apart = {"factor": OTHERWISE.get(cell_id, 1), "times": cell_id in TIMES}
        complaints += [f"{cell_id}: {words}" for words in complaints_about(page.tab, printed, shown, **apart)]
        cell.tools.evaluate("tools => tools.querySelector('[data-does=reset]').click()")
    assert "\n".join(complaints) == ""
    assert [url for url in page.requests if not inside(url, page.address)] == []
    assert page.console == []


@pytest.mark.parametrize("name", [pytest.param(QUICK_CHAPTERS[1], marks=pytest.mark.xdist_group(QUICK_CHAPTERS[1]))])
def test_one_command_runs_the_whole_page(name, page):
    page.tab.get_by_role("button", name="Run all cells").click()
    page.tab.locator(".live-bar").get_by_text("All have run.", exact=True).wait_for()
    for cell in page.names():
        assert page.cell(cell).status.startswith("Done")
    assert page.tab.get_by_role("button", name="Run all cells").is_visible()


def words_of(text):
    """The longest run of plain words in a text of ours."""
    return max(re.split(r"\$[^$]*\$|[`*]+[^`*]*[`*]+|\[[^\]]*\]\([^)]*\)", " ".join(text.split())), key=len).strip()


@chapters
def test_every_code_exercise_is_solved_and_every_slip_explained(name, page):
    for exercise in declared(int(name[:2])):
        if exercise.code is None:
            continue
        label = f"Code of exercise {exercise.number}"
        cell = page.cell(page.tab.locator(f".live-tools[aria-label='{label}']").get_attribute("data-cell"))

        def verdict(source, cell=cell):
            cell.write(source)
            cell.run()
            return " ".join(cell.output.inner_text().split())

        assert verdict(exercise.code.solution).startswith("Right.") and "\\(" not in cell.output.inner_text()
        for place, explanation in enumerate(exercise.code.wrong.values()):
            slip = f"list(exercise({exercise.number!r}).code.wrong)[{place}]"
            said = verdict(f"from course_lib.exercises import exercise\n\n{exercise.code.name} = {slip}")
            assert said.startswith("Not yet.") and words_of(explanation) in said, exercise.number
            assert "\\(" not in said
        assert verdict(f"def {exercise.code.name}(*arguments):\n    while True:\n        pass").startswith(
            "Not yet. It was stopped in a loop that does not end"
        )
        assert verdict("nothing = 0") == f"The function must keep its name, {exercise.code.name}."


def test_near_texts_differ_in_near_numbers_only():
    assert near("error 1.6e-10 of 2,000", "error 1.5e-10 of 2,000", 3)
    assert not near("error 1.6e-10 of 2,000", "error 4.9e-10 of 2,000", 3)
    assert not near("error 1.6e-10", "error 1.6e-10, wrong", 3) and not near("1", "2", 1)
    assert near("0 and 3", "0 and 3", 1) and not near("0", "1", 3)


def test_the_comparison_of_pictures_sees_a_curve_that_is_missing(browser):
    axes = '<path d="M5 5V65H95" fill="none" stroke="black"/>'
    svg = f'<svg viewBox="0 0 100 70" xmlns="http://www.w3.org/2000/svg">{axes}{{}}</svg>'
    curve = '<path d="M5 60 C 30 0, 60 0, 95 60" fill="none" stroke="red" stroke-width="1.9"/>'
    tab = browser.new_page()
    assert difference(tab, svg.format(curve), svg.format(curve)) == 0
    assert difference(tab, svg.format(curve), svg.format("")) > FIGURES_DIFFER
    tab.close()
