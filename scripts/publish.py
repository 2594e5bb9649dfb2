"""Make what the built site offers to take away, the book as a PDF and the site as a zip, and link to both on its pages.

The links are written once the files are there, with their sizes: a page that `make book` has built has none, and none
is ever dead. The zip holds the PDF but not itself; its pages link to the PDF alone.
"""

import re
import sys
import zipfile
from pathlib import Path

import make_pdf
from make_pdf import SITE

NAME = "optimization-derived"
PLACE = re.compile(r"<!-- downloads -->.*?<!-- /downloads -->", re.DOTALL)
WORDS = {".pdf": "the book as a PDF", ".zip": "the site as a zip"}
EPOCH = (2020, 1, 1, 0, 0, 0)


def links(files: list[Path], up: str) -> str:
    """The paragraph that offers the files; `up` leads from the page to the site's folder."""
    offers = [f'<a href="{up}{file.name}">{WORDS[file.suffix]}</a> ({megabytes(file)})' for file in files]
    return f'<p class="downloads">To take away: {" · ".join(offers)}.</p>' if offers else ""


def megabytes(file: Path) -> str:
    return f"{max(1, round(file.stat().st_size / 1e6))} MB"


def offer(site: Path, files: list[Path]) -> int:
    """Let every page with a place for it offer these files and no others; how many pages do."""
    count = 0
    for page in site.rglob("*.html"):
        html = page.read_text(encoding="utf-8")
        paragraph = links(files, "../" * (len(page.relative_to(site).parts) - 1))
        offering, places = PLACE.subn(f"<!-- downloads -->{paragraph}<!-- /downloads -->", html)
        if places:
            page.write_text(offering, encoding="utf-8")
            count += 1
    return count


def pack(site: Path, to: Path) -> None:
    """The site in one folder of a zip; the same files give the same bytes."""
    files = sorted(path for path in site.rglob("*") if path.is_file() and path != to)
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as out:
        for path in files:
            entry = zipfile.ZipInfo(f"{NAME}/{path.relative_to(site).as_posix()}", EPOCH)
            entry.external_attr = 0o644 << 16  # or an unpacked file could not be read
            out.writestr(entry, path.read_bytes(), zipfile.ZIP_DEFLATED)


def main() -> int:
    paper, bundle = SITE / f"{NAME}.pdf", SITE / f"{NAME}.zip"
    if SITE.is_dir():
        offer(SITE, [])
    if status := make_pdf.main(paper):
        return status
    offer(SITE, [paper])
    pack(SITE, bundle)
    count = offer(SITE, [paper, bundle])
    print(f"{bundle}: {megabytes(bundle)}; {count} pages link to it and to the PDF")
    return 0


if __name__ == "__main__":
    sys.exit(main())
