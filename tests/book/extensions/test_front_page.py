"""What the landing page takes from a chapter: a picture that says something, and its minutes in words."""

import pytest
from front_page import in_hours, picture

LETTER = '<path d="M1 1h50v50h50" transform="scale(0.1 -0.1)" style="stroke: none" />'
LINE = '<path d="M0 0l9 9" style="stroke: red" />'


def svg(*parts):
    return f"<svg>{''.join(parts)}</svg>"


def test_a_picture_loses_its_letters_and_one_of_letters_alone_is_passed_over():
    assert picture([svg(LETTER, LETTER), svg(LINE, LETTER)]) == f'<span class="chapter-picture">{svg(LINE)}</span>'
    assert picture([svg(LETTER, LETTER)]) == picture([]) == ""


def test_an_explorer_is_no_picture():
    assert picture([f'<div class="explorer">{svg(LINE)}</div>']) == ""


@pytest.mark.parametrize(("minutes", "words"), [(155, "2 h 35 min"), (60, "1 h"), (20, "20 min")])
def test_minutes_in_hours(minutes, words):
    assert in_hours(minutes) == words
