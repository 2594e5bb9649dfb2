"""Numbers on a page, and where they come from: computed ones by the words around them, the others pinned.

    @prints("correction-1-1")
    def linear_model():
        yield "promises the value $-9.5$", f + g @ step

The words stand on the page as they are, spaces apart; their last number is compared with the value, to the digits
that are printed. A list of values is compared with as many numbers, the last ones; a function is called for a value
that takes seconds, outside the quick check. A changed digit fails: either the words are no longer there, or the value
does not round to the number, or, for a number that nothing computes, the record is another.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np

Printed = Iterable[tuple[str, object]]
PRINTS: dict[str, Callable[[], Iterator[tuple[str, object]]]] = {}

_NUMBER = re.compile(
    r"(?P<sign>[-−])?(?P<root>\\sqrt\{?)?"
    r"(?:\\[td]?frac(?:\{(?P<above>\d+)\}|(?P<up>\d))(?:\{(?P<below>\d+)\}|(?P<down>\d))"
    r"|(?P<digits>\d+(?:,\d{3})+(?!\d)|\d+(?:\.\d+)?)(?:\\cdot(?P<base>10)\^(?:\{(?P<power>[-−]?\d+)\}|(?P<short>\d)))?)"
    r"(?P<percent>\\?,?\\%)?"
)
OUTSIDE = re.compile(  # roles, links, headings and labels
    r"\{[\w:]+\}`[^`]*`|\]\([^)]*\)|^#+ .*$|^\(.*\)=$|:[\w-]+:|\{[\w:]+\}", re.MULTILINE
)
_ENTRY = re.compile(r"^\((correction-[\w-]+)\)=\n(.+?)(?=^\(correction-|\Z)", re.MULTILINE | re.DOTALL)
_TYPED = re.compile(r"(?<![\w.,^/])[-−]?(?:\d+\.\d+|\d+(?:,\d{3})+|\d{2,})(?![\w.]\d)")


class Number(NamedTuple):
    text: str
    value: float
    step: float  # what one unit of its last digit is worth; 0: exact


def prints(label: str) -> Callable:
    """Register what an entry prints and what it is."""

    def register(values: Callable[[], Iterator[tuple[str, object]]]) -> Callable:
        if label in PRINTS:
            raise ValueError(f"the numbers of {label} are computed twice")
        PRINTS[label] = values
        return values

    return register


def numbers(text: str) -> list[Number]:
    """Return the numbers of a text in order: 0.7, −2,069, \\frac14, 2\\cdot10^5, \\sqrt{10}, 57.9\\,\\%."""
    return [_number(match) for match in _NUMBER.finditer(text)]


def _number(match: re.Match) -> Number:
    sign, step = -1.0 if match["sign"] else 1.0, 0.0
    above, below = match["above"] or match["up"], match["below"] or match["down"]
    if above:
        value = int(above) / int(below)
    else:
        digits = match["digits"].replace(",", "")
        value, step = float(digits), 10.0 ** -len(digits.partition(".")[2]) if "." in digits else 0.0
        if match["base"]:
            scale = 10.0 ** int((match["power"] or match["short"]).replace("−", "-"))
            value, step = value * scale, (step or 1.0) * scale
    if match["root"]:
        value, step = np.sqrt(value), 0.0
    scale = 0.01 if match["percent"] else 1.0
    return Number(match[0], sign * value * scale, step * scale)


def flat(text: str) -> str:
    return " ".join(text.split())


def wrong(label: str, entry: str, printed: Printed, patient: bool = False) -> list[str]:
    """Return what the page prints and the computed values do not bear out; `patient`: the slow values too."""
    found, page = [], flat(entry)
    for words, value in printed:
        value = value() if callable(value) and patient else value
        values = np.ravel(np.asarray(np.nan if callable(value) else value, dtype=np.float64))
        if flat(words) not in page:
            found.append(
                f"{label}: the page no longer says {flat(words)!r}, computed {said(values)}; {nearest(page, words)}"
            )
            continue
        if callable(value):
            continue
        shown = numbers(words)[-len(values) :]
        if len(shown) != len(values):
            found.append(f"{label}: {flat(words)!r} has {len(shown)} numbers, computed {said(values)}")
        for number, one in zip(shown, values, strict=False):
            room = 0.5000001 * number.step if number.step else 1e-9 * max(abs(one), 1e-3)
            if not abs(number.value - one) <= room:
                found.append(f"{label}: the page says {number.text} in {flat(words)!r}, computed {one:.9g}")
    return found


def said(values: np.ndarray) -> str:
    return ", ".join(f"{value:.9g}" for value in values)


def nearest(page: str, words: str) -> str:
    """The place where the page says the same up to the number."""
    start = flat(words)
    while start:
        start = start[:-1]
        if start and start in page:
            at = page.index(start)
            return f"it says {page[max(0, at - 10) : at + len(flat(words)) + 15]!r}"
    return "nor anything like it"


def without(text: str, printed: Printed) -> str:
    """Return a text on one line, roles, links and headings away, with a dot for each number that is computed."""
    page = flat(OUTSIDE.sub(" ", text))
    for words, value in printed:
        count, kept = 1 if callable(value) else np.size(value), flat(words)
        for start, end in reversed([match.span() for match in _NUMBER.finditer(kept)][-count:]):
            kept = f"{kept[:start]}•{kept[end:]}"
        page = page.replace(flat(words), kept, 1)
    return page


def left(entry: str, printed: Printed) -> list[str]:
    """Return the numbers of an entry that nothing computes."""
    return [number.text for number in numbers(without(entry, printed))]


def typed(text: str, printed: Printed) -> list[str]:
    """Return the decimals and numbers from 10 on in a page's text that nothing computes, displays and code apart."""
    return _TYPED.findall(re.sub(r"\$\$.*?\$\$|`[^`]*`", " ", without(text, printed)))


def entries(page: Path) -> dict[str, str]:
    """Return the corrections by label."""
    return dict(_ENTRY.findall(page.read_text(encoding="utf-8")))
