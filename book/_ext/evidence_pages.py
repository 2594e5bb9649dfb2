"""Writes two pages from the marks of the tests: the table of all formulas and their tests, and the tests themselves."""

import pkgutil
import re
import sys
from functools import cache
from itertools import groupby
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts"))

from book_formulas import proved  # noqa: E402
from book_sources import cells  # noqa: E402
from evidence import all_evidence, labelled  # noqa: E402

_DOCUMENTED = re.compile(r"automodule:: (\S+)")
_HEADING = re.compile(r"^# (.+)$", re.MULTILINE)

HEAD = ["| formula | its test says | function | chapter |", "| --- | --- | --- | --- |"]


def words(name):
    """The words of a name: eq-forward-pass, or test_the_loss_falls."""
    return re.sub(r"^(eq|thm|test)[-_]", "", name).replace("-", " ").replace("_", " ")


def short(function):
    """A function without its module: network.MLP.backward is MLP.backward."""
    parts = function.split(".")
    return ".".join(parts[next((at for at, part in enumerate(parts) if part[0].isupper()), -1) :])


def anchor(mark):
    return f"shown-by-{mark.path.stem}-{mark.test}".replace("_", "-").lower()


def command(mark):
    """Runs a test alone, from the folder of the project."""
    return f".venv/bin/python -m pytest {mark.path.relative_to(ROOT).as_posix()}::{mark.test}"


def documented_name(function, modules):
    """The name under which the pages of the library list a function: that of its own file, or of its package."""
    target = pkgutil.resolve_name(f"course_lib.{function}")
    module = getattr(target, "__module__", "")
    return f"{module}.{target.__qualname__}" if module in modules else f"course_lib.{function}"


def table(book, marks, modules):
    """A section a chapter, a row for each pair of formula and test."""
    lines, shown = [], proved(book.parent)
    for page, group in groupby(labelled(book.parent), key=lambda pair: pair[0]):
        title, of = chapter(page)
        lines += ["", f"## {title}", "", ":::{div} evidence", *HEAD]
        for _, label in group:
            role = "eq" if label.kind == "equation" else "prf:ref"
            for mark in marks:
                if mark.label == label.name:
                    kind = f"proved; {mark.kind}" if label.name in shown else mark.kind
                    row = [
                        f"{{{role}}}`{label.name}` {words(label.name)}",
                        f"{{ref}}`{words(mark.test)} <{anchor(mark)}>` · *{kind}*",
                    ]
                    row += [f"{{py:obj}}`{short(mark.function)} <{documented_name(mark.function, modules)}>`"]
                    lines.append(" | ".join(["", *row, f"[{of}]({page.name})", ""]).strip())
        lines.append(":::")
    return "\n".join(lines)


def chapter(page):
    """The title of a page and the short name of its place in the book."""
    title = _HEADING.search("\n".join(cell.source for cell in cells(page) if cell.kind == "markdown"))[1]
    number = re.match(r"0*(\d+)-", page.name)
    return title, number[1] if number else title


def tests(marks):
    """Each test that is evidence, once, with its code and the command that runs it."""
    lines = []
    for path, group in groupby(marks, key=lambda mark: mark.path):
        source = path.read_text(encoding="utf-8").splitlines()
        lines += ["", f"## {path.relative_to(ROOT / 'tests').as_posix()}", ""]
        for mark in {mark.test: mark for mark in group}.values():
            first, last = mark.lines
            lines += [f"({anchor(mark)})=", f"**{words(mark.test)}**", "", "```python", *source[first - 1 : last]]
            lines += ["```", "", "```sh", command(mark), "```", ""]
    return "\n".join(lines)


def fill(app, docname, source):
    """Put the generated part of a page where the page asks for it."""
    for marker, make in (("% every formula and its test", _table), ("% every test", _tests)):
        if f"{marker}\n" in source[0]:
            source[0] = source[0].replace(f"{marker}\n", make(Path(app.srcdir) / "book") + "\n")


@cache
def marks():
    return all_evidence(sorted((ROOT / "tests").rglob("test_*.py")))[0]


def documented_modules(book):
    """The modules that the pages of the library list."""
    pages = (page.read_text(encoding="utf-8") for page in (book / "api").glob("*.md"))
    return {name for text in pages for name in _DOCUMENTED.findall(text)}


def _table(book):
    return table(book, marks(), documented_modules(book))


def _tests(book):
    return tests(marks())


def setup(app):
    app.connect("source-read", fill)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
