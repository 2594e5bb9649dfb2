"""Paths in few letters, and pictures in few elements; how they look is compared in the browser tests."""

import re
from xml.etree import ElementTree

import numpy as np
import pytest

from course_lib.showing.compact import PATH, USE, compact, encode, parse

SQUARE = "M 1 2 L 4 2 L 4 5.5 z"


def absolute(d):
    """The corners of a path, its relative steps added up."""
    at, start, corners = np.zeros(2), np.zeros(2), []
    for letter, values in commands(d):
        for pair in np.reshape(values, (-1, 2)):
            at = pair if letter == "M" else at + pair
            start = at if letter == "M" else start
            corners.append(at.tolist())
        if letter == "z":
            at = start
    return corners


def commands(d):
    for letter, numbers in re.findall(r"([MLlz])([^MLlz]*)", d):
        yield letter, [float(x) for x in re.findall(r"-?(?:\d+\.?\d*|\.\d+)", numbers)]


def test_a_path_keeps_its_corners():
    assert absolute(encode(parse(SQUARE))) == [[1, 2], [4, 2], [4, 5.5]]


def test_a_path_is_short():
    assert encode(parse(SQUARE)) == "M1 2l3 0 0 3.5z"


def test_rounding_does_not_add_up():
    d = "M 0 0 " + " ".join(f"L {0.04 * k} 0" for k in range(1, 101))
    assert absolute(encode(parse(d)))[-1] == pytest.approx([4, 0])


@pytest.mark.parametrize("d", ["", "M 0 0 A 1 1 0 0 0 2 2", "m 1 1 l 2 2"])
def test_what_matplotlib_does_not_write_is_left_alone(d):
    assert parse(d) is None


def test_copies_of_a_shape_become_parts_of_one_path():
    uses = "".join(f'<use xlink:href="#dot" x="{10 * k}" y="5" style="fill: #ff0000"/>' for k in range(5))
    root = ElementTree.fromstring(
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'
        f'<g><defs><path id="dot" d="M 0 1 L 1 0 z" style="fill: #ff0000"/></defs>{uses}</g></svg>'
    )
    compact(root)
    assert not list(root.iter(USE))
    (path,) = root.iter(PATH)
    assert absolute(path.get("d"))[::2] == [[10 * k, 6] for k in range(5)]
