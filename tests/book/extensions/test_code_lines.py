"""A line of code is an element that knows its indent, and reads as it was written."""

import re

import pytest
from code_lines import LineFormatter
from pygments import highlight
from pygments.lexers import PythonLexer

LONG = "    bounds.sgd_stationary_variance(rates.ravel(), 1, 1, batch_sizes)"


def shown(code):
    return highlight(code, PythonLexer(), LineFormatter())


@pytest.mark.parametrize("code", ["x = 1\n", LONG + "\n", 'def f(x):\n    """Two\n\n    lines."""\n    return x\n'])
def test_the_text_is_the_code(code):
    text = re.sub(r"<[^>]+>", "", shown(code)).replace("&quot;", '"')
    assert text.rstrip("\n") == code.rstrip("\n")
    assert shown(code).count('class="line"') == code.count("\n")


def test_a_line_knows_its_indent():
    assert re.findall(r"--in:(\d+)", shown("if x:\n    y = 1\n    if z:\n        w = 2\n")) == ["4", "4", "8"]


def test_a_long_line_may_break_where_a_name_ends_and_a_short_one_nowhere():
    assert re.findall(r">([.(\[]+)</span><wbr>", shown(LONG)) == [".", "(", "."]
    assert "<wbr>" not in shown("x = net.forward(theta)")
