"""The functions that chapter 4 asks for: the solution passes, each slip is recognised by what it does."""

import numpy as np
import pytest

from course_lib.interactive import check, exercise


@pytest.mark.parametrize("number", ["4.4", "4.5"])
def test_the_solution_passes_and_each_slip_hears_its_own_sentence(number):
    code = exercise(number).code
    names = {"np": np}
    exec(code.solution, names)
    assert check(number, names[code.name]).passed
    for slip, sentence in code.wrong.items():
        assert check(number, slip).text == sentence


@pytest.mark.parametrize("number", ["4.4", "4.5"])
def test_the_starter_counts_as_not_attempted(number):
    code = exercise(number).code
    names = {}
    exec(code.starter, names)
    assert check(number, names[code.name]).text.startswith("The body is still empty")
