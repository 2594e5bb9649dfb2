"""Each gate of the browser lets a sound page pass and complains about a page that is broken in its one way."""

import json
import os

import page_gates as gates
import pytest
import yaml
from browsing import ROOT, served
from observe import observe

pytestmark = pytest.mark.browser

PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>A page</title>
<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">{head}</head>
<body><main><h1>A page</h1>{body}</main></body></html>"""
FORMULA = r'<p>Let <span class="math">\(x^2\)</span> be small.</p>'
CONFIG = yaml.safe_load((ROOT / "_config.yml").read_text(encoding="utf-8"))["sphinx"]["config"]["mathjax3_config"]


def mathjax(**options):
    """The book's own MathJax and its settings, for the head of a page."""
    config = {**CONFIG, "options": {**CONFIG["options"], **options}}
    return f'<script>MathJax = {json.dumps(config)}</script><script src="mathjax/startup.js"></script>'


@pytest.fixture
def see(browser, tmp_path):
    """Write one page with a body and a head, serve it, and say what the browser saw."""
    (tmp_path / "mathjax").symlink_to(ROOT / "book" / "_static" / "vendor" / "mathjax")

    def visit(body="", head="", axe=False):
        (tmp_path / "page.html").write_text(PAGE.format(head=head, body=body), encoding="utf-8")
        with served(tmp_path) as address:
            return observe(browser, address, "page.html", folder=tmp_path, axe=axe)

    return visit


def test_a_sound_page_passes_every_gate(see):
    seen = see(FORMULA, mathjax(), axe=True)
    assert [complaint for gate in gates.ON_EVERY_VISIT + gates.ON_HTTP for complaint in gate(seen)] == []
    assert seen.mathematics["containers"] == 1
    assert set(seen.axe) == {"light", "dark"}
    assert seen.transfer > 100_000  # MathJax and its fonts are counted


@pytest.mark.parametrize(
    "broken",
    [
        '<img src="https://example.org/a.png" alt="">',
        "<script>fetch('//example.org/data.json').catch(() => 0)</script>",
        "<style>@import url(https://example.org/font.css);</style>",
    ],
)
def test_outside_request(see, broken):
    (complaint,) = gates.outside_requests(see(broken))
    assert "example.org" in complaint


def test_missing_file(see):
    (complaint,) = gates.missing_files(see('<script src="absent.js"></script>'))
    assert "absent.js" in complaint


@pytest.mark.parametrize("broken", ["throw new Error('broken')", "console.error('broken')", "console.warn('broken')"])
def test_console_error(see, broken):
    (complaint,) = gates.console_errors(see(f"<script>{broken}</script>"))
    assert "broken" in complaint


@pytest.mark.parametrize(
    ("body", "options", "says"),
    [
        (r'<span class="math">\(\nosuchmacro x\)</span>', {}, "in error: Undefined control sequence"),
        (r'<span class="math">\(\frac{1}\)</span>', {}, "in error: Missing argument"),
        (r'<p class="mathjax_ignore">\(x\) stays raw</p>', {"ignoreHtmlClass": "mathjax_ignore"}, "shows raw TeX"),
        ('<div class="math">x = 1</div>', {}, "1 formulas, 0 typeset"),
        (FORMULA, {"enableAssistiveMml": False}, "1 formulas, 0 with MathML"),
    ],
)
def test_mathematics_error(see, body, options, says):
    complaints = gates.mathematics_errors(see(body, mathjax(**options)))
    assert len(complaints) == 1
    assert says in complaints[0]


def test_mathematics_without_mathjax(see):
    complaints = gates.mathematics_errors(see(FORMULA))
    assert any("shows raw TeX" in complaint for complaint in complaints)
    assert any("1 formulas, 0 typeset" in complaint for complaint in complaints)


def test_axe_violation(see):
    html = '<button aria-label="go">Stop</button><p style="color: #777; background: #888">Pale</p>'
    complaints = gates.axe_violations(see(html, axe=True))
    assert [complaint.split(" at ")[0] for complaint in complaints] == [
        "page.html (light): color-contrast",
        "page.html (light): label-content-name-mismatch",
        "page.html (dark): color-contrast",
    ]


def test_axe_violation_in_dark_only(see):
    dark = "<style>@media (prefers-color-scheme: dark) { p { color: #444; background: #222 } }</style>"
    (complaint,) = gates.axe_violations(see("<p>Too dim to read at night.</p>", dark, axe=True))
    assert "(dark): color-contrast" in complaint


def test_sideways_scrolling(see):
    wide = '<div class="wide" style="width: 500px">A wide box</div>'
    (complaint,) = gates.sideways_scrolling(see(wide, axe=True))
    assert "px wider than a phone: div.wide" in complaint
    assert gates.sideways_scrolling(see(f'<div style="overflow-x: auto" tabindex="0">{wide}</div>', axe=True)) == []


def test_too_heavy(see, tmp_path):
    (tmp_path / "noise.js").write_text("// " + os.urandom(600_000).hex(), encoding="utf-8")
    seen = see('<script src="noise.js"></script>')
    assert gates.too_heavy(seen) == []  # hexadecimal noise gzips to a little over half
    (tmp_path / "more.js").write_text("// " + os.urandom(600_000).hex(), encoding="utf-8")
    (complaint,) = gates.too_heavy(see('<script src="noise.js"></script><script src="more.js"></script>'))
    assert "the limit is 1.00 MB" in complaint
