"""A word of the glossary is a link at its first use in prose, and nowhere else."""

import re
from pathlib import Path

import pytest
from docutils import nodes
from docutils.utils import new_document
from glossary_links import FORMS, link_first_uses, pattern

pytestmark = pytest.mark.slow  # importing sphinx_exercise and myst_nb takes seconds

KNOWN = {
    "gradient": ("term-gradient", "An array."),
    "gradient descent": ("term-gradient-descent", ""),
    "momentum": ("term-momentum", ""),
    "smooth": ("term-smooth", ""),
    "Nesterov's method": ("term-nesterov", ""),
    "Hessian": ("term-hessian", ""),
}


def page(*children):
    document = new_document("page")
    document += nodes.section("", nodes.title("", "Momentum and the Hessian"), *children)
    return document


def links(document):
    return [(link.astext(), link["refuri"].partition("#")[2]) for link in document.findall(nodes.reference)]


def test_the_first_use_of_each_word_and_the_longest_word():
    document = page(
        nodes.paragraph("", "Gradient descent: the gradient of momentum."), nodes.paragraph("", "A gradient.")
    )
    assert link_first_uses(document, KNOWN, "glossary.html") == {"gradient descent", "gradient", "momentum"}
    assert links(document) == [
        ("Gradient descent", "term-gradient-descent"),
        ("gradient", "term-gradient"),
        ("momentum", "term-momentum"),
    ]
    assert document.astext().endswith("Gradient descent: the gradient of momentum.\n\nA gradient.")


def test_a_meaning_is_shown_where_there_is_one():
    document = page(nodes.paragraph("", "Gradients and momentum"))
    link_first_uses(document, KNOWN, "glossary.html")
    gradient, momentum = document.findall(nodes.reference)
    assert gradient["reftitle"] == "An array." and "reftitle" not in momentum


@pytest.mark.parametrize(
    "node",
    [
        nodes.literal("", "momentum"),
        nodes.math("", "momentum"),
        nodes.reference("", "momentum", refuri="x"),
        nodes.raw("", "momentum", format="html"),
    ],
)
def test_code_formulas_and_links_stay(node):
    document = page(nodes.paragraph("", "See ", node))
    assert link_first_uses(document, KNOWN, "glossary.html") == set()


def test_titles_captions_tables_and_code_blocks_stay():
    box = nodes.admonition("", nodes.title("", "Momentum"), nodes.rubric("", "Momentum"))
    figure = nodes.figure("", nodes.caption("", "momentum"))
    cell = nodes.table("", nodes.paragraph("", "momentum"))
    document = page(box, figure, cell, nodes.literal_block("", "momentum"), nodes.paragraph("", "momentums"))
    link_first_uses(document, KNOWN, "glossary.html")
    assert links(document) == [("momentums", "term-momentum")]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("-smooth, if it is", "smooth"),
        ("by Nesterov’s method", "Nesterov’s method"),
        ("two Hessians", "Hessians"),
    ],
)
def test_forms_of_a_word(text, word):
    assert pattern(list(KNOWN)).search(text)[0] == word


def test_parts_of_longer_words_are_not_meant():
    assert not pattern(list(KNOWN)).search(
        "gradiental, Hessian's, momentums' non-momentum, momentum-like, a smooth curve, non-smooth"
    )


def test_other_forms_belong_to_words_of_the_glossary():
    text = (Path(__file__).parents[3] / "book" / "glossary.md").read_text(encoding="utf-8")
    assert set(FORMS) <= set(re.findall(r"^(\S.*)\n  \S", text, flags=re.MULTILINE))
