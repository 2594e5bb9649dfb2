"""What holds for every declared exercise, and for the cells that show it."""

import ast
import json
import re
from pathlib import Path

import numpy as np
import pytest

from course_lib import check, exercise
from course_lib.exercises import declared
from course_lib.interactive.questions.ask import OTHER, ChoiceQuestion, NumberQuestion
from course_lib.interactive.questions.code_question import BLANK, CodeQuestion
from course_lib.interactive.questions.formula_question import FormulaQuestion
from course_lib.interactive.questions.verdict import Status

BOOK = Path(__file__).resolve().parents[2] / "book"
CHAPTERS = range(1, 10)
EXERCISES = [one for chapter in CHAPTERS for one in declared(chapter)]
FEWEST_SLIPS = 3
QUESTIONS = [
    pytest.param(one, question, id=f"{one.number}-{place}")
    for one in EXERCISES
    for place, question in enumerate(one.questions, 1)
]


def of_kind(kind):
    return [case for case in QUESTIONS if isinstance(case.values[1], kind)]


def squeezed(text):
    return re.sub(r"\s", "", text)


def function(source):
    found = {"np": np}
    exec(source, found)
    return found[ast.parse(source).body[-1].name]


def test_there_are_exercises():
    assert [one.number for one in declared(1)] == [f"1.{i}" for i in range(1, 11)]


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_exercises_are_numbered_in_order(chapter):
    assert [one.number for one in declared(chapter)] == [f"{chapter}.{i + 1}" for i in range(len(declared(chapter)))]


@pytest.mark.parametrize(("one", "question"), of_kind(NumberQuestion))
def test_number(one, question):
    assert question.verdict(repr(float(question.answer))).status is Status.RIGHT
    assert question.verdict(repr(question.answer + 10 * max(map(abs, [1, question.answer, *question.wrong])))) == OTHER
    assert question.verdict("").status is Status.OPEN
    assert len(question.wrong) >= FEWEST_SLIPS
    answer = re.compile(rf"(?<![\d.]){re.escape(f'{abs(question.answer):g}')}(?!\.?\d)")
    for value, explanation in question.wrong.items():
        verdict = question.verdict(repr(float(value)))
        assert (verdict.status, verdict.text) == (Status.NOT_YET, explanation)
        assert not answer.search(explanation)


@pytest.mark.parametrize(("one", "question"), of_kind(FormulaQuestion))
def test_formula(one, question):
    assert question.verdict(question.answer).status is Status.RIGHT
    assert question.verdict(f"1.37*({question.answer}) + 0.29") == OTHER
    assert question.verdict("").status is Status.OPEN
    assert len(question.wrong) >= FEWEST_SLIPS
    for text, explanation in question.wrong.items():
        verdict = question.verdict(text)
        assert (verdict.status, verdict.text) == (Status.NOT_YET, explanation)
        assert squeezed(question.answer) not in squeezed(explanation)


@pytest.mark.parametrize(("one", "question"), of_kind(ChoiceQuestion))
def test_choice(one, question):
    right = {i for i, option in enumerate(question.options) if option.right}
    assert question.verdict(right).status is Status.RIGHT
    assert question.verdict([]).status is Status.OPEN
    wrong = [i for i in range(len(question.options)) if i not in right]
    assert len(wrong) >= FEWEST_SLIPS
    for i in wrong:
        verdict = question.verdict([i])
        assert (verdict.status, verdict.text) == (Status.NOT_YET, question.options[i].explanation)
        assert not any(squeezed(question.options[j].text) in squeezed(verdict.text) for j in right)


@pytest.mark.parametrize(("one", "question"), of_kind(CodeQuestion))
def test_code(one, question):
    assert check(one.number, function(question.solution)).passed
    blank = check(one.number, function(question.starter))
    assert (blank.status, blank.text) == (Status.OPEN, BLANK)
    assert len(question.wrong) >= FEWEST_SLIPS
    statements = [ast.unparse(node) for node in ast.walk(ast.parse(question.solution)) if isinstance(node, ast.BinOp)]
    for slip, explanation in question.wrong.items():
        verdict = check(one.number, slip)
        assert (verdict.status, verdict.text) == (Status.NOT_YET, explanation)
        assert squeezed(max(statements, key=len)) not in squeezed(explanation)
    other = check(one.number, lambda *arguments: question.reference(*arguments) + 1)
    assert other.status is Status.NOT_YET
    assert other.text.startswith("It differs from the library in ")


@pytest.mark.parametrize("one", EXERCISES, ids=lambda one: one.number)
def test_three_different_hints(one):
    assert len({hint.strip() for hint in one.hints} - {""}) == 3


@pytest.mark.parametrize("one", EXERCISES, ids=lambda one: one.number)
def test_two_faces(one, monkeypatch):
    live = one._repr_mimebundle_()
    assert set(live) == {"application/vnd.jupyter.widget-view+json", "text/plain"}
    monkeypatch.setenv("COURSE_STATIC", "1")
    page = one._repr_mimebundle_()["text/markdown"]
    assert page.count("{dropdown} Hint") == 3
    assert f":label: ex-{one.number.replace('.', '-')}" in page
    assert page.count('<form class="question"') == (0 if one.code else len(one.questions))
    for source in (one.code.starter, one.code.solution) if one.code else ():
        assert source.strip() in page


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: exercise("1.99"), "got '1.99'; chapter 1 has 1.1, 1.2"),
        (lambda: exercise("77.1"), "got '77.1'; chapter 77 has none"),
        (lambda: exercise(1.4), 'got 1.4; it looks like "1.4"'),
        (lambda: check("1.1", print), "got '1.1', which is answered in its form"),
    ],
)
def test_a_number_that_is_none_is_refused(call, says):
    with pytest.raises(ValueError, match=re.escape(says)):
        call()


def complaints(notebook):
    """What is amiss in the exercise cells of a notebook; nothing where it shows no declared exercise."""
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    sources = ["".join(cell["source"]).strip() for cell in cells]
    shown = [match[1] for source in sources if (match := re.search(r'^exercise\("([\d.]+)"\)$', source, re.MULTILINE))]
    if not shown:
        return []
    wanted = [one.number for one in declared(int(notebook.name[:2]))]
    found = [] if shown == wanted else [f"it shows the exercises {shown}, declared are {wanted}"]
    if any("{exercise}" in source for source in sources):
        found.append("an exercise stands in the text, where nothing checks it")
    tags = {source: cell["metadata"].get("tags", []) for source, cell in zip(sources, cells, strict=True)}
    for number in set(shown) & set(wanted):
        one = exercise(number)
        place = sources.index(f'exercise("{number}")') if f'exercise("{number}")' in sources else -1
        if place < 0 or "remove-input" not in tags[sources[place]]:
            found.append(f'exercise("{number}") does not stand alone in a cell with the tag remove-input')
        elif one.code and sources[place + 1] != one.starter_cell():
            found.append(f"the cell after exercise {number} is not its starter")
        elif one.code and "remove-cell" not in tags[sources[place + 1]]:
            found.append(
                f"the starter of exercise {number} lacks the tag remove-cell; the page shows it in the exercise"
            )
    return found


@pytest.mark.parametrize("notebook", sorted(BOOK.glob("0*.ipynb")), ids=lambda path: path.stem)
def test_the_cells_of_a_chapter_match_the_declared_exercises(notebook):
    assert complaints(notebook) == []


def as_declared():
    cells = []
    for one in declared(1):
        cells.append([f'exercise("{one.number}")', ["remove-input"]])
        cells += [[one.starter_cell(), ["remove-cell"]]] if one.code else []
    return cells


def written(folder, cells):
    path = folder / "01-chapter.ipynb"
    listed = [{"cell_type": "code", "source": source, "metadata": {"tags": tags}} for source, tags in cells]
    path.write_text(json.dumps({"cells": listed}), encoding="utf-8")
    return path


def test_cells_as_declared_pass(tmp_path):
    assert complaints(written(tmp_path, as_declared())) == []
    assert complaints(written(tmp_path, [["x = 1", []]])) == []


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda cells: cells.pop(0), "it shows the exercises ['1.2'"),
        (lambda cells: cells.append(["```{exercise} One\n```", []]), "an exercise stands in the text"),
        (lambda cells: cells[0].__setitem__(1, []), 'exercise("1.1") does not stand alone'),
        (
            lambda cells: cells[4].__setitem__(0, cells[4][0].replace("...", "return x")),
            "after exercise 1.4 is not its",
        ),
        (lambda cells: cells.pop(4), "the cell after exercise 1.4 is not its starter"),
        (lambda cells: cells[4].__setitem__(1, []), "the starter of exercise 1.4 lacks the tag"),
    ],
)
def test_cells_that_differ_are_found(tmp_path, change, says):
    cells = as_declared()
    change(cells)
    (complaint,) = complaints(written(tmp_path, cells))
    assert says in complaint
