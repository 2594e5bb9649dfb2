"""What a reader hears about an answer."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from course_lib.interactive import words

_LOOK = "margin:.3rem 0;padding:.1rem .8rem;border-left:3px solid currentColor;max-width:46rem;line-height:1.5"


class Status(Enum):
    """How far an answer has come; the value is what is said first."""

    RIGHT = "Right"
    NOT_YET = "Not yet"
    OPEN = "Not attempted yet"


@dataclass(frozen=True, repr=False)
class Verdict:
    """A status and the sentence that explains it; a notebook shows it as its last expression."""

    status: Status
    text: str

    @property
    def passed(self) -> bool:
        """Whether the answer is right."""
        return self.status is Status.RIGHT

    def html(self) -> str:
        """Both as HTML; the words, not a colour, carry the message."""
        return f"<p><strong>{self.status.value}.</strong> {words.inline(self.text)}</p>"

    def _repr_html_(self) -> str:
        return f'<div role="status" style="{_LOOK}">{self.html()}</div>'

    def __repr__(self) -> str:
        return f"{self.status.value}. {' '.join(self.text.split())}"
