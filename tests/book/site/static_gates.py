"""The gates on the built files and on the sources, no browser needed: each returns its complaints as sentences."""

import functools
import json
import re
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

from bs4 import BeautifulSoup

SHORTEST_ALTERNATIVE = 20
CITATION = re.compile(r"\{cite(?::\w+)?\}`([^`]+)`")
ENTRY = re.compile(r"^\s*@\w+\s*\{\s*([^,\s]+)\s*,", re.MULTILINE)
UNSET = re.compile(r'class=\\?"math[^"]*"[^>]*>\\{1,2}[(\[].{,40}')
FORMULA = re.compile(r"<math\b.*?(?:</math>|<\\/math>)", re.DOTALL)
TAG = re.compile(r"<[^>]*>")
FILE_NAME = re.compile(r"\S*\.(svg|png|jpe?g|gif|webp)", re.IGNORECASE)


def pages(site):
    """Every page of the site, as paths relative to it; not the theme's snippets among the static files."""
    found = (path.relative_to(site) for path in site.rglob("*.html"))
    return sorted(path.as_posix() for path in found if not path.parts[0].startswith("_"))


@functools.cache
def soup(path):
    """A page, parsed."""
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


def targets(page):
    """The anchors that a link can point to on a parsed page; the page's own top is ''."""
    named = (tag["name"] for tag in page.find_all("a", attrs={"name": True}))
    return {"", "top", *named, *(tag["id"] for tag in page.find_all(id=True))}


def broken_links(site):
    """Internal links to a file or an anchor that does not exist; addresses of the web are not followed."""
    parsed = {name: soup(site / name) for name in pages(site)}
    anchors = {name: targets(page) for name, page in parsed.items()}
    complaints = []
    for name, page in parsed.items():
        for tag in page.find_all(["a", "link", "img", "script"]):
            address = tag.get("href", tag.get("src"))
            if address is None or urlsplit(address).scheme or address.startswith("//"):
                continue
            path, fragment = unquote(urlsplit(address).path), unquote(urlsplit(address).fragment)
            target = (site / name).parent.joinpath(path).resolve() if path else (site / name).resolve()
            try:
                inner = target.relative_to(site.resolve()).as_posix()
            except ValueError:
                complaints.append(f"{name} links to {address}, outside the site")
                continue
            if not target.is_file():
                complaints.append(f"{name} links to {address}, which does not exist")
            elif inner in anchors and fragment not in anchors[inner]:
                complaints.append(f"{name} links to {address}, which has no such anchor")
    return complaints


def unset_formulas(name, html):
    """Formulas that still wait for somebody to typeset them: in the text, or in the data that a script reads later."""
    return [f"{name} has a formula that is not set: {tex}" for tex in UNSET.findall(html)]


def slow_characters(name, html, font):
    """Characters of formulas that are not in the file of the font that every page asks for."""
    used = {sign for formula in FORMULA.findall(html) for sign in unescape(TAG.sub("", formula)) if not sign.isspace()}
    return [f"{name} waits for a second font for {sign!r}" for sign in sorted(used) if ord(sign) not in font]


def alternative(tag):
    """The text alternative of a figure's part: its own alt or aria-label, or that of a role="img" around it."""
    for holder in (tag, *tag.parents):
        if holder is tag or holder.get("role") == "img":
            text = holder.get("alt") or holder.get("aria-label")
            if text:
                return text.strip()
    return ""


def poor_alternatives(name, page):
    """Pictures in the text without an alternative of 20 characters or more that says more than a file name."""
    article = page.find("article") or page.find("main") or page
    complaints = []
    for tag in article.find_all(["img", "svg"]):
        if tag.get("aria-hidden") == "true" or tag.find_parent("svg"):
            continue
        text = alternative(tag)
        if len(text) < SHORTEST_ALTERNATIVE or FILE_NAME.fullmatch(text):
            complaints.append(f"{name}: a sentence must say what the {tag.name} shows, not {text!r}")
    for figure in article.find_all("figure"):
        if not figure.find(["img", "svg", "table", "pre"]) and not figure.find(role="img"):
            complaints.append(f"{name}: the figure {figure.get('id', '')} shows nothing that has a text alternative")
    return complaints


def book_text(book):
    """The Markdown of every source of the book: pages, and the text cells of its notebooks."""
    texts = {path.name: path.read_text(encoding="utf-8") for path in book.rglob("*.md")}
    for path in book.glob("*.ipynb"):
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        texts[path.name] = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")
    return texts


def citation_complaints(book):
    """Citations without an entry in references.bib, and entries that nothing cites."""
    book = Path(book)
    entries = ENTRY.findall((book / "references.bib").read_text(encoding="utf-8"))
    cited = {}
    for name, text in book_text(book).items():
        for keys in CITATION.findall(text):
            cited.update({key.strip(): name for key in keys.split(",")})
    complaints = [f"{name} cites {key}, not in references.bib" for key, name in cited.items() if key not in entries]
    complaints += [f"references.bib has {key}, which nothing cites" for key in entries if key not in cited]
    twice = {key for key in entries if entries.count(key) > 1}
    return complaints + [f"references.bib has {key} twice" for key in sorted(twice)]
