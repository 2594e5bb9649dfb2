"""The book as its sources say it: pages of the table of contents, their cells, labels and numbered sections."""

import ast
import json
import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import yaml
from IPython.core.inputtransformer2 import TransformerManager

ROOT = Path(__file__).resolve().parents[1]
STATEMENTS = ("theorem", "lemma", "proposition", "corollary")

_DISPLAY = re.compile(r"\$\$(?P<body>.*?)\$\$(?:[ \t]*\((?P<label>[^()\s]+)\))?", re.DOTALL)
_DIRECTIVE = re.compile(
    r"^[ \t]*(?:`{3,}|:{3,})\{(?P<name>[\w:]+)\}[^\n]*\n(?P<options>(?:[ \t]*:[\w-]+:[^\n]*\n|[ \t]*\n)*)",
    re.MULTILINE,
)
_LABEL = re.compile(r":label:[ \t]*(\S+)")
_FENCE = re.compile(r"[ \t]*(?P<marks>`{3,}|~{3,})(?P<info>[^`\n]*)")
_HEADING = re.compile(r"^(#{1,6})[ \t]+(.+?)[ \t]*$", re.MULTILINE)


class Cell(NamedTuple):
    kind: str  # "markdown" or "code"
    source: str
    metadata: dict


class Label(NamedTuple):
    name: str | None
    kind: str  # "equation" or one of STATEMENTS


class Section(NamedTuple):
    title: str
    cells: tuple[Cell, ...]


@cache
def without_code(markdown: str) -> str:
    """Blank fenced code, every position kept; directives in backticks are no code and stay."""
    lines, opened = [], []
    for line in markdown.splitlines(keepends=True):
        fence = _FENCE.match(line)
        info = fence["info"].strip() if fence else ""
        inside_code = bool(opened) and not opened[-1][1].startswith("{")
        if fence and opened and not info and fence["marks"].startswith(opened[-1][0]):
            opened.pop()
        elif fence and not inside_code:
            opened.append((fence["marks"], info))
            inside_code = not info.startswith("{")
        lines.append(re.sub(r"[^\n]", " ", line) if inside_code else line)
    return "".join(lines)


def pages(root: Path) -> list[Path]:
    """Return the source files that _toc.yml lists, its root first."""

    def entries(node: object) -> Iterator[str]:
        if isinstance(node, dict):
            yield from (node[key] for key in ("root", "file") if key in node)
            node = list(node.values())
        if isinstance(node, list):
            for child in node:
                yield from entries(child)

    names = entries(yaml.safe_load((root / "_toc.yml").read_text(encoding="utf-8")))
    found = [next(root.glob(f"{name.removesuffix('.md').removesuffix('.ipynb')}.*"), None) for name in names]
    return [path for path in found if path is not None]


def cells(page: Path) -> list[Cell]:
    """Return the cells of a notebook; a Markdown page is one cell."""
    if page.suffix != ".ipynb":
        return [Cell("markdown", page.read_text(encoding="utf-8"), {})]
    notebook = json.loads(page.read_text(encoding="utf-8"))
    return [Cell(cell["cell_type"], "".join(cell["source"]), cell["metadata"]) for cell in notebook["cells"]]


def labels(markdown: str) -> list[Label]:
    """Return the numbered equations and the theorem-like statements, a statement without a label included."""
    text = without_code(markdown)
    found = [Label(match["label"], "equation") for match in _DISPLAY.finditer(text) if match["label"]]
    for match in _DIRECTIVE.finditer(text):
        label = _LABEL.search(match["options"])
        kind = match["name"].removeprefix("prf:")
        if match["name"] == "math" and label:
            found.append(Label(label[1], "equation"))
        elif match["name"].startswith("prf:") and kind in STATEMENTS:
            found.append(Label(label and label[1], kind))
    return found


def prose(markdown: str) -> str:
    """Return the words a reader reads: no mathematics, code, directive lines, headings or markup."""
    text = _DIRECTIVE.sub(" ", without_code(markdown))
    text = _HEADING.sub(" ", text)
    text = _DISPLAY.sub(" ", text)
    text = re.sub(r"\$[^$]+\$|`[^`]*`|\{[\w:]+\}|\]\([^)]*\)|<!--.*?-->", " ", text, flags=re.DOTALL)
    return " ".join(re.findall(r"[^\W\d_][\w'’-]*", text))


def sections(page: Path) -> list[Section]:
    """Split a page at its headings; a section holds its subsections' cells as well."""
    pieces: list[tuple[int, str, list[Cell]]] = []
    for cell in cells(page):
        starts = list(_HEADING.finditer(without_code(cell.source))) if cell.kind == "markdown" else []
        bounds = [0, *(match.start() for match in starts), len(cell.source)]
        for index, (start, end) in enumerate(pairwise(bounds)):
            if index:
                heading = starts[index - 1]
                pieces.append((len(heading[1]), heading[2], []))
            if pieces and cell.source[start:end].strip():
                pieces[-1][2].append(cell._replace(source=cell.source[start:end]))
    found = []
    for index, (level, title, own) in enumerate(pieces):
        inside = list(own)
        for deeper, _, more in pieces[index + 1 :]:
            if deeper <= level:
                break
            inside += more
        found.append(Section(title, tuple(inside)))
    return found


@cache
def parse(source: str) -> ast.Module:
    """Parse a code cell, IPython's magics included; the tree is shared, to be read only."""
    return ast.parse(TransformerManager().transform_cell(source))


def names(tree: ast.AST) -> set[str]:
    """Return every name and attribute that a piece of code mentions."""
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)} | {
        node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)
    }


def imported_from(tree: ast.AST, package: str) -> dict[str, str]:
    """Map each local name to the dotted origin below `package` that an import gives it."""
    found = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and f"{node.module}.".startswith(f"{package}."):
            found |= {alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Import):
            for alias in node.names:
                if f"{alias.name}.".startswith(f"{package}."):
                    found[alias.asname or alias.name.partition(".")[0]] = alias.name
    return found
