"""What an explorer is made of, before it has a face."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from course_lib.interactive.explorers.handles import Handle
    from course_lib.interactive.explorers.scene import Frame, Scene


@dataclass(frozen=True, eq=False)
class Setup:
    """A scene, its controls with their values, where they start and what they are called, what is asked and
    which points can be dragged.
    """

    scene: Scene
    controls: Mapping[str, tuple]
    title: str
    start: Mapping[str, Any]
    task: str | None
    labels: Mapping[str, str]
    drag: tuple[Handle, ...] = ()

    def positions(self) -> list[dict[str, Any]]:
        """Every combination of the controls' values, the last control running fastest."""
        return [dict(zip(self.controls, values, strict=True)) for values in itertools.product(*self.controls.values())]

    def table(self) -> list[Frame]:
        """The frame at every position."""
        return [self.scene.frame(values) for values in self.positions()]
