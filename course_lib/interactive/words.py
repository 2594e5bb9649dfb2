"""The little MyST that questions and exercises are written in, as HTML for where no MyST parser is at hand."""

from __future__ import annotations

import re
from html import escape

_SPAN = re.compile(
    r"\$(?P<math>[^$]+)\$|`(?P<code>[^`]+)`|\*\*(?P<strong>[^*]+)\*\*|\*(?P<em>[^*]+)\*"
    r"|\[(?P<link>[^\]]+)\]\(#[^)]+\)"
)
_BLOCK = re.compile(
    r"```\w*\n(?P<code>.*?)\n```|\$\$(?P<math>.+?)\$\$|(?P<text>\S.*?)(?=\n\s*\n|\Z|```|\$\$)", re.DOTALL
)


def inline(text: str) -> str:
    """One sentence or a few: $formula$, `code`, *emphasis*, **strong**; of [words](#label) the words.

    On the page such a link to an equation shows the equation's number instead of its words.
    """
    text, parts, end = " ".join(text.split()), [], 0
    for span in _SPAN.finditer(text):
        parts += [escape(text[end : span.start()], quote=False), _span(span)]
        end = span.end()
    return "".join(parts) + escape(text[end:], quote=False)


def blocks(text: str) -> str:
    """Paragraphs, fenced code and $$formulas$$ on their own lines."""
    parts = []
    for block in _BLOCK.finditer(text):
        if block["code"] is not None:
            parts.append(f"<pre>{escape(block['code'], quote=False)}</pre>")
        elif block["math"] is not None:
            parts.append(f'<div class="math">\\[{escape(block["math"].strip(), quote=False)}\\]</div>')
        else:
            parts.append(f"<p>{inline(block['text'])}</p>")
    return "".join(parts)


def _span(span: re.Match) -> str:
    kind, words = span.lastgroup, escape(span[span.lastgroup], quote=False)
    if kind == "math":  # set by JupyterLab when it is shown, and for the page when the book is built
        return f'<span class="math">\\({words}\\)</span>'
    return inline(span["link"]) if kind == "link" else f"<{kind}>{words}</{kind}>"
