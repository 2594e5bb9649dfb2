"""Code fits its column: nothing is cut on a desk, lines wrap on a phone, and a copy is the code as it was written."""

import json

import pytest
from browsing import BUILT, ROOT, come_back
from static_gates import soup

pytestmark = [pytest.mark.site, pytest.mark.xdist_group("code")]

CHAPTERS = sorted((BUILT / "book").glob("0*.html"))
CODE = "article .cell_input pre, article .exercise pre, article div.highlight-python pre"

CUT = """(selector) => [...document.querySelectorAll(selector)]
  .filter((pre) => pre.offsetParent && pre.scrollWidth > pre.clientWidth + 1)
  .map((pre) => pre.textContent.slice(0, 60))"""


def page_of(browser, path, width):
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(path.as_uri())
    return page


@pytest.mark.browser
@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
@pytest.mark.parametrize("width", [1280, 390])
def test_no_visible_line_is_cut(browser, path, width):
    page = page_of(browser, path, width)
    page.evaluate("for (const fold of document.querySelectorAll('article details')) fold.open = true")
    assert page.evaluate(CUT, CODE) == []
    page.close()


@pytest.mark.browser
def test_a_wrapped_line_hangs_below_its_own_beginning(browser):
    page = page_of(browser, BUILT / "book" / "05-convergence.html", 390)
    rows = page.evaluate(
        """() => [...document.querySelectorAll(".cell_input .line")].map((line) => {
          const range = document.createRange();
          const words = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
          let first = null, hanging = [];
          while (words.nextNode()) {
            for (let at = 0; at < words.currentNode.length; at++) {
              if (/\\s/.test(words.currentNode.data[at])) continue;
              range.setStart(words.currentNode, at);
              range.setEnd(words.currentNode, at + 1);
              const { left, top } = range.getBoundingClientRect();
              if (first === null) first = { left, top };
              else if (top > first.top + 8) hanging.push(left - first.left);
            }
          }
          return hanging.length ? Math.min(...hanging) : null;
        }).filter((indent) => indent !== null)"""
    )
    assert len(rows) > 20
    assert min(rows) > 5
    page.close()


@pytest.mark.browser
def test_the_reader_may_scroll_instead_and_is_remembered(browser):
    path = BUILT / "book" / "05-convergence.html"
    page = page_of(browser, path, 390)
    button = page.get_by_role("button", name="Wrap long lines of code")
    assert button.get_attribute("aria-pressed") == "true"
    button.click()
    assert button.get_attribute("aria-pressed") == "false"
    assert page.evaluate(CUT, CODE) != []
    come_back(page)
    assert button.get_attribute("aria-pressed") == "false"
    assert page.evaluate(CUT, CODE) != []
    button.click()
    assert page.evaluate(CUT, CODE) == []
    page.close()


@pytest.mark.browser
def test_a_copy_is_the_code_as_written(browser):
    notebook = json.loads((ROOT / "book" / "01-gradient-descent.ipynb").read_text(encoding="utf-8"))
    sources = {"".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code"}
    page = page_of(browser, BUILT / "book" / "01-gradient-descent.html", 390)
    copied = page.evaluate(
        """async () => {
          const copies = [];
          document.addEventListener("copy", (event) => event.preventDefault());
          for (const button of document.querySelectorAll(".cell_input .copybtn")) {
            copies.push(document.querySelector(button.dataset.clipboardTarget).textContent.replace(/\\n$/, ""));
          }
          return copies;
        }"""
    )
    assert len(copied) > 20
    assert set(copied) <= sources
    page.close()


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_one_fold_a_figure_and_none_for_plumbing(path):
    article = soup(path).find("article")
    folds = article.select("details.fold.code")
    together = [
        fold.summary.get_text()
        for fold in folds
        if not fold.parent.select_one(":scope > .cell_output")
        and (after := fold.parent.find_next_sibling()) is not None
        and after.select_one(":scope > details.fold.code")
    ]
    assert together == []
    assert all(fold.summary.get_text(strip=True).startswith("Code ") for fold in folds)
    blocks = [[line for pre in fold.find_all("pre") for line in pre.get_text().split("\n") if line] for fold in folds]
    imports = ("import ", "from ", ")", " ", "#")
    plumbing = [code[0] for code in blocks if all(line.startswith(imports) for line in code)]
    assert plumbing == []
    explorers = [cell for cell in article.select("div.cell") if cell.select_one(".explorer")]
    assert all(cell.select_one(":scope > details.fold.code") for cell in explorers)
