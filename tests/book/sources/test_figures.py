"""Every figure of a chapter is shown by show(figure, alt=...) from a cell that gives it caption and name."""

import ast

import pytest
from book_sources import ROOT, Cell, cells, imported_from, names, pages, parse
from complaints import no_complaints

SHORTEST_TEXT = 20
NOTEBOOKS = [page for page in pages(ROOT) if page.suffix == ".ipynb"]


def literal_text(node: ast.expr) -> str:
    """Return the fixed text of a string, an f-string's gaps left out; anything else is taken as it is written."""
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) for part in node.values if isinstance(part, ast.Constant))
    return ast.unparse(node) + " " * SHORTEST_TEXT


def complaints_about_call(call: ast.Call) -> list[str]:
    alt = next((keyword.value for keyword in call.keywords if keyword.arg == "alt"), None)
    if alt is None:
        return ["show() without alt="]
    return ["an alternative text that says too little"] if len(literal_text(alt)) < SHORTEST_TEXT else []


def complaints_about_caption(metadata: dict) -> list[str]:
    figure = metadata.get("mystnb", {}).get("figure", {})
    found = []
    if len(figure.get("caption", "").strip()) < SHORTEST_TEXT:
        found.append("a figure without a caption in the cell's metadata")
    if not figure.get("name", "").startswith("fig-"):
        found.append("a figure without a name that starts with fig-")
    return found


def calls_in(tree: ast.AST) -> list[ast.Call]:
    """Return the calls that running a piece of code makes; the body of a function runs when it is called."""
    if isinstance(tree, ast.FunctionDef | ast.Lambda):
        return []
    own = [tree] if isinstance(tree, ast.Call) else []
    return own + [call for child in ast.iter_child_nodes(tree) for call in calls_in(child)]


def first_name(function: ast.expr) -> str:
    """Return a in a(...), a.b(...) and a.b.c(...)."""
    return ast.unparse(function).partition(".")[0]


def drawing_names(trees: list[ast.Module]) -> tuple[set[str], set[str]]:
    """Return the names of show() and the names whose call draws: of matplotlib, of plotting, own helpers."""
    origins = {name: origin for tree in trees for name, origin in imported_from(tree, "course_lib").items()}
    show = {name for name, origin in origins.items() if origin == "course_lib.showing.plotting.show"}
    drawing = {
        name for name, origin in origins.items() if f"{origin}.".startswith("course_lib.showing.plotting.")
    } - show
    drawing |= {name for tree in trees for name in imported_from(tree, "matplotlib")}
    helpers = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    return show, drawing | {helper.name for helper in helpers if names(helper) & (drawing | show)}


def complaints_about_cell(tree: ast.Module, metadata: dict, show: set[str], drawing: set[str]) -> list[str]:
    calls = calls_in(tree)
    shown = [call for call in calls if ast.unparse(call.func) in show]
    found = [text for call in shown for text in complaints_about_call(call)]
    if len(shown) > 1:
        found.append("show() twice, but a cell has one caption")
    if shown:
        found += complaints_about_caption(metadata)
    elif any(first_name(call.func) in drawing for call in calls):
        found.append("draws, but never calls show() of course_lib.showing.plotting")
    return found


def complaints_about(page_name: str, page_cells: list[Cell]) -> list[str]:
    trees = [(number, cell, parse(cell.source)) for number, cell in enumerate(page_cells, 1) if cell.kind == "code"]
    show, drawing = drawing_names([tree for _, _, tree in trees])
    found = []
    for index, (number, cell, tree) in enumerate(trees):
        # an explorer's figure is drawn in its own cell or in the two before; its sentence is its text alternative
        scene = any(explores(other) for _, _, other in trees[index : index + 3])
        complaints = complaints_about_cell(tree, cell.metadata, show, set() if scene else drawing)
        found += [f"{page_name}, cell {number}: {text}" for text in complaints]
    return found


def explores(tree: ast.Module) -> bool:
    return any(ast.unparse(call.func) == "explore" for call in calls_in(tree))


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_figure_has_caption_and_alternative_text(notebook):
    no_complaints(complaints_about(notebook.name, cells(notebook)))


IMPORTS = """
import matplotlib.pyplot as plt
from course_lib.showing import plotting
from course_lib.showing.plotting import contour, show

def draw(f):
    return contour(f)

def describe(f):
    show(f, alt="The path runs down into the valley.")
"""
DRAWN = "figure = contour(f)\nshow(figure, alt='The path runs down into the valley.')"
FIGURE = {"mystnb": {"figure": {"caption": "The path across the contours.", "name": "fig-path"}}}


def read(write_notebook, source, metadata=FIGURE):
    return complaints_about("page", cells(write_notebook(IMPORTS, source, metadata={1: metadata})))


@pytest.mark.parametrize("alt", ["f'The rate {rate} leads down into the valley.'", "alt_of(path)"])
def test_a_described_figure_passes(write_notebook, alt):
    assert read(write_notebook, DRAWN) == []
    assert read(write_notebook, f"show(figure, alt={alt})") == []


def test_the_scene_of_an_explorer_needs_no_caption_but_a_cell_further_up_does(write_notebook):
    page = cells(write_notebook(IMPORTS, *3 * ["figure = contour(f)"], "explore(figure, update, {})"))
    assert complaints_about("page", page) == [
        "page, cell 2: draws, but never calls show() of course_lib.showing.plotting"
    ]


def test_a_method_that_shares_a_name_is_no_drawing(write_notebook):
    assert read(write_notebook, "bounds.contour(f)") == []


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ("show(contour(f))", "show() without alt="),
        ("show(contour(f), alt='')", "an alternative text that says too little"),
        ("show(contour(f), alt=f'{figure.get_label()}')", "an alternative text that says too little"),
        (f"{DRAWN}\n{DRAWN}", "show() twice, but a cell has one caption"),
        ("figure = contour(f)", "draws, but never calls show() of course_lib.showing.plotting"),
        ("figure = draw(f)", "draws, but never calls show() of course_lib.showing.plotting"),
        ("describe(f)", "draws, but never calls show() of course_lib.showing.plotting"),
        ("plotting.contour(f)", "draws, but never calls show() of course_lib.showing.plotting"),
        ("figure, axes = plt.subplots()", "draws, but never calls show() of course_lib.showing.plotting"),
        ("plt.show()", "draws, but never calls show() of course_lib.showing.plotting"),
    ],
)
def test_an_undescribed_figure_is_found(write_notebook, source, complaint):
    assert read(write_notebook, source) == [f"page, cell 2: {complaint}"]


@pytest.mark.parametrize(
    ("metadata", "count"),
    [
        ({}, 2),
        ({"mystnb": {"figure": {"caption": "A short one.", "name": "fig-path"}}}, 1),
        ({"mystnb": {"figure": {"caption": "The path across the contours.", "name": "path"}}}, 1),
    ],
)
def test_a_figure_without_caption_or_name_is_found(write_notebook, metadata, count):
    assert len(read(write_notebook, DRAWN, metadata)) == count
