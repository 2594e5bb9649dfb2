"""Captions name the panels of a picture by letters, where there are panels."""

import pytest
from docutils import nodes
from docutils.utils import new_document
from panel_letters import letter_panels, lettered


@pytest.mark.parametrize(
    ("text", "panels", "becomes"),
    [
        ("Left: values. Right: steps.", 2, "(a) values. (b) steps."),
        ("Left: values. Middle: Jacobians. Right: gradients.", 3, "(a) values. (b) Jacobians. (c) gradients."),
        ("The short (left) and the long rate (right).", 2, "The short (a) and the long rate (b)."),
        ("A right angle, left of $k=4$; nothing is left.", 2, "A right angle, left of $k=4$; nothing is left."),
    ],
)
def test_sides_become_letters_and_other_words_stay(text, panels, becomes):
    assert lettered(text, panels) == becomes


def page(count, caption):
    panels = count * '<div class="panel"></div>'
    picture = nodes.raw("", f'<div class="panels">{panels}</div>', format="html")
    document = new_document("page")
    document += nodes.figure("", picture, nodes.caption("", caption))
    letter_panels(None, document, "page")
    return document


@pytest.mark.parametrize(("caption", "letters"), [("(a) One. (b) Two.", True), ("One and two, f(a).", False)])
def test_a_caption_with_letters_letters_the_panels(caption, letters):
    document = page(2, caption)
    assert ("lettered" in document.next_node(nodes.raw).astext()) is letters
    assert document.next_node(nodes.caption).astext() == caption


@pytest.mark.parametrize(("count", "letters"), [(1, False), (2, True), (3, True), (4, False)])
def test_only_pictures_of_two_or_three_panels_are_lettered(count, letters):
    document = page(count, "Left: one. Right: two.")
    assert ("lettered" in document.next_node(nodes.raw).astext()) is letters
    assert document.next_node(nodes.caption).astext().startswith("(a)" if letters else "Left:")
