"""Every declared exercise on its page: numbered as declared, answered wrong and right, over http and from disk."""

import pytest
from browsing import ROOT
from question_answers import choose, expected, said, said_to_all, write

from course_lib.exercises import declared
from course_lib.interactive.questions.ask import ChoiceQuestion
from course_lib.interactive.questions.code_question import CodeQuestion
from course_lib.interactive.questions.formula_question import FormulaQuestion

pytestmark = [pytest.mark.site, pytest.mark.browser]

CHAPTERS = [
    path for path in sorted((ROOT / "book").glob("0*.ipynb")) if 'exercise(\\"' in path.read_text(encoding="utf-8")
]
LEAST = 44  # pixels of a thumb
INPUTS = "form.question :is(label:has(input), button, input[type=text]), .exercise summary"
HEIGHTS = "inputs => inputs.map((input) => input.getBoundingClientRect().height)"


@pytest.fixture
def opened(site, browser, server):
    """A page of the site, in a wide or a narrow window; it must log no error."""
    pages, failures = [], []

    def visit(path, where="http", **window):
        page = browser.new_page(**window)
        page.on("pageerror", lambda error: failures.append(str(error)))
        page.on("console", lambda message: failures.append(message.text) if message.type == "error" else None)
        page.goto((server if where == "http" else site.as_uri() + "/") + f"book/{path.stem}.html")
        pages.append(page)
        return page

    yield visit
    for page in pages:
        page.close()
    assert failures == []


def answers(question):
    """Every listed wrong answer and the right one, as places or as text, with what the kernel says about each."""
    if isinstance(question, ChoiceQuestion):
        right = [i for i, option in enumerate(question.options) if option.right]
        wrong = [[i] for i in range(len(question.options)) if i not in right]
        return {str(places): (places, expected(question.verdict(places))) for places in [*wrong, right]}.values()
    if isinstance(question, FormulaQuestion):
        return [(text, expected(question.verdict(text))) for text in (*question.wrong, question.answer)]
    texts = [repr(float(value)) for value in (*question.wrong, question.answer)]
    return [(text, expected(question.verdict(text))) for text in texts]


def forms(page, one):
    """The questions of an exercise beside their forms on the page."""
    block = page.locator(f"#ex-{one.number.replace('.', '-')}")
    assert block.locator(".admonition-title").first.inner_text().startswith(f"Exercise {one.number} ({one.heading}")
    asked = [question for question in one.questions if not isinstance(question, CodeQuestion)]
    found = block.locator("form.question")
    assert found.count() == len(asked)
    return [(question, found.nth(place)) for place, question in enumerate(asked)]


def test_a_chapter_shows_exercises():
    assert CHAPTERS


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda path: path.stem)
def test_every_listed_answer_gets_the_verdict_of_the_kernel(opened, chapter):
    page = opened(chapter, "http")
    for one in declared(int(chapter.name[:2])):
        for question, form in forms(page, one):
            given, heard = zip(*answers(question), strict=True)
            assert said_to_all(form, list(given)) == list(heard)
            assert said_to_all(form, [[] if isinstance(question, ChoiceQuestion) else ""])[0].startswith("Notattempted")
    assert page.evaluate("() => document.body.innerText.includes(String.raw`\\(`)") is False


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda path: path.stem)
def test_a_question_of_each_kind_is_answered_wrong_and_right_by_keys(opened, chapter):
    page = opened(chapter, "disk")
    pairs = [pair for one in declared(int(chapter.name[:2])) for pair in forms(page, one)]
    for question, form in {type(question): (question, form) for question, form in pairs}.values():
        for answer, heard in list(answers(question))[-2:]:
            (choose if isinstance(question, ChoiceQuestion) else write)(form, answer)
            assert said(form) == heard


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda path: path.stem)
def test_hints_are_closed_and_code_is_shown(opened, chapter):
    page = opened(chapter)
    for one in declared(int(chapter.name[:2])):
        block = page.locator(f"#ex-{one.number.replace('.', '-')}")
        assert block.locator("details").evaluate_all("hints => hints.map(hint => hint.open)") == [False] * 3
        if one.code:
            assert one.code.starter.strip() in block.locator("pre").first.text_content()
    assert page.locator("text=Not attempted yet").count() == 0  # starters are the page's, their cells the notebook's
    for hint in block.locator("details").all():
        assert not hint.locator(".sd-card-body").is_visible()
        hint.locator("summary").press("Enter")
        assert hint.locator(".sd-card-body").is_visible()


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda path: path.stem)
def test_a_thumb_hits_every_input(opened, chapter):
    page = opened(chapter, viewport={"width": 390, "height": 800}, has_touch=True)
    assert min(page.locator(INPUTS).evaluate_all(HEIGHTS)) >= LEAST
