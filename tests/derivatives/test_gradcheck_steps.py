"""How long the steps of a check are, along directions too, and how many evaluations it takes."""

from __future__ import annotations

import numpy as np
import pytest

from course_lib import check_gradient, check_hessian, hessian_vector_product
from course_lib.derivatives import gradcheck
from course_lib.derivatives._verdict import STEP


def cubes(x):
    return np.sum(x**3), 3 * x**2


@pytest.mark.parametrize("x", [[0.0, 1.0, -1.0], [0.0, 0.2, -1e-3, 7.0], [0.0, 0.0], [[2.0, 0.5], [-3.0, 1.0]]])
def test_along_a_direction_no_entry_but_a_zero_changes_its_sign_within_the_safe_length(monkeypatch, x):
    monkeypatch.setattr(gradcheck, "compare", lambda g, line, *rest, typical: (line, typical))
    x = np.array(x)
    line, typical = check_gradient(cubes, x, directions=3, rng=np.random.default_rng(4))
    directions = np.random.default_rng(4).normal(size=(3, *x.shape))
    for i, d in enumerate(directions):
        d = d / np.linalg.norm(d)
        ends = [abs(entry / along) for entry, along in zip(x.flat, d.flat, strict=True) if entry != 0]
        assert line((i,)).safe == pytest.approx(min(ends, default=np.inf), rel=1e-14)
        assert line((i,)).f(0.5) == pytest.approx(cubes(x + 0.5 * d)[0], rel=1e-14)
    assert typical == pytest.approx(np.sqrt(np.mean(9 * x**4)), rel=1e-14, abs=0)


@pytest.mark.parametrize("n", [1, 2, 5])
def test_a_hessian_costs_two_gradients_a_column(n):
    asked = []
    report = check_hessian(
        lambda x: (asked.append(1), (0.5 * x @ x, x))[1], np.ones(n), hessian=lambda x: np.eye(len(x))
    )
    assert report and len(asked) == 2 + 2 * n


@pytest.mark.parametrize("x, size", [([0.0, 0.0], 2.0), ([5.0, 6.0], 8.0)])
@pytest.mark.parametrize("v", [[1.0, 1.0], [30.0, -40.0], [1e-200, 1e-200]])
def test_a_hessian_product_steps_as_far_whatever_the_length_of_the_direction(x, size, v):
    asked = []
    hessian_vector_product(lambda point: (asked.append(point - x), point)[1], x, v)
    assert [np.linalg.norm(step) for step in asked] == pytest.approx([STEP * size] * 2, rel=1e-9, abs=0)


@pytest.mark.parametrize("changing", ["value", "gradient"])
def test_an_objective_that_answers_otherwise_in_one_half_of_the_pair_is_refused(changing):
    asked = []

    def objective(x):
        asked.append(x)
        extra = 1e-3 * len(asked)
        return x @ x + extra * (changing == "value"), 2 * x + extra * (changing == "gradient")

    with pytest.raises(ValueError, match=r"^objective must give the same answer twice"):
        check_gradient(objective, [1.0, 2.0])
