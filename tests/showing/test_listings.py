"""Listings show the library's own lines."""

import inspect

import pytest

from course_lib import Adam
from course_lib.showing.listings import code_of, scientific, table


def test_code_is_that_of_the_file_without_its_docstring():
    shown = code_of(Adam.direction)._repr_markdown_()
    lines = shown.splitlines()
    assert (lines[0], lines[1], lines[-1]) == ("```python", "def direction(self, x, g, state):", "```")
    source = [line.removeprefix("    ") for line in inspect.getsource(Adam.direction).splitlines()]
    assert lines[2:-1] == source[2:] and '"""' not in shown


def test_a_part_begins_and_ends_at_the_named_lines():
    lines = code_of(Adam.direction, first="m = ", last="v = ").text.splitlines()
    assert len(lines) == 4 and lines[1].startswith("m = ") and lines[2].startswith("v = ")


def test_two_functions_stand_apart():
    assert "\n\n\ndef direction" in code_of(Adam.init, Adam.direction).text


def test_a_table_has_a_head_and_all_rows():
    assert table(["a", "b"], [1, 2.5], ["x", "y"]).text == "| a | b |\n| --- | --- |\n| 1 | 2.5 |\n| x | y |"


@pytest.mark.parametrize(
    ("value", "digits", "words"),
    [
        (7.1e-8, 1, "7·10⁻⁸"),
        (1e-8, 1, "10⁻⁸"),
        (9.96e-8, 1, "10⁻⁷"),
        (-1.25e12, 3, "−1.25·10¹²"),
        (1e-8, 2, "1.0·10⁻⁸"),
        (3, 1, "3·10⁰"),
    ],
)
def test_a_number_in_prose(value, digits, words):
    assert scientific(value, digits) == words


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: code_of(Adam.direction, first="nowhere"), r"^first and last must .* found none with 'nowhere'$"),
        (lambda: scientific(0.0), r"^value must be finite and not zero, got 0.0$"),
        (lambda: scientific(float("nan")), r"^value must be finite and not zero, got nan$"),
        (lambda: table(["a", "b"], [1]), r"^rows must have 2 cells like the header, got \[1\]$"),
    ],
)
def test_what_cannot_be_shown(call, sentence):
    with pytest.raises(ValueError, match=sentence):
        call()
