"""The static face: native inputs, one picture, and the table that `interactive.js` reads."""

from __future__ import annotations

import hashlib
import json
from html import escape
from typing import TYPE_CHECKING, Any

from course_lib.interactive.explorers.handles import places
from course_lib.interactive.explorers.setup import Setup
from course_lib.showing import notation

if TYPE_CHECKING:
    from course_lib.interactive.explorers.scene import Frame


def shown(value: Any) -> str:
    """A control's value as it is read and spoken."""
    return value if isinstance(value, str) else notation.number(value)


def still(explorer: Setup, frame: Frame) -> str:
    """The picture and its sentence, without controls."""
    return _figure(explorer, frame, "", "")


def html(explorer: Setup, table: list[Frame]) -> str:
    """The picture with inputs and the table of all positions."""
    first = table[explorer.positions().index(dict(explorer.start))]
    data = {
        "sizes": [len(values) for values in explorer.controls.values()],
        "frames": [
            {"at": f.artists, "say": f.sentence} | ({} if f.reached is None else {"met": f.reached}) for f in table
        ],
    }
    text = json.dumps(data, separators=(",", ":"), ensure_ascii=False).replace("</", "<\\/")
    return _figure(explorer, first, _form(explorer), f'<script type="application/json">{text}</script>')


def computed(explorer: Setup, first: Frame) -> str:
    """The picture with inputs and no table, for where the page itself runs Python and computes each frame."""
    return _figure(explorer, first, _form(explorer), "")


def identity(explorer: Setup) -> str:
    """An id on the page."""
    return "explorer-" + hashlib.sha256(explorer.title.encode()).hexdigest()[:8]


def _form(explorer: Setup) -> str:
    controls = "".join(_control(explorer, name) for name in explorer.controls)
    hint = {0: "", 1: "The ring can be dragged."}.get(len(explorer.drag), "The rings can be dragged.")
    buttons = (
        '<div class="explorer-buttons"><button type="button" data-play>Play</button>'
        f'<button type="reset">Reset</button>{hint and f"<span>{hint}</span>"}</div>'
    )
    return f'<form class="explorer-controls pst-js-only">{controls}{buttons}</form>'


def _figure(explorer: Setup, frame: Frame, form: str, data: str) -> str:
    name = identity(explorer)
    picture = explorer.scene.picture(frame)
    task = ""
    if explorer.task is not None:
        state = "reached" if frame.reached else "not yet"
        task = (
            f'<p class="explorer-goal"><strong>Goal:</strong> {escape(explorer.task)} '
            f'<output data-goal data-met="{str(bool(frame.reached)).lower()}" aria-live="polite">{state}</output></p>'
        )
    drag = ""
    if form and explorer.drag:
        points = json.dumps([places(handle, explorer.controls) for handle in explorer.drag], separators=(",", ":"))
        drag = f' data-drag="{escape(points)}"'
    return (
        f'<div class="explorer" role="group" aria-labelledby="{name}-title">'
        f'<p class="explorer-title" id="{name}-title">{escape(explorer.title)}</p>{task}'
        f'<div class="explorer-picture" role="img" aria-labelledby="{name}-sentence"{drag}>{picture}</div>'
        f'<p class="explorer-sentence" id="{name}-sentence" aria-live="polite">{escape(frame.sentence)}</p>'
        f"{form}{data}</div>"
    )


def _control(explorer: Setup, name: str) -> str:
    values, start = explorer.controls[name], explorer.start[name]
    words, place = escape(explorer.labels[name]), f"{identity(explorer)}-{escape(name)}"
    if isinstance(values[0], str):
        options = "".join(
            f'<label><input type="radio" name="{place}" value="{i}"{" checked" if value == start else ""}> '
            f"{escape(value)}</label>"
            for i, value in enumerate(values)
        )
        return f'<fieldset class="explorer-choice"><legend>{words}</legend>{options}</fieldset>'
    spoken = escape(json.dumps([shown(value) for value in values]))
    index = values.index(start)
    return (
        f'<div class="explorer-slider"><label for="{place}">{words}</label>'
        f'<input type="range" id="{place}" min="0" max="{len(values) - 1}" step="1" value="{index}" '
        f'data-words="{spoken}" aria-valuetext="{shown(start)}"><output for="{place}">{shown(start)}</output></div>'
    )
