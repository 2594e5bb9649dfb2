"""Formulas are set when the book is built: LaTeX becomes MathML, so that a browser has nothing left to typeset.

Sphinx's own formulas come through its math renderer. Those that a cell's output brings (questions, verdicts, explorers)
stand between \\( … \\) in HTML, or in the JSON that a script reads later, and are set before the page is written.
"""

import functools
import json
import re
from html import unescape

from docutils import nodes
from math_core import LatexError, LatexToMathML
from sphinx.util import logging
from sphinx.util.math import get_node_equation_number

LONGEST = 24  # characters of an inline formula that fits every phone; a longer one gets a box to scroll in

_CONVERTER = LatexToMathML(fancy_error=False)
_ENVIRONMENT = re.compile(r"\\begin\{(\w+\*?)\}.*?\\end\{\1\}", re.DOTALL)
_SIZED_BASE = re.compile(r"(<m(?:sup|sub|subsup)>)(<mo [^>]*minsize[^>]*>[^<]*</mo>)")
_STRUT = '<mspace height=".68em" depth=".12em"/>'  # as tall as the least root: all roots of a line look alike
_TAG = re.compile(r"<[^>]*>")
_MARKED = re.compile(r'<(span|div) class="math[^"]*">\\[(\[](.*?)\\[)\]]</\1>', re.DOTALL)
_DATA = re.compile(r'(<script type="application/json"[^>]*>)(.*?)(</script>)', re.DOTALL)
_LOG = logging.getLogger(__name__)


class FormulaError(ValueError):
    """A macro that is not known, or LaTeX that does not parse."""


@functools.cache
def mathml(tex, display=False):
    """LaTeX ↦ MathML.

    Raises:
        FormulaError: the formula cannot be set.
    """
    if not tex.strip():
        raise FormulaError("a formula is empty")
    lines = r"\\" in _ENVIRONMENT.sub("", tex)
    aligned = rf"\begin{{aligned}}{tex}\end{{aligned}}" if lines else tex
    try:
        formula = _CONVERTER.convert_with_local_state(aligned, displaystyle=display)
    except LatexError as error:
        raise FormulaError(f"the formula {tex} cannot be set, at character {error}") from error
    formula = _SIZED_BASE.sub(r"\1<mrow>\2</mrow>", formula)  # Chromium gives a bare base its natural size
    return formula.replace("<msqrt>", f"<msqrt>{_STRUT}")


def inline(tex):
    """A formula within a line; one that may be wider than a phone stands in a box of its own."""
    formula = mathml(tex)
    return f'<span class="long-formula">{formula}</span>' if len(_TAG.sub("", formula)) > LONGEST else formula


def displayed(tex):
    """A formula on a line of its own, in a box that scrolls sideways where the line is too short."""
    return f'<div class="formula">{mathml(tex, display=True)}</div>'


def set_in(html):
    """HTML with its marked formulas set, those in the data for scripts as well."""
    parts = _DATA.split(html)
    parts[::4] = [_MARKED.sub(_set_marked, part) for part in parts[::4]]
    parts[2::4] = [_write(_set_data(json.loads(part))) for part in parts[2::4]]
    return "".join(parts)


def _set_marked(found):
    tex = unescape(found[2])
    return inline(tex) if found[1] == "span" else f'<div class="math">{displayed(tex)}</div>'


def _set_data(data):
    if isinstance(data, str):
        return _MARKED.sub(_set_marked, data)
    if isinstance(data, list):
        return [_set_data(one) for one in data]
    return {name: _set_data(one) for name, one in data.items()} if isinstance(data, dict) else data


def _write(data):
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/")


def _or_warn(make, text, location):
    """What `make` gives; a formula in error is a warning that names its place, and a warning fails the build."""
    try:
        return make(text)
    except FormulaError as error:
        _LOG.warning("%s", error, location=location)
        return ""


def set_outputs(app, doctree, docname):
    """Set the formulas in the HTML that cells have put out."""
    for node in list(doctree.findall(nodes.raw)):
        text = node.astext()
        if "html" in node["format"].split() and (r"\(" in text or r"\[" in text):
            node.replace_self(nodes.raw("", _or_warn(set_in, text, node), format="html"))


def visit_inline(self, node):
    self.body.append(_or_warn(inline, node.astext(), node))
    raise nodes.SkipNode


def visit_displayed(self, node):
    self.body.append(self.starttag(node, "div", CLASS="math"))
    if node["number"]:
        self.body.append(f'<span class="eqno">({get_node_equation_number(self, node)})')
        self.add_permalink_ref(node, "Link to this equation")
        self.body.append("</span>")
    self.body.append(_or_warn(displayed, node.astext(), node) + "</div>\n")
    raise nodes.SkipNode


def setup(app):
    app.add_html_math_renderer("mathml", (visit_inline, None), (visit_displayed, None))
    app.connect("doctree-resolved", set_outputs)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
