"""A published page has its description; the site has its map where it has an address."""

from types import SimpleNamespace

import publishing
import pytest
from docutils import nodes
from docutils.utils import new_document


def page(*paragraphs):
    document = new_document("page")
    document += nodes.section("", nodes.title("", "Gradient descent"), *paragraphs)
    return document


def test_the_description_is_the_first_paragraph_without_a_formula():
    formula = nodes.paragraph("", "Let ", nodes.math("", "x"), nodes.Text(" be"))
    assert (
        publishing.description(page(formula, nodes.paragraph("", "Which way,\nand how far?")))
        == "Which way, and how far?"
    )
    long = publishing.description(page(nodes.paragraph("", "word " * 100)))
    assert long.endswith("word …") and len(long) <= publishing.LONGEST + 2
    assert publishing.description(page(formula)) == ""


@pytest.mark.parametrize(
    ("given", "base"),
    [("", ""), ("https://a.example/book", "https://a.example/book/"), ("http://a.example/", "http://a.example/")],
)
def test_the_address_comes_from_the_environment(monkeypatch, given, base):
    monkeypatch.setenv("SITE_ADDRESS", given)
    config = SimpleNamespace(html_baseurl=None)
    publishing.address(None, config)
    assert config.html_baseurl == base


def test_an_address_that_is_none_is_refused(monkeypatch):
    monkeypatch.setenv("SITE_ADDRESS", "a.example")
    with pytest.raises(ValueError, match=r"SITE_ADDRESS must start with https:// or http://, got 'a\.example'"):
        publishing.address(None, SimpleNamespace())


@pytest.mark.parametrize("base", ["", "https://a.example/book/"])
def test_the_map_lists_every_page_under_the_address(tmp_path, base):
    (tmp_path / "404.html").write_text("<base><a href='x'>", encoding="utf-8")
    app = SimpleNamespace(
        builder=SimpleNamespace(name="html"),
        outdir=tmp_path,
        config=SimpleNamespace(html_baseurl=base),
        env=SimpleNamespace(found_docs={"book/b", "book/a"}),
    )
    publishing.site_map(app, None)
    assert (tmp_path / "sitemap.xml").exists() == bool(base)
    assert ("Sitemap: https://a.example/book/sitemap.xml" in (tmp_path / "robots.txt").read_text()) == bool(base)
    assert f'<base href="{base or "/"}">' in (tmp_path / "404.html").read_text()
    if base:
        assert "<loc>https://a.example/book/book/a.html</loc>" in (tmp_path / "sitemap.xml").read_text()
