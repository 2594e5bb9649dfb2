"""Committed notebooks are clean: no outputs, stable ids, short cells, nobody's own kernel, plumbing out of sight."""

import ast
import json
from pathlib import Path

import pytest
from book_sources import ROOT
from complaints import no_complaints

LONGEST_CELL = 25
ALLOWED_METADATA = {"kernelspec", "language_info", "mystnb"}
NOTEBOOKS = sorted((ROOT / "book").glob("*.ipynb"))


def only_imports(source: str) -> bool:
    statements = ast.parse(source).body
    return bool(statements) and all(isinstance(one, ast.Import | ast.ImportFrom) for one in statements)


def is_explorer(source: str) -> bool:
    return any(isinstance(one, ast.Expr) and ast.unparse(one).startswith("explore(") for one in ast.parse(source).body)


def complaint_about_tags(source: str, tags: list[str]) -> str | None:
    """Imports leave nothing on the page; an explorer's code, which gives its goal away, is folded."""
    if only_imports(source) and tags == ["hide-input"]:
        return "only imports, which need no fold: tag it 'remove-cell'"
    if is_explorer(source) and not tags:
        return "an explorer's code is in view: tag it 'hide-input'"
    return None


def complaints_about(notebook: Path) -> list[str]:
    # read as plain JSON: nbformat would quietly add the ids that are missing
    content = json.loads(notebook.read_text(encoding="utf-8"))
    found = []
    kernel = content["metadata"].get("kernelspec", {}).get("name")
    if kernel != "python3":
        found.append(f"{notebook.name}: the kernelspec is {kernel!r}, not 'python3'")
    extra = sorted(set(content["metadata"]) - ALLOWED_METADATA)
    if extra:
        found.append(f"{notebook.name}: metadata of one person's tools: {', '.join(extra)}")
    seen = set()
    for number, cell in enumerate(content["cells"], start=1):
        place = f"{notebook.name}, cell {number}"
        if not cell.get("id"):
            found.append(f"{place}: no cell id")
        elif cell["id"] in seen:
            found.append(f"{place}: the id {cell['id']!r} occurs twice")
        seen.add(cell.get("id"))
        if cell["cell_type"] != "code":
            continue
        if cell["outputs"]:
            found.append(f"{place}: outputs are committed")
        if cell["execution_count"] is not None:
            found.append(f"{place}: an execution count is committed")
        lines = len("".join(cell["source"]).splitlines())
        if lines > LONGEST_CELL:
            found.append(f"{place}: {lines} lines, more than {LONGEST_CELL}")
        if complaint := complaint_about_tags("".join(cell["source"]), cell["metadata"].get("tags", [])):
            found.append(f"{place}: {complaint}")
    return found


def test_there_are_notebooks():
    assert NOTEBOOKS


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_is_clean(notebook):
    no_complaints(complaints_about(notebook))


def change_and_read(path, change):
    content = json.loads(path.read_text(encoding="utf-8"))
    change(content)
    path.write_text(json.dumps(content), encoding="utf-8")
    return complaints_about(path)


def test_a_clean_notebook_passes(write_notebook):
    assert complaints_about(write_notebook("# Title", "\n".join(["x = 1"] * LONGEST_CELL))) == []


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (lambda nb: nb["cells"][1].update(execution_count=3), "an execution count is committed"),
        (
            lambda nb: nb["cells"][1].update(outputs=[{"output_type": "stream", "name": "stdout", "text": "1"}]),
            "outputs are committed",
        ),
        (
            lambda nb: nb["cells"][1].update(source=["import math"], metadata={"tags": ["hide-input"]}),
            "tag it 'remove-cell'",
        ),
        (lambda nb: nb["cells"][1].update(source=["explore(figure, update, {})"]), "tag it 'hide-input'"),
        (lambda nb: nb["cells"][0].pop("id"), "no cell id"),
        (lambda nb: nb["cells"][0].update(id="cell-1"), "the id 'cell-1' occurs twice"),
        (lambda nb: nb["cells"][1].update(source=["x = 1\n"] * (LONGEST_CELL + 1)), "26 lines, more than 25"),
        (lambda nb: nb["metadata"]["kernelspec"].update(name="my-env"), "the kernelspec is 'my-env'"),
        (lambda nb: nb["metadata"].pop("kernelspec"), "the kernelspec is None"),
        (lambda nb: nb["metadata"].update(widgets={}), "metadata of one person's tools: widgets"),
    ],
)
def test_a_dirty_notebook_is_found(write_notebook, change, complaint):
    found = change_and_read(write_notebook("# Title", "x = 1"), change)
    assert len(found) == 1
    assert complaint in found[0]
