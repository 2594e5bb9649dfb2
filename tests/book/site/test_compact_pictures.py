"""A picture with fewer elements looks like the one that matplotlib drew."""

import io
from xml.etree import ElementTree

import numpy as np
import pytest
from matplotlib.image import imread

from course_lib.showing.plotting import bound, contours, drawn, legend, measured, panel, path, svg

pytestmark = pytest.mark.browser

PAGE = """<!DOCTYPE html><style>body {{ margin: 0; width: 800px; background: white }}
svg {{ display: block; width: 100%; height: auto }}</style>{}"""


def lines():
    fig, ax = panel(xlabel=r"$\kappa$ and $x^{2}$", ylabel="value of $f$", yscale="log", title="A title")
    x = np.arange(1, 9)
    measured(ax, x, 2.0**x, "measured")
    bound(ax, x, 3.0**x, "bound", 1)
    legend(ax)
    return fig


def all_kinds():
    fig, ax = panel()
    contours(ax, lambda x: np.sum(x**2, -1), (-1, 1), (-2, 2), np.linspace(0.1, 4, 8))
    path(ax, np.random.default_rng(0).normal(size=(20, 2)) * 0.3, "walk", 1)
    ax.scatter([0, 0.1, 0.2], [0, 0.1, 0], alpha=0.4, s=200)
    ax.text(0, 1, "turned", rotation=30, alpha=0.5)
    ax.fill_between([-0.5, 0.5], [-1, -1], [0, 0.4], alpha=0.3, hatch="/")
    ax.vlines([-0.7, 0.7], -1, 1, alpha=0.3)
    ax.plot([-1, 1], [-1, 1], [-1, 1], [1, -1], alpha=0.3, color="C0", linewidth=6)
    ax.annotate("x", (0, 0), (0.5, 1), arrowprops={"arrowstyle": "->"})
    ax.bar([-0.8, 0.8], [1, 0.5], 0.2, bottom=-2)
    ax.imshow(np.eye(3), extent=(-1, -0.5, -2, -1.5))
    ax.set(xlim=(-1, 1), ylim=(-2, 2))
    return fig


def seen(browser, text):
    page = browser.new_page(viewport={"width": 820, "height": 700})
    page.set_content(PAGE.format(text))
    picture = imread(io.BytesIO(page.screenshot()))[..., :3]
    page.close()
    return picture


@pytest.mark.parametrize("make", [lines, all_kinds])
def test_a_compact_picture_looks_the_same(browser, make):
    raw = ElementTree.tostring(drawn(make()), encoding="unicode")
    few = svg(make())
    assert few.count("<") < raw.count("<") / 4
    difference = np.abs(seen(browser, raw) - seen(browser, few)).max(axis=-1)
    # Points are rounded to tenths, which moves an edge by a fifth of a pixel at most; a missing mark differs fully.
    assert np.mean(difference > 0.3) < 0.001
    assert difference.max() < 0.9
