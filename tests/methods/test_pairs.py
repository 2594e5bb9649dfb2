"""The store of pairs: windows that never change, on blocks that are rarely copied."""

from types import SimpleNamespace

import numpy as np
import pytest

from course_lib.methods._pairs import Pairs, first_length, new_pair


def filled(memory, count, n=3):
    history = [Pairs.empty(memory, np.zeros(n))]
    for i in range(1, count + 1):
        history.append(history[-1].append(np.full(n, i), np.full(n, -i), i))
    return history


@pytest.mark.parametrize("memory", [1, 2, 5])
def test_every_window_holds_the_latest_pairs_and_keeps_them(memory):
    for i, pairs in enumerate(filled(memory, 23)):
        expected = np.arange(max(0, i - memory) + 1, i + 1)
        np.testing.assert_array_equal(pairs.ys, expected)
        np.testing.assert_array_equal(pairs.s, np.tile(expected[:, None], 3))
        np.testing.assert_array_equal(pairs.y, -pairs.s)
        assert pairs.s.flags.c_contiguous
        assert pairs.y.flags.c_contiguous


def test_appending_twice_to_the_same_pairs_gives_two_futures():
    past = filled(3, 4)[-1]
    one, other = past.append(np.full(3, 5), np.full(3, -5), 5), past.append(np.full(3, 6), np.full(3, -6), 6)
    np.testing.assert_array_equal(past.ys, [2, 3, 4])
    np.testing.assert_array_equal(one.s[:, 0], [3, 4, 5])
    np.testing.assert_array_equal(other.s[:, 0], [3, 4, 6])


def test_rows_are_copied_once_in_memory_steps():
    blocks = {id(pairs.blocks[0]) for pairs in filled(10, 120)}
    assert len(blocks) <= 12


def test_what_is_handed_out_is_read_only():
    with pytest.raises(ValueError, match="read-only"):
        filled(2, 2)[-1].s[0, 0] = 1


@pytest.mark.parametrize(
    ("y", "kept"), [([1.0, 0], True), ([-1.0, 0], False), ([0.0, 1], False), ([1e-11, 1], False), ([1e-9, 1], True)]
)
def test_a_pair_without_curvature_is_no_pair(y, kept):
    before = SimpleNamespace(x=np.zeros(2), g=np.zeros(2))
    pair = new_pair(before, np.array([1.0, 0]), np.array(y))
    assert (pair is not None) == kept
    assert new_pair(SimpleNamespace(x=None, g=None), np.ones(2), np.ones(2)) is None


def test_the_first_length():
    g = np.array([3.0, -5.0])
    assert (first_length(1, g), first_length(1, g / 16), first_length(2, g)) == (1 / 8, 1.0, 1.0)
