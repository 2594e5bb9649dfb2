"""The first use of a glossary's word in the prose of a chapter leads to the glossary; the source stays plain text."""

import re

from docutils import nodes
from search_index import clean, is_term, text_of

GLOSSARY = re.compile(r"(?:.*/)?glossary")
CHAPTER = re.compile(r"(?:.*/)?0[1-8]-[^/]+")  # the ninth lists titles of books
EVERYDAY = {"lower bound"}  # words that a chapter also uses in another sense
# Words that a chapter also says in other forms; of the others the plural is known too.
FORMS = {
    "convex function": "[Cc]onvex functions?",
    "Nesterov's method": "Nesterov['’]s (?:method|momentum)",
    "smooth": "(?<=-)smooth",  # behind a formula, as in L-smooth: a smooth curve is something else
    "strongly convex": "[Ss]trongly convex|[Ss]trong convexity",
    "vanishing and exploding gradients": "(?:[Vv]anishing|[Ee]xploding) (?:(?:and|or) exploding )?gradients?",
    "Wolfe conditions": "Wolfe conditions?",
    "Xavier and He initialisation": "(?:Xavier|He) (?:(?:and|or) He )?initialisation",
}
NOT_PROSE = (nodes.title, nodes.rubric, nodes.caption, nodes.reference, nodes.table, nodes.raw, nodes.math)
NOT_PROSE += (nodes.literal, nodes.FixedTextElement, nodes.comment, nodes.system_message)


def glossary(doctree):
    """Of each word: its anchor, and its meaning where that has a form as plain text."""
    found = {}
    for item in doctree.findall(nodes.definition_list_item):
        if is_term(item) and item.next_node(nodes.term).astext() not in EVERYDAY:
            meaning = clean(text_of(item.next_node(nodes.definition))).partition(" See ")[0]
            term = item.next_node(nodes.term)
            found[term.astext()] = (term["ids"][0], "" if "…" in meaning else meaning)
    return found


def pattern(words):
    """One expression for all words, the longer first; its group number says which, counted from 1."""
    forms = []
    for word in words:
        first = word[0] if word[0].isupper() else f"[{word[0]}{word[0].upper()}]"
        forms.append(FORMS.get(word, first + re.escape(word[1:]).replace("'", "['’]") + "s?"))
    return re.compile(rf"(?<![\w’'])(?<!\w-)(?:{'|'.join(f'({form})' for form in forms)})(?![\w’'-])")


def in_prose(text):
    """Whether a text stands in a paragraph, and in nothing that is a link, a heading, code or a formula."""
    around, node = [], text.parent
    while node is not None:
        around.append(node)
        node = node.parent
    return any(isinstance(node, nodes.paragraph) for node in around) and not any(
        isinstance(node, NOT_PROSE) or "evidence-links" in node.get("classes", ()) for node in around
    )


def link_first_uses(doctree, known, address):
    """Make the first use of each word in the prose of a page a link, in place; returns the words that were found."""
    words = sorted(known, key=len, reverse=True)
    expression, found = pattern(words), set()
    for text in [node for node in doctree.findall(nodes.Text) if in_prose(node)]:
        parts, end = [], 0
        for match in expression.finditer(text):
            word = words[match.lastindex - 1]
            if word in found:
                continue
            found.add(word)
            anchor, meaning = known[word]
            link = nodes.reference("", match[0], internal=True, refuri=f"{address}#{anchor}", classes=["word"])
            if meaning:
                link["reftitle"] = meaning
            parts += [nodes.Text(text[end : match.start()]), link]
            end = match.end()
        if parts:
            text.parent.replace(text, [*parts, nodes.Text(text[end:])])
    return found


# ---- Sphinx ----


def link(app, doctree, docname):
    page = next((name for name in app.env.found_docs if GLOSSARY.fullmatch(name)), None)
    if app.builder.format != "html" or page is None or not CHAPTER.fullmatch(docname):
        return
    link_first_uses(doctree, glossary(app.env.get_doctree(page)), app.builder.get_relative_uri(docname, page))


def setup(app):
    app.connect("doctree-resolved", link, priority=600)  # after links are links, and formulas keep their neighbours
    return {"parallel_read_safe": True, "parallel_write_safe": True}
