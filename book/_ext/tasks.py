"""What a reader can do on each page: exercises, questions that stand alone, explorers; counted when the book is built.

The pages' scripts find the tasks of all pages in `_static/tasks.js`, and show how many of them the reader has solved
wherever an element says `data-tasks`.
"""

import json
import re
from html import escape, unescape
from itertools import takewhile
from pathlib import Path
from typing import NamedTuple

from docutils import nodes
from sphinx_exercise.nodes import exercise_subtitle, is_exercise_node

_FORM = re.compile(r'<form class="question".*?</form>', re.DOTALL)
_QUESTION = re.compile(r'"question-([0-9a-f]{8})"')
_PROMPT = re.compile(r'class="question-prompt">(.*?)</(?:p|legend)>', re.DOTALL)
_EXPLORER = re.compile(r'<div class="explorer".*?id="(?P<anchor>[\w-]+)">(?P<title>.*?)</p>(?P<rest>.{,40})', re.DOTALL)
_LABEL = re.compile(r"</?label[^>]*>")


class Task(NamedTuple):
    anchor: str
    title: str  # HTML, with its formulas


class Explorer(NamedTuple):
    anchor: str
    title: str
    goal: bool


class Offer(NamedTuple):
    """What one page has to do; its minutes where its map says them."""

    tasks: list[Task]
    explorers: list[Explorer]
    minutes: int | None


def with_anchors(html):
    """HTML whose questions can be linked to."""
    begin = '<form class="question"'
    return _FORM.sub(lambda form: f'{begin} id="{_anchor(form[0])}"{form[0].removeprefix(begin)}', html)


def _anchor(form):
    return f"q-{_QUESTION.search(form)[1]}"


def _raw(node):
    return [raw for raw in node.findall(nodes.raw) if "html" in raw["format"].split()]


def _inside_exercise(node):
    while node := node.parent:
        if is_exercise_node(node):
            return True
    return False


def _found(node):
    """Anchor and source of each exercise and each question that stands alone within a node, in order."""
    for one in node.findall(lambda one: is_exercise_node(one) or isinstance(one, nodes.raw)):
        if is_exercise_node(one):
            yield one["label"], one
        elif not _inside_exercise(one):
            yield from ((_anchor(form), form) for form in _FORM.findall(one.astext()))


def anchors_in(node):
    return [anchor for anchor, _ in _found(node)]


def tasks_in(doctree):
    """The tasks of a page that was just read, with their titles."""
    return [Task(anchor, _title(source)) for anchor, source in _found(doctree)]


def _title(source):
    if isinstance(source, str):
        return _LABEL.sub("", _PROMPT.search(source)[1])
    number = source["label"].removeprefix("ex-").replace("-", ".")
    return escape(f"Exercise {number}: {source.next_node(exercise_subtitle).astext()}")


def explorers_in(node):
    found = (_EXPLORER.search(raw.astext()) for raw in _raw(node))
    return [Explorer(one["anchor"], unescape(one["title"]), "explorer-goal" in one["rest"]) for one in found if one]


# ---- the map with which a chapter opens ----


def chapter_map(doctree):
    """The table with a column of minutes, and the place of that column."""
    for table in doctree.findall(nodes.table):
        titles = [entry.astext().strip() for entry in table.next_node(nodes.thead).findall(nodes.entry)]
        if "minutes" in titles:
            return table, titles.index("minutes")
    return None, 0


def rows(table):
    return [row for body in table.findall(nodes.tbody) for row in body.findall(nodes.row)]


def minutes(doctree):
    table, place = chapter_map(doctree)
    numbers = [row[place].astext().strip() for row in rows(table)] if table else []
    return sum(int(number) for number in numbers if number.isdigit()) or None


def counted(docname, anchors, words="", solved=""):
    """How many tasks there are, and `words`; a script says how many of them are solved, and `solved`."""
    if not anchors:
        return nodes.Text("")
    page = docname.rpartition("/")[2]
    names = " ".join(f"{page}#{anchor}" for anchor in anchors)
    html = f'<span data-tasks="{escape(names)}" data-words="{solved}">{len(anchors)}{words}</span>'
    return nodes.raw("", html, format="html")


def sections_of(part, starts):
    """A part, and the sections behind it up to the next one that the map names."""
    behind = part.parent[part.parent.index(part) + 1 :]
    return [part, *takewhile(lambda section: starts.isdisjoint(section["ids"]), behind)]


def complete_map(app, doctree, docname):
    """Give a chapter's map a column: the exercises of each part."""
    table, _ = chapter_map(doctree)
    if table is None or not anchors_in(doctree):
        return
    group = table.next_node(nodes.tgroup)
    group["cols"] += 1
    group.insert(group.index(group.next_node(nodes.thead)), nodes.colspec(colwidth=10))
    head = table.next_node(nodes.thead).next_node(nodes.row)
    head += nodes.entry("", nodes.paragraph("", "exercises"), classes=list(head[-1]["classes"]))
    links = [row.next_node(nodes.reference) for row in rows(table)]
    targets = [link.get("refid") if link is not None else None for link in links]
    for row, target in zip(rows(table), targets, strict=True):
        part = next((part for part in doctree.findall(nodes.section) if target in part["ids"]), None)
        found = sections_of(part, set(targets)) if part is not None else []
        number = counted(docname, [anchor for section in found for anchor in anchors_in(section)])
        row += nodes.entry("", nodes.paragraph("", "", number))


# ---- Sphinx ----


def collect(app, doctree):
    """Note what the page offers; its questions get anchors."""
    for raw in _raw(doctree):
        if '<form class="question"' in raw.astext():
            raw.replace_self(nodes.raw("", with_anchors(raw.astext()), format="html"))
    offer = Offer(tasks_in(doctree), explorers_in(doctree), minutes(doctree))
    app.env.metadata[app.env.docname]["offer"] = offer


def offers(env):
    """What each page offers, by its name, in the order of the book."""
    order = env.toctree_includes.get(env.config.root_doc, [])
    pages = [*order, *sorted(set(env.metadata) - set(order))]
    return {page: env.metadata[page]["offer"] for page in pages if env.metadata.get(page, {}).get("offer")}


def write(app, exception):
    if exception or app.builder.format != "html":
        return
    known = {page.rpartition("/")[2]: [t.anchor for t in offer.tasks] for page, offer in offers(app.env).items()}
    text = json.dumps({page: anchors for page, anchors in known.items() if anchors}, separators=(",", ":"))
    Path(app.outdir, "_static", "tasks.js").write_text(f"const TASKS = {text};\n", encoding="utf-8")


def setup(app):
    app.connect("doctree-read", collect)
    app.connect("doctree-resolved", complete_map)
    app.connect("build-finished", write)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
