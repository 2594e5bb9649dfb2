"""Values and printed text as the page shows them."""

import numpy as np
import pytest
from livepage import outputs


class Table:
    def _repr_html_(self):
        return "<table></table>"

    def __repr__(self):
        return "a table"


class Silent:
    def _repr_html_(self):
        return None

    def __repr__(self):
        return "plain"


class Many:
    def _repr_mimebundle_(self):
        return {"text/html": "<b>x</b>", "text/plain": "x"}


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (3, {"text/plain": "3"}),
        (np.eye(2), {"text/plain": "array([[1., 0.],\n       [0., 1.]])"}),
        ({"b": 1, "a": 2}, {"text/plain": "{'b': 1, 'a': 2}"}),
        (Table(), {"text/html": "<table></table>", "text/plain": "a table"}),
        (Silent(), {"text/plain": "plain"}),
        (Many(), {"text/html": "<b>x</b>", "text/plain": "x"}),
        (Table, {"text/plain": repr(Table)}),
    ],
)
def test_bundle(value, shown):
    assert outputs.bundle(value) == shown


@pytest.mark.slow
def test_a_value_without_end_is_cut():
    text = outputs.bundle(list(range(10**6)))["text/plain"]
    assert outputs.LONGEST < len(text) < outputs.LONGEST + 100 and text.endswith("the rest is not shown.")


def test_a_figure_is_a_picture_in_the_colours_of_the_page():
    from course_lib.showing.plotting import panel

    figure, _ = panel()
    assert "currentColor" in outputs.bundle(figure)["image/svg+xml"]


def test_pyplot_figures_are_shown_once(monkeypatch):
    pyplot = pytest.importorskip("matplotlib.pyplot")
    pyplot.plot([1, 2])
    assert len(outputs.open_figures()) == 1
    assert outputs.open_figures() == []


def test_a_table_in_markdown_becomes_one_in_html():
    from course_lib.showing.listings import table

    html = outputs.bundle(table(["name", "$x$"], ["a<b", "`f`"]))["text/html"]
    assert '<th scope="col">' in html and html.count("<tr>") == 2 and "a&lt;b" in html and "<code>f</code>" in html


def test_code_in_markdown_is_shown_as_code():
    assert outputs.markdown("```python\nx < 1\n```") == "<pre>x &lt; 1</pre>"


def test_printed_text_comes_in_pieces_and_ends_somewhere():
    sent = []
    stream = outputs.Stream(lambda kind, data: sent.append(data["text"]), every=0)
    print("one", file=stream)
    assert sent == ["one\n"]
    for _ in range(200_000):
        stream.write("xxxxxxxxx\n")
    stream.flush()
    text = "".join(sent)
    assert len(text) < outputs.LONGEST + 100 and text.endswith("the rest is not shown.")


@pytest.mark.parametrize("piece", ["xxxxxxx\n", "xxxxxxxxx\n"])
def test_the_end_is_said_wherever_the_pieces_of_a_line_meet_it(piece):
    sent = []
    stream = outputs.Stream(lambda kind, data: sent.append(data["text"]), every=3600)
    for _ in range(outputs.LONGEST // len(piece)):
        stream.write(piece)
    stream.flush()
    assert "not shown" not in "".join(sent)
    stream.write(piece)
    stream.write(piece)
    stream.flush()
    assert "".join(sent).count("not shown") == 1


def test_text_is_sent_seldom_enough_for_the_page_to_breathe():
    sent = []
    stream = outputs.Stream(lambda kind, data: sent.append(data["text"]), every=3600)
    stream.write("now\n")
    stream.write("later\n")
    assert sent == ["now\n"]
    stream.flush()
    assert sent == ["now\n", "later\n"]
