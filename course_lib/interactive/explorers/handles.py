"""Points of a picture that a reader can drag: where each stands in the picture for each value of its controls."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from numbers import Real
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from matplotlib.axes import Axes


INSET = 11.0  # points from the edge of the axes, where only one coordinate is a control: there a ring covers no number


class Handle(NamedTuple):
    """A point of axes whose coordinates are the values of two controls, or of one: then it stands at the axes' edge."""

    axes: Axes
    x: str | None
    y: str | None = None


def handles(drag: Iterable[tuple], controls: Mapping[str, tuple]) -> tuple[Handle, ...]:
    """The handles that `drag` names; TypeError or ValueError where it names no axes or no control of numbers."""
    from matplotlib.axes import Axes  # matplotlib comes with a figure, not before

    found = []
    for one in drag:
        if not (isinstance(one, tuple) and 2 <= len(one) <= 3 and isinstance(one[0], Axes)):
            raise TypeError(f"drag must list (axes, control along x, control along y), got {one!r}")
        handle = Handle(*one)
        named = [name for name in (handle.x, handle.y) if name is not None]
        sliders = [name for name, values in controls.items() if isinstance(values[0], Real)]
        if not named or not set(named) <= set(sliders):
            raise ValueError(f"drag must name controls of numbers, got {named}; choose from {sliders}")
        found.append(handle)
    return tuple(found)


def places(handle: Handle, controls: Mapping[str, tuple]) -> dict[str, Any]:
    """Which controls a handle moves, and where it stands for each of their values, in points of the SVG."""
    axes, names = handle.axes, list(controls)
    low = (axes.get_xlim()[0], axes.get_ylim()[0])
    height = axes.get_figure().bbox.height

    def along(direction: int, name: str | None) -> dict[str, Any]:
        points = [list(low) for _ in range(1 if name is None else len(controls[name]))]
        for point, value in zip(points, () if name is None else controls[name], strict=False):
            point[direction] = value
        pixels = axes.transData.transform(points)[:, direction] + (INSET if name is None else 0)
        at = [round(float(height - p if direction else p), 1) for p in pixels]
        return {"at": at} if name is None else {"control": names.index(name), "at": at}

    return {"x": along(0, handle.x), "y": along(1, handle.y)}
