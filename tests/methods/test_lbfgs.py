"""L-BFGS: the two-loop recursion against the matrix that it stands for."""

import numpy as np
import pytest

from course_lib import Rosenbrock, minimize
from course_lib.methods import BFGS, LBFGS
from course_lib.methods._pairs import Pair
from course_lib.methods.bfgs import bfgs_update
from course_lib.methods.lbfgs import two_loop


def drawn_pairs(seed):
    rng = np.random.default_rng(seed)
    n, count = rng.integers(2, 12), rng.integers(1, 9)
    pairs = []
    for _ in range(count):
        s, y = rng.standard_normal((2, n))
        y += s * (0.2 * np.linalg.norm(y) * np.linalg.norm(s) - min(0, y @ s)) / (s @ s)
        pairs.append(Pair(s, y, float(y @ s)))
    return pairs, rng.standard_normal(n)


@pytest.mark.evidence("eq-two-loop", "methods.lbfgs.two_loop")
@pytest.mark.parametrize("seed", range(100))
def test_the_two_loops_multiply_by_the_dense_matrix(seed):
    pairs, g = drawn_pairs(seed)
    _, y, ys = pairs[-1]
    H = ys / (y @ y) * np.eye(len(g))
    for s, y, _ in pairs:
        H = bfgs_update(H, s, y)
    assert np.linalg.norm(two_loop(g, pairs) - H @ g) <= 1e-12 * np.linalg.norm(H) * np.linalg.norm(g)


def test_without_a_pair_the_matrix_is_the_identity():
    g = np.array([1.0, -2.0])
    np.testing.assert_array_equal(two_loop(g, ()), g)


def test_g_is_not_written():
    g = np.array([1.0, -2.0, 3.0])
    g.flags.writeable = False
    pairs, _ = drawn_pairs(0)
    assert two_loop(g, ()) is not g
    two_loop(g[: len(pairs[0].s)], [Pair(s[:3], y[:3], ys) for s, y, ys in pairs])


@pytest.mark.parametrize("memory", [1, 2, 5])
def test_the_latest_pairs_are_kept_oldest_first_and_no_state_changes(memory):
    method = LBFGS(memory)
    x, state = np.zeros(2), method.init(np.zeros(2))
    states = []
    for k in range(1, 9):
        _, state = method.direction(x, 2 * x, state)
        states.append(state)
        x = x + k
    for k, state in enumerate(states):
        assert [pair.s[0] for pair in state.pairs] == list(range(max(1, k + 1 - memory), k + 1))
        assert all(pair.ys == pair.s @ pair.y == 2 * pair.s @ pair.s for pair in state.pairs)


def test_with_one_pair_it_takes_the_second_step_of_bfgs():
    runs = [minimize(Rosenbrock(), np.array([-1.2, 1.0]), m, max_iter=2, tol=0, keep="x") for m in (BFGS(), LBFGS())]
    np.testing.assert_allclose(runs[0].trace.x, runs[1].trace.x, rtol=1e-14)


def test_memory_matters():
    x0 = np.tile([-1.2, 1.0], 5)
    evaluations = [minimize(Rosenbrock(10), x0, LBFGS(memory)).evals for memory in (1, 10)]
    assert evaluations[1] < evaluations[0]
