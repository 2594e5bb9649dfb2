"""AMSGrad against torch, and where it converges while Adam does not."""

import itertools
import math

import numpy as np
import pytest

from course_lib import minimize
from course_lib.experiments.rare_gradient import rare_gradient_path
from course_lib.methods import Adam, AMSGrad, projected


@pytest.mark.parametrize("problem", ["quadratic", "log_sum_exp", "tiny"])
def test_a_thousand_steps_equal_those_of_torch(distances_to_torch, problem):
    distances = distances_to_torch(problem, "AMSGrad", AMSGrad(1e-2))
    assert distances[0] < 1e-15
    assert distances.max() < 1e-13


def test_the_maximum_is_of_the_uncorrected_second_moment():
    method, x = AMSGrad(beta1=0.0, beta2=0.5, epsilon=0.0), np.zeros(1)
    p, state = method.direction(x, np.array([4.0]), method.init(x))
    assert (state.v_max[0], p[0]) == (8.0, -1.0)  # v = 16/2, v̂ = 16
    p, state = method.direction(x, np.array([1.0]), state)
    assert (state.v[0], state.v_max[0]) == (4.5, 8.0)
    assert p[0] == pytest.approx(-1 / math.sqrt(8 / 0.75), rel=1e-15)  # the maximum of v̂ would give −1/4


def run_with_a_rare_large_gradient(method, steps):
    """f_t(x) = 1100x when t ≡ 1 mod 1000, else −x, on [−1, 1]: their sum falls towards −1. Each thousandth iterate."""
    batches = itertools.cycle([(1100.0,)] + [(-1.0,)] * 999)
    stays = projected(method(lambda k: 0.5 / math.sqrt(k)), lambda x: min(max(float(x), -1.0), 1.0))
    record = {"max_iter": steps, "keep": "x", "every": 1000}
    run = minimize(lambda x, c: (c * float(x), c), np.array(-1.0), stays, batches=batches, **record)
    return run.trace.k, run.trace.x


@pytest.mark.slow
@pytest.mark.parametrize("method, tenth", [(Adam, -0.32), (AMSGrad, -0.876)])
def test_with_default_betas_adam_leaves_the_best_point_and_the_formulas_path_is_that_of_the_method(method, tenth):
    k, x = run_with_a_rare_large_gradient(method, 20_000)
    assert x[0] == -1 and x[k == 10_000] == pytest.approx(tenth, abs=0.005)
    path = rare_gradient_path(20_000, amsgrad=method is AMSGrad)  # which tests/experiments follows to 200,000
    np.testing.assert_allclose(x, path[k], rtol=0, atol=1e-9)
