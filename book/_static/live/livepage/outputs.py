"""What a value and a printed line look like in the page: MIME bundles, without IPython."""

from __future__ import annotations

import pprint
import re
import sys
import time
from collections.abc import Callable
from typing import Any

LONGEST = 100_000  # characters of one output; more would only make the page slow
METHODS = {"text/html": "_repr_html_", "image/svg+xml": "_repr_svg_", "text/markdown": "_repr_markdown_"}


class Stream:
    """Printed text, sent in pieces: a loop that prints without end must not choke the page."""

    def __init__(self, post: Callable[[str, dict], None], every: float = 0.05) -> None:
        self._post, self._every = post, every
        self._waiting, self._sent, self._last = [], 0, 0.0

    def write(self, text: str) -> int:
        room = LONGEST - self._sent
        if room >= 0:  # at 0 there is room for the words only; after them it is negative
            self._sent += len(text)
            self._waiting.append(_cut(text, room))
            if "\n" in text and time.monotonic() - self._last > self._every:
                self.flush()
        return len(text)

    def flush(self) -> None:
        if self._waiting:
            self._post("stream", {"text": "".join(self._waiting)})
            self._waiting, self._last = [], time.monotonic()

    def isatty(self) -> bool:
        return False


def bundle(value: Any) -> dict[str, Any]:
    """All that a value says of itself, as text at least."""
    if _is(value, "course_lib.interactive.explorers.explore", "Explorer"):
        from course_lib.interactive.explorers import page

        first = value.scene.frame(value.start)
        text = {"text/plain": f"{value.title}: {first.sentence}"}
        return {"text/html": page.computed(value, first), "explorer": page.identity(value)} | text
    shown = {}
    if not isinstance(value, type):
        if hasattr(value, "_repr_mimebundle_"):
            shown |= value._repr_mimebundle_() or {}
        for kind, method in METHODS.items():
            if kind not in shown and hasattr(value, method):
                shown[kind] = getattr(value, method)()
    if _is(value, "matplotlib.figure", "Figure"):
        from course_lib.showing.plotting import svg

        shown["image/svg+xml"] = svg(value)
    if shown.get("text/markdown") and not shown.get("text/html"):
        shown["text/html"] = markdown(shown["text/markdown"])
    if "text/plain" not in shown:
        shown["text/plain"] = _plain(value)
    return {kind: data for kind, data in shown.items() if data is not None}


def open_figures() -> list[Any]:
    """The figures that pyplot holds, which a notebook shows at the end of the cell; they are closed."""
    pyplot = sys.modules.get("matplotlib.pyplot")
    figures = [pyplot.figure(number) for number in pyplot.get_fignums()] if pyplot else []
    if figures:
        pyplot.close("all")
    return figures


def markdown(text: str) -> str:
    """Tables, fenced code and paragraphs: what the library's listings are made of."""
    from course_lib.interactive import words

    lines = text.strip().splitlines()
    if len(lines) < 2 or not re.fullmatch(r"\|( *:?-+:? *\|)+", lines[1].strip()):
        return words.blocks(text)
    head, _, *rows = ([words.inline(cell) for cell in line.strip().strip("|").split("|")] for line in lines)
    cells = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    titles = "".join(f'<th scope="col">{cell}</th>' for cell in head)
    return f"<table><thead><tr>{titles}</tr></thead><tbody>{cells}</tbody></table>"


def _plain(value: Any) -> str:
    nested = isinstance(value, dict | list | tuple | set) and type(value).__repr__ in _BUILT_IN
    text = pprint.pformat(value, width=79, sort_dicts=False) if nested else repr(value)
    return _cut(text, LONGEST)


def _cut(text: str, room: int) -> str:
    """A text, and where it is longer than there is room the words that say so."""
    if len(text) <= room:
        return text
    return f"{text[:room]}\n… more than {LONGEST:,} characters; the rest is not shown."


_BUILT_IN = {kind.__repr__ for kind in (dict, list, tuple, set)}


def _is(value: Any, module: str, name: str) -> bool:
    """Whether the value is of a class that is only there once its module has been imported."""
    kind = getattr(sys.modules.get(module), name, None)
    return kind is not None and isinstance(value, kind)
