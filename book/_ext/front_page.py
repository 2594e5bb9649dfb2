"""The landing page shows of the chapters: an explorer, pictures, minutes, what there is to do."""

import math
import re
from html import escape

from docutils import nodes
from progress_page import numbered
from reading_time import parts
from sphinx.errors import ExtensionError
from sphinx.util.docutils import SphinxDirective
from tasks import counted, offers

_SVG = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
_LETTERS = re.compile(r'<path\b[^>]*\btransform="[^"]*scale[^>]*/>')
_PAGE = re.compile(r"([\w-]+)\.html")
ROUNDED_TO = 5  # minutes
LEAST_DRAWN = 1 / 6  # of a picture; else it consists of words


class ExplorerOf(nodes.General, nodes.Element):
    """Where the first explorer of a page is shown once more."""


class ExplorerDirective(SphinxDirective):
    """The first explorer of another page, named from the folder of this one."""

    required_arguments = 1

    def run(self):
        folder = self.env.docname.rpartition("/")[0]
        return [ExplorerOf("", page=f"{folder}/{self.arguments[0]}")]


def html_of(env, page):
    """What the cells of a page put out as HTML."""
    return [raw.astext() for raw in env.get_doctree(page).findall(nodes.raw) if "html" in raw["format"].split()]


def show_explorers(app, doctree, docname):
    for place in list(doctree.findall(ExplorerOf)):
        page = place["page"]
        explorers = [html for html in html_of(app.env, page) if '<div class="explorer"' in html]
        if not explorers:
            raise ExtensionError(f"{docname} asks for an explorer of {page}, which has none")
        place.replace_self(nodes.raw("", explorers[0], format="html"))


def picture(htmls):
    """The first picture among HTML that says something without its letters, which would be too small to read."""
    found = [svg for html in htmls if '<div class="explorer"' not in html for svg in _SVG.findall(html)]
    drawn = [(_LETTERS.sub("", svg), svg) for svg in found]
    telling = [drawing for drawing, svg in drawn if len(drawing) > LEAST_DRAWN * len(svg)]
    return f'<span class="chapter-picture">{telling[0]}</span>' if telling else ""


def minutes(app, page, offer):
    """What the chapter's map says; where it has none, the time it takes to read."""
    if offer.minutes:
        return offer.minutes
    seconds = sum(seconds for *_, seconds in parts(app.env.get_and_resolve_doctree(page, app.builder)))
    return math.ceil(seconds / 60 / ROUNDED_TO) * ROUNDED_TO


def in_hours(minutes):
    hours, rest = divmod(minutes, 60)
    return " ".join([f"{hours} h"] * bool(hours) + [f"{rest} min"] * bool(rest))


def complete_chapters(app, doctree, docname):
    """Give each item of the list of chapters its picture, its minutes and its number of exercises."""
    known = offers(app.env)
    for box in doctree.findall(nodes.container):
        for item in box.findall(nodes.list_item) if "chapters" in box["classes"] else ():
            address = item.next_node(nodes.reference)["refuri"]
            page = f"{docname.rpartition('/')[0]}/{_PAGE.match(address)[1]}"
            anchors = [task.anchor for task in known[page].tasks]
            facts = nodes.paragraph("", f"{in_hours(minutes(app, page, known[page]))} ", classes=["chapter-facts"])
            if anchors:
                facts += [nodes.Text(" · "), counted(page, anchors, " exercises", solved=" solved")]
            item += facts
            item.insert(0, nodes.raw("", picture(html_of(app.env, page)), format="html"))


def list_explorers(app, doctree, docname):
    """All explorers of the book, by chapter."""
    for box in doctree.findall(nodes.container):
        if "every-explorer" in box["classes"]:
            html = "".join(
                _explorers(numbered(app.env, page), app.builder.get_relative_uri(docname, page), offer.explorers)
                for page, offer in offers(app.env).items()
                if offer.explorers
            )
            box += nodes.raw("", f"<dl>{html}</dl>", format="html")


def _explorers(title, address, explorers):
    links = "".join(f'<dd><a href="{address}#{one.anchor}">{escape(one.title)}</a></dd>' for one in explorers)
    return f"<dt>{escape(title)}</dt>{links}"


def add_style(app, pagename, templatename, context, doctree):
    if pagename == app.config.root_doc:
        app.add_css_file("front.css", priority=900)


def setup(app):
    app.add_node(ExplorerOf)
    app.add_directive("explorer-of", ExplorerDirective)
    app.connect("doctree-resolved", show_explorers, priority=400)  # before its formulas are set
    app.connect("doctree-resolved", complete_chapters)
    app.connect("doctree-resolved", list_explorers)
    app.connect("html-page-context", add_style)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
