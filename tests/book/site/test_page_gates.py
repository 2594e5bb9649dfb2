"""Each gate of the browser lets a sound page pass and complains about a page that is broken in its one way."""

import os

import page_gates as gates
import pytest
from browsing import ROOT, served
from observe import observe

pytestmark = pytest.mark.browser

PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>A page</title>
<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">{head}</head>
<body><main><h1>A page</h1>{body}</main></body></html>"""
FORMULA = "<p>Let <math><msup><mi>x</mi><mn>2</mn></msup></math> be small.</p>"
FONT = '<link rel="stylesheet" href="formulas.css">'


@pytest.fixture
def see(browser, tmp_path):
    """Write one page with a body and a head, serve it, and say what the browser saw."""
    for name in ("vendor", "formulas.css"):
        (tmp_path / name).symlink_to(ROOT / "book" / "_static" / name)

    def visit(body="", head="", axe=False):
        (tmp_path / "page.html").write_text(PAGE.format(head=head, body=body), encoding="utf-8")
        with served(tmp_path) as address:
            return observe(browser, address, "page.html", folder=tmp_path, axe=axe)

    return visit


def test_a_sound_page_passes_every_gate(see):
    seen = see(FORMULA, FONT, axe=True)
    assert [complaint for gate in gates.ON_EVERY_VISIT + gates.ON_HTTP for complaint in gate(seen)] == []
    assert seen.mathematics["formulas"] == 1
    assert set(seen.axe) == {"light", "dark"}
    assert seen.transfer > 70_000  # the font is counted


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
    ("body", "says"),
    [
        (r"<p>Let \(x\) be small.</p>", "shows raw TeX"),
        (r"<p>Let \alpha be small.</p>", "shows raw TeX"),
        ("<p>Let $$x$$ be small.</p>", "shows raw TeX"),
        ('<div class="math">x = 1</div>', "in error"),
        ("<math><merror><mtext>wrong</mtext></merror></math>", "in error"),
        ("<math></math>", "not seen"),
        ('<math style="font-size: 0"><mi>x</mi></math>', "not seen"),
    ],
)
def test_mathematics_error(see, body, says):
    (complaint,) = gates.mathematics_errors(see(body + FORMULA, FONT))
    assert says in complaint


def test_code_may_show_tex(see):
    assert gates.mathematics_errors(see(r"<pre>\alpha \(x\)</pre><code>$$</code>")) == []


def test_formulas_without_their_font(see):
    missing = '<style>@font-face { font-family: "STIX Two Math"; src: url(absent.woff2) }</style>'
    (complaint,) = gates.mathematics_errors(see(FORMULA, missing))
    assert "without their font" in complaint


def test_axe_violation(see):
    html = '<button aria-label="go">Stop</button><p style="color: #777; background: #888">Pale</p>'
    complaints = gates.axe_violations(see(html, axe=True))
    assert [complaint.split(" at ")[0] for complaint in complaints] == [
        "page.html (light): label-content-name-mismatch",
        "page.html (light): color-contrast",
        "page.html (dark): color-contrast",
    ]


def test_a_pale_word_among_others_that_look_alike_is_found(see):
    words = "".join(f"<p>Word {i}</p>" for i in range(9))
    for pale in ('<p style="color: #999">Pale</p>', '<p><i style="opacity: 0.4">Pale</i></p>'):
        complaints = gates.axe_violations(see(words + pale + words, axe=True))
        assert [complaint.split(" at ")[0] for complaint in complaints] == [
            "page.html (light): color-contrast",
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
    (tmp_path / "noise.js").write_text("// " + os.urandom(600_000).hex())
    seen = see('<script src="noise.js"></script>')
    assert gates.too_heavy(seen) == []  # hexadecimal noise gzips to a little over half
    (tmp_path / "more.js").write_text("// " + os.urandom(300_000).hex())
    (complaint,) = gates.too_heavy(see('<script src="noise.js"></script><script src="more.js"></script>'))
    assert "kB gzipped, more than 800" in complaint


def test_too_many_requests(see, tmp_path):
    (tmp_path / "dot.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    pictures = "".join(f'<img src="dot.svg?{i}" alt="">' for i in range(30))
    (complaint,) = gates.too_heavy(see(pictures))
    assert "asks for 31 files, more than 30" in complaint
