"""Code cells use nothing that Python in the page does not have: see "Cells run in the page" in for-authors.md."""

import ast
import sys
from pathlib import Path

import pytest
from book_sources import ROOT, cells
from complaints import no_complaints

NOTEBOOKS = sorted((ROOT / "book").glob("[0-9]*.ipynb"))
AT_HAND = {"numpy", "matplotlib", "course_lib", "myst_nb"}
NOT_IN_A_PAGE = {"asyncio", "concurrent", "ctypes", "curses", "http", "multiprocessing", "queue", "signal", "socket"}
NOT_IN_A_PAGE |= {"sqlite3", "ssl", "subprocess", "threading", "tkinter", "urllib", "webbrowser", "lzma"}
WRITING = {"save", "savez", "savez_compressed", "savetxt", "savefig", "tofile", "write_text", "write_bytes", "mkdir"}
WORDS = {"input": "asks for input", "exit": "ends Python", "quit": "ends Python"}


def complaints_about(notebook: Path) -> list[str]:
    found = []
    for number, cell in enumerate(cells(notebook), start=1):
        if cell.kind == "code":
            found += [f"{notebook.name}, cell {number} {words}" for words in complaints_about_code(cell.source)]
    return found


def complaints_about_code(source: str) -> list[str]:
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return ["is no plain Python: a magic of IPython, or a command of the shell"]
    return [words for node in ast.walk(tree) for words in complaints_about_node(node)]


def complaints_about_node(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import | ast.ImportFrom):
        modules = [alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module or ""]
        roots = {module.partition(".")[0] for module in modules}
        return [f"imports {root}, which is not there" for root in sorted(roots) if not available(root)]
    if not isinstance(node, ast.Call):
        return []
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    if name in WORDS and isinstance(node.func, ast.Name):
        return [WORDS[name]]
    return [f"writes a file with {name}"] if name in WRITING or (name == "open" and writes(node)) else []


def available(root: str) -> bool:
    return root in AT_HAND or (root in sys.stdlib_module_names and root not in NOT_IN_A_PAGE)


def writes(call: ast.Call) -> bool:
    modes = [*call.args[1:2], *(keyword.value for keyword in call.keywords if keyword.arg == "mode")]
    return any(not isinstance(mode, ast.Constant) or set(str(mode.value)) & set("wax+") for mode in modes)


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_cell_can_be_run_in_the_page(notebook):
    no_complaints(complaints_about(notebook))


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ("%timeit 1 + 1", "is no plain Python: a magic of IPython, or a command of the shell"),
        ("!ls", "is no plain Python: a magic of IPython, or a command of the shell"),
        ("import threading", "imports threading, which is not there"),
        ("from concurrent.futures import ThreadPoolExecutor", "imports concurrent, which is not there"),
        ("import scipy.optimize", "imports scipy, which is not there"),
        ("open('out.txt', 'w')", "writes a file with open"),
        ("np.save('x', x)", "writes a file with save"),
        ("name = input()", "asks for input"),
    ],
)
def test_each_kind_is_found(source, complaint):
    assert complaints_about_code(source) == [complaint]


@pytest.mark.parametrize(
    "source",
    [
        "import numpy as np",
        "from math import pi\nfrom fractions import Fraction",
        "open('_data/penguins.csv')",
        "x.copy()",
    ],
)
def test_ordinary_cells_pass(source):
    assert complaints_about_code(source) == []
