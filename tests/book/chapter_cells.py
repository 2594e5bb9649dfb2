"""Runs the code cells of a chapter in this process and hands out what they show."""

import ast
import json
import os
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from livepage.needs import Chapter

BOOK = Path(__file__).parents[2] / "book"


@contextmanager
def in_folder(folder: Path):
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


def shown(notebook: Path, holding: str) -> list[Any]:
    """The values of the code cells that hold these words, run with the cells that they build on and no others."""
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    sources = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    wanted = [place for place, source in enumerate(sources) if holding in source]
    needed = {place for cell in wanted for place in Chapter(sources).needs(cell)}
    namespace: dict[str, Any] = {"__name__": "__main__"}
    values = []
    with in_folder(notebook.parent):
        for place in sorted({*needed, *wanted}):
            tree = ast.parse(sources[place])
            last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
            exec(compile(tree, f"cell {place}", "exec"), namespace)
            if last is not None:
                values.append(eval(compile(ast.Expression(last.value), f"cell {place}", "eval"), namespace))
    return values
