import re

import pytest
from sample_questions import ONE, quarter

from course_lib.interactive.questions import CodeQuestion, Exercise, Kind

STARTER, SOLUTION = "def one(x):\n    ...", "def one(x):\n    return 1.0"
CODE = CodeQuestion(STARTER, SOLUTION, lambda x: 1.0, lambda rng: [(0.0,)], {}, "Yes.")


def whole(**changes):
    parts = {
        "number": "1.4",
        "kind": Kind.CODE,
        "title": "one",
        "prompt": "Write $f(x)=1$.",
        "questions": (CODE,),
        "hints": ("first", "second", "third"),
        "solution": "The number one.",
    }
    return Exercise(**(parts | changes))


def test_the_cell_of_a_function_ends_with_its_check():
    assert whole().starter_cell() == 'def one(x):\n    ...\n\n\ncheck("1.4", one)'
    assert whole().full_solution() == "The number one.\n\n```python\ndef one(x):\n    return 1.0\n```"


def test_the_page_shows_forms_or_the_starter_and_each_hint(monkeypatch):
    monkeypatch.setenv("COURSE_STATIC", "1")
    page = whole(questions=(quarter(), ONE))._repr_mimebundle_()["text/markdown"]
    assert page.count('<form class="question"') == 2 and "```python" not in page
    assert [page.count(f"Hint {i}\n") for i in (1, 2, 3)] == [1, 1, 1]
    assert "def one(x):\n    ..." in whole()._repr_mimebundle_()["text/markdown"]


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"number": "1.04"}, "chapter and place like \"1.4\", got '1.04'"),
        ({"hints": ("one", "two")}, "three, of rising strength, got 2"),
        ({"questions": ()}, "some numbers, formulas and choices, or one function"),
        ({"questions": (CODE, CODE)}, "some numbers, formulas and choices, or one function"),
    ],
)
def test_a_declaration_that_is_incomplete_is_refused(changes, says):
    with pytest.raises(ValueError, match=re.escape(says)):
        whole(**changes)
