"""The citation says what CITATION.cff says; a report asks what the issue form asks."""

import yaml
from bs4 import BeautifulSoup
from page_foot import FORMS, bibtex, citation, issue_form

ABOUT = {
    "title": "Steps & Slopes",
    "authors": [{"family-names": "Doe", "given-names": "Jo"}, {"name": "The others"}],
    "version": "2",
    "date-released": "2031-05-01",
    "repository-code": "https://example.org/steps",
}


def test_the_entry_of_a_chapter():
    assert bibtex(ABOUT, 3, "Up & down") == (
        "@misc{stepsslopes-3,\n"
        "  author = {{Doe, Jo} and {The others}},\n"
        "  title = {{Up \\& down}},\n"
        "  howpublished = {Chapter 3 of \\emph{Steps \\& Slopes}},\n"
        "  edition = {2},\n"
        "  year = {2031},\n"
        "  url = {https://example.org/steps},\n}"
    )


def test_what_the_citation_file_does_not_say_is_left_out():
    entry = bibtex(citation(), 1, "Gradient descent")
    assert "None" not in entry and citation()["title"] in entry


def test_every_question_of_an_issue_form_is_a_field_with_a_name():
    for path in FORMS.glob("[!c]*.yml"):
        asked = yaml.safe_load(path.read_text(encoding="utf-8"))
        form = BeautifulSoup(issue_form(path.stem, asked), "html.parser")
        for one in asked["body"]:
            field = form.find(attrs={"name": one["id"]})
            assert form.find("label", attrs={"for": field["id"]}).get_text() == one["attributes"]["label"]
