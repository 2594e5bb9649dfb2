"""Cells that can be run in the page: their buttons, and the files that the page's Python is made of.

Written by the build into `_static/live/`: the library as a wheel, what belongs to every page (`page.zip`: the code of
`livepage`, the data of the chapters), and for each chapter its code cells with what each of them needs.
"""

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
from importlib.metadata import version
from pathlib import Path

from docutils import nodes

ROOT = Path(__file__).resolve().parents[2]
LIVE = ROOT / "book" / "_static" / "live"
sys.path.insert(0, str(LIVE))

from livepage.needs import Chapter  # noqa: E402

PYTHON = ("pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip", "numpy")
CHECK = re.compile(r'\n\n\n(check\("(?P<number>[\d.]+)", (?P<function>\w+)\))$')
ABILITY = (
    "<script>document.documentElement.dataset.live = location.protocol === 'file:' ? 'disk' : "
    "typeof WebAssembly === 'object' && 'noModule' in HTMLScriptElement.prototype ? 'ready' : 'old'</script>"
)
BUTTONS = (
    '<button type="button" data-does="run">{run}</button>{edit}'
    '<button type="button" data-does="reset" hidden>Reset</button>'
    '<button type="button" data-does="stop" hidden>Stop</button><span class="live-status" role="status"></span>'
)
TOOLS = '<div class="live-tools" data-live="{kind}" data-cell="{id}" role="group" aria-label="{label}">{buttons}</div>'
BAR = """<div class="live-bar">
<p class="live-ready">Every code cell of this page can be changed and run here. The first run loads Python, {python} MB,
and {pictures} MB more for pictures.</p>
<p class="live-disk">The code of this page can be run in it when the site is served (<code>make serve</code>, or the
published site); opened from disk, a browser does not let it start.</p>
<p class="live-old">This browser cannot run the code of this page: it is too old, or WebAssembly is switched off.</p>
<p class="live-ready live-versions">{versions}</p>
<p class="live-ready live-commands"><button type="button">Run all cells</button>
<button type="button" hidden>Forget my changes</button></p>
</div>"""


# ---- what the page's Python is made of ----


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
    python = {name: content for name, content in files.items() if name.startswith(PYTHON)} | built
    pictures = {name: content for name, content in files.items() if name not in python}

    def weigh(contents, *more):
        return sum(len(zlib.compress(content, 6)) for content in (*contents.values(), *more))

    return {
        "python": {"files": {name: len(c) for name, c in python.items()}, "weight": weigh(python, lock, loader)},
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


# ---- a chapter ----


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


def tools(cell, label, judged=False):
    """The buttons of a cell, as the page's script expects them behind the code."""
    edit = "" if judged else '<button type="button" data-does="edit">Edit</button>'
    buttons = BUTTONS.format(run="Check" if judged else "Run", edit=edit)
    kind = "exercise" if judged else "cell"
    return nodes.raw("", TOOLS.format(kind=kind, id=cell["id"], label=label, buttons=buttons), format="html")


def add_tools(app, doctree, docname):
    """Give every visible code cell and every starter of an exercise its buttons, and the page its line about them."""
    notebook = app.env.doc2path(docname)
    if app.builder.format != "html" or not notebook.endswith(".ipynb"):
        return
    cells = code_cells(notebook)
    by_index = {cell["index"]: cell for cell in cells}
    number = 0
    for box in list(
        doctree.findall(
            lambda node: node.get("nb_element") == "cell_code_source" if isinstance(node, nodes.Element) else False
        )
    ):
        number += 1
        box += tools(by_index[cell_index(box)], f"Code cell {number}")
    starters = {CHECK.sub("", cell["source"]): cell for cell in cells if CHECK.search(cell["source"])}
    for block in list(doctree.findall(nodes.literal_block)):
        cell = starters.get(block.astext().strip())
        if cell and block.get("language") == "python":
            exercise = CHECK.search(cell["source"])["number"]
            block.parent.insert(block.parent.index(block) + 1, tools(cell, f"Code of exercise {exercise}", judged=True))
    title = next(iter(doctree.findall(nodes.title)), None)
    if title is not None:
        weight = app.live_loads
        about = {name: round(weight[name]["weight"] / 1e6) for name in ("python", "pictures")}
        bar = nodes.raw("", BAR.format(versions=versions(), **about), format="html")
        title.parent.insert(title.parent.index(title) + 1, bar)
    app.live_pages[docname] = chapter(cells)


def cell_index(node):
    """The place in the notebook of the cell that a node belongs to."""
    while "cell_index" not in node:
        node = node.parent
    return node["cell_index"]


# ---- Sphinx ----


def prepare(app):
    app.live_files = {"course_lib.whl": wheel(), "page.zip": page_files()}
    app.live_loads = loads(app.live_files)
    app.live_pages = {}


def add_files(app, pagename, templatename, context, doctree):
    """Load the script and the style on pages with cells only."""
    if doctree is None or not any('class="live-bar"' in raw.astext() for raw in doctree.findall(nodes.raw)):
        return
    app.add_css_file("live/live.css", priority=900)
    app.add_js_file("live/start.js", defer="defer", **{"data-chapter": pagename.rpartition("/")[2]})
    context["metatags"] += ABILITY


def write_files(app, exception):
    if exception or app.builder.format != "html":
        return
    folder = Path(app.outdir) / "_static" / "live"
    (folder / "chapters").mkdir(parents=True, exist_ok=True)
    for name, content in app.live_files.items():
        (folder / name).write_bytes(content)
    for docname, cells in app.live_pages.items():
        text = json.dumps({"cells": cells, "loads": app.live_loads}, ensure_ascii=False, separators=(",", ":"))
        (folder / "chapters" / f"{docname.rpartition('/')[2]}.json").write_text(text, encoding="utf-8")


def setup(app):
    app.connect("builder-inited", prepare)
    app.connect("doctree-resolved", add_tools)
    app.connect("html-page-context", add_files)
    app.connect("build-finished", write_files)
    return {"parallel_read_safe": True, "parallel_write_safe": False}
