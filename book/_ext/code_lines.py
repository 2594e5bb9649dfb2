"""Each line of code knows how far it is indented, so that a wrapped line hangs below its own beginning."""

import re

from pygments.formatters import HtmlFormatter
from sphinx.highlighting import PygmentsBridge

FITS = 40  # letters of a line that fits a phone
_TAG = re.compile(r"<[^>]+>")
_JOINT = re.compile(r'(<span class="[op]">[(\[.]+</span>)(?=\S)')


def line(html):
    """One highlighted line, its line break included, as an element; a long one may break after a bracket or a dot."""
    text = _TAG.sub("", html).rstrip("\n")
    indent = len(text) - len(text.lstrip(" "))
    html = _JOINT.sub(r"\1<wbr>", html) if len(text) > FITS else html
    return f'<span class="line"{f" style=--in:{indent}" if indent else ""}>{html}</span>'


class LineFormatter(HtmlFormatter):
    """Pygments' own, with an element around every line."""

    def wrap(self, source):
        return super().wrap((is_code, line(html) if is_code else html) for is_code, html in source)


def setup(app):
    PygmentsBridge.html_formatter = LineFormatter
    return {"parallel_read_safe": True, "parallel_write_safe": True}
