"""The foot of every page: how to report a mistake, with the page filled in, and under a chapter how to cite it.

The questions of a report are those of the issue forms in `.github`, and the citation comes from `CITATION.cff`.
"""

from functools import cache
from html import escape
from pathlib import Path

import yaml
from docutils import nodes
from elsewhere import repository
from sphinx.util.docutils import SphinxDirective

ROOT = Path(__file__).resolve().parents[2]
FORMS = ROOT / ".github" / "ISSUE_TEMPLATE"

FORM = """<form class="report-form pst-js-only" data-issue="{name}" data-subject="{title}" data-issues="{issues}">
{fields}<p><label for="{name}-report">The report</label>
<textarea id="{name}-report" class="report" rows="10" readonly></textarea></p>
<p class="report-buttons"><button type="button" class="plain-button" data-report="copy">Copy the report</button>
<a class="plain-button" data-report="mail" href="mailto:">Write a mail</a>{link}</p>
<p role="status"></p></form>
<noscript><p>The report answers these questions:</p><ol>{questions}</ol></noscript>"""
FIELD = '<p><label for="{id}">{label}</label>{described}\n{input}</p>\n'
LINK = ' <a class="plain-button" data-report="issue" href="{issues}/new">Open the issue form</a>'


@cache
def citation():
    return yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))


def bibtex(about, number, title):
    """A chapter as a BibTeX entry, by what CITATION.cff says of the book."""
    authors = (one.get("name") or f"{one['family-names']}, {one['given-names']}" for one in about["authors"])
    book = about["title"]
    fields = {
        "author": " and ".join(f"{{{_tex(author)}}}" for author in authors),
        "title": f"{{{_tex(title)}}}",
        "howpublished": f"Chapter {number} of \\emph{{{_tex(book)}}}",
        "edition": about.get("version"),
        "year": str(about["date-released"])[:4] if "date-released" in about else None,
        "url": about.get("url") or about.get("repository-code"),
    }
    key = f"{''.join(filter(str.isalnum, book)).lower()}-{number}"
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@misc{{{key},\n{lines}}}"


def _tex(text):
    return "".join(f"\\{sign}" if sign in "&%$#_" else sign for sign in text)


class IssueFormDirective(SphinxDirective):
    """An issue form of the project as a form of the page, which writes a report from what it is told."""

    required_arguments = 1

    def run(self):
        path = FORMS / f"{self.arguments[0]}.yml"
        self.env.note_dependency(str(path))
        return [nodes.raw("", issue_form(path.stem, yaml.safe_load(path.read_text(encoding="utf-8"))), format="html")]


def issue_form(name, asked):
    """The HTML of a form: a field for each question, the report, and the ways to send it."""
    fields = [one for one in asked["body"] if one["type"] in ("input", "textarea")]
    here = repository()
    address = here["base"] if here else citation().get("repository-code")
    issues = f"{address.rstrip('/')}/issues" if address else ""
    return FORM.format(
        name=name,
        title=escape(asked.get("title", "")),
        issues=escape(issues),
        fields="".join(_field(name, one) for one in fields),
        link=LINK.format(issues=escape(issues)) if issues else "",
        questions="".join(f"<li>{escape(_question(one))}</li>" for one in fields),
    )


def _field(name, one):
    identity, about = f"{name}-{one['id']}", one["attributes"].get("description")
    described = f' <span class="report-about" id="{identity}-about">{escape(about)}</span>' if about else ""
    more = f' aria-describedby="{identity}-about"' if about else ""
    same = f'id="{identity}" name="{one["id"]}" data-label="{escape(one["attributes"]["label"])}"{more}'
    box = f"<textarea {same} rows=3></textarea>" if one["type"] == "textarea" else f'<input type="text" {same}>'
    return FIELD.format(id=identity, label=escape(one["attributes"]["label"]), described=described, input=box)


def _question(one):
    about = one["attributes"].get("description")
    return one["attributes"]["label"] + (f": {about}" if about else "")


def add(app, pagename, templatename, context, doctree):
    """Give the template what it says below a page."""
    number = app.env.toc_secnumbers.get(pagename, {}).get("")
    title = app.env.titles[pagename].astext() if pagename in app.env.titles else ""
    context["report_about"] = f"{number[0]}. {title}" if number else title
    context["bibtex"] = bibtex(citation(), number[0], title) if number else None


def setup(app):
    app.add_directive("issue-form", IssueFormDirective)
    app.connect("html-page-context", add)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
