"""How a page reaches the reader: one style sheet, one script, fonts asked for at once, colours known before the paint.

Sphinx, the theme and the extensions bring about thirty small files a page. When the book is written, the style sheets of
a page become one file and its scripts another, which runs once the page has been read; a script that few pages need
stays by itself and is left out where nothing asks for it.
"""

import hashlib
import posixpath
import re
from pathlib import Path
from urllib.parse import urlsplit

ONLY_WITH = {  # script: what a page has that needs it
    "interactive.js": '<div class="explorer"',
    "questions.js": '<form class="question"',
    "design-tabs.js": "sd-tab-set",
}
FONTS = (
    "stix-two-text/stix-two-text-latin-wght-normal.woff2",
    "stix-two-text/stix-two-text-latin-wght-italic.woff2",
    "stix-two-math/stix-two-math-core.woff2",
)
# The theme decides between light and dark in its last script; readers without scripts get light.
SCHEME = (
    '<script>if (document.documentElement.dataset.mode === "auto") document.documentElement.dataset.theme = '
    'matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";</script>'
)

_STYLE = re.compile(r'<link\b[^>]*\brel="stylesheet"[^>]*/?>\s*')
_SCRIPT = re.compile(r'<script\b[^>]*\bsrc="[^"]*"[^>]*></script>\s*')
_UNREAD = re.compile(r'<script>DOCUMENTATION_OPTIONS\.pagename = .*?</script>\s*|<link rel="preload" as="script"[^>]*>\s*')
_ADDRESS = re.compile(r'\b(?:href|src)="([^"]*)"')
_IMPORT = re.compile(r'@import "([^"]+)";')
_CHARSET = re.compile(r'@charset "[^"]*";')
_URL = re.compile(r"""url\(\s*(["']?)(?!data:|#|https?:)([^"')]+)\1\s*\)""")


def files(tags, page, site):
    """The files that the tags of a page point to."""
    addresses = (urlsplit(_ADDRESS.search(tag)[1]).path for tag in tags)
    return [(site / page).parent.joinpath(address).resolve() for address in addresses]


def style(path, static):
    """A style sheet as part of one that lies in the folder of static files."""

    def from_there(found):
        return f'url("{posixpath.normpath(posixpath.join(path.parent.relative_to(static).as_posix(), found[2]))}")'

    text = _URL.sub(from_there, _CHARSET.sub("", path.read_text(encoding="utf-8")))
    return _IMPORT.sub(lambda found: style(path.parent.joinpath(found[1]).resolve(), static), text)


def write(static, parts, kind):
    """Put the parts into one file whose name follows from what it holds."""
    text = "\n".join(parts)
    path = static / f"site-{hashlib.sha256(text.encode()).hexdigest()[:8]}.{kind}"
    path.write_text(text, encoding="utf-8")
    return path.name


def delivered(html, page, site):
    """A page with one style sheet and one script in place of its many."""
    static, to = site / "_static", "../" * page.count("/") + "_static/"
    html = _UNREAD.sub("", html).replace('data-theme="auto"', 'data-theme="light"', 1)
    head, body = html.split("</head>", 1)

    styles = _STYLE.findall(head)
    sheet = write(static, [style(path, static) for path in files(styles, page, site)], "css")
    fonts = "".join(f'<link rel="preload" as="font" type="font/woff2" crossorigin href="{to}vendor/{font}">\n' for font in FONTS)
    first = head.index(styles[0])
    head = head[:first] + f'{SCHEME}\n<link rel="stylesheet" href="{to}{sheet}">\n{fonts}' + _STYLE.sub("", head[first:])

    scripts = sorted(_SCRIPT.findall(head + body), key=lambda tag: "defer" in tag)  # in the order in which they ran
    named = {tag: path for tag, path in zip(scripts, files(scripts, page, site), strict=True)}
    alone = [tag for tag, path in named.items() if path.name in ONLY_WITH]
    wanted = "".join(tag for tag in alone if ONLY_WITH[named[tag].name] in body)
    script = write(static, [path.read_text(encoding="utf-8") + "\n;" for tag, path in named.items() if tag not in alone], "js")
    head, body = _SCRIPT.sub("", head), _SCRIPT.sub("", body)
    return f'{head}<script defer src="{to}{script}"></script>\n{wanted}</head>{body}'


def deliver(app, exception):
    """Rewrite every page once all are written."""
    if exception or app.builder.format != "html":
        return
    site = Path(app.outdir)
    for path in site.rglob("*.html"):
        page = path.relative_to(site).as_posix()
        html = path.read_text(encoding="utf-8")
        if _STYLE.search(html) and not page.startswith("_static/"):
            path.write_text(delivered(html, page, site), encoding="utf-8")


def setup(app):
    app.connect("build-finished", deliver, priority=900)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
