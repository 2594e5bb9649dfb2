"""How long the parts of a page take to read: its sections of the second level, in seconds."""

from docutils import nodes

WORDS_A_SECOND = 200 / 60
SECONDS_A_FORMULA = 12  # one that stands on a line of its own
SECONDS_A_PICTURE = 15
SECONDS_A_LINE = 1.5  # of code in view


def seconds(node):
    """An estimate for what stands in view: prose, displayed formulas, pictures, code; nothing for folds."""
    if node.tagname in ("Fold", "comment", "raw"):
        return SECONDS_A_PICTURE if node.tagname == "raw" and "<svg" in node.astext() else 0
    if isinstance(node, nodes.math_block):
        return SECONDS_A_FORMULA
    if isinstance(node, nodes.literal_block):
        return SECONDS_A_LINE * len(node.astext().splitlines())
    if isinstance(node, nodes.math):
        return 1
    if isinstance(node, nodes.Text):
        return len(node.split()) / WORDS_A_SECOND
    return sum(map(seconds, node.children))


def minutes_of_the_map(title):
    """The minutes that a chapter's map, its first table, gives for its parts, by their anchors."""
    table = title.next_node(nodes.table)
    head, *rows = table.findall(nodes.row) if table else [()]
    heads = [entry.astext() for entry in head]
    if "minutes" not in heads:
        return {}
    links = [(row.next_node(nodes.reference), row[heads.index("minutes")].astext()) for row in rows]
    return {link.get("refid") or link["refuri"].rpartition("#")[2]: int(minutes) for link, minutes in links if link}


def parts(doctree):
    """Anchor, title and seconds of each part of a page: those of the map, else an estimate."""
    title = doctree.next_node(nodes.section)
    if title is None:
        return []
    known = minutes_of_the_map(title)
    sections = [node for node in title.children if isinstance(node, nodes.section)]
    return [
        [
            part["ids"][0],
            part.next_node(nodes.title).astext(),
            next((60 * known[name] for name in part["ids"] if name in known), round(seconds(part))),
        ]
        for part in sections
    ]


def add(app, pagename, templatename, context, doctree):
    """Chapters get a reading bar."""
    if doctree is not None and app.env.toc_secnumbers.get(pagename):
        context["reading_parts"] = parts(doctree)


def setup(app):
    app.connect("html-page-context", add)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
