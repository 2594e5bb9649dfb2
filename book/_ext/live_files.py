"""The files that a page's Python is made of: the library, what every page needs, and each chapter's cells."""

import base64
import hashlib
import io
import json
import platform
import re
import sys
import tomllib
import zipfile
import zlib
from html import unescape
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LIVE = ROOT / "book" / "_static" / "live"
sys.path.insert(0, str(LIVE))

from livepage.needs import Chapter  # noqa: E402
from typesetting import set_in  # noqa: E402

from course_lib.exercises import exercise  # noqa: E402
from course_lib.interactive import words  # noqa: E402

PYTHON = ("pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip", "numpy")
FORMULA = re.compile(r'<span class="math[^"]*">(\\\(.*?\\\))</span>')
CHECK = re.compile(r'\n\n\n(check\("(?P<number>[\d.]+)", (?P<function>\w+)\))$')


def archive(files):
    """A zip with the same bytes for the same files; name → content."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as out:
        for name, content in sorted(files.items()):
            out.writestr(zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def python_files(folder, inside):
    return {path.relative_to(inside).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*.py"))}


def wheel():
    """The library as a wheel of pure Python."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    info = f"{project['name'].replace('-', '_')}-{project['version']}.dist-info"
    files = python_files(ROOT / "course_lib", ROOT)
    about = f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n"
    files[f"{info}/METADATA"] = about.encode()
    files[f"{info}/WHEEL"] = b"Wheel-Version: 1.0\nGenerator: live_cells\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    digests = {name: base64.urlsafe_b64encode(hashlib.sha256(content).digest()) for name, content in files.items()}
    record = [f"{name},sha256={digests[name].decode().rstrip('=')},{len(files[name])}" for name in sorted(files)]
    files[f"{info}/RECORD"] = "\n".join([*record, f"{info}/RECORD,,", ""]).encode()
    return archive(files)


def page_files():
    """The code that runs cells, and the chapters' data."""
    data = [path for path in (ROOT / "book" / "_data").iterdir() if path.suffix in (".csv", ".gz")]
    return archive(python_files(LIVE / "livepage", LIVE) | {f"_data/{path.name}": path.read_bytes() for path in data})


def loads(built):
    """What a first run loads, and what a first picture loads on top: files with their sizes, and the gzipped weight."""
    files = {
        path.name: path.read_bytes() for path in (LIVE / "pyodide").iterdir() if path.suffix != ".md" and path.is_file()
    }
    lock, loader = files.pop("pyodide-lock.json"), files.pop("pyodide.js")
    python = {name: content for name, content in files.items() if name.startswith(PYTHON)}
    digest = hashlib.sha256(b"".join(python.values())).hexdigest()[:16]
    python |= built
    pictures = {name: content for name, content in files.items() if name not in python}

    def weigh(contents, *more):
        return sum(len(zlib.compress(content, 6)) for content in (*contents.values(), *more))

    return {
        "python": {
            "files": {name: len(content) for name, content in python.items()},
            "weight": weigh(python, lock, loader),
            "version": digest,
        },
        "pictures": {"files": {name: len(c) for name, c in pictures.items()}, "weight": weigh(pictures)},
    }


def versions():
    """One line on what runs in the page and what made its outputs."""
    lock = json.loads((LIVE / "pyodide" / "pyodide-lock.json").read_text(encoding="utf-8"))
    here = {name: lock["packages"][name]["version"] for name in ("numpy", "matplotlib")}
    return (
        f"Here runs Python {lock['info']['python']} with NumPy {here['numpy']} and matplotlib {here['matplotlib']}; "
        f"the printed results were made with Python {platform.python_version()}, NumPy {version('numpy')} and "
        f"matplotlib {version('matplotlib')}."
    )


def code_cells(notebook):
    """The code cells of a notebook: id, place in the notebook, source, tags."""
    content = json.loads(Path(notebook).read_text(encoding="utf-8"))
    return [
        {"id": cell["id"], "index": i, "source": "".join(cell["source"]), "tags": cell["metadata"].get("tags", [])}
        for i, cell in enumerate(content["cells"])
        if cell["cell_type"] == "code"
    ]


def chapter(cells):
    """What the page knows of its cells: id, source, needs, and for an exercise the call that judges it."""
    needs = Chapter([cell["source"] for cell in cells])
    known = []
    for place, cell in enumerate(cells):
        one = {"id": cell["id"], "source": cell["source"], "needs": needs.needs(place)}
        judged = CHECK.search(cell["source"])
        if judged:
            one["check"] = {"call": judged[1], "function": judged["function"]}
        known.append(one)
    return known


def formulas_of(cells, printed):
    """The formulas of what may be shown later, set: LaTeX as it comes → MathML.

    They are those of all that can be said about the page's code exercises, and those printed in its outputs.
    """
    found = {}
    said = [f"${tex}$" for tex in printed]
    for cell in cells:
        judged = CHECK.search(cell["source"])
        question = exercise(judged["number"]).code if judged else None
        said += [question.explanation, *question.wrong.values()] if question else []
    for text in said:
        for marked in FORMULA.finditer(words.inline(text)):
            found[unescape(marked[1])] = set_in(marked[0])
    return found
