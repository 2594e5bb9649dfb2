import re

import pytest

from course_lib.interactive.questions.shown import Shown, all_different


class Asked(Shown):
    prompt = "How\n many?"

    def form(self):
        return "<form></form>"


def test_on_the_page_a_question_is_its_form_and_its_prompt_on_one_line(monkeypatch):
    monkeypatch.setenv("COURSE_STATIC", "1")
    assert Asked()._repr_mimebundle_() == {"text/html": "<form></form>", "text/plain": "How many?"}


@pytest.mark.parametrize("texts", [[], ["a"], ["a", "b"]])
def test_texts_that_differ_pass(texts):
    all_different("wrong", texts)


@pytest.mark.parametrize(("texts", "got"), [(["a", "b", "a"], "'a'"), (["a", " "], "' '")])
def test_an_empty_text_and_one_that_stands_twice_are_refused(texts, got):
    with pytest.raises(ValueError, match=re.escape(f"wrong must each have a text of their own, got {got}")):
        all_different("wrong", texts)
