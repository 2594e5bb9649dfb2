"""The glossary: in order, a sentence a word, each with the place that defines it."""

import re

from book_sources import ROOT

ENTRIES = re.findall(
    r"^(\S.*)\n  (\S.*)$", (ROOT / "book" / "glossary.md").read_text(encoding="utf-8"), flags=re.MULTILINE
)


def test_there_are_about_forty_words_in_order():
    words = [word.casefold() for word, _ in ENTRIES]
    assert len(words) >= 40 and words == sorted(words)


def test_each_is_said_in_one_sentence_and_defined_somewhere():
    for word, text in ENTRIES:
        sentence, _, place = text.partition(" See ")
        assert sentence.endswith(".") and ". " not in re.sub(r"\$[^$]*\$", "", sentence), word
        assert re.match(r"\{(eq|prf:ref)\}`", place), word
