"""A level line as one moving line of an explorer."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np


def level_line(
    f: Callable[[np.ndarray], np.ndarray],
    xlim: tuple[float, float],
    ylim: tuple[float, float],
    level: float = 0.0,
    resolution: int = 41,
) -> tuple[np.ndarray, np.ndarray]:
    """{x : f(x) = level} within a rectangle, for a line that `explore` moves.

    Args:
        f: takes points (…, 2), gives (…).
        xlim, ylim: the rectangle.
        level: the height.
        resolution: grid points along each side.

    Returns:
        x and y of the line's vertices, its pieces parted by nan; none where f never has that height.
    """
    from matplotlib.figure import Figure  # with a picture, and not before

    x, y = np.linspace(*xlim, resolution), np.linspace(*ylim, resolution)
    heights = f(np.stack(np.meshgrid(x, y), axis=-1))
    pieces = [np.empty((0, 2))]
    if np.isfinite(heights).all() and heights.min() < level < heights.max():
        for piece in Figure().add_subplot().contour(x, y, heights, levels=[level]).allsegs[0]:
            pieces += [piece, np.full((1, 2), np.nan)]
    return tuple(np.concatenate(pieces).T)
