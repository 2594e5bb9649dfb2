"""The static face of a question: a native form, and what `questions.js` has to say in an inert block."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from course_lib.interactive import words
from course_lib.interactive.questions.formula import LONGEST
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


def formula(
    prompt: str,
    below: str,
    points: Sequence[Mapping[str, float]],
    where: Sequence[str],
    values: Sequence[Sequence[float]],
    tolerance: float,
    faults: Mapping[str, Verdict],
    verdicts: Sequence[Verdict],
) -> str:
    """A question with a formula for an answer, as `number`.

    Args:
        prompt: the question.
        below: what may be written.
        points, where: the values of the names at each sample point, and the same in words.
        values: of the answer, then of each listed slip, at the points.
        tolerance: how far a value may be off.
        faults: what is said of a text that cannot be read, with {at} and {what}.
        verdicts: what is said of nothing, of another formula, of one without a finite value at {where}, and of each of
            the listed ones.
    """
    identity = _identity(prompt)
    asked = (
        f'<p class="question-prompt"><label for="{identity}">{words.inline(prompt)}</label></p>'
        f'<span class="question-formula"><input type="text" id="{identity}" size="34" maxlength="{LONGEST}" '
        f'spellcheck="false" autocapitalize="off" autocorrect="off" aria-describedby="{identity}-help"></span>'
        f'<p class="question-help" id="{identity}-help">{words.inline(below)}</p>'
    )
    data = {"points": list(points), "where": list(where), "values": list(values), "tolerance": tolerance}
    return _form(asked, data | {"faults": {kind: _pair(verdict) for kind, verdict in faults.items()}}, verdicts)


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
