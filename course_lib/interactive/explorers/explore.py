"""One call for a picture that moves: widgets that compute with a kernel, a table without one."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from numbers import Real
from typing import TYPE_CHECKING, Any

from course_lib.interactive.explorers import page
from course_lib.interactive.explorers.handles import handles
from course_lib.interactive.explorers.setup import Setup
from course_lib.showing import notation

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from course_lib.interactive.explorers.scene import Update

LARGEST = 2000  # positions of a table; beyond, the page becomes too heavy for a phone


class Explorer(Setup):
    """A picture that moves; a notebook shows it as its last expression."""

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        first = self.scene.frame(self.start)
        plain = {"text/plain": f"{self.title}: {first.sentence}"}
        if os.environ.get("COURSE_STATIC"):
            return {"text/html": page.html(self, self.table()), **plain}
        from course_lib.interactive.explorers import live  # ipywidgets come with a widget, not before
        from course_lib.interactive.widgets import bundle

        return {**bundle(live.panel(self)), "text/html": page.still(self, first), **plain}


def explore(
    figure: Figure,
    update: Update,
    controls: Mapping[str, Sequence],
    *,
    title: str,
    start: Mapping[str, Any] | None = None,
    goal: tuple[str, Callable[..., bool]] | None = None,
    labels: Mapping[str, str] | None = None,
    drag: Sequence[tuple] = (),
) -> Explorer:
    """A picture with controls: (values of the controls) ↦ (where its lines are, a sentence that says what is seen).

    Args:
        figure: a figure of `course_lib.showing.plotting.panel`; what does not move is drawn on it once.
        update: `update(**values)` returns ({line: (x, y), text: (x, y, words), …}, sentence), the same lines and texts
            for all values.
        controls: name → the values it can take; numbers become a slider, strings a radio group.
        title: what is explored.
        start: the values at first; the middle of each slider and the first of each group where left out.
        goal: (task in a sentence, `predicate(**values)` that says whether it is met).
        labels: name → what the control is called, where it is not the name itself: beta2 is read as β₂ anyway, and
            learning_rate as learning rate α.
        drag: (axes, control along x, control along y) of each point that can be dragged on the page, where its sliders
            move it too; with None or nothing for a direction, it stands at the edge of the axes.

    Numbers in sentences, in the task and in words of the picture may be written as Python does: 1.2e-07 is shown as
    1.2·10⁻⁷ and -3 with a minus sign.

    Raises:
        TypeError, ValueError: a control without values or of mixed values, a start that is no position, a label of no
            control, a point to drag that has no slider, more than 2,000 positions, an update that moves something else
            than lines and texts of the figure.
    """
    checked = {name: _values(name, values) for name, values in controls.items()}
    size = 1
    for values in checked.values():
        size *= len(values)
    if not checked or size > LARGEST:
        raise ValueError(f"controls must have between 1 and {LARGEST} positions together, got {size if checked else 0}")
    first = {name: values[0 if isinstance(values[0], str) else len(values) // 2] for name, values in checked.items()}
    for name, value in (start or {}).items():
        if name not in checked or value not in checked[name]:
            raise ValueError(
                f"start must name a value of a control, got {name}={value!r}; choose from {checked.get(name)}"
            )
        first[name] = value
    if goal is not None and not (len(goal) == 2 and isinstance(goal[0], str) and callable(goal[1])):
        raise TypeError(f"goal must be (sentence, predicate), got {goal!r}")
    strangers = set(labels or {}) - set(checked)
    if strangers:
        raise ValueError(f"labels must name controls, got {sorted(strangers)}; choose from {list(checked)}")
    dragged = handles(drag, checked)
    named = {name: notation.name(name) for name in checked} | dict(labels or {})
    from course_lib.interactive.explorers.scene import Scene  # matplotlib comes with a figure, not before

    scene = Scene(figure, update, first, None if goal is None else goal[1])
    task = None if goal is None else notation.sentence(goal[0])
    return Explorer(scene, checked, notation.sentence(title), first, task, named, dragged)


def _values(name: str, values: Sequence) -> tuple:
    values = tuple(v if isinstance(v, str) else v.item() if hasattr(v, "item") else v for v in values)
    kinds = {str if isinstance(v, str) else Real if isinstance(v, Real) else type(v) for v in values}
    if kinds not in ({str}, {Real}):
        raise TypeError(f"controls[{name!r}] must be a list of numbers or a list of strings, got {values!r}")
    if len(set(values)) != len(values):
        raise ValueError(f"controls[{name!r}] must not hold a value twice, got {values!r}")
    return values
