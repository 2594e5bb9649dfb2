"""The live face of questions and exercises: ipywidgets that check in the kernel."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import ipywidgets

from course_lib.interactive import words

if TYPE_CHECKING:
    from course_lib.interactive.exercises import Exercise
    from course_lib.interactive.questions import ChoiceQuestion, NumberQuestion, Question
    from course_lib.interactive.verdict import Verdict

STYLE = "max-width:46rem;line-height:1.5;white-space:normal"
SUMMARY = "display:revert;list-style:revert;cursor:pointer"  # JupyterLab takes the triangle away


def bundle(box: ipywidgets.Widget) -> dict[str, Any]:
    """The MIME bundle of a widget, without its text."""
    return {kind: data for kind, data in box._repr_mimebundle_().items() if kind != "text/plain"}


def text(html: str) -> ipywidgets.HTMLMath:
    """Words with formulas, set in the notebook's own type."""
    return ipywidgets.HTMLMath(f'<div style="{STYLE}">{html}</div>')


def question(asked: Question) -> ipywidgets.VBox:
    """Prompt, inputs, a Check button and the verdict in one box."""
    reply = ipywidgets.HTMLMath()
    button = ipywidgets.Button(description="Check")

    def say(verdict: Verdict) -> None:
        reply.value = verdict._repr_html_()

    def clear(_: Any) -> None:
        reply.value = ""

    inputs = (_choice if hasattr(asked, "options") else _number)(asked, button, say, clear)
    return ipywidgets.VBox([text(f"<p>{words.inline(asked.prompt)}</p>"), *inputs, button, reply])


def _number(asked: NumberQuestion, button: ipywidgets.Button, say: Any, clear: Any) -> list[ipywidgets.Widget]:
    box = ipywidgets.Text(description="Answer", continuous_update=False, layout={"width": "16rem"})
    box.style.description_width = "initial"
    box.observe(lambda _: say(asked.verdict(box.value)), names="value")  # Enter, or leaving the box
    button.on_click(lambda _: say(asked.verdict(box.value)))
    return [ipywidgets.HBox([box, text(words.inline(asked.units))])]


def _choice(asked: ChoiceQuestion, button: ipywidgets.Button, say: Any, clear: Any) -> list[ipywidgets.Widget]:
    # Radio buttons of ipywidgets cannot show formulas; boxes can, and here only one of them stays ticked.
    boxes = [
        ipywidgets.Checkbox(
            description=words.inline(option.text), description_allow_html=True, indent=False, layout={"width": "auto"}
        )
        for option in asked.options
    ]

    def ticked(change: Any) -> None:
        clear(change)
        if change["new"] and not asked.several:
            for box in boxes:
                if box is not change["owner"]:
                    box.value = False

    for box in boxes:
        box.observe(ticked, names="value")
    button.on_click(lambda _: say(asked.verdict([i for i, box in enumerate(boxes) if box.value])))
    return boxes


def exercise(asked: Exercise) -> ipywidgets.VBox:
    """Prompt, questions, hints and solution; the function of a code exercise is written in the cell below."""
    title = f"<p><strong>Exercise {asked.number}. {words.inline(asked.heading)}</strong></p>"
    folded = {f"Hint {i}": hint for i, hint in enumerate(asked.hints, 1)} | {"Solution": asked.full_solution()}
    more = "".join(
        f'<details><summary style="{SUMMARY}">{title}</summary>{words.blocks(body)}</details>'
        for title, body in folded.items()
    )
    forms = [] if asked.code else [question(one) for one in asked.questions]
    return ipywidgets.VBox([text(title + words.blocks(asked.prompt)), *forms, text(more)])
