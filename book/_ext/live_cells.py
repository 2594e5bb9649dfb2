"""Cells that can be run in the page: buttons behind each, a line about them, and the files that Python is made of.

The build writes into `_static/live/`: the library as a wheel, what belongs to every page (`page.zip`: the code of
`livepage`, the data of the chapters), and for each chapter its code cells with what each of them needs.
"""

import json
from pathlib import Path

from docutils import nodes
from live_files import CHECK, chapter, code_cells, formulas_of, loads, page_files, versions, wheel

# Said before the page is painted, so that nothing moves later; every browser can read it.
START = """<script>
  document.documentElement.dataset.live = location.protocol === "file:" ? "disk" : typeof WebAssembly === "object" &&
    "noModule" in HTMLScriptElement.prototype ? "ready" : "old";
  document.addEventListener("DOMContentLoaded", function () {
    if (document.documentElement.dataset.live === "ready")
      import("%s").catch(function () { document.documentElement.dataset.live = "old"; });
  });
</script>"""
BUTTONS = (
    '<button type="button" data-does="run">{run}</button>{edit}'
    '<button type="button" data-does="reset" hidden>Reset</button>'
    '<button type="button" data-does="stop" hidden>Stop</button><span class="live-status" role="status"></span>'
)
TOOLS = '<div class="live-tools" data-live="{kind}" data-cell="{id}" role="group" aria-label="{label}">{buttons}</div>'
BAR = """<div class="live-bar" data-chapter="{chapter}">
<div class="live-ready"><p>Every code cell of this page can be changed and run here. The first run loads Python,
{python} MB, and {pictures} MB more for pictures. This browser keeps them, so that later runs start sooner.</p>
<p class="live-versions">{versions}</p></div>
<p class="live-ready"><button type="button">Run all cells</button>
<button type="button" hidden>Forget my changes</button> <span role="status"></span></p>
<p class="live-disk">Code runs here when the site is served: <a href="index.html#run">how</a>.</p>
<p class="live-old">This browser cannot run the code of this page: it is too old, or WebAssembly is switched off.</p>
</div>"""


class Live(nodes.General, nodes.Element):
    """HTML of ours that is no text of the page: a search does not find it."""


def visit_live(self, node):
    self.body.append(node["html"])
    raise nodes.SkipNode


def tools(cell, label, judged=False):
    """The buttons of a cell, as the page's script expects them behind the code."""
    edit = "" if judged else '<button type="button" data-does="edit">Edit</button>'
    buttons = BUTTONS.format(run="Check" if judged else "Run", edit=edit)
    kind = "exercise" if judged else "cell"
    return Live("", html=TOOLS.format(kind=kind, id=cell["id"], label=label, buttons=buttons))


def add_tools(app, doctree, docname):
    """Give every visible code cell and every starter of an exercise its buttons, and the page its line about them."""
    notebook = app.env.doc2path(docname)
    if app.builder.format != "html" or not notebook.endswith(".ipynb"):
        return
    cells = code_cells(notebook)
    by_index = {cell["index"]: cell for cell in cells}
    visible = [box for box in doctree.findall(nodes.container) if box.get("nb_element") == "cell_code_source"]
    for number, box in enumerate(visible, start=1):
        box += tools(by_index[cell_index(box)], f"Code cell {number}")
    starters = {CHECK.sub("", cell["source"]): cell for cell in cells if CHECK.search(cell["source"])}
    for block in list(doctree.findall(nodes.literal_block)):
        cell = starters.get(block.astext().strip())
        if cell and block.get("language") == "python":
            exercise = CHECK.search(cell["source"])["number"]
            block.parent.insert(block.parent.index(block) + 1, tools(cell, f"Code of exercise {exercise}", judged=True))
    title = next(iter(doctree.findall(nodes.title)), None)
    if doctree.next_node(Live) is None:
        return
    if title is not None:
        weight = app.live_loads
        about = {name: round(weight[name]["weight"] / 1e6) for name in ("python", "pictures")}
        bar = Live("", html=BAR.format(chapter=docname.rpartition("/")[2], versions=versions(), **about))
        title.parent.insert(title.parent.index(title) + 1, bar)
    outputs = [box for box in doctree.findall(nodes.container) if box.get("nb_element") == "cell_code_output"]
    printed = {formula.astext() for box in outputs for formula in box.findall(nodes.math)}
    app.live_pages[docname] = {"cells": chapter(cells), "formulas": formulas_of(cells, sorted(printed))}


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
    if doctree is None or doctree.next_node(Live) is None:
        return
    app.add_css_file("live/live.css", priority=900)
    context["metatags"] += START % context["pathto"]("_static/live/page.js", resource=True)


def write_files(app, exception):
    if exception or app.builder.format != "html":
        return
    folder = Path(app.outdir) / "_static" / "live"
    (folder / "chapters").mkdir(parents=True, exist_ok=True)
    for name, content in app.live_files.items():
        (folder / name).write_bytes(content)
    for docname, known in app.live_pages.items():
        text = json.dumps({**known, "loads": app.live_loads}, ensure_ascii=False, separators=(",", ":"))
        (folder / "chapters" / f"{docname.rpartition('/')[2]}.json").write_text(text, encoding="utf-8")


def setup(app):
    app.add_node(Live, html=(visit_live, None))
    app.connect("builder-inited", prepare)
    app.connect("doctree-resolved", add_tools)
    app.connect("html-page-context", add_files)
    app.connect("build-finished", write_files)
    return {"parallel_read_safe": True, "parallel_write_safe": False}
