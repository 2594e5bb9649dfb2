"""Every numbered equation and every theorem of the book has a test that is its evidence, and the other way round."""

import pkgutil
from pathlib import Path

from book_sources import ROOT
from complaints import no_complaints
from evidence import Evidence, all_evidence, labelled


def complaints_about_function(mark: Evidence) -> list[str]:
    try:
        target = pkgutil.resolve_name(f"course_lib.{mark.function}")
    except (ImportError, AttributeError, ValueError):
        return [f"{mark.place}: course_lib.{mark.function} does not exist"]
    if not callable(target):
        return [f"{mark.place}: course_lib.{mark.function} cannot be called"]
    if mark.function.rpartition(".")[2] not in mark.mentioned:
        return [f"{mark.place}: the test of {mark.label!r} never mentions {mark.function}"]
    return []


def complaints_about(root: Path, tests: list[Path]) -> list[str]:
    found, complaints = all_evidence(tests)
    in_book = labelled(root)
    complaints += [f"{page.name}: a {label.kind} has no label" for page, label in in_book if label.name is None]
    known = [label.name for _, label in in_book if label.name is not None]
    complaints += [f"the label {name!r} occurs twice" for name in sorted(set(known)) if known.count(name) > 1]
    shown = {mark.label for mark in found}
    complaints += [
        f"{page.name}: {label.name!r} has no evidence" for page, label in in_book if label.name not in shown | {None}
    ]
    complaints += [f"{mark.place}: no {mark.label!r} in the book" for mark in found if mark.label not in known]
    return complaints + [text for mark in found for text in complaints_about_function(mark)]


def test_every_label_has_evidence_and_every_evidence_its_label():
    no_complaints(complaints_about(ROOT, sorted((ROOT / "tests").rglob("test_*.py"))))


PAGE = """# Title

$$ f(x) = x $$ (eq-one)

```{math}
:label: eq-two
g(x) = x
```

:::{prf:theorem} Named
:label: thm-one

Words, and $$ h = 1 $$ without a number.
:::

::::{prf:definition}
:label: def-one
::::

```python
text = '''$$ x $$ (not-an-equation)'''
```
"""

GOOD = """import pytest
from course_lib import minimize as run

TABLE = [run.minimize]

def helper():
    return TABLE

@pytest.mark.evidence("eq-one", "running.minimize.minimize")
@pytest.mark.evidence("eq-two", "running.minimize.minimize")
@pytest.mark.evidence("thm-one", "running.minimize.minimize")
def test_good():
    helper()
"""


def book_and_test(tmp_path, page=PAGE, test=GOOD):
    (tmp_path / "book").mkdir()
    (tmp_path / "_toc.yml").write_text("format: jb-book\nroot: book/index\n", encoding="utf-8")
    (tmp_path / "book" / "index.md").write_text(page, encoding="utf-8")
    (tmp_path / "book" / "unlisted.md").write_text("$$ y $$ (eq-unlisted)", encoding="utf-8")
    (tmp_path / "test_it.py").write_text(test, encoding="utf-8")
    return complaints_about(tmp_path, [tmp_path / "test_it.py"])


def test_a_complete_book_passes(tmp_path):
    assert book_and_test(tmp_path) == []


def test_a_label_without_evidence_is_found(tmp_path):
    test = GOOD.replace('@pytest.mark.evidence("eq-two", "running.minimize.minimize")\n', "")
    assert book_and_test(tmp_path, test=test) == ["index.md: 'eq-two' has no evidence"]


def test_evidence_without_a_label_is_found(tmp_path):
    page = PAGE.replace("(eq-one)", "").replace("eq-two", "eq-three")
    assert book_and_test(tmp_path, page) == [
        "index.md: 'eq-three' has no evidence",
        "test_it.py::test_good: no 'eq-one' in the book",
        "test_it.py::test_good: no 'eq-two' in the book",
    ]


def test_a_theorem_without_a_label_and_a_label_used_twice_are_found(tmp_path):
    page = PAGE.replace(":label: thm-one\n", "").replace("h = 1 $$", "h = 1 $$ (thm-one) and $$ h = 2 $$ (thm-one)")
    assert book_and_test(tmp_path, page) == [
        "index.md: a theorem has no label",
        "the label 'thm-one' occurs twice",
    ]


def test_evidence_that_names_no_function_or_never_uses_it_is_found(tmp_path):
    test = GOOD.replace('"thm-one", "running.minimize.minimize"', '"thm-one", "running.minimize.maximise"')
    test = test.replace('"eq-one", "running.minimize.minimize"', '"eq-one", "running.minimize.iterates"')
    test = test.replace('"eq-two", "running.minimize.minimize"', '"eq-two", "running.minimize.__name__"')
    assert book_and_test(tmp_path, test=test) == [
        "test_it.py::test_good: the test of 'eq-one' never mentions running.minimize.iterates",
        "test_it.py::test_good: course_lib.running.minimize.__name__ cannot be called",
        "test_it.py::test_good: course_lib.running.minimize.maximise does not exist",
    ]


def test_marks_that_count_for_nothing_are_found(tmp_path):
    test = GOOD.replace("def test_good", "@pytest.mark.skip\ndef test_good") + (
        '\npytestmark = [pytest.mark.evidence("eq-one", "running.minimize.minimize")]\n'
        '\n@pytest.mark.evidence("eq-one")\ndef test_short():\n    pass\n'
        '\n@pytest.mark.evidence("eq-one", "running.minimize.minimize")\ndef no_test():\n    pass\n'
    )
    found = book_and_test(tmp_path, test=test)
    assert found[:3] == ["test_it.py::test_good: marked as evidence but not run"] * 3
    assert "test_it.py::test_short: the mark takes two literal strings, label and function" in found
    assert "test_it.py::no_test: marked as evidence but not a test" in found
    assert "test_it.py:16: the mark decorates no function" in found
