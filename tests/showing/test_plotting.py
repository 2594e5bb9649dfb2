import re

import matplotlib as mpl
import numpy as np
import pytest

from course_lib import plotting
from course_lib.showing.plotting import bound, contours, legend, measured, panel, path, show, stacked, svg


def drawing():
    fig, ax = panel(3, 2, xlabel="$x$", title="t")
    measured(ax, np.arange(4), np.arange(4.0), "run")
    bound(ax, np.arange(4), np.arange(4.0) + 1, "bound")
    legend(ax)
    return fig


def luminance(color):
    channels = np.array(mpl.colors.to_rgb(color))
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    return linear @ [0.2126, 0.7152, 0.0722]


@pytest.mark.parametrize("color", plotting.COLORS)
def test_colours_keep_a_contrast_of_three_on_both_backgrounds(color):
    light, dark = 1.05 / (luminance(color) + 0.05), (luminance(color) + 0.05) / (luminance("#121212") + 0.05)
    assert min(light, dark) >= 3


def test_every_look_differs_in_more_than_colour():
    assert len(set(plotting.MARKERS)) == len(plotting.COLORS) == len(plotting.DASHES)


def test_svg_takes_the_pages_colours_and_width():
    text = svg(drawing())
    assert "#000000" not in text and "currentColor" in text
    assert not re.search(r"<svg[^>]* (width|height)=", text) and "viewBox" in text
    assert "<metadata" not in text and "<?xml" not in text


def test_the_same_figure_gives_the_same_bytes_and_another_one_other_ids():
    first, again = svg(drawing()), svg(drawing())
    assert first == again
    fig, _ = panel(3, 2)
    ids = [set(re.findall(r'id="([^"]+)"', text)) for text in (first, svg(fig))]
    assert ids[0] and not ids[0] & ids[1]
    references = set(re.findall(r'(?:href="#|url\(#)([^")]+)', first))
    assert references <= ids[0]


def test_the_text_alternative_stands_on_the_picture_and_is_escaped():
    html = show(drawing(), drawing(), alt='a "short" run below < its bound')._repr_html_()
    assert html.count("<svg") == 2 and html.count('role="img"') == 1
    assert 'aria-label="a &quot;short&quot; run below &lt; its bound"' in html


def test_contours_and_path_draw_what_they_are_given():
    _, ax = panel()
    contours(ax, lambda x: np.sum(x**2, axis=-1), (-1, 1), (-2, 2), levels=np.array([0.5, 1.0]))
    path(ax, np.array([[1.0, 1.0], [0.5, 0.5]]), "walk", index=1)
    assert ax.get_xlim() == (-1, 1) and ax.get_ylim() == (-2, 2)
    line = ax.get_lines()[0]
    np.testing.assert_array_equal(line.get_xydata(), [[1.0, 1.0], [0.5, 0.5]])
    assert line.get_color() == plotting.COLORS[1] and line.get_marker() == plotting.MARKERS[1]


def test_style_leaves_the_global_settings_alone():
    before = dict(mpl.rcParams)
    svg(drawing())
    assert dict(mpl.rcParams) == before


def test_bad_input():
    with pytest.raises(TypeError, match="figures must be one or more matplotlib figures"):
        show(alt="a picture of nothing at all")
    with pytest.raises(ValueError, match="alt must say in a sentence what the picture shows, got 'plot'"):
        show(drawing(), alt="plot")


def test_stacked_axes_share_a_figure_from_the_top_down():
    fig, (top, low) = stacked(4, 5, {"xlabel": "$x$"}, {"yscale": "log", "xlim": (0, 2)})
    assert fig.axes == [top, low]
    assert (top.get_xlabel(), low.get_yscale(), low.get_xlim()) == ("$x$", "log", (0, 2))
    assert tuple(fig.get_size_inches()) == (4, 5)
    fig.draw_without_rendering()
    assert top.get_position().y0 > low.get_position().y1
    assert not low.spines["top"].get_visible()
