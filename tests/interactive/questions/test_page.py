import json
import re

from sample_questions import quarter

from course_lib import ask_choice


def test_the_words_of_a_question_cannot_end_its_script(monkeypatch):
    monkeypatch.setenv("COURSE_STATIC", "1")
    html = quarter(explanation="`</script>`")._repr_mimebundle_()["text/html"]
    (data,) = re.findall(r'<script type="application/json">(.*?)</script>', html)
    assert json.loads(data)["verdicts"][3] == ["Right", "<code>&lt;/script&gt;</code>"]


def test_an_option_that_is_a_formula_has_a_word_for_screen_readers(monkeypatch):
    monkeypatch.setenv("COURSE_STATIC", "1")
    question = ask_choice("Which?", [("$x_1=2$", "No."), ("at $x=1$", "Yes.", True), ("− $x$ ", "Not it.")])
    html = question._repr_mimebundle_()["text/html"]
    assert re.findall(r"the formula </span>|<span>at ", html) == [
        "the formula </span>",
        "<span>at ",
        "the formula </span>",
    ]
