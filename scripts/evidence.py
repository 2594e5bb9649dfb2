"""The marks `@pytest.mark.evidence(label, function)` of the tests: what shows that a formula is its code."""

import ast
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

from book_sources import Label, cells, labels, names, pages
from evidence_kinds import kind

MARK = "pytest.mark.evidence"
NOT_RUN = {"skip", "skipif", "xfail"}


class Evidence(NamedTuple):
    label: str
    function: str
    path: Path
    test: str
    lines: tuple[int, int]  # first and last line of the test, its decorators included
    mentioned: frozenset[str]  # names in the test and in what it uses of its own module
    kind: str  # what such a test shows

    @property
    def place(self) -> str:
        return f"{self.path.name}::{self.test}"


def labelled(root: Path) -> list[tuple[Path, Label]]:
    """Return every numbered equation and every theorem of the book with its page, in reading order."""
    return [
        (page, label)
        for page in pages(root)
        for cell in cells(page)
        if cell.kind == "markdown"
        for label in labels(cell.source)
    ]


def all_evidence(paths: Iterable[Path]) -> tuple[list[Evidence], list[str]]:
    """Return the marks of test files and complaints about marks that count for nothing."""
    found, complaints = [], []
    for path in paths:
        marks, more = _evidence_in(path)
        found += marks
        complaints += more
    return found, complaints


def _is_mark(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and ast.unparse(node.func) == MARK


@cache
def _mentioned(node: ast.AST) -> set[str]:
    return names(node) | {argument.arg for argument in ast.walk(node) if isinstance(argument, ast.arg)}


def _reachable_names(test: ast.AST, module: ast.Module) -> frozenset[str]:
    """Return the names a test mentions, directly or through helpers, fixtures and tables of its module."""
    defined: dict[str, ast.AST] = {}
    for node in module.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            defined[node.name] = node
        elif isinstance(node, ast.Assign):
            defined |= {target.id: node.value for target in node.targets if isinstance(target, ast.Name)}
    found: set[str] = set()
    waiting: list[ast.AST] = [test]
    while waiting:
        node = waiting.pop()
        fresh = _mentioned(node)
        waiting += [defined[name] for name in fresh - found if name in defined]
        found |= fresh
    return frozenset(found)


def _evidence_in(path: Path) -> tuple[list[Evidence], list[str]]:
    text = path.read_text(encoding="utf-8")
    return _evidence_of(path, text) if MARK in text else ([], [])


@cache
def _evidence_of(path: Path, text: str) -> tuple[list[Evidence], list[str]]:
    module, found, complaints = ast.parse(text), [], []
    unattached = {node.lineno for node in ast.walk(module) if _is_mark(node)}
    for test in ast.walk(module):
        if not isinstance(test, ast.FunctionDef):
            continue
        marks = [decorator for decorator in test.decorator_list if _is_mark(decorator)]
        others = names(ast.Module([ast.Expr(node) for node in test.decorator_list if node not in marks], []))
        for mark in marks:
            unattached.discard(mark.lineno)
            place = f"{path.name}::{test.name}"
            arguments = [node.value for node in mark.args if isinstance(node, ast.Constant)]
            if len(arguments) != 2 or mark.keywords or not all(isinstance(text, str) for text in arguments):
                complaints.append(f"{place}: the mark takes two literal strings, label and function")
            elif not test.name.startswith("test_"):
                complaints.append(f"{place}: marked as evidence but not a test")
            elif NOT_RUN & others:
                complaints.append(f"{place}: marked as evidence but not run")
            else:
                lines = (min(node.lineno for node in test.decorator_list), test.end_lineno)
                names_used = _reachable_names(test, module)
                found.append(Evidence(*arguments, path, test.name, lines, names_used, kind(test, module)))
    complaints += [f"{path.name}:{line}: the mark decorates no function" for line in sorted(unattached)]
    return found, complaints
