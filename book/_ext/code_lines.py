"""Each line of code knows how far it is indented, so that a wrapped line hangs below its own beginning."""

import re

from pygments.formatters import HtmlFormatter
from sphinx.highlighting import PygmentsBridge

_TAG = re.compile(r"<[^>]+>")


def line(html):
    """One highlighted line, its line break included, as an element."""
    text = _TAG.sub("", html).rstrip("\n")
    indent = len(text) - len(text.lstrip(" "))
    return f'<span class="line"{f" style=--in:{indent}" if indent else ""}>{html}</span>'


class LineFormatter(HtmlFormatter):
    """Pygments' own, with an element around every line."""

    def wrap(self, source):
        return super().wrap((is_code, line(html) if is_code else html) for is_code, html in source)


def setup(app):
    PygmentsBridge.html_formatter = LineFormatter
    return {"parallel_read_safe": True, "parallel_write_safe": True}
