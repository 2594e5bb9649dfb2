"""Every numbered subsection of the source text stands in its chapter and is filled."""

import pytest
from book_sources import ROOT, Section, imported_from, labels, names, pages, parse, prose, sections
from complaints import no_complaints

# Numbers and titles as in the source text; a chapter may word a title better, never renumber it.
SUBSECTIONS = {
    "01-gradient-descent": {
        "1.1": "First-Order Taylor Expansion",
        "1.2": "Finding the Descent Direction",
        "1.3": "Update Rule",
        "1.4": "Intuition",
    },
    "02-backpropagation": {
        "2.1": "Problem Setup",
        "2.2": "Forward Pass Equations",
        "2.3": "Loss Function",
        "2.4": "Backward Pass - Output Layer",
        "2.5": "Backward Pass - Hidden Layer 3",
        "2.6": "General Backward Pass Formula",
        "2.7": "Complete Backpropagation Algorithm",
    },
    "03-matrix-calculus": {
        "3.1": "Derivative of Vector-Vector Product",
        "3.2": "Derivative of Quadratic Form",
        "3.3": "Derivative of Matrix Product",
        "3.4": "Practical Example: MSE Loss",
    },
    "04-chain-rule": {
        "4.1": "Scalar Chain Rule",
        "4.2": "Multivariable Chain Rule",
        "4.3": "Neural Network Example",
    },
    "05-convergence": {
        "5.1": "Convex Optimization",
        "5.2": "Convergence Rate",
        "5.3": "Non-Convex Case (Neural Networks)",
        "5.4": "Learning Rate Selection",
    },
    "06-advanced-methods": {
        "6.1": "Second-Order Methods",
        "6.2": "Quasi-Newton Methods",
        "6.3": "Momentum",
        "6.4": "Adam Optimizer",
    },
    "07-practice": {
        "7.1": "Gradient Checking",
        "7.2": "Numerical Stability",
        "7.3": "Vanishing Gradients",
        "7.4": "Exploding Gradients",
    },
    "08-summary": dict.fromkeys(["Gradient Descent", "Backpropagation", "Activation Functions", "Loss Functions"]),
    "09-further-reading": dict.fromkeys(["Books", "Papers", "Online Resources"]),
}
FEWEST_WORDS = 60
CHAPTERS = [page for page in pages(ROOT) if page.stem in SUBSECTIONS]


def runs_the_library(section: Section, library_names: set[str]) -> bool:
    """Tell whether a code cell of the section uses something imported from course_lib; show() is part of it."""
    trees = [parse(cell.source) for cell in section.cells if cell.kind == "code"]
    return any(library_names & names(tree) or imported_from(tree, "course_lib") for tree in trees)


def complaints_about(stem: str, found: list[Section]) -> list[str]:
    wanted = SUBSECTIONS[stem]
    numbered = None not in wanted.values()
    library_names = {
        name
        for section in found
        for cell in section.cells
        if cell.kind == "code"
        for name in imported_from(parse(cell.source), "course_lib")
    }
    complaints = []
    for key in wanted:
        here = [part for part in found if (part.title.split()[0] if numbered else part.title) == key]
        place = f"{stem}, section {key}"
        if len(here) != 1:
            complaints.append(f"{place}: {len(here)} headings instead of one")
            continue
        text = "\n\n".join(cell.source for cell in here[0].cells if cell.kind == "markdown")
        words = len(prose(text).split())
        if words < FEWEST_WORDS:
            complaints.append(f"{place}: {words} words of prose, fewer than {FEWEST_WORDS}")
        if numbered and not labels(text):
            complaints.append(f"{place}: no numbered equation and no theorem")
        if numbered and not runs_the_library(here[0], library_names):
            complaints.append(f"{place}: no cell runs library code or shows a figure")
    return complaints


def test_there_are_chapters():
    assert CHAPTERS


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda path: path.stem)
def test_every_subsection_is_filled(chapter):
    no_complaints(complaints_about(chapter.stem, sections(chapter)))


WORDS = "gradient " * FEWEST_WORDS


def chapter(number, changed=None):
    """Return the four sections of chapter 1, with the one that `number` names replaced by `changed`."""
    text = {key: f"## {key} {title}\n\n{WORDS}\n\n$$ x $$ (eq-{key})" for key, title in SUBSECTIONS[number].items()}
    return {key: [body, "f(1)"] for key, body in text.items()} | (changed or {})


def write_and_read(write_notebook, parts, first="from course_lib.running.minimize import minimize as f"):
    cells = [source for part in parts.values() for source in part]
    return complaints_about("01-gradient-descent", sections(write_notebook("# Chapter", first, *cells)))


def test_a_filled_chapter_passes(write_notebook):
    assert write_and_read(write_notebook, chapter("01-gradient-descent")) == []


def test_a_theorem_counts_and_deeper_headings_belong_to_the_section(write_notebook):
    filled = [
        f"## 1.2 Direction\n\n### Deeper\n\n{WORDS}\n\n:::{{prf:lemma}}\n:label: thm-a\n:::\n",
        "%matplotlib inline\nf(1)",
    ]
    assert write_and_read(write_notebook, chapter("01-gradient-descent", {"1.2": filled})) == []


@pytest.mark.parametrize(
    ("cells", "complaint"),
    [
        ([f"## Direction\n\n{WORDS} $$ x $$ (eq)", "f(1)"], "0 headings instead of one"),
        ([f"## 1.2 A\n\n{WORDS} $$ x $$ (eq)", "f(1)", "## 1.2 A"], "2 headings instead of one"),
        (["## 1.2 A\n\nA word.\n\n```python\n" + WORDS + "\n```\n\n$$ x $$ (eq)", "f(1)"], "2 words of prose"),
        (["## 1.2 A\n\nA word $" + WORDS + "$ $$ " + WORDS + "$$ (eq)", "f(1)"], "2 words of prose"),
        ([f"## 1.2 A\n\n{WORDS} $$ x $$", "f(1)"], "no numbered equation and no theorem"),
        ([f"## 1.2 A\n\n{WORDS} $$ x $$ (eq)", "g(1)"], "no cell runs library code"),
        ([f"## 1.2 A\n\n{WORDS} $$ x $$ (eq)", "## Another", "f(1)"], "no cell runs library code"),
    ],
)
def test_an_empty_section_is_found(write_notebook, cells, complaint):
    found = write_and_read(write_notebook, chapter("01-gradient-descent", {"1.2": cells}))
    assert len(found) == 1
    assert found[0].startswith(f"01-gradient-descent, section 1.2: {complaint}")


def test_chapters_without_numbers_need_heading_and_prose(write_notebook):
    parts = [f"## {title}\n\n{WORDS}" for title in SUBSECTIONS["09-further-reading"]]
    assert complaints_about("09-further-reading", sections(write_notebook("# Reading", *parts))) == []
    parts[1] = "## Papers"
    found = complaints_about("09-further-reading", sections(write_notebook("# Reading", *parts)))
    assert found == ["09-further-reading, section Papers: 0 words of prose, fewer than 60"]
