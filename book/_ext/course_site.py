"""The site's own Sphinx extension: no outside request, no dead script, plain-text docstrings as pages."""

import gc
import re

from docutils import nodes
from myst_nb.ext.glue.roles import PasteTextRole

_DEAD_SCRIPT = re.compile(r"<script[^>]*(?:fontawesome|bootstrap)[^>]*></script>\n?")
_WIDGET_STATE = "application/vnd.jupyter.widget-state+json"
_MENDED = {
    'role="doc-biblioentry"': 'role="listitem"',  # docutils puts it into a list, where ARIA wants items
}
_LITERAL = re.compile(r"`+(.+?)`+")


def without_dead_scripts(html):
    """Drop the theme's icon script, half a megabyte gzipped (icons.css draws the few in use), and Bootstrap's."""
    return _DEAD_SCRIPT.sub("", html)


def prepare_page(app, pagename, templatename, context, doctree):
    """Give the layout its filter, leave out saved widget state (no manager reads it here), mend names and roles."""
    context["without_dead_scripts"] = without_dead_scripts
    scripts = context.get("script_files", [])
    context["script_files"] = [
        script for script in scripts if getattr(script, "attributes", {}).get("type") != _WIDGET_STATE
    ]
    for wrong, right in _MENDED.items():
        context["body"] = context.get("body", "").replace(wrong, right)


def unique_ids(app, doctree, docname):
    """Drop the ids that sphinx-proof repeats in every block of a page: HTML wants them unique."""
    for node in doctree.findall(nodes.Element):
        if "ids" in node and node["ids"] in (["proof-content"], ["proof"]):
            node["ids"] = []


def notes_in_the_text(app, doctree, docname):
    """A note of the class "margin" stands in the text: the theme would lay it over the contents of the page."""
    for note in doctree.findall(nodes.Admonition):
        note["classes"] = ["aside" if name == "margin" else name for name in note["classes"]]


def glue_formulas(app, doctree, docname):
    """Keep a formula and what is written against it, a full stop or "-smooth", on one line."""
    for formula in list(doctree.findall(nodes.math)):
        parent, index = formula.parent, formula.parent.index(formula)
        after = parent[index + 1] if index + 1 < len(parent) else None
        glued = re.match(r"\S+", after) if isinstance(after, nodes.Text) else None
        if glued:
            together = nodes.inline("", "", formula, nodes.Text(glued[0]), classes=["together"])
            parent[index : index + 2] = [together, nodes.Text(after[glued.end() :])]


def plain_docstring(app, what, name, obj, options, lines):
    """Docstrings are plain text: escape the characters that reStructuredText would read as markup."""
    in_source = False  # there titles stand between stars, and stay
    for index, line in enumerate(lines):
        in_source = bool(line.strip()) and (in_source or line.startswith("Source:"))
        special = r"[|]" if in_source and line.count("*") % 2 == 0 else r"[*|]"
        parts = _LITERAL.split(line)
        parts[::2] = [re.sub(special + r"|(?<=\w)_(?!\w)", r"\\\g<0>", part) for part in parts[::2]]
        parts[1::2] = [f"``{part}``" for part in parts[1::2]]
        lines[index] = "".join(parts)
    if what in ("attribute", "property") and lines:
        lines[0] = ": " + lines[0]  # an empty type, else napoleon takes the words before a colon for one


def skip_tuple_fields(app, what, name, obj, skip, options):
    """Leave out the fields of a named tuple; the class's own docstring explains them."""
    return True if type(obj).__name__ == "_tuplegetter" else None


def setup(app):
    # A page is a tree of nodes that live long: at Python's usual pace its collector walks all of them again and again.
    gc.set_threshold(100_000, 50, 100)
    # A glued text goes by the name of its variable: JupyterLab evaluates the same role in the running notebook.
    app.add_role("eval", PasteTextRole(), override=True)
    # after myst-nb and the theme have put their scripts in; before napoleon reads the docstring
    app.connect("html-page-context", prepare_page, priority=900)
    app.connect("doctree-resolved", unique_ids)
    app.connect("doctree-resolved", notes_in_the_text)
    app.connect("doctree-resolved", glue_formulas)
    app.connect("autodoc-process-docstring", plain_docstring, priority=400)
    app.connect("autodoc-skip-member", skip_tuple_fields)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
