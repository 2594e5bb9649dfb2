"""The static face of a question: a native form, and what `questions.js` has to say in an inert block."""

from __future__ import annotations

import hashlib
import json
import re
from typing import TYPE_CHECKING

from course_lib.interactive import words
from course_lib.interactive.verdict import Status, Verdict

if TYPE_CHECKING:
    from course_lib.interactive.questions import ChoiceQuestion, NumberQuestion, Question


def form(question: Question) -> str:
    """The question as one line of HTML; without a script it can be read, but not sent."""
    identity = "question-" + hashlib.sha256(question.prompt.encode()).hexdigest()[:8]
    asked, data = (_choice if hasattr(question, "options") else _number)(question, identity)
    data |= {"verdicts": [_pair(verdict) for verdict in question.verdicts()], "right": Status.RIGHT.value}
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/")
    return (
        f'<form class="question" autocomplete="off" novalidate>{asked}'
        '<button type="submit" disabled hidden>Check</button>'
        '<div class="question-verdict" role="status"></div>'
        f'<script type="application/json">{text}</script></form>'
    )


def _number(question: NumberQuestion, identity: str) -> tuple[str, dict]:
    units = f'<span id="{identity}-units">{words.inline(question.units)}</span>' if question.units else ""
    described = f' aria-describedby="{identity}-units"' if units else ""
    asked = (
        f'<p class="question-prompt"><label for="{identity}">{words.inline(question.prompt)}</label></p>'
        f'<span class="question-number"><input type="text" id="{identity}" size="9" spellcheck="false" '
        f'autocapitalize="off"{described}>{units}</span>'
    )
    data = {
        "units": question.units,
        "tolerance": question.tolerance,
        "values": [question.answer, *question.wrong],
    }
    return asked, data


def _choice(question: ChoiceQuestion, identity: str) -> tuple[str, dict]:
    kind = "checkbox" if question.several else "radio"
    options = "".join(
        f'<label><input type="{kind}" name="{identity}" value="{i}"><span>{_named(option.text)}</span></label>'
        for i, option in enumerate(question.options)
    )
    asked = f'<fieldset><legend class="question-prompt">{words.inline(question.prompt)}</legend>{options}</fieldset>'
    return asked, {"options": [_pair(option.verdict()) for option in question.options]}


def _named(option: str) -> str:
    """An option that is a formula alone gets a word, heard and not seen, so that its input has a name in any reader."""
    only_formulas = not re.search(r"\w", re.sub(r"\$[^$]+\$", "", option))
    heard = '<span class="visually-hidden">the formula </span>' if only_formulas else ""
    return heard + words.inline(option)


def _pair(verdict: Verdict) -> list[str]:
    return [verdict.status.value, words.inline(verdict.text)]
