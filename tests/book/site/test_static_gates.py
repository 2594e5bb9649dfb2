"""Each gate on files lets a sound site pass and complains about one that is broken in its one way."""

import json

import browsing
import pytest
from static_gates import (
    broken_links,
    citation_complaints,
    pages,
    poor_alternatives,
    slow_characters,
    soup,
    unset_formulas,
)


@pytest.fixture
def write(tmp_path):
    def put(name, text):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    return put


def test_pages_leave_out_the_static_files(write, tmp_path):
    write("index.html", "")
    write("book/a.html", "")
    write("_static/snippet.html", "")
    assert pages(tmp_path) == ["book/a.html", "index.html"]


def test_sound_links(write, tmp_path):
    write(
        "a.html", '<h2 id="here"></h2><a href="#here">1</a><a href="b.html#there">2</a><a href="https://a.org/x">3</a>'
    )
    write(
        "b.html",
        '<p id="there"></p><a href="a.html">1</a><a href="#">2</a><img src="c%20d.svg">',
    )
    write("c d.svg", "<svg/>")
    assert broken_links(tmp_path) == []


@pytest.mark.parametrize(
    ("link", "says"),
    [
        ('<a href="absent.html">x</a>', "a.html links to absent.html, which does not exist"),
        ('<a href="#absent">x</a>', "a.html links to #absent, which has no such anchor"),
        ('<a href="b.html#absent">x</a>', "a.html links to b.html#absent, which has no such anchor"),
        ('<img src="absent.png">', "a.html links to absent.png, which does not exist"),
        ('<a href="../secret.html">x</a>', "a.html links to ../secret.html, outside the site"),
    ],
)
def test_broken_link(write, tmp_path, link, says):
    write("a.html", link)
    write("b.html", "")
    assert broken_links(tmp_path) == [says]


GOOD = "Contours of a valley with the path of steepest descent."


@pytest.mark.parametrize(
    "figure",
    [
        f'<img src="a.svg" alt="{GOOD}">',
        f'<div role="img" aria-label="{GOOD}"><svg><image/></svg><svg></svg></div>',
        '<svg aria-hidden="true"></svg>',
        "<figure><table></table></figure>",
    ],
)
def test_sound_alternative(write, figure):
    assert poor_alternatives("a.html", soup(write("a.html", f"<article>{figure}</article>"))) == []


@pytest.mark.parametrize(
    "figure",
    [
        '<img src="a.svg">',
        '<img src="a.svg" alt="A short one">',
        '<img src="a.svg" alt="_images/a-very-long-file-name.svg">',
        "<svg></svg>",
        f'<div aria-label="{GOOD}"><svg></svg></div>',
        '<figure id="f"><figcaption>Only a caption here.</figcaption></figure>',
    ],
)
def test_poor_alternative(write, figure):
    assert len(poor_alternatives("a.html", soup(write("a.html", f"<article>{figure}</article>")))) == 1


def test_formulas_that_are_not_set():
    data = r'<script type="application/json">["<span class=\"math\">\\(x\\)</span>"]</script>'
    text = r'<div class="math">\[y\]</div>'
    sound = r'<div class="math"><math><mi>x</mi></math></div><pre>\(x\)</pre>'
    assert [len(unset_formulas("a.html", html)) for html in (data, text, sound)] == [1, 1, 0]


def test_characters_of_another_font():
    html = r"<p>☃</p><math><mi>x</mi></math><script>'<math><mo>&lt;</mo><mi>☃</mi><\/math>'</script>"
    assert slow_characters("a.html", html, {ord("x"), ord("<")}) == ["a.html waits for a second font for '☃'"]


def notebook(text):
    return json.dumps({"cells": [{"cell_type": "markdown", "source": [text]}, {"cell_type": "code", "source": [""]}]})


def test_citations(write, tmp_path):
    write("references.bib", "@book{one,\n title={T}}\n@article{two,\n title={T}}\n@misc{three, title={T}}")
    write("a.md", "See {cite}`one` and {cite:t}`two`.")
    write("b.ipynb", notebook("See {cite:p}`one, three`."))
    assert citation_complaints(tmp_path) == []


def test_citation_complaints(write, tmp_path):
    write("references.bib", "@book{unused,\n title={T}}\n@book{twice, title={T}}\n@book{twice, title={T}}")
    write("b.ipynb", notebook("See {cite}`missing,twice`."))
    assert citation_complaints(tmp_path) == [
        "b.ipynb cites missing, not in references.bib",
        "references.bib has unused, which nothing cites",
        "references.bib has twice twice",
    ]


def test_chromium_is_found_where_it_is(write, tmp_path):
    named, on_path = write("my-browser", ""), write("bin/chromium", "")
    on_path.chmod(0o755)
    here = {"PATH": str(on_path.parent)}
    assert browsing.find_chromium({**here, "CHROMIUM": str(named)}) == str(named)
    assert browsing.find_chromium(here) == str(on_path)
    assert browsing.find_chromium({"PATH": str(tmp_path)}, bundled=str(named)) in (str(named), *browsing.MAC_APPS)


def test_without_chromium_a_desk_skips_and_ci_fails():
    with pytest.raises(pytest.skip.Exception, match="make chromium"):
        browsing.without_chromium({})
    with pytest.raises(pytest.fail.Exception, match="make chromium"):
        browsing.without_chromium({"CI": "true"})
