"""What the page folds or leaves out opens folded in JupyterLab; the reader's own cells stay open."""

import json
import shutil

import fold_cells
import pytest
from book_sources import ROOT

NOTEBOOKS = sorted((ROOT / "book").glob("*.ipynb"))
CELLS = {
    "x = 1": ([], False),
    "import numpy as np": (["remove-cell"], True),
    "explore(figure, update, {})": (["hide-input"], True),
    'exercise("1.4")': (["remove-input"], True),
    'def step(x):\n    ...\n\n\ncheck("1.4", step)': (["remove-cell"], False),
}


def notebook():
    cells = [
        {"cell_type": "code", "source": source.splitlines(keepends=True), "metadata": {"tags": tags} if tags else {}}
        for source, (tags, _) in CELLS.items()
    ]
    return {"cells": [*cells, {"cell_type": "markdown", "source": "Text.", "metadata": {"tags": ["remove-cell"]}}]}


def test_code_out_of_view_is_folded_and_what_a_reader_writes_stays_open():
    found = notebook()
    fold_cells.fold(found)
    folded = [cell["metadata"].get("jupyter", {}).get("source_hidden", False) for cell in found["cells"]]
    assert folded == [*(hidden for _, hidden in CELLS.values()), False]


def test_a_cell_that_comes_into_view_is_unfolded_and_keeps_its_other_settings():
    cell = {
        "cell_type": "code",
        "source": "x",
        "metadata": {"jupyter": {"source_hidden": True, "outputs_hidden": True}},
    }
    fold_cells.fold({"cells": [cell]})
    assert cell["metadata"] == {"jupyter": {"outputs_hidden": True}}
    cell["metadata"] = {"jupyter": {"source_hidden": True}}
    fold_cells.fold({"cells": [cell]})
    assert cell["metadata"] == {}


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_once_is_enough_and_nothing_but_the_fold_changes(path, tmp_path):
    copy = tmp_path / path.name
    shutil.copy(path, copy)
    fold_cells.main([copy])
    once = copy.read_bytes()
    fold_cells.main([copy])
    assert copy.read_bytes() == once
    before, after = (json.loads(p.read_text(encoding="utf-8")) for p in (path, copy))
    for one, other in zip(before["cells"], after["cells"], strict=True):
        for cell in (one, other):
            cell["metadata"].pop("jupyter", None)
    assert before == after
