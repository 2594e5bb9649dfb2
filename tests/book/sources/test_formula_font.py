"""The style sheet and the script that cuts the font agree on what is in the file that every page asks for."""

import re

from book_sources import ROOT
from cut_formula_font import CORE, characters

STYLE = (ROOT / "book" / "_static" / "formulas.css").read_text(encoding="utf-8")


def test_the_style_sheet_names_the_characters_of_the_first_file():
    (ranges,) = re.findall(r"core\.woff2.*?unicode-range:([^;]*);", STYLE, re.DOTALL)
    assert characters(ranges.replace("U+", "").replace(",", " ")) == characters(CORE)


def test_ranges_are_read():
    assert characters("41-43 3B1") == {0x41, 0x42, 0x43, 0x3B1}
