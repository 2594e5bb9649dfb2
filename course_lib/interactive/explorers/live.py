"""The live face: ipywidgets that compute each frame when a control moves."""

from __future__ import annotations

from html import escape
from typing import Any

from course_lib.interactive.explorers.page import label, shown
from course_lib.interactive.explorers.setup import Setup
from course_lib.interactive.widgets import ipywidgets

STYLE = "max-width:36rem"


def panel(explorer: Setup) -> ipywidgets.VBox:
    """Title, goal, picture, sentence, controls and a reset button in one box."""
    inputs = {name: _input(name, values, explorer.start[name]) for name, values in explorer.controls.items()}
    picture, sentence, goal = ipywidgets.HTML(), ipywidgets.HTML(), ipywidgets.HTML()

    def draw(_: Any = None) -> None:
        frame = explorer.scene.frame({name: control.value for name, control in inputs.items()})
        drawing = explorer.scene.picture(frame)
        picture.value = f'<div role="img" aria-label="{escape(frame.sentence)}" style="{STYLE}">{drawing}</div>'
        sentence.value = f'<span aria-live="polite">{escape(frame.sentence)}</span>'
        if explorer.task is not None:
            state = "✓ reached" if frame.reached else "not yet"
            goal.value = f"<strong>Goal:</strong> {escape(explorer.task)} <strong>{state}</strong>"

    def reset(_: Any) -> None:
        for name, control in inputs.items():
            control.value = explorer.start[name]

    for control in inputs.values():
        control.observe(draw, names="value")
    button = ipywidgets.Button(description="Reset")
    button.on_click(reset)
    draw()
    title = ipywidgets.HTML(f"<strong>{escape(explorer.title)}</strong>")
    return ipywidgets.VBox([title, *([goal] if explorer.task else []), picture, sentence, *inputs.values(), button])


def _input(name: str, values: tuple, start: Any) -> ipywidgets.Widget:
    look = {"description": label(name), "style": {"description_width": "initial"}}
    if isinstance(values[0], str):
        return ipywidgets.RadioButtons(options=list(values), value=start, **look)
    options = [(shown(value), value) for value in values]
    return ipywidgets.SelectionSlider(options=options, value=start, layout={"width": "26rem"}, **look)
