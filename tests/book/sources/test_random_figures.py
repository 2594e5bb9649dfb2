"""Figures of drawn numbers are found, and the tests that hold their sentences say over how many draws."""

import textwrap

import pytest
from book_sources import ROOT, pages
from complaints import no_complaints
from random_figures import Draws, all_draws, random_figures, without

FIGURE = {"mystnb": {"figure": {"name": "fig-one", "caption": "One."}}}


@pytest.mark.slow
def test_marks_name_a_figure_or_section_and_enough_draws():
    marks, complaints = all_draws(sorted((ROOT / "tests").rglob("test_*.py")))
    no_complaints(complaints)
    figures = {figure for page in pages(ROOT) if page.suffix == ".ipynb" for figure in random_figures(page)}
    assert marks and {mark.name for mark in marks if mark.name.startswith("fig-")} <= figures


def test_a_figure_is_random_if_a_generator_had_a_part_in_what_it_shows(write_notebook):
    source = """
        rng = np.random.default_rng(0)
        data = rng.normal(size=9)


        def drawn(seed):
            return np.random.default_rng(seed).normal()
        """
    show = "x = {}\nax.plot(x)"
    for shown, found in (
        ("data", ["fig-one"]),
        ("2 * data.mean()", ["fig-one"]),
        ("drawn(3)", ["fig-one"]),
        ("still", []),
    ):
        page = write_notebook("still = 3", source, show.format(shown), metadata={2: FIGURE})
        assert random_figures(page) == found
    again = write_notebook("data = default_rng(0)", "data = 3", show.format("data"), metadata={2: FIGURE})
    assert random_figures(again) == []
    local = write_notebook(
        "rng = default_rng(0)", "def f(rng):\n    return rng", show.format("f(3)"), metadata={2: FIGURE}
    )
    assert random_figures(local) == []


def test_a_mark_that_says_too_little_is_found(tmp_path):
    path = tmp_path / "test_it.py"
    path.write_text(
        textwrap.dedent("""
        @pytest.mark.draws("fig-one", 40)
        def test_good(seeds): ...

        @pytest.mark.draws("fig-one", 5)
        def test_few(seeds): ...

        @pytest.mark.draws("fig-one")
        def test_short(seeds): ...

        @pytest.mark.draws("fig-one", 40)
        def test_no_seeds(): ...
        """)
    )
    marks, complaints = all_draws([path])
    assert marks == [Draws("fig-one", 40, "test_it.py::test_good")]
    assert complaints == [
        "test_it.py::test_few: 5 draws are too few, take 20 at least",
        "test_it.py::test_short: the mark takes what the test holds, and the number of draws",
        "test_it.py::test_no_seeds: a test over draws takes the fixture `seeds`",
    ]


@pytest.mark.slow
def test_figures_without_a_test_are_listed():
    marks, _ = all_draws(sorted((ROOT / "tests").rglob("test_*.py")))
    missing = without(ROOT, marks)
    assert len(without(ROOT, [])) > len(missing)
    assert not any(line.endswith(": fig-relu-stack") for line in missing)
