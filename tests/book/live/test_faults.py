"""An error is told by the lines of the cells."""

import sys

import pytest
from livepage.session import Session


def error_of(*sources):
    """The text of the error in the last cell, after the others have run."""
    session = Session(sources, lambda *_: None)
    return [session.run(cell) for cell in range(len(sources))][-1]["error"]


def test_the_line_and_the_error():
    assert error_of("x = 1\ny = x / 0") == "line 2:\n    y = x / 0\nZeroDivisionError: division by zero"


def test_the_way_through_functions_of_other_cells():
    text = error_of("def f(x):\n    return 1 / x", "f(1)\nf(0)")
    assert (
        text
        == "line 2:\n    f(0)\nline 2 of a cell above, in f:\n    return 1 / x\nZeroDivisionError: division by zero"
    )


def test_a_library_is_named_by_its_last_place_only():
    text = error_of(
        "from course_lib import minimize, GradientDescent\nminimize(lambda x: (0.0, x), 'a', GradientDescent(1))"
    )
    place, library, error = text.split("\n")[0], text.split("\n")[2], text.split("\n")[-1]
    assert place == "line 2:" and library.startswith("course_lib/") and error.startswith(("TypeError", "ValueError"))


def test_a_broken_promise_is_said_in_words():
    assert error_of("gap = 2\nassert gap < 1") == (
        "line 2:\n    assert gap < 1\nAssertionError: what this line promises does not hold"
    )
    assert error_of('assert False, "above the bound"').endswith("\nAssertionError: above the bound")


def test_a_recursion_without_end_is_told_in_a_few_lines():
    text = error_of("def f(n):\n    return f(n + 1)\n\n\nf(0)")
    assert text.count("\n") < 20 and "more …" in text and "RecursionError" in text


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("x = (1,\n", "line 1:\n    x = (1,\n        ^\nSyntaxError: '(' was never closed"),
        ("if x\n    y", "line 1:\n    if x\n        ^\nSyntaxError: expected ':'"),
    ],
)
def test_what_does_not_parse_is_shown_where(source, text):
    assert error_of(source) == text


def test_a_package_that_the_page_has_not_is_answered_with_those_it_has():
    text = error_of("import no_such_package")
    assert "No module named 'no_such_package'\nThis page has Python's standard library, NumPy" in text
    assert "downloaded" not in error_of("import math\nmath.no_such_name")


@pytest.mark.skipif(sys.version_info < (3, 12), reason="traceback learnt to suggest names in Python 3.12, the page's")
def test_a_misspelt_name_is_answered_with_the_right_one():
    assert "Did you mean: 'alpha'?" in error_of("alpha = 1\nalhpa")
