"""Panels beside each other on a wide page stand below each other on a phone, so captions name them by letters.

Authors write "(a) … (b) …", "Left: … Right: …", or "(left)"; where a picture has two or three panels, the page says
(a), (b), (c), and marks the panels so.
"""

import re

from docutils import nodes

_SIDE = re.compile(r"\((left|middle|right)\)|\b(Left|Middle|Right):")
_PANELS = 'class="panels"'


def lettered(text, panels):
    """The caption with a letter for each side."""
    letters = {"left": "(a)", "middle": "(b)", "right": "(b)" if panels == 2 else "(c)"}
    return _SIDE.sub(lambda side: letters[(side[1] or side[2]).lower()], text)


def letter_panels(app, doctree, docname):
    for figure in doctree.findall(nodes.figure):
        pictures = [raw for raw in figure.findall(nodes.raw) if _PANELS in raw.astext()]
        panels = sum(raw.astext().count('class="panel"') for raw in pictures)
        words = [text for caption in figure.findall(nodes.caption) for text in caption.findall(nodes.Text)]
        caption = " ".join(words)
        if panels not in (2, 3) or not (_SIDE.search(caption) or ("(a)" in caption and "(b)" in caption)):
            continue
        for text in list(words):
            text.parent.replace(text, nodes.Text(lettered(text, panels)))
        for raw in pictures:
            raw.replace_self(nodes.raw("", raw.astext().replace(_PANELS, 'class="panels lettered"'), format="html"))


def setup(app):
    app.connect("doctree-resolved", letter_panels)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
