"""Hidden cells that follow each other become one fold, in order, named by what the last of them shows."""

import pytest
from docutils import nodes
from docutils.utils import new_document
from folds import Fold, fold_blocks, fold_code
from myst_nb.sphinx_ import HideCodeCellNode

pytestmark = pytest.mark.slow  # importing myst_nb takes seconds

SVG = nodes.raw("", "<svg></svg>", format="html")


def cell(code, *outputs, hidden=True):
    source = nodes.container("", nodes.literal_block("", code), classes=["cell_input"])
    shown = [nodes.container("", *outputs, classes=["cell_output"])] if outputs else []
    return nodes.container("", HideCodeCellNode("", source) if hidden else source, *shown, classes=["cell"])


def page(*children):
    document = new_document("page")
    document += nodes.section("", *children)
    return document


def folds(document):
    fold_code(None, document, "page")
    return [
        (fold["shut"], [code.astext() for code in fold.findall(nodes.literal_block)]) for fold in document.findall(Fold)
    ]


def test_a_figures_cells_are_one_fold_in_their_order():
    document = page(cell("one"), cell("two"), cell("draw", SVG.deepcopy()))
    assert folds(document) == [("Code of this figure", ["one", "two", "draw"])]
    assert document.next_node(nodes.raw) is not None


@pytest.mark.parametrize(
    ("output", "name"),
    [
        (SVG, "Code of this figure"),
        (nodes.image(uri="a.png"), "Code of this figure"),
        (nodes.raw("", '<div class="explorer"><svg></svg></div>', format="html"), "Code of this explorer"),
        (nodes.literal_block("", "1.0"), "Code of this result"),
    ],
)
def test_a_fold_is_named_by_what_is_shown(output, name):
    assert folds(page(cell("x", output.deepcopy())))[0][0] == name


def test_text_or_code_in_view_or_an_output_parts_two_folds():
    text, seen = nodes.paragraph("", "Now"), cell("seen", hidden=False)
    document = page(cell("a"), text, cell("b", SVG.deepcopy()), cell("c"), seen, cell("d", SVG.deepcopy()))
    assert [codes for _, codes in folds(document)] == [["a"], ["b"], ["c"], ["d"]]
    assert "seen" in document.astext()


def test_a_question_as_title_needs_no_article():
    document = page(nodes.admonition("", nodes.title("", "What happened"), classes=["dropdown"]))
    fold_blocks(None, document, "page")
    assert document.next_node(Fold)["shut"] == "Show what happened"


def test_a_dropdown_keeps_its_title_in_view():
    title, rest = nodes.title("", "Answer"), nodes.paragraph("", "Both.")
    document = page(
        nodes.admonition("", title, rest, classes=["dropdown"]), nodes.admonition("", nodes.title("", "Open"))
    )
    fold_blocks(None, document, "page")
    (fold,) = document.findall(Fold)
    assert (fold.parent[0], fold[0], fold["shut"], fold["open"]) == (title, rest, "Show the answer", "Hide the answer")


def test_a_proof_has_no_title_and_folds_as_a_whole():
    first, second = nodes.paragraph("", "Proof. By induction."), nodes.paragraph("", "So it holds.")
    document = page(nodes.admonition("", first, second, classes=["proof", "dropdown"]))
    fold_blocks(None, document, "page")
    (fold,) = document.findall(Fold)
    assert (fold.children, fold["shut"], fold["open"]) == ([first, second], "Show the proof", "Hide the proof")
