"""The static face of a question: a native form, and what `questions.js` has to say in an inert block."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from typing import Any

from course_lib.interactive import words
from course_lib.interactive.questions.verdict import Status, Verdict


def number(prompt: str, units: str, tolerance: float, values: Sequence[float], verdicts: Sequence[Verdict]) -> str:
    """A question with a number for an answer, as one line of HTML; without a script it can be read, but not sent.

    Args:
        prompt, units, tolerance: as in `ask_number`.
        values: the answer, then each listed slip.
        verdicts: what is said of nothing, of no number, of another number, and of each of the values.
    """
    identity = _identity(prompt)
    unit = f'<span id="{identity}-units">{words.inline(units)}</span>' if units else ""
    described = f' aria-describedby="{identity}-units"' if units else ""
    asked = (
        f'<p class="question-prompt"><label for="{identity}">{words.inline(prompt)}</label></p>'
        f'<span class="question-number"><input type="text" id="{identity}" size="9" spellcheck="false" '
        f'autocapitalize="off"{described}>{unit}</span>'
    )
    return _form(asked, {"units": units, "tolerance": tolerance, "values": list(values)}, verdicts)


def choice(
    prompt: str, several: bool, options: Sequence[str], judged: Sequence[Verdict], verdicts: Sequence[Verdict]
) -> str:
    """A question with options to choose from, as `number`.

    Args:
        prompt: the question.
        several: whether more than one option is right.
        options: their texts.
        judged: what is said of each.
        verdicts: what is said where nothing is chosen, and where something is missing.
    """
    identity = _identity(prompt)
    kind = "checkbox" if several else "radio"
    inputs = "".join(
        f'<label><input type="{kind}" name="{identity}" value="{i}"><span>{_named(text)}</span></label>'
        for i, text in enumerate(options)
    )
    asked = f'<fieldset><legend class="question-prompt">{words.inline(prompt)}</legend>{inputs}</fieldset>'
    return _form(asked, {"options": [_pair(verdict) for verdict in judged]}, verdicts)


def _identity(prompt: str) -> str:
    return "question-" + hashlib.sha256(prompt.encode()).hexdigest()[:8]


def _form(asked: str, data: dict[str, Any], verdicts: Sequence[Verdict]) -> str:
    data |= {"verdicts": [_pair(verdict) for verdict in verdicts], "right": Status.RIGHT.value}
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/")
    return (
        f'<form class="question" autocomplete="off" novalidate>{asked}'
        '<button class="pst-js-only" type="submit" disabled>Check</button>'
        '<div class="question-verdict" role="status"></div>'
        f'<script type="application/json">{text}</script></form>'
    )


def _named(option: str) -> str:
    """An option that is a formula alone gets a word, heard and not seen, so that its input has a name in any reader."""
    only_formulas = not re.search(r"\w", re.sub(r"\$[^$]+\$", "", option))
    heard = '<span class="visually-hidden">the formula </span>' if only_formulas else ""
    return heard + words.inline(option)


def _pair(verdict: Verdict) -> list[str]:
    return [verdict.status.value, words.inline(verdict.text)]
