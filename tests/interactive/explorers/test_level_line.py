import numpy as np

from course_lib.interactive.explorers.level_line import level_line


def test_a_circle():
    x, y = level_line(lambda p: np.sum(p**2, axis=-1), (-2, 2), (-2, 2), level=1.0, resolution=201)
    inside = np.isfinite(x)
    assert inside.sum() > 100
    # the error of a line through a grid of spacing 0.02 is about (0.02)²/8 of the curvature
    np.testing.assert_allclose(np.hypot(x[inside], y[inside]), 1, atol=1e-4)


def test_two_pieces_are_parted():
    x, _ = level_line(lambda p: np.abs(p[..., 0]), (-2, 2), (-2, 2), level=1.0, resolution=42)
    pieces = np.split(x, np.flatnonzero(np.isnan(x)))
    sides = {round(float(np.nanmean(piece)), 3) for piece in pieces if len(piece) > 1}
    assert sides == {-1.0, 1.0}


def test_no_such_height_is_a_line_without_a_point():
    for f in (lambda p: 1 + p[..., 0] ** 2, lambda p: np.full(p.shape[:-1], np.nan)):
        x, y = level_line(f, (-1, 1), (-1, 1))
        assert x.shape == y.shape == (0,)
