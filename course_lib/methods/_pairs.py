"""What quasi-Newton methods learn from a step: the pair s = x_{k+1} − x_k, y = ∇f(x_{k+1}) − ∇f(x_k)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from course_lib import _checks

if TYPE_CHECKING:
    from course_lib.methods.bfgs import BFGSState
    from course_lib.methods.lbfgs import LBFGSState


def new_pair(before: BFGSState | LBFGSState, x: np.ndarray, g: np.ndarray) -> tuple | None:
    """(s, y, yᵀs) of the step that led to x; None where there was no step, or yᵀs ≤ 1e-10 ‖y‖ ‖s‖.

    A pair of so little curvature would leave H indefinite, or nearly so, and is skipped.
    """
    if before.x is None:
        return None
    s, y = x - before.x, g - before.g
    ys = float(y @ s)
    return (s, y, ys) if ys > 1e-10 * math.sqrt(y @ y) * math.sqrt(s @ s) else None


def first_length(k: int, g: np.ndarray) -> float:
    """1, the length that suits a Newton-like p; at the first step, where p = −g has no scale yet, min(1, 1/‖g‖₁)."""
    return 1.0 if k > 1 else 1.0 / max(1.0, float(np.abs(g).sum(dtype=np.float64)))


@dataclass(frozen=True, eq=False)
class Pairs:
    """The latest m pairs, oldest first: rows of `s` and of `y`, each one contiguous array, and the products `ys`.

    They are windows on blocks with room for 2m rows. `append` writes behind its window while the next row is free and
    moves to new blocks otherwise, so that m rows are copied once in m steps and no window handed out ever changes.
    """

    blocks: tuple[np.ndarray, np.ndarray, np.ndarray]
    window: slice

    @classmethod
    def empty(cls, memory: int, x: np.ndarray) -> Pairs:
        """No pair yet, room for `memory` of vectors like x."""
        room, dtype = 2 * memory, x.dtype
        # A pair that is kept has yᵀs > 0, so a zero marks a row as free.
        return cls(
            (np.zeros((room, x.size), dtype), np.zeros((room, x.size), dtype), np.zeros(room, dtype)), slice(0, 0)
        )

    @property
    def s(self) -> np.ndarray:
        """Steps, one a row, (≤ m, n)."""
        return _checks.frozen(self.blocks[0][self.window])

    @property
    def y(self) -> np.ndarray:
        """Changes of the gradient, one a row, (≤ m, n)."""
        return _checks.frozen(self.blocks[1][self.window])

    @property
    def ys(self) -> np.ndarray:
        """yᵀs of each pair, (≤ m,)."""
        return _checks.frozen(self.blocks[2][self.window])

    def append(self, s: np.ndarray, y: np.ndarray, ys: float) -> Pairs:
        """The pairs with one more, the oldest left out if there are m already."""
        room = len(self.blocks[2])
        end = self.window.stop
        start = max(self.window.start, end + 1 - room // 2)
        blocks = self.blocks
        if end == room or blocks[2][end] != 0:
            blocks = tuple(np.zeros(block.shape, block.dtype) for block in blocks)
            for new, old in zip(blocks, self.blocks, strict=True):
                new[: end - start] = old[start:end]
            start, end = 0, end - start
        for block, row in zip(blocks, (s, y, ys), strict=True):
            block[end] = row
        return Pairs(blocks, slice(start, end + 1))
