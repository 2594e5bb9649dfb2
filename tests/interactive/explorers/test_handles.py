import json
import re
from html import unescape

import pytest
from waves import AX, FIG, LINE, explorer

from course_lib import explore
from course_lib.interactive.explorers.handles import INSET, handles, places
from course_lib.interactive.explorers.page import computed, html, still
from course_lib.showing.plotting import panel

XS, YS = [-1.0, 0.0, 3.0], [0.5, 1.5]
figure, axes = panel(xlim=(-2, 4), ylim=(0, 2))
(point,) = axes.plot([], [], "o")


def plane(**options):
    def update(x, y):
        return {point: ([x], [y])}, f"at ({x}, {y})"

    return explore(figure, update, {"x": XS, "y": YS}, title="A point", **options)


def written(text):
    return json.loads(unescape(re.search(r'data-drag="([^"]*)"', text)[1]))


def test_a_ring_stands_where_the_picture_has_the_point():
    e = plane(drag=[(axes, "x", "y")])
    (ring,) = written(html(e, e.table()))
    assert (ring["x"]["control"], ring["y"]["control"]) == (0, 1)
    for values, frame in zip(e.positions(), e.table(), strict=True):
        place = ring["x"]["at"][XS.index(values["x"])], ring["y"]["at"][YS.index(values["y"])]
        drawn = re.match(r"M(-?[\d.]+) (-?[\d.]+)", frame.artists[0])
        assert place == (float(drawn[1]), float(drawn[2]))


def test_a_point_that_moves_in_one_direction_stands_at_the_edge_of_the_axes():
    along_x, along_y = (places(h, {"x": tuple(XS)}) for h in handles([(axes, "x"), (axes, None, "x")], {"x": XS}))
    left, bottom = axes.transData.transform((-2, 0))
    assert along_x["y"] == {"at": [pytest.approx(figure.bbox.height - bottom - INSET, abs=0.06)]}
    assert along_y["x"] == {"at": [pytest.approx(left + INSET, abs=0.06)]}
    assert along_x["x"]["at"] == sorted(along_x["x"]["at"]) and along_y["y"]["at"] == sorted(along_y["y"]["at"])[::-1]


def test_an_axis_may_be_logarithmic():
    _, log = panel(xlim=(1e-4, 1), xscale="log")
    (handle,) = handles([(log, "x")], {"x": (1e-3, 1e-2, 1e-1)})
    first, second, third = places(handle, {"x": (1e-3, 1e-2, 1e-1)})["x"]["at"]
    assert second - first == pytest.approx(third - second, abs=0.11)


def test_both_faces_of_the_page_have_the_rings_and_a_still_picture_has_none():
    e = plane(drag=[(axes, "x", "y")])
    first = e.scene.frame(e.start)
    assert "data-drag" in computed(e, first) and "data-drag" not in still(e, first)
    assert re.sub(r"<script.*?</script>", "", html(e, e.table()), flags=re.DOTALL) == computed(e, first)
    assert html(e, e.table()).count("<script") == 1
    assert "data-drag" not in html(explorer(), explorer().table())


@pytest.mark.parametrize(
    ("drag", "error", "message"),
    [
        ([(LINE, "frequency")], TypeError, "drag must list .axes, control along x, control along y., got"),
        ([(AX,)], TypeError, "drag must list"),
        ([(AX, None)], ValueError, r"drag must name controls of numbers, got \[\]; choose from \['frequency'\]"),
        ([(AX, "phase")], ValueError, r"got \['phase'\]; choose from \['frequency'\]"),
    ],
)
def test_bad_input(drag, error, message):
    assert AX.get_figure() is FIG
    with pytest.raises(error, match=message):
        explorer(drag=drag)
