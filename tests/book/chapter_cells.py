"""Runs the code cells of a chapter in this process and hands out what they show."""

import ast
import json
import os
from contextlib import contextmanager
from pathlib import Path
from typing import Any

BOOK = Path(__file__).parents[2] / "book"


@contextmanager
def in_folder(folder: Path):
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


def shown(notebook: Path) -> list[Any]:
    """The value of the last expression of each code cell that ends in one."""
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    namespace: dict[str, Any] = {"__name__": "__main__"}
    values = []
    with in_folder(notebook.parent):
        for cell in cells:
            if cell["cell_type"] != "code":
                continue
            tree = ast.parse("".join(cell["source"]))
            last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
            exec(compile(tree, cell["id"], "exec"), namespace)
            if last is not None:
                values.append(eval(compile(ast.Expression(last.value), cell["id"], "eval"), namespace))
    return values
