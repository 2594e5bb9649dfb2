"""Every number of the corrections and of the text is computed again, or is the one on record."""

import re

import pytest
from book_sources import ROOT
from complaints import no_complaints

from printed.book import PRINTS, pinned, texts, wrong
from printed.numbers import OUTSIDE, left, numbers, typed

TEXTS = texts()


@pytest.mark.parametrize("label", PRINTS)
def test_the_page_prints_what_is_computed(label):
    assert label in TEXTS, f"{label} is neither a correction nor a page"
    no_complaints(wrong(label, TEXTS[label], PRINTS[label]()))


@pytest.mark.kernel
@pytest.mark.parametrize("label", ["correction-6-1", "correction-6-4"])
def test_the_page_prints_what_takes_seconds_to_compute(label):
    assert any(callable(value) for _, value in PRINTS[label]())
    no_complaints(wrong(label, TEXTS[label], PRINTS[label](), patient=True))


def test_numbers_that_take_seconds_are_computed_somewhere():
    slow = {label for label, values in PRINTS.items() if any(callable(value) for _, value in values())}
    assert slow == {"correction-6-1", "correction-6-4"}


def test_each_correction_with_an_example_in_numbers_is_computed():
    words_only = {"correction-5-3-b", "correction-9-contents", "correction-9-citations"}
    assert {label for label in TEXTS if label.startswith("correction")} - PRINTS.keys() == words_only


@pytest.mark.parametrize(
    ("text", "values"),
    [
        (r"−9.5, 2,069 and $\frac14$, $-\frac{792}{1225}$", [-9.5, 2069, 0.25, -792 / 1225]),
        (r"$2\cdot10^5$, $8.5\cdot10^{-17}$, $-\sqrt{10}$, $57.9\,\%$", [2e5, 8.5e-17, -(10**0.5), 0.579]),
        (r"$1,\,-0.7,\,0.49$", [1, -0.7, 0.49]),
    ],
)
def test_numbers_are_found_as_they_are_written(text, values):
    assert [number.value for number in numbers(text)] == pytest.approx(values, rel=1e-15)


def test_a_changed_digit_is_seen_with_both_values():
    page = TEXTS["correction-1-1"]
    printed = list(PRINTS["correction-1-1"]())
    assert "$-9.5$" in page and wrong("correction-1-1", page, printed) == []
    (message,) = wrong("correction-1-1", page.replace("$-9.5$", "$-9.4$"), printed)
    assert "correction-1-1" in message and "computed -9.5" in message and "-9.4" in message
    (message,) = wrong("correction-1-1", "the value $-9.4$", [("the value $-9.4$", -9.5)])
    assert message == "correction-1-1: the page says -9.4 in 'the value $-9.4$', computed -9.5"


@pytest.mark.parametrize("label", [label for label in TEXTS if label.startswith("correction")])
def test_every_changed_digit_of_a_correction_is_seen(label):
    entry = TEXTS[label]
    printed = [(words, value) for words, value in PRINTS[label]()] if label in PRINTS else []
    kept = left(entry, printed)
    spans = [match.span() for match in OUTSIDE.finditer(entry)]
    for place in (match.start() for match in re.finditer(r"\d", entry)):
        if any(start <= place < end for start, end in spans):
            continue
        changed = f"{entry[:place]}{(int(entry[place]) + 1) % 10}{entry[place + 1 :]}"
        assert left(changed, printed) != kept or wrong(label, changed, printed), changed[
            max(0, place - 30) : place + 30
        ]


def test_rounding_goes_as_far_as_the_digits_printed():
    for words, value, right in (
        ("0.0122", 1 / 82, True),
        ("0.0122", 0.01226, False),
        ("12", 12.0, True),
        ("12", 12.4, False),
    ):
        assert (wrong("label", words, [(words, value)]) == []) == right


def test_what_nothing_computes_is_pinned():
    entry = "## 1.2 Title\n\nfor $\\alpha=0.3$ the value is $-9.5$, see {ref}`1.1 <correction-1-1>`"
    assert left(entry, [("the value is $-9.5$", -9.5)]) == ["0.3"]
    assert typed("a rate of 0.3 and 20,000 steps, `x = 0.5`, and a result of 1.23", [("of 1.23", 1.23)]) == [
        "0.3",
        "20,000",
    ]
    assert "numbers of correction-1-1" in pinned(ROOT)
