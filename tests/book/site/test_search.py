"""The search finds the section that a reader wants, first, and opens there."""

import re

import pytest

pytestmark = [pytest.mark.site, pytest.mark.browser, pytest.mark.xdist_group("search")]

# A query, and the places of which one must come first.
WANTED = {
    "vanishing gradients": ["book/07-practice.html#vanishing-gradients"],
    "write your own optimiser": ["book/write-your-own-method.html"],
    "bias correction": ["book/06-advanced-methods.html#prop-bias-correction"],
    "divergence": ["book/05-convergence.html#beyond-2-l-divergence-is-not-the-only-fate"],
    "initialization": ["book/07-practice.html#initialisers-derived", "book/api/network.html#module-course_lib"],
    "saddle points": ["book/05-convergence.html#saddles-let-go-slowly", "book/glossary.html#term-saddle-point"],
    "descent lemma": ["book/01-gradient-descent.html#thm-descent-lemma", "book/01-gradient-descent.html#how-far"],
    "activation": ["book/08-summary.html#activation-functions", "book/glossary.html#term-activation-function"],
    "ReLU": ["book/07-practice.html#relu-and-initialisation"],
    "relu_derivative": ["book/api/functions.html#course_lib"],
    "adam": ["book/06-advanced-methods.html#adam"],
    "momentum": ["book/06-advanced-methods.html#momentum"],
    "check_gradient": ["book/api/checking.html#course_lib"],
    "Lojasiewicz": ["book/05-convergence.html#thm-pl", "book/05-convergence.html#without-convexity"],
    "normal equation": ["book/03-matrix-calculus.html#thm-normal-equations"],
    "backprop": ["book/02-backpropagation.html", "book/api/network.html#course_lib"],
    "penguins": ["book/01-gradient-descent.html#real-data-which-penguin-is-which"],
    "exploding gradient": ["book/07-practice.html#exploding-gradients"],
    "vanshing gradients": ["book/07-practice.html#vanishing-gradients"],
    "trace of a product": ["book/03-matrix-calculus.html#derivative-of-the-trace-of-a-product"],
    "glossary": ["book/glossary.html"],
    "stationary point": ["book/glossary.html#term-stationary-point"],
    "your progress": ["book/progress.html"],
    "found a mistake": ["book/report.html"],
    "ten questions": ["book/prerequisites.html"],
    "line search": [
        "book/06-advanced-methods.html#damping-and-a-line-search",
        "book/api/minimize.html#module-course_lib",
    ],
}
UNCLEAN = re.compile(r"\\[a-zA-Z]+|\$|Contents|\[source\]")

FIRST = """async (query) => {
  const field = document.querySelector(".search-page input");
  field.value = query;
  field.dispatchEvent(new Event("input"));
  const status = document.querySelector(".search-status");
  const told = () => status.textContent.includes(`“${query}”`);
  for (let i = 0; i < 200 && !told(); i++) await new Promise((resolve) => setTimeout(resolve, 20));
  return [...document.querySelectorAll(".search-list > li")].map((item) => ({
    address: item.querySelector("a").getAttribute("href").replace("./", ""),
    excerpt: item.querySelector("p").textContent,
  }));
}"""


@pytest.fixture(params=["http", "file"])
def base(request, site, server):
    return server if request.param == "http" else site.as_uri() + "/"


@pytest.fixture
def page(browser):
    errors = []
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.on("console", lambda message: message.type in ("error", "warning") and errors.append(message.text))
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    page.close()
    assert errors == []


def test_what_a_reader_wants_comes_first_with_a_clean_excerpt(base, page):
    page.goto(f"{base}search.html")
    misses, unclean = [], []
    for query, wanted in WANTED.items():
        found = page.evaluate(FIRST, query)
        if not found or not found[0]["address"].startswith(tuple(wanted)):
            misses.append((query, [one["address"] for one in found[:3]]))
        unclean += [(query, one["excerpt"]) for one in found if UNCLEAN.search(one["excerpt"])]
    assert misses == []
    assert unclean == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("optimiser", "optimizers"),
        ("initialisation", "initializing"),
        ("diverge", "divergence"),
        ("minima", "minimum"),
        ("step size", "step sizes"),
    ],
)
def test_spellings_and_endings_make_no_difference(base, page, one, other):
    page.goto(f"{base}search.html")
    first, second = (page.evaluate(FIRST, query) for query in (one, other))
    assert first
    assert [found["address"] for found in first] == [found["address"] for found in second]


def test_nothing_found_is_said(base, page):
    page.goto(f"{base}search.html")
    assert page.evaluate(FIRST, "xylophone quartet") == []
    assert "Nothing found" in page.locator(".search-status").inner_text()


def test_a_search_from_the_address_and_by_enter(base, page):
    page.goto(f"{base}search.html?q=vanishing+gradients")
    page.locator(".search-list a").first.wait_for()
    page.goto(f"{base}book/index.html")
    page.keyboard.press("Control+k")
    page.keyboard.type("vanishing gradients")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=vanishing+gradients")
    page.locator(".search-list a").first.wait_for()


def test_the_dialog_finds_while_one_types_and_opens_at_the_section(base, page):
    page.goto(f"{base}book/07-practice.html")
    page.keyboard.press("Control+k")
    page.keyboard.type("vanishing gradients")
    dialog = page.locator("#pst-search-dialog")
    dialog.locator(".search-list a").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/07-practice.html#vanishing-gradients")
    page.wait_for_timeout(400)
    assert not dialog.is_visible()
    top = page.locator("#vanishing-gradients").evaluate("(section) => section.getBoundingClientRect().top")
    assert 0 < top < 200


def test_no_hint_and_no_solution_is_given_away(site):
    index = (site / "_static" / "search_index.js").read_text(encoding="utf-8")
    assert "Hint 1" not in index
    assert "Solution to" not in index
