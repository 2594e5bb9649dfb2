"""What the page for teachers says in numbers: minutes of chapters, exercises of a kind, memory as it was measured."""

import json
from html import escape
from pathlib import Path

from docutils import nodes
from front_page import in_hours, minutes
from sphinx.errors import ExtensionError
from tasks import offers

from course_lib.exercises import exercise

ROOT = Path(__file__).resolve().parents[2]
MEASURED = ROOT / "scripts" / "hub" / "memory.json"
MOST = "most"  # the chapter that takes most memory


class Fact(nodes.Inline, nodes.Element):
    """Where a number is put once all pages have been read."""


def role(name):
    def read(role_name, rawtext, text, lineno, inliner, options=None, content=()):
        return [Fact("", kind=name, about=text)], []

    return read


def time_for(app, docname, about):
    """The minutes of the named chapters together."""
    folder, known = docname.rpartition("/")[0], offers(app.env)
    pages = [f"{folder}/{name}" for name in about.split()]
    if unknown := [page for page in pages if page not in known]:
        raise ExtensionError(f"{docname} asks for the minutes of {', '.join(unknown)}, which is no chapter")
    return nodes.Text(in_hours(sum(minutes(app, page, known[page]) for page in pages)))


def exercises_of(app, docname, kind):
    """Links to all exercises of a kind, by their numbers."""
    links = [
        f'<a href="{app.builder.get_relative_uri(docname, page)}#{task.anchor}">{escape(number)}</a>'
        for page, offer in offers(app.env).items()
        for task in offer.tasks
        if task.anchor.startswith("ex-")
        for number in [task.anchor.removeprefix("ex-").replace("-", ".")]
        if exercise(number).kind.value == kind
    ]
    if not links:
        raise ExtensionError(f"{docname} asks for exercises of the kind {kind!r}, of which there are none")
    return nodes.raw("", ", ".join(links), format="html")


def memory_of(measured, about):
    """Server and kernel of one user in a chapter, or in that which takes most; "200 most": of as many users."""
    count, _, name = about.rpartition(" ")
    sums = {chapter: sum(parts.values()) for chapter, parts in measured.items()}
    one = max(sums.values()) if name == MOST else sums[name]
    return f"{round(int(count) * one / 1000)} GB" if count else f"{one} MB"


def memory(app, docname, about):
    return nodes.Text(memory_of(json.loads(MEASURED.read_text(encoding="utf-8")), about))


FACTS = {"minutes": time_for, "exercises-of": exercises_of, "memory": memory}


def fill(app, doctree, docname):
    for fact in list(doctree.findall(Fact)):
        fact.replace_self(FACTS[fact["kind"]](app, docname, fact["about"]))


def setup(app):
    app.add_node(Fact)
    for name in FACTS:
        app.add_role(name, role(name))
    app.connect("doctree-resolved", fill)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
