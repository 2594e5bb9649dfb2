"""What a cell reads, gives and changes follows from its source."""

import pytest
from livepage.names import names


@pytest.mark.parametrize(
    ("source", "reads", "gives"),
    [
        ("y = a * x + 1", {"a", "x"}, {"y"}),
        ("x = 1\ny = x", set(), {"x", "y"}),
        ("x = x - 1", {"x"}, {"x"}),
        ("x += step", {"x", "step"}, {"x"}),
        ("print(len(values))", {"values"}, set()),
        ("import numpy as np\nfrom course_lib import minimize", set(), {"np", "minimize"}),
        ("import os.path", set(), {"os"}),
        ("for name, run in runs.items():\n    last = run.x\nprint(last, name)", {"runs"}, {"name", "run", "last"}),
        ("if fast:\n    n = 1\nelse:\n    n = 2\nn", {"fast"}, {"n"}),
        ("if fast:\n    n = 1\nn", {"fast", "n"}, {"n"}),
        ("while go:\n    n = 1\nn", {"go", "n"}, {"n"}),
        ("squares = [k * c for k in ks if k]\n", {"c", "ks"}, {"squares"}),
        ("pairs = {k: v for k, v in d.items()}", {"d"}, {"pairs"}),
        ("def f(x, s=scale):\n    y = x * a\n    return y", {"scale", "a"}, {"f"}),
        ("def f():\n    return g()\ndef g():\n    return 1", set(), {"f", "g"}),
        ("f = lambda x: x + shift", {"shift"}, {"f"}),
        ("class A(Base):\n    n = 1\n    def m(self):\n        return self.n + k", {"Base", "k"}, {"A"}),
        ("with open(path) as file:\n    text = file.read()", {"path"}, {"file", "text"}),
        ("glue('r', shown := f'{rate:.1f}')", {"glue", "rate"}, {"shown"}),
        ("try:\n    risk()\nexcept ValueError as e:\n    print(e)", {"risk"}, {"e"}),
        ("a, *rest = values\nd[k] = 1", {"values", "d", "k"}, {"a", "rest"}),
        ("def f():\n    global n\n    n = 1", set(), {"f"}),
        ("x: int = y", {"y"}, {"x"}),
        ("del x", {"x"}, {"x"}),
        ("x = 1\ndel x, (y, z)", {"y", "z"}, {"x", "y", "z"}),
    ],
)
def test_reads_and_gives(source, reads, gives):
    found = names(source)
    assert (found.reads, found.gives) == (reads, gives)


@pytest.mark.parametrize(
    ("source", "changes"),
    [
        ("d['a'] = 1", {"d"}),
        ("x[0] += 1", {"x"}),
        ("x -= 1", {"x"}),
        ("object.field.name = 3", {"object"}),
        ("points.append(3)", {"points"}),
        ("del d['a']", {"d"}),
        ("functions[name](x)", {"x"}),
        ("y = x.sum()", set()),
    ],
)
def test_changes(source, changes):
    assert names(source).changes == changes


def test_a_function_says_what_it_reads_and_changes_when_called():
    found = names("def f(x):\n    x[0] = a\n    log.append(a)\n\n\ndef g(x):\n    return x + a")
    assert (found.functions["f"].reads, found.functions["f"].changes) == ({"a", "log"}, {"log"})
    assert found.functions["f"].changes_arguments and not found.functions["g"].changes_arguments


@pytest.mark.parametrize("source", ["x = (1,", "def", "%matplotlib inline", "\0"])
def test_what_does_not_parse_has_no_names(source):
    assert names(source) is None
