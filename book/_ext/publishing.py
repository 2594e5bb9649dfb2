"""What a published site needs beside its pages: previews of links, and with an address its map and canonical links.

The address is the environment's SITE_ADDRESS (https://…/), which nothing else in the project knows.
"""

import os
from html import escape
from pathlib import Path
from urllib.parse import urljoin
from xml.sax.saxutils import escape as xml

from docutils import nodes

LONGEST = 200  # letters of a description
PREVIEW = "_static/preview.png"


def address(app, config):
    """Take the site's address from the environment; Sphinx writes the canonical links from it."""
    given = os.environ.get("SITE_ADDRESS", "")
    if given and not given.startswith(("https://", "http://")):
        raise ValueError(f"SITE_ADDRESS must start with https:// or http://, got {given!r}")
    config.html_baseurl = given.rstrip("/") + "/" if given else ""


def description(doctree):
    """The first paragraph of a page without a formula in it, cut after a word."""
    for paragraph in doctree.findall(nodes.paragraph):
        if isinstance(paragraph.parent, nodes.section) and paragraph.next_node(nodes.math) is None:
            text = " ".join(paragraph.astext().split())
            return text if len(text) <= LONGEST else text[:LONGEST].rpartition(" ")[0] + " …"
    return ""


def link_preview(app, pagename, templatename, context, doctree):
    """What a chat or a search engine shows of a link to this page."""
    if doctree is None:
        return
    facts = {"og:type": "article", "og:site_name": app.config.html_title, "og:title": title_of(doctree)}
    facts["og:description"] = description(doctree)
    if base := app.config.html_baseurl:
        facts |= {"og:url": urljoin(base, f"{pagename}.html"), "og:image": urljoin(base, PREVIEW)}
    tags = [f'<meta property="{name}" content="{escape(text)}">' for name, text in facts.items() if text]
    tags += (
        [f'<meta name="description" content="{escape(facts["og:description"])}">'] if facts["og:description"] else []
    )
    context["metatags"] = context.get("metatags", "") + "\n".join(tags)


def title_of(doctree):
    title = doctree.next_node(nodes.title)
    return title.astext() if title is not None else ""


def site_map(app, error):
    """sitemap.xml with every page, and robots.txt that names it; without an address robots.txt alone."""
    if error or app.builder.name != "html":
        return
    root, base = Path(app.outdir), app.config.html_baseurl
    lines = ["User-agent: *", "Allow: /"]
    if base:
        places = sorted(urljoin(base, f"{name}.html") for name in app.env.found_docs)
        rows = "\n".join(f"<url><loc>{xml(place)}</loc></url>" for place in places)
        name_space = "http://www.sitemaps.org/schemas/sitemap/0.9"
        (root / "sitemap.xml").write_text(
            f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="{name_space}">\n{rows}\n</urlset>\n',
            encoding="utf-8",
        )
        lines.append(f"Sitemap: {urljoin(base, 'sitemap.xml')}")
    (root / "robots.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    lost = root / "404.html"  # is served at any depth, so that its links need the address
    lost.write_text(lost.read_text(encoding="utf-8").replace("<base>", f'<base href="{escape(base or "/")}">'), "utf-8")


def setup(app):
    app.connect("config-inited", address)
    app.connect("html-page-context", link_preview)
    app.connect("build-finished", site_map)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
