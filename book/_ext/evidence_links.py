"""Below each labelled equation and theorem: a link to the function that is it, and one to the test that holds it."""

from pathlib import Path

from docutils import nodes
from evidence_pages import anchor, documented_modules, documented_name, marks, short
from sphinx import addnodes


def linked_to(text, domain, kind, target, docname):
    """A reference that Sphinx resolves later, and complains about where it cannot."""
    options = {"refdomain": domain, "reftype": kind, "reftarget": target, "refdoc": docname}
    return addnodes.pending_xref("", text, refexplicit=True, refwarn=True, **options)


def line(mark, modules, docname):
    name = documented_name(mark.function, modules)
    code = linked_to(nodes.literal("", short(mark.function)), "py", "obj", name, docname)
    test = linked_to(nodes.inline("", "its test"), "std", "ref", anchor(mark), docname)
    return nodes.paragraph("", "", code, nodes.Text(" · "), test, classes=["evidence-links"])


def around(node):
    """What a node stands in, from the inside out."""
    while (node := node.parent) is not None:
        yield node


def link(app, doctree):
    """The first mark of each label; the summary's table has all. A theorem speaks for the equation that it states."""
    first = {mark.label: mark for mark in reversed(marks())}
    modules = documented_modules(Path(app.srcdir) / "book")

    def leads_to(node):
        mark = first.get(node.get("label"))
        return mark and (mark.function, anchor(mark))

    labelled = [node for node in doctree.findall(nodes.Element) if node.get("label") in first]
    for node in labelled:
        if leads_to(node) in map(leads_to, around(node)):
            continue
        node.parent.insert(node.parent.index(node) + 1, line(first[node["label"]], modules, app.env.docname))


def setup(app):
    app.connect("doctree-read", link)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
