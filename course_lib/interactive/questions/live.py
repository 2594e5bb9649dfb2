"""The live face of questions and exercises: ipywidgets that check in the kernel."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from course_lib.interactive import words
from course_lib.interactive.questions.verdict import Verdict
from course_lib.interactive.widgets import ipywidgets

STYLE = "max-width:46rem;line-height:1.5;white-space:normal"
ROUND = """<style>
.course-one-of input[type="checkbox"] {
  appearance: none; position: relative; top: 0.2rem; flex: none; width: 1rem; height: 1rem;
  border: 2px solid currentColor; border-radius: 50%;
}
.course-one-of input[type="checkbox"]:checked { background: radial-gradient(currentColor 48%, transparent 56%); }
</style>"""
SUMMARY = "display:revert;list-style:revert;cursor:pointer"  # JupyterLab takes the triangle away


def written(
    prompt: str, beside: str, verdict: Callable[[str], Verdict], width: str = "16rem", below: str = ""
) -> ipywidgets.VBox:
    """Prompt, a box to write in and what stands beside and below it, a Check button and what `verdict` says."""
    reply = ipywidgets.HTMLMath()
    box = ipywidgets.Text(description="Answer", continuous_update=False, layout={"width": width})
    box.style.description_width = "initial"

    def judge(_: Any) -> None:
        reply.value = verdict(box.value)._repr_html_()

    box.observe(judge, names="value")  # Enter, or leaving the box
    row = ipywidgets.HBox([box, _text(words.inline(beside))], layout={"flex_flow": "row wrap"})
    help_ = [_text(words.inline(below))] if below else []
    return ipywidgets.VBox([_prompt(prompt), row, *help_, _check(judge), reply])


def choice(
    prompt: str, several: bool, options: Sequence[str], verdict: Callable[[Sequence[int]], Verdict]
) -> ipywidgets.VBox:
    """Prompt, a box for each option, a Check button and what `verdict` says of the ticked ones."""
    # Radio buttons of ipywidgets cannot show formulas. Boxes can; where one option is right, they are round like radio
    # buttons, and only one stays ticked.
    look = {"description_allow_html": True, "indent": False, "layout": {"width": "auto"}}
    boxes = [ipywidgets.Checkbox(description=words.inline(option), **look) for option in options]
    reply = ipywidgets.HTMLMath()

    def ticked(change: Any) -> None:
        reply.value = ""
        if change["new"] and not several:
            for box in boxes:
                if box is not change["owner"]:
                    box.value = False

    def judge(_: Any) -> None:
        reply.value = verdict([i for i, box in enumerate(boxes) if box.value])._repr_html_()

    for box in boxes:
        box.observe(ticked, names="value")
        if not several:
            box.add_class("course-one-of")
    asked = _text(f"<p>{words.inline(prompt)}</p>{'' if several else ROUND}")
    return ipywidgets.VBox([asked, *boxes, _check(judge), reply])


def exercise(title: str, prompt: str, forms: Sequence[ipywidgets.Widget], folded: Mapping[str, str]) -> ipywidgets.VBox:
    """Title, prompt and questions, and below them what is folded under each summary."""
    more = "".join(
        f'<details><summary style="{SUMMARY}">{summary}</summary>{words.blocks(body)}</details>'
        for summary, body in folded.items()
    )
    head = f"<p><strong>{words.inline(title)}</strong></p>{words.blocks(prompt)}"
    return ipywidgets.VBox([_text(head), *forms, _text(more)])


def _text(html: str) -> ipywidgets.HTMLMath:
    """Words with formulas, set in the notebook's own type."""
    return ipywidgets.HTMLMath(f'<div style="{STYLE}">{html}</div>')


def _prompt(prompt: str) -> ipywidgets.HTMLMath:
    return _text(f"<p>{words.inline(prompt)}</p>")


def _check(judge: Callable[[Any], None]) -> ipywidgets.Button:
    button = ipywidgets.Button(description="Check")
    button.on_click(judge)
    return button
