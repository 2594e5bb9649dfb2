"""What a reader does is remembered in the browser: shown where it belongs, drawn again, kept as a file, forgotten."""

import json
import re

import pytest
from browsing import come_back
from question_answers import choose, write

from course_lib.exercises import declared
from course_lib.interactive.questions.ask import ChoiceQuestion

pytestmark = [pytest.mark.site, pytest.mark.browser, pytest.mark.xdist_group("progress")]

REFUSED = """Object.defineProperty(window, "localStorage", {
  configurable: true, get() { throw new DOMException("no", "SecurityError"); } });"""
SOLVED = {f"01-gradient-descent#ex-1-{place}": place for place in (9, 2, 4, 1, 5, 3, 6, 8)}  # page → when


@pytest.fixture(params=["http", "file"])
def base(request, site, server):
    return server if request.param == "http" else site.as_uri() + "/"


@pytest.fixture
def context(browser):
    opened = browser.new_context(viewport={"width": 1280, "height": 800}, accept_downloads=True)
    yield opened
    opened.close()


@pytest.fixture
def page(context):
    errors = []
    tab = context.new_page()
    tab.on("console", lambda message: message.type == "error" and errors.append(message.text))
    tab.on("pageerror", lambda error: errors.append(str(error)))
    yield tab
    assert errors == []


def answer(page, one):
    """Give the right answers to all questions of an exercise."""
    forms = page.locator(f"#ex-{one.number.replace('.', '-')} form.question").all()
    for question, form in zip(one.questions, forms, strict=True):
        if isinstance(question, ChoiceQuestion):
            choose(form, [place for place, option in enumerate(question.options) if option.right])
        else:
            write(form, repr(question.answer))


def with_questions(chapter):
    return next(one for one in declared(chapter) if one.code is None)


def in_map(page):
    """The numbers in the last column of the chapter's map."""
    return page.locator("[data-tasks]").all_inner_texts()


def test_an_answer_is_remembered_and_shown_on_request_only(base, page):
    one = with_questions(1)
    page.goto(f"{base}book/01-gradient-descent.html")
    before = in_map(page)
    answer(page, one)
    assert [word for word in in_map(page) if "solved" in word] and len(before) == len(in_map(page))
    come_back(page)
    block = page.locator(f"#ex-{one.number.replace('.', '-')}")
    assert "✓ solved on" in block.locator(".admonition-title").first.inner_text()
    form = block.locator("form.question").first
    assert form.locator(".question-verdict").inner_text() == ""
    form.get_by_role("button", name="Show my answer").press("Enter")
    assert form.locator(".question-verdict").inner_text().startswith("Right.")
    assert page.evaluate("document.activeElement.textContent") == "Check"
    assert f"1 of {len(declared(1))} solved" in page.locator(".bd-links").inner_text()


def test_a_wrong_answer_later_takes_nothing_back_and_a_part_is_no_whole(server, page):
    one = next(one for one in declared(1) if len(one.questions) > 1)
    page.goto(f"{server}book/01-gradient-descent.html")
    block = page.locator(f"#ex-{one.number.replace('.', '-')}")
    first = block.locator("form.question").first
    write(first, "7e77")
    assert page.evaluate("memory.all('solved')") == {}
    assert "Tried before" not in first.inner_text(), "the verdict has just said more"
    first.locator("input").press("End")
    first.locator("input").press("Backspace")
    assert "Tried before" in first.inner_text()
    answer(page, one)
    (kept,) = page.evaluate("memory.all('solved')")
    assert kept == f"01-gradient-descent#ex-{one.number.replace('.', '-')}"
    write(first, "7e77")
    first.locator("input").press("Backspace")
    assert page.evaluate("memory.all('solved')") and "✓ Answered" in first.inner_text()


def test_a_goal_once_reached_stays_reached(base, page):
    page.goto(f"{base}book/01-gradient-descent.html")
    explorer = page.locator(".explorer:has([data-goal])").first
    assert explorer.locator("[data-goal]").inner_text() == "not yet"
    explorer.evaluate(
        "root => root.querySelector('[data-goal]').dispatchEvent(new Event('reached', { bubbles: true }))"
    )
    come_back(page)
    assert explorer.locator("[data-goal]").inner_text().endswith("reached")
    page.goto(f"{base}book/progress.html")
    assert page.locator("[data-goals]").first.inner_text().startswith("1 of")


def test_the_reading_place_is_where_one_goes_on(base, page):
    page.goto(f"{base}book/05-convergence.html#convergence-rates")
    page.wait_for_function("() => memory.all('places')['05-convergence']?.part.startsWith('5.2')")
    for name in ("index", "progress"):
        page.goto(f"{base}book/{name}.html")
        link = page.get_by_role("link", name=re.compile("^Go on with 5"))
        assert link.inner_text().startswith("Go on with 5.2")
    link.click()
    page.wait_for_url("**/05-convergence.html#*")


def test_without_storage_the_page_works_and_says_so_in_one_place(base, context, page):
    context.add_init_script(REFUSED)
    one = with_questions(1)
    page.goto(f"{base}book/01-gradient-descent.html")
    answer(page, one)
    assert "✓ solved on" in page.locator(f"#ex-{one.number.replace('.', '-')} .admonition-title").first.inner_text()
    page.goto(f"{base}book/progress.html")
    assert page.get_by_text("This browser lets the book keep nothing").is_visible()
    assert page.get_by_role("button", name="Forget everything").is_visible()


def test_three_questions_are_drawn_from_what_was_solved_longest_ago(base, page):
    page.goto(f"{base}book/progress.html")
    assert page.get_by_text("As soon as you have solved something").is_visible()
    page.evaluate("solved => memory.add(JSON.stringify({ version: 1, solved }))", SOLVED)
    links = page.locator("[data-review] ol a")
    numbers = [re.match(r"Exercise 1\.(\d+)", text)[1] for text in links.all_inner_texts()]
    assert numbers == ["1", "2", "3"]
    page.get_by_role("button", name="Draw three others").press("Enter")
    again = [re.match(r"Exercise 1\.(\d+)", text)[1] for text in links.all_inner_texts()]
    assert sorted(again) == ["4", "5", "6"], "the older half, at least six"
    assert page.evaluate("document.activeElement.closest('[data-review]') !== null")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/01-gradient-descent.html#ex-1-{again[0]}")


def test_progress_is_saved_added_and_forgotten(base, page, tmp_path):
    page.goto(f"{base}book/progress.html")
    page.evaluate("solved => memory.add(JSON.stringify({ version: 1, solved }))", SOLVED)
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as a file").click()
    saved = tmp_path / download.value.suggested_filename
    download.value.save_as(saved)
    assert json.loads(saved.read_text(encoding="utf-8"))["solved"] == SOLVED
    count = page.locator("[data-tasks]").first
    assert count.inner_text().startswith(f"{len(SOLVED)} of")
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Forget everything").click()
    assert (
        count.inner_text().startswith("0 of") and page.evaluate("localStorage.getItem('optimization-derived')") is None
    )
    other = tmp_path / "other.json"
    other.write_text('{"version": 99}')
    status = page.locator("[data-progress-said]")
    for file, words in ((other, "This is no file of progress"), (saved, "Added")):
        page.locator("input[type=file]").set_input_files(file)
        page.wait_for_function(
            "words => document.querySelector('[data-progress-said]').textContent.startsWith(words)", arg=words
        )
        assert status.inner_text().startswith(words)
    assert count.inner_text().startswith(f"{len(SOLVED)} of")


def test_the_numbers_of_exercises_are_those_of_the_library(server, page):
    page.goto(f"{server}book/progress.html")
    known = page.evaluate("TASKS")
    for chapter in range(1, 8):
        (name,) = [name for name in known if name.startswith(f"0{chapter}-")]
        exercises = [task for task in known[name] if task.startswith("ex-")]
        assert exercises == [f"ex-{one.number.replace('.', '-')}" for one in declared(chapter)]
