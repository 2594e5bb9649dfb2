"""The figures of the chapters that show drawn numbers, and which of them no test holds over many draws."""

import ast
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from book_sources import ROOT, cells, pages, parse

SOURCES = {"default_rng", "Generator"}
MARK = "pytest.mark.draws"
LEAST = 20  # draws


class Draws(NamedTuple):
    """A mark `@pytest.mark.draws(name, count)`: what a test holds, and over how many draws."""

    name: str
    count: int
    place: str


def random_figures(page: Path) -> list[str]:
    """Return the names of a chapter's figures whose cells use what a generator was part of, in reading order."""
    drawn, found = set(SOURCES), []
    for cell in cells(page):
        if cell.kind != "code":
            continue
        shown = False
        for statement in parse(cell.source).body:
            uses_drawn = bool(used(statement) & drawn)
            shown |= uses_drawn
            drawn = drawn | made(statement) if uses_drawn else drawn - made(statement)
        figure = cell.metadata.get("mystnb", {}).get("figure", {}).get("name")
        if figure and shown:
            found.append(figure)
    return found


def made(statement: ast.stmt) -> set[str]:
    """Return the names that a statement gives a value."""
    if isinstance(statement, ast.FunctionDef | ast.ClassDef):
        return {statement.name}
    if isinstance(statement, ast.Import | ast.ImportFrom):
        return set()
    return {node.id for node in ast.walk(statement) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}


def used(node: ast.AST) -> set[str]:
    """Return the names that come from outside a piece of code: no attribute but default_rng, no local of a function."""
    found = {node.attr} & SOURCES if isinstance(node, ast.Attribute) else set()
    found |= {node.id} if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) else set()
    for child in ast.iter_child_nodes(node):
        found |= used(child)
    if isinstance(node, ast.FunctionDef | ast.Lambda):
        found -= {argument.arg for argument in ast.walk(node.args) if isinstance(argument, ast.arg)}
    if isinstance(node, ast.FunctionDef | ast.ListComp | ast.GeneratorExp | ast.DictComp | ast.SetComp):
        found -= {one.id for one in ast.walk(node) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store)}
    return found


def all_draws(paths: Iterable[Path]) -> tuple[list[Draws], list[str]]:
    """Return the marks of test files, and complaints about marks that say too little."""
    found, complaints = [], []
    for path in paths:
        for test in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            for mark in getattr(test, "decorator_list", []):
                if not (isinstance(mark, ast.Call) and ast.unparse(mark.func) == MARK):
                    continue
                place = f"{path.name}::{test.name}"
                arguments = [node.value for node in mark.args if isinstance(node, ast.Constant)]
                if [type(one) for one in arguments] != [str, int]:
                    complaints.append(f"{place}: the mark takes what the test holds, and the number of draws")
                elif arguments[1] < LEAST:
                    complaints.append(f"{place}: {arguments[1]} draws are too few, take {LEAST} at least")
                elif "seeds" not in {argument.arg for argument in test.args.args}:
                    complaints.append(f"{place}: a test over draws takes the fixture `seeds`")
                else:
                    found.append(Draws(*arguments, place))
    return found, complaints


def without(root: Path, marks: Iterable[Draws]) -> list[str]:
    """Return the random figures that no mark names, each after its chapter."""
    held = {mark.name for mark in marks}
    return [
        f"{page.stem}: {figure}"
        for page in pages(root)
        if page.suffix == ".ipynb"
        for figure in random_figures(page)
        if figure not in held
    ]


def main() -> int:
    marks, complaints = all_draws(sorted((ROOT / "tests").rglob("test_*.py")))
    missing = without(ROOT, marks)
    print("\n".join(complaints))
    print(
        f"{len(marks)} sentences are held over {LEAST} draws or more: {', '.join(sorted(mark.name for mark in marks))}"
    )
    print(f"\n{len(missing)} figures show drawn numbers and have no such test:")
    print("\n".join(f"  {line}" for line in missing))
    return int(bool(complaints))


if __name__ == "__main__":
    sys.exit(main())
