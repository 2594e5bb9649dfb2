"""The page's cells in one namespace, and what a reader sees of them."""

import pytest
from livepage.session import Session


class Page:
    """A session that keeps what it posts."""

    def __init__(self, *sources):
        self.posted = []
        self.session = Session(sources, lambda *one: self.posted.append(one))

    def run(self, cell):
        """Run a cell with what it needs; the last result, and all text and values that the last cell showed."""
        for one in self.session.plan(cell):
            self.posted.clear()
            result = self.session.run(one)
        return result, self.text(), [data for kind, data in self.posted if kind == "output"]

    def text(self):
        return "".join(data["text"] for kind, data in self.posted if kind == "stream")


def test_a_cell_runs_with_what_it_needs_and_shows_its_last_value():
    page = Page("a = 1", "raise ValueError('not needed')", "print('a is', a)\na + 1")
    result, text, shown = page.run(2)
    assert result["ok"] and text == "a is 1\n" and shown == [{"text/plain": "2"}]


@pytest.mark.parametrize("source", ["a = 1", "None", "1 + 1;", "", "# nothing"])
def test_a_cell_without_a_last_value_shows_nothing(source):
    assert Page(source).run(0) == ({"ok": True, "seconds": pytest.approx(0, abs=5)}, "", [])


def test_display_shows_on_the_way_in_the_order_of_the_print():
    page = Page("print('one')\ndisplay(2, None, 3)\nprint('four')\n5")
    page.run(0)
    said = [data.get("text") or data["text/plain"] for _, data in page.posted]
    assert said == ["one\n", "2", "3", "four\n", "5"]


def test_an_edit_is_used_by_the_cells_below():
    page = Page("a = 1", "a")
    assert page.run(1)[2] == [{"text/plain": "1"}]
    assert page.session.edit(["a = 7", "a"]) == [[], [0]]
    assert page.run(1)[2] == [{"text/plain": "7"}]


def test_a_name_that_no_cell_gives_any_more_is_gone():
    page = Page("def step():\n    return 1", "step()")
    page.run(1)
    page.session.edit(["def stride():\n    return 1", "step()"])
    result, *_ = page.run(1)
    assert (result["kind"], result["name"]) == ("NameError", "step")


def test_after_a_fault_python_goes_on_and_the_cell_above_counts_as_not_run():
    page = Page("a = 1\n1 / 0", "a")
    assert not page.run(0)[0]["ok"]
    assert page.session.plan(1) == [0, 1]
    page.session.edit(["a = 1", "a"])
    assert page.run(1)[2] == [{"text/plain": "1"}]


def test_a_missing_name_calls_for_all_cells_above_if_they_speak_of_it():
    page = Page("globals()['hidden'] = 3", "b = 1", "hidden + 1")
    result, *_ = page.run(2)
    assert page.session.everything(2, result["name"]) == [0, 1, 2]
    assert page.session.everything(2, "typo") == []


@pytest.mark.parametrize(("source", "kind"), [("raise SystemExit", "SystemExit"), ("x = (", "SyntaxError")])
def test_nothing_that_a_cell_does_ends_the_session(source, kind):
    page = Page(source, "1")
    assert page.run(0)[0]["kind"] == kind
    assert page.run(1)[2] == [{"text/plain": "1"}]


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ("from course_lib import minimize", False),
        ("from course_lib.showing.plotting import panel", True),
        ("import matplotlib.pyplot as plt", True),
        ("from course_lib import showing", True),
    ],
)
def test_cells_that_draw_are_known_before_they_run(source, wanted):
    assert Page(source).session.pictures([0]) is wanted


EXPLORER = """
from course_lib import explore
from course_lib.showing.plotting import panel
fig, ax = panel()
(line,) = ax.plot([], [])
def draw(k, kind):
    return {line: ([0, 1], [0, 1 / k])}, f"k = {k}, {kind}"
explore(fig, draw, {"k": [1, 0, 2], "kind": ["a", "b"]}, title="Lines", start={"k": 2})
"""


def test_a_cell_that_asks_for_input_is_told_what_to_do():
    result, _, _ = Page("name = input('Who? ')").run(0)
    assert "write the value into the code" in result["error"]


def test_an_explorer_computes_the_frame_that_is_asked_for():
    page = Page(EXPLORER)
    _, _, (shown,) = page.run(0)
    assert shown["text/plain"] == "Lines: k = 2, a" and "<script" not in shown["text/html"]
    first, second = page.session.frame(shown["explorer"], [0, 1]), page.session.frame(shown["explorer"], [2, 0])
    assert (first["say"], second["say"], first["met"]) == ("k = 1, b", "k = 2, a", None)
    assert first["at"] != second["at"]


def test_a_frame_that_cannot_be_computed_says_why():
    page = Page(EXPLORER)
    _, _, (shown,) = page.run(0)
    assert page.session.frame(shown["explorer"], [1, 0]) == {"error": "ZeroDivisionError: division by zero"}
    assert page.session.frame("gone", [0]) == {"error": "Run the cell again: Python was started anew since."}
