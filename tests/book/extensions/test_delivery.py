"""A page comes with one style sheet and one script that hold what its many held, in their order."""

import delivery
import pytest
from bs4 import BeautifulSoup

PAGE = """<!DOCTYPE html><html lang="en" data-theme="auto"><head><title>A page</title>
<link rel="stylesheet" href="../_static/styles/theme.css?digest=1" />
<link rel="stylesheet" type="text/css" href="../_static/course.css?v=2" />
<link rel="icon" href="../_static/icon.svg"/><link rel="preload" as="script" href="../_static/late.js" />
<script defer="defer" src="../_static/late.js?v=1"></script><script>let hint = 1;</script>
<script src="../_static/early.js"></script><script defer="defer" src="../_static/interactive.js"></script>
<script>DOCUMENTATION_OPTIONS.pagename = 'book/a';</script>
</head><body><p>Text.</p>{body}<script defer src="../_static/last.js"></script></body></html>"""
FILES = {
    "basic.css": "p { color: red }",
    "styles/theme.css": '@charset "UTF-8";@import "../basic.css";a { background: url(../images/a.svg) }',
    "course.css": 'b { src: url("vendor/font.woff2") } i { cursor: url(data:image/png;base64,xx) } s { fill: url(#x) }',
    "early.js": "var order = ['early']",
    "late.js": "order.push('late')",
    "last.js": "order.push('last')",
    "interactive.js": "order.push('explorer')",
}


@pytest.fixture
def delivered(tmp_path):
    (tmp_path / "book").mkdir()
    for name, text in FILES.items():
        path = tmp_path / "_static" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def make(body=""):
        page = BeautifulSoup(delivery.delivered(PAGE.format(body=body), "book/a.html", tmp_path), "html.parser")
        read = lambda address: (tmp_path / "book" / address).read_text()  # noqa: E731
        return page, read

    return make


def test_one_style_sheet_with_imports_and_addresses_of_its_own_place(delivered):
    page, read = delivered()
    (sheet,) = page.find_all("link", rel="stylesheet")
    text = read(sheet["href"])
    assert text.index("color: red") < text.index("images/a.svg") < text.index("vendor/font.woff2")
    assert 'url("images/a.svg")' in text and 'url("vendor/font.woff2")' in text
    assert "url(data:image/png;base64,xx)" in text and "url(#x)" in text
    assert "@import" not in text and "@charset" not in text


def test_one_script_in_the_order_in_which_the_many_ran(delivered):
    page, read = delivered()
    (script,) = page.find_all("script", src=True)
    assert script.has_attr("defer")
    text = read(script["src"])
    assert text.index("early") < text.index("'late'") < text.index("'last'")
    assert "let hint = 1;" in str(page) and "pagename" not in str(page) and "preload" not in str(page)
    assert page.find("link", rel="icon")["href"] == "../_static/icon.svg"


def test_a_script_for_explorers_only_where_there_is_one(delivered):
    page, _ = delivered('<div class="explorer"></div>')
    assert [script["src"].split("/")[-1] for script in page.find_all("script", src=True)][1:] == ["interactive.js"]


def test_colours_are_known_before_the_first_paint_and_without_a_script(delivered):
    page, _ = delivered()
    assert page.html["data-theme"] == "light"
    html = str(page)
    assert html.index("prefers-color-scheme") < html.index('rel="stylesheet"') < html.index("document.fonts.load")


def test_the_same_files_give_the_same_names(delivered):
    assert str(delivered()[0]) == str(delivered()[0])
