"""The live face: ipywidgets that compute each frame when a control moves."""

from __future__ import annotations

from html import escape
from typing import Any

from course_lib.interactive.explorers.page import shown
from course_lib.interactive.explorers.setup import Setup
from course_lib.interactive.widgets import ipywidgets

WIDTH, LABEL = "36rem", "9rem"
STYLE = f"max-width:{WIDTH}"


STEP_TIME = 400  # milliseconds between two positions while playing; each is computed


def panel(explorer: Setup) -> ipywidgets.VBox:
    """Title, goal, picture, sentence, controls, and buttons to play and to reset, in one box."""
    inputs = {name: _input(explorer, name) for name in explorer.controls}
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
    sliders = [control for control in inputs.values() if isinstance(control, ipywidgets.SelectionSlider)]
    buttons = ipywidgets.HBox([*map(_play, sliders[:1]), button])  # like the page, it plays the first slider
    return ipywidgets.VBox([title, *([goal] if explorer.task else []), picture, sentence, *inputs.values(), buttons])


def _input(explorer: Setup, name: str) -> ipywidgets.Widget:
    values, start = explorer.controls[name], explorer.start[name]
    look = {"description": explorer.labels[name], "style": {"description_width": LABEL}}
    if isinstance(values[0], str):
        return ipywidgets.RadioButtons(options=list(values), value=start, layout={"width": "auto"}, **look)
    options = [(shown(value), value) for value in values]
    return ipywidgets.SelectionSlider(
        options=options, value=start, layout={"width": "auto", "max_width": WIDTH}, **look
    )


def _play(slider: ipywidgets.SelectionSlider) -> ipywidgets.Play:
    """Buttons that let the slider run through its places."""
    last = len(slider.options) - 1
    play = ipywidgets.Play(
        value=slider.index, min=0, max=last, interval=STEP_TIME, repeat=True, tooltip=f"Play {slider.description}"
    )
    ipywidgets.link((slider, "index"), (play, "value"))
    return play
