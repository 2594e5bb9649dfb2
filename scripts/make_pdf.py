"""Print the built site as one PDF: title page, contents with page numbers, chapters and what stands beside them.

Usage: make_pdf.py [file]; the site has to be built. Each page is prepared as for paper by its own script; then all
are put into one document, so that links between pages work inside the file. It is printed twice: the first time
tells the page numbers.
"""

import re
import sys
from html import escape
from pathlib import Path
from typing import NamedTuple

import yaml
from playwright.sync_api import Browser, sync_playwright
from pypdf import PdfReader

ROOT = Path(__file__).resolve().parent.parent
SITE = ROOT / "_build" / "html"
TITLE = "Optimization, Derived"
LEFT_OUT = {"book/evidence", "book/evidence-tests", "book/for-teachers", "book/for-authors"}
LEFT_OUT |= {"book/progress", "book/report"}
HEADING = re.compile(r"<h(?P<level>[12])[^>]*>(?P<text>.*?)</h[12]>", re.DOTALL)
PREPARED = """() => {
  dispatchEvent(new Event("beforeprint"));
  const article = document.querySelector("article.bd-article");
  const needless = "script, .headerlink, .copybtn, .live-tools, .live-bar, .elsewhere, .downloads";
  for (const part of article.querySelectorAll(needless)) part.remove();
  for (const image of article.querySelectorAll("img")) image.src = image.src;
  return article.innerHTML;
}"""
STYLE = """
  body, .bd-main, .bd-content, .bd-article-container { display: block !important }
  .sheet { break-before: page }
  .sheet:first-child { break-before: auto }
  .title-sheet { padding-top: 30vh; text-align: center }
  .title-sheet p.name { font-size: 34pt }
  .contents-sheet p { display: flex; gap: 0.5em; margin: 0.15em 0 }
  .contents-sheet p.level-1 { margin-top: 0.7em; font-weight: bold }
  .contents-sheet p.level-2 { padding-left: 1.5em }
  .contents-sheet i { flex: 1; border-bottom: 1px dotted; margin-bottom: 0.3em }
  .contents-sheet a { color: inherit; text-decoration: none }
"""
FOOT = '<p style="width: 100%; text-align: center; font: 8pt serif">{}<span class="pageNumber"></span></p>'


class Sheet(NamedTuple):
    """One page of the site: its name, and its article with anchors that are unique in the whole document."""

    name: str
    html: str


def chosen() -> list[str]:
    """The pages of the table of contents that can be read on paper: no lists of tests, no forms, no library."""
    contents = yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8"))
    pages = [chapter["file"] for part in contents["parts"][:2] for chapter in part["chapters"]]
    return [name for name in pages if name not in LEFT_OUT]


def anchor(name: str, place: str = "") -> str:
    return f"{name.rpartition('/')[2]}--{place}" if place else name.rpartition("/")[2]


def unique(html: str, name: str, pages: list[str]) -> str:
    """The same article with this page's name before all its anchors; links lead to them, or are no links."""

    def link(match: re.Match) -> str:
        place, _, fragment = match["to"].partition("#")
        if re.match(r"[a-z]+:", place):
            return match[0]
        target = name if not place else f"book/{place.removeprefix('../book/').removesuffix('.html')}"
        return f'href="#{anchor(target, fragment)}"' if target in pages else 'data-elsewhere=""'

    own = anchor(name)
    html = re.sub(r'\bhref="(?P<to>[^"]*)"', link, html)
    html = re.sub(r'\b(id|for|aria-labelledby|aria-describedby)="([^"]+)"',
                  lambda m: f'{m[1]}="{" ".join(f"{own}--{part}" for part in m[2].split())}"', html)  # fmt: skip
    return re.sub(r"url\((&quot;|\")?#", lambda m: f"url({m[1] or ''}#{own}--", html)


def headings(sheets: list[Sheet]) -> list[tuple[int, str, str]]:
    """Level, words and anchor of what the contents list, in the order of the document."""
    found = []
    for sheet in sheets:
        for match in HEADING.finditer(sheet.html):
            before = sheet.html[: match.start()]
            inside = re.findall(r'<section[^>]*\bid="([^"]+)"', before)
            found.append((int(match["level"]), match["text"], inside[-1] if inside else anchor(sheet.name)))
    return found


def document(sheets: list[Sheet], numbers: list[str], style: str) -> str:
    lines = [
        f'<p class="level-{level}"><a href="#{place}">{words}</a><i></i><span>{number}</span></p>'
        for (level, words, place), number in zip(headings(sheets), numbers, strict=True)
    ]
    body = "\n".join(f'<div class="sheet" id="{anchor(sheet.name)}">{sheet.html}</div>' for sheet in sheets)
    return f"""<!DOCTYPE html>
<html lang="en" data-theme="light" data-mode="light"><head><meta charset="utf-8"><title>{escape(TITLE)}</title>
<link rel="stylesheet" href="{style}"><style>{STYLE}</style></head>
<body><main class="bd-main"><div class="bd-content"><div class="bd-article-container"><article class="bd-article">
<div class="sheet title-sheet"><p class="name">{escape(TITLE)}</p>
<p>The mathematics of optimization for neural networks, next to the code that is it</p></div>
<div class="sheet contents-sheet"><p class="level-1">Contents</p>{"".join(lines)}</div>
{body}
</article></div></div></main></body></html>"""


def sheets_of(browser: Browser, pages: list[str]) -> tuple[list[Sheet], str]:
    """All articles, and the address of the style sheet that they share."""
    tab = browser.new_page(viewport={"width": 1000, "height": 1400}, color_scheme="light")
    sheets, style = [], ""
    for name in pages:
        tab.goto((SITE / f"{name}.html").as_uri())
        tab.evaluate("() => document.fonts.ready.then(() => 0)")
        style = style or tab.locator("link[rel=stylesheet]").first.evaluate("(link) => link.href")
        sheets.append(Sheet(name, unique(tab.evaluate(PREPARED), name, pages)))
    tab.close()
    return sheets, style


def printed(browser: Browser, html: str, to: Path) -> list[int]:
    """Print the document; the page number of each heading of the first two levels."""
    source = SITE / "book" / "print.html"
    source.write_text(html, encoding="utf-8")
    try:
        tab = browser.new_page()
        tab.goto(source.as_uri())
        tab.evaluate("() => document.fonts.ready.then(() => 0)")
        tab.pdf(path=to, format="A4", outline=True, tagged=True, print_background=True, display_header_footer=True,
                header_template="<span></span>", footer_template=FOOT.format(""),
                margin={"top": "15mm", "bottom": "18mm", "left": "15mm", "right": "15mm"})  # fmt: skip
        tab.close()
    finally:
        source.unlink()
    return pages_of(PdfReader(to))


def pages_of(reader: PdfReader, outline: list | None = None, level: int = 1) -> list[int]:
    """The page of each bookmark of the first two levels, in order."""
    found = []
    for entry in reader.outline if outline is None else outline:
        if isinstance(entry, list):
            found += pages_of(reader, entry, level + 1) if level < 2 else []
        else:
            found.append(reader.get_destination_page_number(entry) + 1)
    return found


def main(to: Path) -> int:
    sys.path.insert(0, str(ROOT / "tests" / "book" / "site"))
    from browsing import FLAGS, find_chromium

    if not (SITE / "index.html").is_file():
        print("There is no site in _build/html to print; build it first: make book", file=sys.stderr)
        return 1
    with sync_playwright() as playwright:
        path = find_chromium(bundled=playwright.chromium.executable_path)
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        sheets, style = sheets_of(browser, chosen())
        count = len(headings(sheets))
        first = printed(browser, document(sheets, ["000"] * count, style), to)
        if len(first) != count:
            raise SystemExit(f"{count} headings, but {len(first)} bookmarks in the file")
        again = printed(browser, document(sheets, [str(page) for page in first], style), to)
        if again != first:
            raise SystemExit("the contents' own length has moved the pages")
        browser.close()
    print(f"{to}: {len(PdfReader(to).pages)} pages, {count} entries in its contents")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else SITE / "optimization-derived.pdf"))
