import re
from xml.etree import ElementTree

import numpy as np
import pytest

from course_lib.interactive.explorers.scene import Scene
from course_lib.showing.plotting import legend, panel


def points(path):
    """The vertices of an SVG path of absolute moves and relative lines; nan between two pieces."""
    at, found = np.zeros(2), []
    for letter, numbers in re.findall(r"([Ml])([^Ml]+)", path):
        pair = np.array([float(x) for x in re.findall(r"-?(?:\d+\.?\d*|\.\d+)", numbers)])
        at = pair if letter == "M" else at + pair
        if letter == "M" and found:
            found.append([np.nan, np.nan])
        found.append(at)
    return np.array(found)


def scene(moves, **axes):
    fig, ax = panel(xlim=(0, 10), ylim=(0, 4), **axes)
    (line,) = ax.plot([], [], "o-", label="line")
    legend(ax)
    return fig, ax, line, Scene(fig, lambda k: ({line: moves(k)}, f"k is {k}"), {"k": 0}, lambda k: k > 1)


def in_points(fig, ax, xy):
    """Where data points lie on the picture: x to the right, y down from the top, in points."""
    at = ax.transData.transform(np.asarray(xy, dtype=float))
    return np.column_stack([at[:, 0], fig.bbox.height - at[:, 1]])


def test_a_line_is_placed_where_its_data_are():
    data = np.array([[1.0, 1.0], [5.0, 3.0], [9.0, 0.5]])
    fig, ax, _, s = scene(lambda k: (data + k).T)
    for k in (0, 1):
        np.testing.assert_allclose(points(s.frame({"k": k}).artists[0]), in_points(fig, ax, data + k), atol=0.051)


def test_rounding_does_not_add_up_along_a_path():
    data = np.column_stack([np.linspace(0, 10, 500), 2 + np.sin(np.linspace(0, 20, 500))])
    fig, ax, _, s = scene(lambda k: data.T)
    np.testing.assert_allclose(points(s.frame({"k": 0}).artists[0]), in_points(fig, ax, data), atol=0.051)


def test_logarithmic_axes():
    fig, ax = panel(xlim=(0, 5), ylim=(1e-8, 1), yscale="log")
    (line,) = ax.plot([], [])
    s = Scene(fig, lambda k: ({line: ([0, 5], [1, 1e-8])}, "falls"), {"k": 0}, None)
    corners = in_points(fig, ax, [[0, 1], [5, 1e-8]])
    np.testing.assert_allclose(points(s.frame({"k": 0}).artists[0]), corners, atol=0.051)


def test_gaps_and_infinities_break_the_line_and_far_points_are_cut_off():
    wild = np.array([[1, 1], [2, 2], [np.nan, 1], [4, 1], [5, np.inf], [6, 1], [7, 1e30], [8, -1e300]])
    _, _, _, s = scene(lambda k: wild.T)
    found = points(s.frame({"k": 0}).artists[0])
    assert np.isnan(found[2]).all()
    assert np.nanmax(np.abs(found)) < 1000


def test_a_steep_line_keeps_its_direction_when_it_is_cut_off():
    fig, ax, _, s = scene(lambda k: ([1, 2], [0, 40]))
    first, last = points(s.frame({"k": 0}).artists[0])
    expected = np.diff(in_points(fig, ax, [[1, 0], [2, 40]]), axis=0)[0]
    assert (last - first)[0] / (last - first)[1] == pytest.approx(expected[0] / expected[1], rel=0.05)


def test_texts_move_and_change():
    fig, ax = panel(xlim=(0, 10), ylim=(0, 4))
    word = ax.text(0, 0, "", ha="right")
    s = Scene(fig, lambda k: ({word: (5, 2, f"<{k}>")}, "moves"), {"k": 0}, None)
    frame = s.frame({"k": 7})
    np.testing.assert_allclose(frame.artists[0][:2], in_points(fig, ax, [[5, 2]])[0], atol=0.051)
    assert "&lt;7&gt;</text>" in s.picture(frame) and "text-anchor: end" in s.picture(frame)
    outside = Scene(fig, lambda k: ({word: (50, 2, "far")}, "moves"), {"k": 0}, None)
    assert outside.frame({"k": 0}).artists[0][2] == ""


def test_the_picture_is_valid_and_keeps_the_look_of_the_line():
    _, _, line, s = scene(lambda k: ([1, 2], [1, 2]))
    tree = ElementTree.fromstring(s.picture(s.frame({"k": 0})))
    (path,) = [e for e in tree.iter() if e.get("data-artist")]
    assert path.get("d").startswith("M") and "stroke: #2f7fd1" in path.get("style")
    identities = {e.get("id") for e in tree.iter() if e.get("id")}
    references = set(re.findall(r"url\(#([^)]+)\)", ElementTree.tostring(tree, encoding="unicode")))
    references |= {e.get("{http://www.w3.org/1999/xlink}href")[1:] for e in tree.iter() if e.tag.endswith("use")}
    assert references <= identities
    assert line.get_xydata().size == 0  # the author's figure is as it was


def test_sentence_and_goal():
    *_, s = scene(lambda k: ([1], [1]))
    assert [s.frame({"k": k})[1:] for k in (0, 2)] == [("k is 0", False), ("k is 2", True)]


def test_bad_updates():
    fig, ax = panel()
    (line,) = ax.plot([], [])
    other = panel()[1].plot([], [])[0]
    with pytest.raises(TypeError, match="update must move lines and texts of the figure"):
        Scene(fig, lambda k: ({other: ([0], [0])}, ""), {"k": 0}, None)
    s = Scene(fig, lambda k: ({line: ([0], [0])} if k == 0 else {}, ""), {"k": 0}, None)
    with pytest.raises(ValueError, match=r"update must move the same artists .* got others at \{'k': 1\}"):
        s.frame({"k": 1})
