"""scripts/prove_evidence.py tells a test that needs its function from one that does not."""

import textwrap
from types import FunctionType
from typing import NamedTuple

import numpy as np
import prove_evidence
import pytest
from evidence import all_evidence

from course_lib import Adam, GradientDescent, Quadratic, Stop, minimize


class Pair(NamedTuple):
    left: np.ndarray
    right: float


def test_zeros_keep_type_and_shape():
    pair = prove_evidence.zeros(Pair(np.ones((2, 3), np.float32), 4.0))
    assert isinstance(pair, Pair) and pair.right == 0.0
    assert pair.left.shape == (2, 3) and pair.left.dtype == np.float32 and not pair.left.any()
    assert prove_evidence.zeros({"a": [1, (2, "b")]}) == {"a": [0, (0, "b")]}
    assert list(prove_evidence.zeros(iter([1, 2.5]))) == [0, 0.0]
    assert prove_evidence.zeros(None) is None and prove_evidence.zeros(True) is False
    result = prove_evidence.zeros(minimize(Quadratic(np.eye(2)), np.ones(2), GradientDescent(0.5)))
    assert result.f == 0 and not result.trace.grad_norm.any() and result.stop is Stop.GRADIENT_SMALL


def test_every_name_of_a_function_is_broken():
    offset = 3.0

    def f(x, scale=2.0, *, shift=1.0):
        return scale * x + shift + offset

    table = [f]
    assert f(1.0) == 6.0
    prove_evidence.return_zeros(f)
    assert f(1.0) == table[0](1.0, scale=5.0, shift=2.0) == 0.0


def test_the_methods_of_a_class_are_its_own_and_inherited_ones():
    names = {function.__name__ for function in prove_evidence.methods(Adam)}
    assert {"init", "direction"} <= names and not any(name.startswith("__") for name in names - {"__call__"})
    assert {"gradient", "value_and_grad", "__call__"} <= {f.__name__ for f in prove_evidence.methods(Quadratic)}
    assert all(isinstance(function, FunctionType) for function in prove_evidence.methods(Quadratic))


MODULE = """
import pytest
from course_lib.bounds import contraction


@pytest.mark.evidence("eq-needs", "bounds.contraction")
def test_that_needs_it():
    assert contraction(0.5, 1.0, 1.0) == 0.5


@pytest.mark.evidence("eq-never-looks", "bounds.contraction")
def test_that_never_looks():
    assert contraction(0.5, 1.0, 1.0) >= 0
"""


@pytest.mark.kernel
def test_a_test_that_passes_with_zeros_is_found(tmp_path, monkeypatch):
    monkeypatch.setattr(prove_evidence, "ROOT", tmp_path)
    (tmp_path / "pytest.ini").write_text("[pytest]\nmarkers = evidence: e\n", encoding="utf-8")
    (tmp_path / "test_one.py").write_text(textwrap.dedent(MODULE), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    rows, complaints = all_evidence([tmp_path / "test_one.py"])
    assert complaints == []
    assert {row.label: prove_evidence.survives(row) for row in rows} == {"eq-needs": False, "eq-never-looks": True}
