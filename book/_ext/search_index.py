"""The search's index: every section, statement, exercise and function, its clean text and where it stands.

It is written as a script, since a page opened from disk may load scripts and can read no other file.
"""

import json
import re
from pathlib import Path

from docutils import nodes
from folds import Fold
from plain_formula import plain_formula
from sphinx import addnodes
from sphinx.search.en import js_porter_stemmer
from sphinx_exercise.nodes import is_exercise_node, is_solution_node

_NOT_TEXT = (nodes.literal_block, nodes.raw, nodes.title, nodes.comment, nodes.image, nodes.system_message)
_NOT_TEXT += (addnodes.toctree, addnodes.index, addnodes.desc_signature)


def is_statement(node):
    """A definition, theorem or the like that has a title of its own."""
    return isinstance(node, nodes.Admonition) and bool(node.get("title")) and node.get("realtype", "proof") != "proof"


def is_term(node):
    """A word of the glossary with what it means."""
    return isinstance(node, nodes.definition_list_item) and bool(node.next_node(nodes.term)["ids"])


def has_own_entry(node):
    headed = isinstance(node, nodes.section) and isinstance(node.next_node(), nodes.title)
    return headed or isinstance(node, addnodes.desc) or is_statement(node) or is_exercise_node(node) or is_term(node)


def is_answer(node):
    """A hint, a solution, or what else is folded but for proofs: nothing that a search may give away."""
    folded = isinstance(node, Fold) and "proof" not in node["shut"]
    return folded or is_solution_node(node) or node.tagname == "dropdown_main"


def text_of(node):
    """What a reader can read in a node, without what has an entry of its own; formulas as plain text."""
    if isinstance(node, nodes.math | nodes.math_block):
        return plain_formula(node.astext()) if isinstance(node, nodes.math) else " … "
    if isinstance(node, nodes.Text):
        return node.astext()
    if isinstance(node, _NOT_TEXT) or is_answer(node):
        return ""
    if isinstance(node, nodes.container) and node.get("nb_element") == "cell_code":
        return " ".join(text_of(caption) for caption in node.findall(nodes.caption))
    between = "" if isinstance(node, nodes.TextElement) else " "
    return between.join(text_of(child) for child in node.children if not has_own_entry(child))


def clean(text):
    text = re.sub(r"%s|\(?See correction [^.]*\.\)?", " ", text)
    return re.sub(r"\s+", " ", re.sub(r"\s+([.,;:!?])", r"\1", text)).strip()


def title_of(node):
    """The title of a section or block, without its kind and number."""
    words = clean("".join(map(text_of, node.next_node(nodes.title).children)))
    return re.sub(r"^\((.*)\)$", r"\1", words)


def entry(node):
    """The kind, title, anchor and text of one entry."""
    if isinstance(node, addnodes.desc):
        signature = node.next_node(addnodes.desc_signature)
        return [node["desctype"], signature.get("fullname", ""), signature["ids"][0], clean(text_of(node[-1]))]
    if is_term(node):
        term = node.next_node(nodes.term)
        return ["term", clean(term.astext()), term["ids"][0], clean(text_of(node[-1]))]
    if isinstance(node, nodes.section):
        kind = "page" if isinstance(node.parent, nodes.document) else "section"
        return [kind, title_of(node), "" if kind == "page" else node["ids"][0], clean(text_of(node))]
    kind = "exercise" if is_exercise_node(node) else node["realtype"]
    return [kind, title_of(node), node["ids"][0], clean(text_of(node))]


def collect(app, pagename, templatename, context, doctree):
    """Note the entries of a page while its HTML is written."""
    if doctree is None:
        return
    chapter = app.env.toc_secnumbers.get(pagename, {}).get("")
    title = app.env.titles[pagename].astext()
    page = f"{chapter[0]} {title}" if chapter else title
    entries = map(entry, doctree.findall(has_own_entry))
    app.search_pages[pagename] = [page, app.builder.get_target_uri(pagename), [e for e in entries if e[1]]]


def write(app, exception):
    if exception is None and app.builder.format == "html":
        pages = json.dumps(list(app.search_pages.values()), ensure_ascii=False, separators=(",", ":"))
        static = Path(app.outdir, "_static")
        (static / "search_index.js").write_text(f"const SEARCH_PAGES = {pages};\n", encoding="utf-8")
        (static / "stemmer.js").write_text(js_porter_stemmer, encoding="utf-8")


def begin(app):
    app.search_pages = {}
    app.builder.search = False  # Sphinx's own index and its page are not written


def page(app):
    yield "search", {"title": "Search"}, "search.html"


def setup(app):
    app.connect("builder-inited", begin)
    app.connect("html-page-context", collect)
    app.connect("html-collect-pages", page)
    app.connect("build-finished", write)
    return {"parallel_read_safe": True, "parallel_write_safe": False}
