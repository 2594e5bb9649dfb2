"""Links from each chapter to Binder and to Colab, for whatever repository the site is built from.

The address is the environment's REPOSITORY_ADDRESS: https://host/owner/name, and /tree/branch where it is not `main`.
Without it there are no links. Colab opens notebooks of GitHub alone.
"""

import os
import re
from html import escape
from urllib.parse import quote

from docutils import nodes
from live_cells import Live

ADDRESS = re.compile(
    r"(?P<base>https?://(?P<host>[^/\s]+)/(?P<path>[^\s]+?))(?:\.git)?(?:/tree/(?P<branch>[^\s]+?))?/?"
)
WORDS = """<p class="elsewhere">The chapter as a notebook on others' computers, over the network: {links}. It takes
minutes to start there.</p>"""


def repository():
    """The parts of the repository's address, or None where none is given."""
    given = os.environ.get("REPOSITORY_ADDRESS", "")
    found = ADDRESS.fullmatch(given)
    if given and not found:
        raise ValueError(f"REPOSITORY_ADDRESS must look like https://github.com/owner/name, got {given!r}")
    return found and {**found.groupdict(), "branch": found["branch"] or "main"}


def addresses(where, notebook):
    """The name of each service that can open this notebook of a repository → the address that does."""
    base, host, path, branch = (where[part] for part in ("base", "host", "path", "branch"))
    spec = f"gh/{path}" if host == "github.com" else f"git/{quote(base, safe='')}"
    binder = f"https://mybinder.org/v2/{spec}/{quote(branch)}?labpath={quote(notebook, safe='')}"
    colab = f"https://colab.research.google.com/github/{path}/blob/{quote(branch)}/{quote(notebook)}"
    return {"Binder": binder} | ({"Colab": colab} if host == "github.com" else {})


def add(app, doctree, docname):
    """Put the links of a chapter behind its title, or behind the line on its cells."""
    where = repository()
    title = doctree.next_node(nodes.title)
    if where is None or title is None or app.builder.format != "html" or not app.env.toc_secnumbers.get(docname):
        return
    notebook = os.path.relpath(app.env.doc2path(docname), app.srcdir)
    if notebook.endswith(".ipynb"):
        links = (f'<a href="{escape(link)}">{name}</a>' for name, link in addresses(where, notebook).items())
        place = title.parent.index(title) + 1
        if isinstance(title.parent[place], Live):
            place += 1
        title.parent.insert(place, Live("", html=WORDS.format(links=" · ".join(links))))


def setup(app):
    app.connect("doctree-resolved", add, priority=600)  # after the cells have their line
    return {"parallel_read_safe": True, "parallel_write_safe": True}
