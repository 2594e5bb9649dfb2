"""The formulas of the book by label: displays of numbered equations and theorems, and what stands inside the text."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from book_sources import STATEMENTS, cells, pages, without_code

_DISPLAY = re.compile(r"\$\$(?P<body>.*?)\$\$(?:[ \t]*\((?P<label>[^()\s]+)\))?", re.DOTALL)
_INLINE = re.compile(r"(?<![$\\])\$([^$]+)\$(?!\$)")
_MATH = re.compile(
    r"^(?P<marks>`{3,}|:{3,})\{math\}[^\n]*\n(?P<options>(?::[^\n]*\n)*)(?P<body>.*?)^(?P=marks)", re.M | re.S
)
_BLOCK = re.compile(
    rf"^(?P<marks>`{{3,}}|:{{3,}})\{{prf:(?P<kind>{'|'.join(STATEMENTS)})\}}[^\n]*\n(?P<body>.*?)^(?P=marks)[ \t]*$",
    re.MULTILINE | re.DOTALL,
)
_PROOF = re.compile(
    r"^(?P<marks>`{3,}|:{3,})\{prf:proof\}[^\n]*\n(?P<body>.*?)^(?P=marks)[ \t]*$", re.MULTILINE | re.DOTALL
)
_RELATION = re.compile(r"[=<>]|\\(?:le|ge|leq|geq|ne|neq|approx|leftarrow|mapsto|equiv)(?![A-Za-z])")
_LABEL = re.compile(r":label:[ \t]*(\S+)")
_HEADING = re.compile(r"^##? (.+?)[ \t]*$", re.MULTILINE)


class Formula(NamedTuple):
    """What is written under one label: its displays, and for statements and rows of text the formulas within lines."""

    label: str
    page: Path
    displays: tuple[str, ...]
    inline: tuple[str, ...]


def displays(markdown: str) -> list[tuple[str | None, str]]:
    """Return the displayed formulas with their labels."""
    found = [(match.start(), match["label"], match["body"]) for match in _DISPLAY.finditer(markdown)]
    for match in _MATH.finditer(markdown):
        label = _LABEL.search(match["options"])
        found.append((match.start(), label and label[1], match["body"]))
    return [(label, body.strip()) for _, label, body in sorted(found, key=lambda one: one[0])]


def inline(markdown: str) -> tuple[str, ...]:
    """Return the formulas within lines."""
    return tuple(" ".join(body.split()) for body in _INLINE.findall(_MATH.sub(" ", _DISPLAY.sub(" ", markdown))))


def states(latex: str) -> bool:
    """Whether a formula says something: it has a relation sign."""
    return bool(_RELATION.search(latex))


def of_page(page: Path) -> Iterator[Formula]:
    """Yield the numbered equations and the labelled theorems of a page."""
    for cell in cells(page):
        if cell.kind != "markdown":
            continue
        text = without_code(cell.source)
        yield from (Formula(label, page, (body,), ()) for label, body in displays(text) if label)
        for block in _BLOCK.finditer(text):
            label = _LABEL.search(block["body"])
            if label:
                own = tuple(body for name, body in displays(block["body"]) if name is None)
                yield Formula(label[1], page, own, inline(block["body"]))


def proved(root: Path) -> set[str]:
    """Return the statements that a proof follows on the page, with the equations inside the two."""
    found: set[str] = set()
    for page in pages(root):
        text = "\n\n".join(without_code(cell.source) for cell in cells(page) if cell.kind == "markdown")
        blocks = list(_BLOCK.finditer(text))
        for block, following in zip(blocks, [*blocks, None][1:], strict=True):
            end = following.start() if following else len(text)
            proof = _PROOF.search(text, block.end(), end)
            if proof:
                found |= set(_LABEL.findall(block["body"]))
                found |= {label for part in (block, proof) for label, _ in displays(part["body"]) if label}
    return found


def of_sheet(page: Path) -> Iterator[Formula]:
    """Yield the rows of the formula sheet; a row is called after the first function in its last column."""
    seen: dict[str, int] = {}
    for line in page.read_text(encoding="utf-8").splitlines():
        columns = [column.strip() for column in re.split(r"(?<!\\)\|", line)]
        function = re.search(r"`([^`]+)`", columns[-2]) if len(columns) > 3 else None
        if function and inline(line):
            seen[function[1]] = seen.get(function[1], 0) + 1
            number = f" {seen[function[1]]}" if seen[function[1]] > 1 else ""
            yield Formula(f"sheet: {function[1]}{number}", page, (), inline(line))


def of_sections(page: Path) -> Iterator[Formula]:
    """Yield a page's sections, each with its formulas that carry no label."""
    text = "\n\n".join(without_code(cell.source) for cell in cells(page) if cell.kind == "markdown")
    starts = list(_HEADING.finditer(text))
    for start, following in zip(starts, [*starts, None][1:], strict=True):
        part = text[start.end() : following.start() if following else len(text)]
        own = tuple(body for label, body in displays(part) if label is None)
        within = tuple(dict.fromkeys(inline(part)))
        if own or within:
            yield Formula(f"{page.stem}: {start[1]}", page, own, within)


def formulas(root: Path) -> dict[str, Formula]:
    """Return all of them by label: chapters, the sections of the summary, the rows of the formula sheet."""
    found: dict[str, Formula] = {}
    for page in pages(root):
        if page.suffix == ".ipynb":
            found |= {formula.label: formula for formula in of_page(page)}
        if page.stem == "08-summary":
            found |= {formula.label: formula for formula in of_sections(page)}
        if page.stem == "formula-sheet":
            found |= {formula.label: formula for formula in of_sheet(page)}
    return found
