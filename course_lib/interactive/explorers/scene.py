"""A figure whose moving artists can be placed anywhere without being drawn again."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple
from xml.etree import ElementTree

import matplotlib as mpl
import numpy as np
from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.path import Path
from matplotlib.text import Text

from course_lib.showing import notation
from course_lib.showing.compact import SVG
from course_lib.showing.plotting import drawn, written

MARGIN = 60.0  # how far outside the picture a diverging line is cut off, in points

Moves = Mapping[Artist, tuple]
Update = Callable[..., tuple[Moves, str]]


class Frame(NamedTuple):
    """The picture at one position: a path or a place and a word for each moving artist, the sentence, the goal."""

    artists: tuple[Any, ...]
    sentence: str
    reached: bool | None


class Scene:
    """A figure drawn once; `frame(values)` says where its moving artists are.

    Args:
        figure: a figure of `course_lib.showing.plotting.panel`.
        update: `update(**values)` returns ({line: (x, y), text: (x, y, words), …}, sentence).
        start: the values of the first frame; the artists that move are those that `update` returns for them.
        goal: `goal(**values)` says whether the reader's task is met.
    """

    def __init__(
        self, figure: Figure, update: Update, start: Mapping[str, Any], goal: Callable[..., bool] | None
    ) -> None:
        self._update = update
        self._goal = goal
        moves, _ = update(**start)
        self._artists = tuple(moves)
        strangers = [a for a in self._artists if not isinstance(a, Line2D | Text) or a.get_figure() is not figure]
        if strangers:
            raise TypeError(f"update must move lines and texts of the figure, got {strangers[0]!r}")
        self.template = _template(figure, self._artists)
        self._height = figure.bbox.height
        self._width = figure.bbox.width

    def frame(self, values: Mapping[str, Any]) -> Frame:
        """The picture at the given values of the controls."""
        moves, sentence = self._update(**values)
        if set(moves) != set(self._artists):
            raise ValueError(f"update must move the same artists at every position, got others at {dict(values)}")
        reached = None if self._goal is None else bool(self._goal(**values))
        places = tuple(self._place(artist, moves[artist]) for artist in self._artists)
        return Frame(places, notation.sentence(sentence), reached)

    def picture(self, frame: Frame) -> str:
        """The whole SVG of a frame."""
        text = self.template
        for index, place in enumerate(frame.artists):
            if isinstance(place, str):
                text = text.replace(f'd="artist-{index}"', f'd="{place}"')
            else:
                x, y, words = place
                text = text.replace(f'x="artist-{index}" y="0"', f'x="{x}" y="{y}"')
                text = text.replace(f">artist-{index}<", f">{_escape(words)}<")
        return text

    def _place(self, artist: Artist, data: tuple) -> Any:
        if isinstance(artist, Text):
            x, y, words = data
            x, y = artist.get_transform().transform((x, y))
            if not (0 <= x <= self._width and 0 <= y <= self._height):
                return 0, 0, ""
            return round(float(x), 1), round(float(self._height - y), 1), notation.sentence(words)
        x, y = (np.ravel(np.asarray(v, dtype=float)) for v in np.broadcast_arrays(*data))
        with np.errstate(all="ignore"):
            points = artist.get_transform().transform(np.column_stack([x, y]))
        points[~np.isfinite(points).all(axis=1)] = np.nan
        limits = (-MARGIN, -MARGIN, self._width + MARGIN, self._height + MARGIN)
        if len(points) > 1:
            path = Path(points).cleaned(remove_nans=True, clip=limits)
            points, codes = path.vertices[path.codes != Path.STOP], path.codes[path.codes != Path.STOP]
        else:
            codes = np.full(len(points), Path.MOVETO)
        return _path_string(np.column_stack([points[:, 0], self._height - points[:, 1]]), codes)


def _path_string(points: np.ndarray, codes: np.ndarray) -> str:
    """An SVG path in tenths of a point, relative after each move, the shortest form that keeps its place."""
    tenths = np.round(points * 10).astype(int)
    parts, last = [], np.zeros(2, int)
    for point, code in zip(tenths, codes, strict=True):
        letter, (dx, dy) = ("M", point) if code == Path.MOVETO else ("l", point - last)
        parts.append(f"{letter}{_tenth(dx)}{_tenth(dy, first=False)}")
        last = point
    if len(parts) == 1:
        parts.append("l0 0")  # a lone point has a marker too
    return "".join(parts)


def _tenth(value: int, *, first: bool = True) -> str:
    text = f"{value / 10:.1f}".removesuffix(".0")
    text = re.sub(r"^(-?)0\.", r"\1.", text) if text not in ("0", "-0") else "0"
    return text if first or text.startswith("-") else f" {text}"


def _escape(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _template(figure: Figure, artists: tuple[Artist, ...]) -> str:
    """The figure's SVG with a placeholder for the place of each moving artist; its look stays as drawn."""
    before = [(a.get_gid(), a.get_visible(), _content(a)) for a in artists]
    try:
        for index, artist in enumerate(artists):
            artist.set(gid=f"artist-{index}", visible=True)
            # Something inside the axes, so that the artist is drawn and its look can be read off.
            corners = artist.axes.bbox.corners()[[0, 3]]
            inside = artist.get_transform().inverted().transform(0.5 * corners + 0.5 * corners.mean(axis=0))
            artist.set(**({"data": inside.T} if isinstance(artist, Line2D) else {"position": inside[0], "text": "x"}))
        tree = drawn(figure)
    finally:
        for artist, (gid, visible, content) in zip(artists, before, strict=True):
            artist.set(gid=gid, visible=visible, **content)
    for index, artist in enumerate(artists):
        (group,) = [g for g in tree.iter(f"{{{SVG}}}g") if g.get("id") == f"artist-{index}"]
        if isinstance(artist, Text):
            _as_text(group, index, artist)
        else:
            _as_path(group, index)
    return written(tree)


def _content(artist: Artist) -> dict[str, Any]:
    if isinstance(artist, Line2D):
        return {"data": artist.get_data()}
    return {"position": artist.get_position(), "text": artist.get_text()}


def _as_path(group: ElementTree.Element, index: int) -> None:
    """One path with markers at its vertices, in the look that the drawn line has."""
    line = group.find(f"{{{SVG}}}path")
    shape = group.find(f".//{{{SVG}}}defs/{{{SVG}}}path")
    use = group.find(f".//{{{SVG}}}use")
    clip = next((e.get("clip-path") for e in group.iter() if e.get("clip-path")), None)
    identity = group.get("id")
    shared = group.find(f".//{{{SVG}}}defs")  # the legend draws the same marker from here
    for child in list(group):
        group.remove(child)
    if shared is not None:
        group.append(shared)
    if clip:
        group.set("clip-path", clip)
    path = ElementTree.SubElement(group, f"{{{SVG}}}path", {"d": f"artist-{index}", "data-artist": str(index)})
    path.set("style", line.get("style") if line is not None else "fill: none; stroke: none")
    if shape is not None:
        marker = ElementTree.SubElement(group, f"{{{SVG}}}marker", {"id": f"{identity}-marker"})
        marker.attrib.update(
            {"overflow": "visible", "markerUnits": "userSpaceOnUse", "markerWidth": "1", "markerHeight": "1"}
        )
        style = (use.get("style") if use is not None else None) or shape.get("style", "")
        ElementTree.SubElement(marker, f"{{{SVG}}}path", {"d": shape.get("d"), "style": style})
        for place in ("start", "mid", "end"):
            path.set(f"marker-{place}", f"url(#{identity}-marker)")


def _as_text(group: ElementTree.Element, index: int, artist: Text) -> None:
    """Real text instead of drawn letters, so that its words can change."""
    for child in list(group):
        group.remove(child)
    anchor = {"left": "start", "center": "middle", "right": "end"}[artist.get_horizontalalignment()]
    color = mpl.colors.to_hex(artist.get_color())
    text = ElementTree.SubElement(
        group, f"{{{SVG}}}text", {"x": f"artist-{index}", "y": "0", "data-artist": str(index)}
    )
    text.set("fill", "currentColor" if color == "#000000" else color)
    text.set("style", f"font: {artist.get_fontsize()}px sans-serif; text-anchor: {anchor}")
    text.text = f"artist-{index}"
