"""A page reaches the reader with one style sheet and one script, its fonts asked for at once, its colours known.

Sphinx, the theme and the extensions bring about thirty small files a page. When the book is written, the style sheets
of a page become one file and its scripts another, which runs once the page has been read; a script that few pages need
stays by itself and is left out where nothing asks for it.
"""

import functools
import hashlib
import posixpath
import re
from pathlib import Path
from urllib.parse import urlsplit

from sphinx.errors import ExtensionError

ONLY_WITH = {  # script: what a page has that needs it
    "interactive.js": '<div class="explorer"',
    "dragging.js": " data-drag=",
    "formula.js": '<span class="question-formula"',
    "questions.js": '<form class="question"',
    "progress_page.js": "data-review",
    "report.js": 'class="report-form',
    "design-tabs.js": "sd-tab-set",
}
# Fonts that come late have a page set twice; as links of the kind "preload" they fail where a page is opened from disk.
FONTS = """<script>
  for (const font of ['1em "STIX Two Text"', 'italic 1em "STIX Two Text"']) document.fonts.load(font, "xα");
  document.fonts.load('1em "STIX Two Math"', "x");
</script>
"""
# Where a browser refuses to store anything, as some do for pages from disk, the scripts go on until the page is closed.
STORAGE = """<script>
  try { localStorage.length; } catch {
    const held = new Map();
    Object.defineProperty(window, "localStorage", { value: { refused: true, removeItem: (key) => held.delete(key),
      getItem: (key) => held.get(key) ?? null, setItem: (key, value) => held.set(key, String(value)) } });
  }
</script>
"""
# The theme chooses between light and dark in its last script; readers without scripts get light.
SCHEME = """<script>
  if (document.documentElement.dataset.mode === "auto")
    document.documentElement.dataset.theme = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
</script>
"""

# The theme measures each box of code and writes to it in turn, and the page is laid out once a box; course.js does it.
MENDED = {
    "pydata-sphinx-theme.js": (
        "e.tabIndex=e.scrollWidth>e.clientWidth||e.scrollHeight>e.clientHeight?0:-1",
        "",
    )
}

_STYLE = re.compile(r'<link\b[^>]*\brel="stylesheet"[^>]*/?>\s*')
_SCRIPT = re.compile(r'<script\b[^>]*\bsrc="[^"]*"[^>]*></script>\s*')
_UNREAD = re.compile(
    r'<script>DOCUMENTATION_OPTIONS\.pagename = .*?</script>\s*|<link rel="preload" as="script".*?>\s*'
)
_ADDRESS = re.compile(r'\b(?:href|src)="([^"]*)"')
_CHARSET = re.compile(r'@charset "[^"]*";')
_IMPORT = re.compile(r'@import "([^"]+)";')
_URL = re.compile(r"""url\(\s*(["']?)(?!data:|#|https?:)([^"')]+)\1\s*\)""")


def delivered(html, page, site):
    """A page, named from the site's folder, with one style sheet and one script in place of its many."""
    static, to = site / "_static", "../" * page.count("/") + "_static/"
    # A rule for one page names it: `:has` above the text would have all of it styled anew at each move of a slider.
    html = html.replace("<html", f'<html data-page="{page.removesuffix(".html")}"', 1)
    html = _UNREAD.sub("", html).replace('data-theme="auto"', 'data-theme="light"', 1)
    head, body = html.replace("<script", f"{STORAGE}<script", 1).split("</head>", 1)

    styles = _STYLE.findall(head)
    sheet = _write(static, "css", [style(path, static) for path in _files(styles, page, site)])
    link = f'{SCHEME}<link rel="stylesheet" href="{to}{sheet}">\n{FONTS}'
    first = head.index(styles[0])
    head = head[:first] + link + _STYLE.sub("", head[first:])

    scripts = sorted(_SCRIPT.findall(head + body), key=lambda tag: "defer" in tag)  # in the order in which they ran
    common, alone = [], ""
    for tag, path in zip(scripts, _files(scripts, page, site), strict=True):
        if path.name not in ONLY_WITH:
            common.append(_script(path))
        elif ONLY_WITH[path.name] in body:
            alone += tag
    script = f'<script defer src="{to}{_write(static, "js", common)}"></script>\n'
    return f"{_SCRIPT.sub('', head)}{script}{alone}</head>{_SCRIPT.sub('', body)}"


@functools.cache
def style(path, static):
    """A style sheet as part of one that lies in the folder of static files, what it imports included."""
    folder = path.parent.relative_to(static).as_posix()
    text = _CHARSET.sub("", path.read_text(encoding="utf-8"))
    text = _URL.sub(lambda url: f'url("{posixpath.normpath(posixpath.join(folder, url[2]))}")', text)
    return _IMPORT.sub(lambda other: style(path.parent.joinpath(other[1]).resolve(), static), text)


@functools.cache
def _script(path):
    text = path.read_text(encoding="utf-8")
    if path.name in MENDED:
        wrong, right = MENDED[path.name]
        if wrong not in text:
            raise ExtensionError(f"{path.name} no longer holds what delivery.py mends: {wrong}")
        text = text.replace(wrong, right)
    return text + "\n;"


def _files(tags, page, site):
    """The files that the tags of a page point to."""
    addresses = (urlsplit(_ADDRESS.search(tag)[1]).path for tag in tags)
    return [(site / page).parent.joinpath(address).resolve() for address in addresses]


def _write(static, kind, parts):
    """Put the parts into one file whose name follows from what it holds."""
    text = "\n".join(parts)
    name = f"site-{hashlib.sha256(text.encode()).hexdigest()[:8]}.{kind}"
    (static / name).write_text(text, encoding="utf-8")
    return name


def deliver(app, exception):
    """Rewrite every page once all are written."""
    if exception or app.builder.format != "html":
        return
    site = Path(app.outdir).resolve()
    for path in site.rglob("*.html"):
        page, html = path.relative_to(site).as_posix(), path.read_text(encoding="utf-8")
        if not page.startswith("_static/") and _STYLE.search(html):
            path.write_text(delivered(html, page, site), encoding="utf-8")


def setup(app):
    app.connect("build-finished", deliver, priority=900)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
