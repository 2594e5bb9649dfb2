"""L-BFGS: the two-loop recursion against the matrix that it stands for."""

import numpy as np
import pytest

from course_lib import Rosenbrock, minimize
from course_lib.methods import BFGS, LBFGS
from course_lib.methods._pairs import Pairs
from course_lib.methods.bfgs import bfgs_update
from course_lib.methods.lbfgs import two_loop


def drawn_pairs(seed):
    rng = np.random.default_rng(seed)
    n, count = rng.integers(2, 12), rng.integers(1, 9)
    pairs = Pairs.empty(8, np.zeros(n))
    for _ in range(count):
        s, y = rng.standard_normal((2, n))
        y += s * (0.2 * np.linalg.norm(y) * np.linalg.norm(s) - min(0, y @ s)) / (s @ s)
        pairs = pairs.append(s, y, float(y @ s))
    return pairs, rng.standard_normal(n)


@pytest.mark.evidence("eq-two-loop", "methods.lbfgs.two_loop")
@pytest.mark.parametrize("seed", range(100))
def test_the_two_loops_multiply_by_the_dense_matrix(seed):
    pairs, g = drawn_pairs(seed)
    s, y = pairs.s, pairs.y
    H = y[-1] @ s[-1] / (y[-1] @ y[-1]) * np.eye(len(g))
    for s_i, y_i in zip(s, y, strict=True):
        H = bfgs_update(H, s_i, y_i)
    assert np.linalg.norm(two_loop(g, pairs) - H @ g) <= 1e-12 * np.linalg.norm(H) * np.linalg.norm(g)


def test_without_a_pair_the_matrix_is_the_identity():
    g = np.array([1.0, -2.0])
    np.testing.assert_array_equal(two_loop(g, Pairs.empty(3, g)), g)


def test_only_the_latest_pairs_count_and_g_is_not_written():
    g = np.array([1.0, -2.0, 3.0])
    g.flags.writeable = False
    long, short = Pairs.empty(2, g), Pairs.empty(2, g)
    rows = np.random.default_rng(0).standard_normal((5, 3))
    for i, s in enumerate(rows):
        long = long.append(s, 2 * s, 2 * float(s @ s))
        if i >= 3:
            short = short.append(s, 2 * s, 2 * float(s @ s))
    assert two_loop(g, long).tobytes() == two_loop(g, short).tobytes()


def test_with_one_pair_it_takes_the_second_step_of_bfgs():
    runs = [minimize(Rosenbrock(), np.array([-1.2, 1.0]), m, max_iter=2, tol=0, keep="x") for m in (BFGS(), LBFGS())]
    np.testing.assert_allclose(runs[0].trace.x, runs[1].trace.x, rtol=1e-14)


def test_memory_matters():
    x0 = np.tile([-1.2, 1.0], 5)
    evaluations = [minimize(Rosenbrock(10), x0, LBFGS(memory)).evals for memory in (1, 10)]
    assert evaluations[1] < evaluations[0]
