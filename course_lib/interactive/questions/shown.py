"""What all questions share: two faces, a word for an empty answer and one for an unknown mistake."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

from course_lib.interactive.questions.verdict import Status, Verdict

EMPTY = Verdict(Status.OPEN, "Give an answer first; a guess is welcome.")
OTHER = Verdict(Status.NOT_YET, "This is none of the usual slips. Go through it once more, or open a hint.")


class Shown:
    """A question shown by itself: its form on the page, its widget in a notebook."""

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        plain = {"text/plain": " ".join(self.prompt.split())}
        if os.environ.get("COURSE_STATIC"):
            return {"text/html": self.form(), **plain}
        from course_lib.interactive.widgets import bundle  # ipywidgets come with a widget, not before

        return {**bundle(self.widget()), **plain}


def all_different(name: str, texts: Sequence[str]) -> None:
    """Refuse an empty text and one that stands there twice."""
    twice = [text for text in texts if not text.strip() or texts.count(text) > 1]
    if twice:
        raise ValueError(f"{name} must each have a text of their own, got {twice[0]!r}")
