"""In one document every anchor is there once, links between pages lead inside, and the contents know their places."""

import make_pdf
import pytest

PAGES = ["book/01-a", "book/02-b"]


@pytest.mark.parametrize(
    ("html", "made"),
    [
        ('<p id="x y">', '<p id="01-a--x 01-a--y">'),
        ('<a href="#x">', '<a href="#01-a--x">'),
        ('<a href="02-b.html#x">', '<a href="#02-b--x">'),
        ('<a href="02-b.html">', '<a href="#02-b">'),
        ('<a href="api/methods.html#x">', '<a data-elsewhere="">'),
        ('<a href="https://a.example/#x">', '<a href="https://a.example/#x">'),
        ('<g clip-path="url(#c)">', '<g clip-path="url(#01-a--c)">'),
    ],
)
def test_anchors_are_unique_and_links_follow(html, made):
    assert make_pdf.unique(html, "book/01-a", PAGES) == made


def test_the_contents_list_two_levels_with_their_places():
    html = '<section id="01-a--one"><h1>One</h1><section id="01-a--two"><h2>Two</h2><h3>Three</h3></section></section>'
    sheets = [make_pdf.Sheet("book/01-a", html)]
    assert make_pdf.headings(sheets) == [(1, "One", "01-a--one"), (2, "Two", "01-a--two")]
    page = make_pdf.document(sheets, ["7", "9"], "style.css")
    assert '<a href="#01-a--two">Two</a><i></i><span>9</span>' in page


def test_no_list_of_tests_and_no_library_on_paper():
    pages = make_pdf.chosen()
    assert pages[0] == "book/01-gradient-descent" and "book/formula-sheet" in pages
    assert not [name for name in pages if "evidence" in name or "/api/" in name]
