"""What JupyterLab shows of a chapter: citations by name and year, and the numbers that the website has.

JupyterLab's MyST knows neither the list of references nor the other chapters, and counts every displayed formula. So a
chapter's text is rewritten as it is opened, and written back, letter for letter, as it is saved: each rewritten place
holds what stood there.
"""

import json
import re
from collections import Counter
from pathlib import Path
from urllib.parse import quote

from pybtex.database import Entry, parse_file

BOOK = Path(__file__).resolve().parents[1] / "book"
CHAPTER = re.compile(r"(?:.*/)?\d\d-[^/]+\.ipynb")

UNNUMBERED = "---\nnumbering:\n  equation:\n    enabled: false\n---\n"  # the numbers are written into the formulas
ROLE = re.compile(r"\{(cite|eq|prf:ref|numref|doc)\}`([^`]+)`")
LINK = re.compile(r'\[[^][]*\]\([^() ]+ "(cite|eq|prf:ref|numref|doc) ([^"]+)"\)')
FORMULA = re.compile(r"(\s*\$\$) \(([\w-]+)\)")
TAG = re.compile(r" \\tag\{[\d.]+\}(?=\s*\$\$ \()")
STATEMENT = re.compile(r"^(`{3,}\{prf:(\w+)\}.*\n:label: (\S+)\n)", re.MULTILINE)
ENUMERATOR = re.compile(r"^(`{3,}\{prf:\w+\}.*\n:label: \S+\n):enumerator: [\d.]+\n", re.MULTILINE)


def texts(notebook: dict) -> list[tuple[str, dict]]:
    """The text of each cell, with the cell."""
    return [(c["source"] if isinstance(c["source"], str) else "".join(c["source"]), c) for c in notebook["cells"]]


def numbers(folder: Path = BOOK) -> dict[str, str]:
    """label → (5.8), Theorem 5.3 or Fig. 5.2, as the website counts: in each chapter what has a label, by its kind."""
    found = {}
    for path in sorted(folder.glob("0*.ipynb")):
        chapter, counts = int(path.name[:2]), Counter()
        for text, cell in texts(json.loads(path.read_text(encoding="utf-8"))):
            if "figure" in cell["metadata"].get("mystnb", {}):
                counts["figure"] += 1
                found[cell["metadata"]["mystnb"]["figure"].get("name")] = f"Fig. {chapter}.{counts['figure']}"
            if cell["cell_type"] != "markdown":
                continue
            for _, label in FORMULA.findall(text):
                counts["equation"] += 1
                found[label] = f"({chapter}.{counts['equation']})"
            for _, kind, label in STATEMENT.findall(text):
                counts[kind] += 1
                found[label] = f"{kind.capitalize()} {chapter}.{counts[kind]}"
    return found


def sources(path: Path = BOOK / "references.bib") -> dict[str, str]:
    """key → Beck and Teboulle, 2009."""
    return {key: f"{_authors(entry)}, {entry.fields['year']}" for key, entry in parse_file(str(path)).entries.items()}


def pages(folder: Path = BOOK) -> dict[str, tuple[str, str]]:
    """name → (title, file) of every page."""
    found = {}
    for path in sorted([*folder.glob("*.md"), *folder.glob("*.ipynb")]):
        text = path.read_text(encoding="utf-8")
        first = texts(json.loads(text))[0][0] if path.suffix == ".ipynb" else text
        title = re.search(r"^# (.+)$", first, re.MULTILINE)
        found[path.stem] = (title[1] if title else path.stem, path.name)
    return found


def _authors(entry: Entry) -> str:
    people = entry.persons.get("author") or entry.persons["editor"]
    names = [" ".join([*one.prelast_names, *one.last_names]).translate({ord(c): None for c in "{}"}) for one in people]
    return " and ".join(names) if len(names) < 3 else f"{names[0]} et al."


def for_reader(notebook: dict, known: dict[str, str], cited: dict[str, str], files: dict[str, tuple[str, str]]) -> None:
    """Rewrite the text of a chapter, in place; what is not known stays as it is."""

    def role(match: re.Match) -> str:
        kind, target = match.groups()
        if kind == "cite":
            words, to = [cited.get(key.strip(), key) for key in target.split(",")], "references.md"
            return f'[({"; ".join(words)})]({to} "{kind} {target}")'
        named = re.fullmatch(r"(.+?)\s*<(.+)>", target)
        words, label = named.groups() if named else ("", target)
        title, to = files.get(label, ("", "")) if kind == "doc" else (known.get(label, ""), f"#{quote(label)}")
        return f'[{words or title}]({to} "{kind} {target}")' if to and (words or title) else match[0]

    def tagged(match: re.Match) -> str:
        number = known.get(match[2], "").strip("()")
        return rf" \tag{{{number}}}{match[0]}" if number else match[0]

    def enumerated(match: re.Match) -> str:
        _, _, number = known.get(match[3], "").partition(" ")
        return f"{match[1]}:enumerator: {number}\n" if number else match[0]

    for text, cell in texts(notebook):
        if cell["cell_type"] == "markdown":
            cell["source"] = STATEMENT.sub(enumerated, FORMULA.sub(tagged, ROLE.sub(role, text)))
    if notebook["cells"] and notebook["cells"][0]["cell_type"] == "markdown":
        notebook["cells"][0]["source"] = UNNUMBERED + notebook["cells"][0]["source"]


def for_file(notebook: dict) -> None:
    """Write back what `for_reader` has rewritten, in place."""
    for text, cell in texts(notebook):
        if cell["cell_type"] == "markdown":
            text = ENUMERATOR.sub(r"\1", TAG.sub("", LINK.sub(r"{\1}`\2`", text)))
            cell["source"] = text.removeprefix(UNNUMBERED)
