"""A cell needs those above that give its names, and those in between that change them."""

import random

import pytest
from livepage.needs import Chapter

LOOP = ("rng = np.random.default_rng(0)", "x = rng.normal()", "y = rng.normal()", "z = x")


def chapter(*sources):
    return Chapter(["import numpy as np", *sources])


@pytest.mark.parametrize(
    ("sources", "needs"),
    [
        (("a = 1", "b = 2", "b + 1"), [2]),
        (("a = 1", "a = 2", "a"), [2]),
        (("a = 1", "b = a", "b"), [1, 2]),
        (("d = {}", "d['k'] = 1", "d"), [1, 2]),
        (("d = {}", "e = len(d)", "d"), [1]),
        (LOOP, [0, 1, 2]),
        ((*LOOP[:3], "y"), [0, 1, 2, 3]),
        (("A = np.eye(2)", "n = np.linalg.norm(A)", "A"), [0, 1]),
        (("A = np.eye(2)", "A.sort()", "A"), [0, 1, 2]),
        (("s = 1", "def f():\n    return s", "f()"), [1, 2]),
        (("s = 1", "def f():\n    return s", "s = 2", "f()"), [1, 2, 3]),
        (("x = []", "def add(x):\n    x.append(1)", "add(x)", "x"), [1, 2, 3]),
        (("x = []", "def size(x):\n    return len(x)", "size(x)", "x"), [1]),
        (("n = [0]", "def count():\n    n[0] += 1", "count()", "n"), [1, 2, 3]),
        (("from course_lib import minimize", "f = 3", "r = minimize(f, 0)", "f"), [2]),
        (
            ("from course_lib.showing.plotting import panel, path", "fig, ax = panel()", "path(ax, 1)", "fig, ax"),
            [1, 2, 3],
        ),
        (("from course_lib import moons", "P = moons(np.random.default_rng(0))", "net.see(P)", "P"), [0, 1, 2]),
        (
            ("from course_lib import minibatches", "B = minibatches(np.random.default_rng(0))", "net.see(B)", "B"),
            [0, 1, 2, 3],
        ),
        (("def own(r):\n    return r", "r = own(np.random.default_rng(0))", "net.see(r)", "r"), [0, 1, 2, 3]),
        (("class A:\n    def go(self):\n        self.n = 1", "a = A()", "a.go()", "a"), [1, 2, 3]),
    ],
)
def test_needs(sources, needs):
    assert chapter(*sources).needs(len(sources)) == needs


def run(book, state, cell):
    plan = book.plan(cell, state)
    for one in plan:
        book.ran(one, state)
    return plan


def test_what_has_run_is_not_run_again():
    book, state = chapter("a = 1", "b = a", "c = b"), {}
    assert run(book, state, 3) == [1, 2, 3]
    assert run(book, state, 3) == [3]
    assert run(book, state, 2) == [2]


def test_a_name_that_was_given_again_below_is_given_anew():
    book, state = chapter("a = 1", "b = a", "a = 2", "c = a"), {}
    assert run(book, state, 4) == [3, 4]
    assert run(book, state, 2) == [1, 2]
    assert run(book, state, 4) == [3, 4]


def test_random_numbers_are_drawn_from_where_they_would_be():
    book, state = chapter(*LOOP), {}
    assert run(book, state, 3) == [0, 1, 2, 3]
    assert run(book, state, 3) == [1, 2, 3]  # the generator has moved on
    assert run(book, state, 4) == [4]


def test_a_changed_cell_runs_again_where_it_is_needed():
    state = {}
    run(chapter("a = 1", "b = a", "other = 0"), state, 2)
    changed = chapter("a = 5", "b = a", "other = 0")
    assert changed.plan(2, state) == [1, 2]
    assert changed.plan(3, state) == [3]


def test_a_cell_that_failed_has_given_nothing():
    book, state = chapter("a = 1", "b = a"), {}
    book.ran(1, state, well=False)
    assert book.plan(2, state) == [1, 2]


def test_in_any_order_each_cell_finds_what_it_would_find_in_the_book():
    sources = [
        "import random",
        "r = random.Random(1)\nlog = []",
        "a = r.random()",
        "log.append(a)",
        "def f():\n    return k + a",
    ]
    sources += [
        "k = 1",
        "v = f()",
        "k = 2",
        "w = f()",
        "log += [v]",
        "total = sum(log) + w",
        "r.seed(3)",
        "b = r.random()",
    ]
    shown = {}
    namespace = {}
    for place, source in enumerate(sources):
        exec(source, namespace)
        shown[place] = snapshot(namespace, Chapter(sources).names[place].gives)
    book, state, namespace = Chapter(sources), {}, {}
    order = list(range(len(sources))) * 5
    random.Random(0).shuffle(order)
    for cell in order:
        for one in book.plan(cell, state):
            exec(sources[one], namespace)
            book.ran(one, state)
        assert snapshot(namespace, book.names[cell].gives) == shown[cell]


def snapshot(namespace, names):
    return {
        name: repr(namespace[name]) for name in names if not callable(namespace[name]) and name not in ("random", "r")
    }


def test_a_cell_that_does_not_parse_is_still_needed():
    before = chapter("a = 1", "a")
    assert Chapter(["import numpy as np", "a =", "a"], before).needs(2) == [1]
    assert Chapter(["import numpy as np", "a =", "a"]).needs(2) == []
