"""One look for every figure: panels that take the page's own colours, and the few drawings that chapters repeat."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

from course_lib.showing.compact import SVG, compact

# Mid-tones with a contrast of at least 3 : 1 on white and on black; neighbours differ for colour-blind readers too.
COLORS = ("#2f7fd1", "#d2691e", "#1b9a77", "#c2549d", "#8f7a14", "#7d68c8")
DASHES = ("-", (0, (5, 2)), (0, (1, 1.2)), (0, (6, 1.5, 1, 1.5)), (0, (3, 1)), (0, (8, 2, 2, 2)))
MARKERS = ("o", "s", "^", "D", "v", "P")
HILL = "#7f9ab5"  # contour lines and their shading

# Black stands for "the page's text colour": `svg` writes it as currentColor.
STYLE = {
    "axes.prop_cycle": mpl.cycler(color=COLORS),
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.titlesize": 11,
    "axes.labelsize": 12,
    "axes.linewidth": 0.8,
    "figure.constrained_layout.use": True,
    "figure.facecolor": "none",
    "axes.facecolor": "none",
    "font.size": 10.5,
    "grid.color": "#808080",
    "grid.alpha": 0.25,
    "grid.linewidth": 0.6,
    "axes.grid": True,
    "axes.axisbelow": True,
    "legend.frameon": False,
    "legend.fontsize": 9.5,
    "lines.linewidth": 1.9,
    "lines.markersize": 5,
    "mathtext.fontset": "stix",
    "svg.fonttype": "path",
    "svg.hashsalt": "optimization-derived",
}


def panel(width: float = 4.8, height: float = 3.6, **axes: object) -> tuple[Figure, Axes]:
    """One figure with one set of axes in the course's style.

    Args:
        width, height: in inches. Two panels stand side by side on a page and stack on a phone, where about 4.8 inches
            keep the lettering legible; panels below 3 inches stand in pairs everywhere.
        axes: what `Axes.set` takes: title, xlabel, ylabel, xscale, yscale, xlim, ylim, aspect, …

    Returns:
        The figure and its axes.
    """
    with mpl.rc_context(STYLE):
        figure = Figure(figsize=(width, height), dpi=72)  # display units are the points of an SVG
        FigureCanvasSVG(figure)
        ax = figure.add_subplot()
        ax.set(**axes)
    return figure, ax


@dataclass(frozen=True, eq=False)
class Picture:
    """Panels as one picture with one text alternative; a notebook shows it as inline SVG in the page's colours."""

    figures: tuple[Figure, ...]
    alt: str

    def _repr_html_(self) -> str:
        panels = "".join(
            f'<div class="panel" style="flex:1 1 {"40%" if figure.get_figwidth() < 3 else "18rem"};'
            f'max-width:{6.5 * figure.get_figwidth():.1f}rem">{svg(figure)}</div>'
            for figure in self.figures
        )
        style = "display:flex;flex-wrap:wrap;gap:.75rem;justify-content:center"
        return f'<div class="panels" role="img" aria-label="{escape(self.alt)}" style="{style}">{panels}</div>'

    def __repr__(self) -> str:
        return f"Figure: {self.alt}"


def show(*figures: Figure, alt: str) -> Picture:
    """The picture of a cell, made of panels.

    Args:
        figures: one or more panels.
        alt: one or two sentences that state the message, for readers who do not see the picture.

    Raises:
        TypeError: no figure, or something else than a figure.
        ValueError: alt is shorter than a sentence.
    """
    if not figures or not all(isinstance(figure, Figure) for figure in figures):
        raise TypeError(f"figures must be one or more matplotlib figures, got {figures!r}")
    if len(alt.split()) < 4:
        raise ValueError(f"alt must say in a sentence what the picture shows, got {alt!r}")
    return Picture(figures, alt)


def svg(figure: Figure) -> str:
    """The figure as an SVG element: black becomes currentColor, ids are unique on a page, width is the container's."""
    return written(drawn(figure))


def drawn(figure: Figure) -> Element:
    """The figure as matplotlib draws it."""
    buffer = io.BytesIO()
    with mpl.rc_context(STYLE):
        figure.savefig(buffer, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
    root = ElementTree.fromstring(buffer.getvalue())
    for metadata in root.findall(f"{{{SVG}}}metadata"):
        root.remove(metadata)
    return root


def written(root: Element) -> str:
    """A drawn figure as text for a page."""
    compact(root)
    for size in ("width", "height"):
        root.attrib.pop(size)
    root.attrib.update({"aria-hidden": "true", "style": "width:100%;height:auto", "fill": "currentColor"})
    text = ElementTree.tostring(root, encoding="unicode").replace("#000000", "currentColor")
    prefix = "s" + hashlib.sha256(text.encode()).hexdigest()[:8]
    return re.sub(r"""( id="|href="#|url\(#)""", rf"\1{prefix}-", text)


def legend(ax: Axes, columns: int = 2) -> None:
    """The legend above the axes, where it covers no data.

    Args:
        ax: the axes.
        columns: how many entries stand side by side.
    """
    entries = len(ax.get_legend_handles_labels()[1])
    with mpl.rc_context(STYLE):
        ax.legend(loc="lower left", bbox_to_anchor=(0, 1), ncols=columns, borderaxespad=0.2, handlelength=2.4)
    if ax.get_title():
        ax.set_title(ax.get_title(), pad=8 + 16 * -(-entries // columns))


def contours(
    ax: Axes,
    f: Callable[[np.ndarray], np.ndarray],
    xlim: tuple[float, float],
    ylim: tuple[float, float],
    levels: np.ndarray,
    resolution: int = 121,
) -> None:
    """Level lines of f : R² → R over a rectangle, higher ground shaded darker.

    Args:
        f: takes points (…, 2).
        xlim, ylim: the rectangle.
        levels: the heights to draw, ascending.
        resolution: grid points along each side.
    """
    grid = np.stack(np.meshgrid(np.linspace(*xlim, resolution), np.linspace(*ylim, resolution)), axis=-1)
    heights = f(grid)
    shades = [(*mpl.colors.to_rgb(HILL), alpha) for alpha in np.linspace(0.04, 0.5, len(levels))]
    ax.contourf(grid[..., 0], grid[..., 1], heights, levels=[*levels, np.inf], colors=shades)
    ax.contour(grid[..., 0], grid[..., 1], heights, levels=levels, colors=[HILL], linewidths=0.9, linestyles="solid")
    ax.set(xlim=xlim, ylim=ylim)
    ax.grid(False)


def path(ax: Axes, points: np.ndarray, label: str, index: int = 0) -> None:
    """The polygon through the iterates (k, 2), a marker on each, in the look number `index`."""
    look = {"color": COLORS[index], "marker": MARKERS[index], "markersize": 3.5, "linewidth": 1.3}
    ax.plot(points[:, 0], points[:, 1], label=label, zorder=3 + index, **look)


def measured(ax: Axes, x: np.ndarray, y: np.ndarray, label: str, index: int = 0) -> None:
    """A measured curve: a solid line in the look number `index`, with a few markers."""
    every = max(1, len(x) // 8)
    look = {"color": COLORS[index], "marker": MARKERS[index], "markevery": every}
    ax.plot(x, y, label=label, zorder=3, **look)


def bound(ax: Axes, x: np.ndarray, y: np.ndarray, label: str, index: int = 0) -> None:
    """A theorem's curve: dashed and without markers, in the colour number `index`."""
    ax.plot(x, y, label=label, color=COLORS[index], linestyle=DASHES[1], linewidth=1.4, zorder=4)


def stacked(width: float, height: float, *settings: dict[str, object]) -> tuple[Figure, tuple[Axes, ...]]:
    """One figure with several sets of axes, one below the other, in the course's style.

    Args:
        width, height: in inches, of the whole.
        settings: for each set of axes what `Axes.set` takes, from the top.

    Returns:
        The figure and its axes.
    """
    figure, first = panel(width, height)
    grid = figure.add_gridspec(len(settings), 1)
    first.set_subplotspec(grid[0])
    with mpl.rc_context(STYLE):
        axes = (first, *(figure.add_subplot(grid[row]) for row in range(1, len(settings))))
    for ax, values in zip(axes, settings, strict=True):
        ax.set(**values)
    return figure, axes
