"""What every method of the course keeps to."""

import itertools

import numpy as np
import pytest

from course_lib import Rosenbrock, iterates, minimize
from course_lib.methods import (
    BFGS,
    LBFGS,
    Adam,
    AdamW,
    AMSGrad,
    GradientDescent,
    Momentum,
    Nesterov,
    Newton,
    RMSProp,
    clip_norm,
    clip_value,
    projected,
)

FIRST_ORDER = [
    GradientDescent(0.01),
    Momentum(0.001),
    Nesterov(0.001),
    RMSProp(),
    Adam(),
    AMSGrad(),
    AdamW(),
    clip_norm(Adam(), 0.5),
    clip_value(Momentum(0.001), 0.5),
    projected(Nesterov(0.001), lambda x: np.clip(x, -3, 3)),
]
SECOND_ORDER = [
    Newton(Rosenbrock(3).hessian),
    Newton(Rosenbrock(3).hessian, damping=0.1),
    BFGS(),
    LBFGS(2),
    clip_norm(LBFGS(), 0.5),
]


def name(method):
    inner = getattr(method, "method", None)
    return type(method).__name__ + (f"({type(inner).__name__})" if inner else "")


def leaves(state):
    """Every array in a state."""
    if isinstance(state, np.ndarray | np.generic):
        yield state
    elif isinstance(state, tuple):
        for part in state:
            yield from leaves(part)
    elif hasattr(state, "ys"):
        yield from (state.s, state.y, state.ys)


def content(value):
    return [(leaf.dtype, leaf.shape, leaf.tobytes()) for leaf in leaves(value)]


def half_square(x):
    return 0.5 * float(np.sum(x**2)), x


@pytest.mark.parametrize("method", FIRST_ORDER + SECOND_ORDER, ids=name)
def test_float32_stays_float32_throughout(method):
    x0 = np.array([-1.2, 1.0, 0.5], np.float32)
    for step in itertools.islice(iterates(Rosenbrock(3), x0, method), 8):
        assert {a.dtype for a in (step.x, step.g, *leaves(step.state))} == {np.dtype(np.float32)}
        assert step.k == 0 or step.p.dtype == np.float32


@pytest.mark.parametrize("make", [Momentum, Nesterov, RMSProp, Adam, AMSGrad, AdamW, GradientDescent])
def test_hyperparameters_that_are_numpy_numbers_do_not_promote_float32(make):
    method = make(np.float64(0.01))
    if hasattr(method, "beta"):
        method = make(np.float64(0.01), beta=np.float64(0.5))
    if hasattr(method, "beta1"):
        method = make(np.float64(0.01), np.float64(0.5), np.float64(0.75), np.float64(1e-6))
    p, state = method.direction(np.ones(2, np.float32), np.ones(2, np.float32), method.init(np.ones(2, np.float32)))
    assert {a.dtype for a in (p, *leaves(state))} == {np.dtype(np.float32)}


@pytest.mark.parametrize("method", FIRST_ORDER, ids=name)
@pytest.mark.parametrize("shape", [(), (1,), (2, 3), (2, 1, 2)])
def test_first_order_methods_take_any_shape(method, shape):
    x0 = np.linspace(0.5, 2, int(np.prod(shape))).reshape(shape)
    run = minimize(half_square, x0, method, max_iter=20, tol=0, keep="x")
    flat = minimize(half_square, x0.ravel(), method, max_iter=20, tol=0, keep="x")
    assert isinstance(run.x, np.ndarray)
    assert isinstance(run.g, np.ndarray)
    assert run.x.shape == shape
    np.testing.assert_allclose(run.trace.x.reshape(21, -1), flat.trace.x, rtol=1e-14)


@pytest.mark.parametrize("method", FIRST_ORDER, ids=name)
def test_a_scalars_direction_is_an_array_in_the_step(method):
    steps = list(itertools.islice(iterates(half_square, np.array(2.0), method), 3))
    assert all(isinstance(step.p, np.ndarray) and step.p.shape == () for step in steps[1:])


@pytest.mark.parametrize("method", FIRST_ORDER + SECOND_ORDER, ids=name)
def test_nothing_handed_over_is_written(method):
    x0 = np.array([-1.2, 1.0, 0.5])
    before = x0.tobytes()
    minimize(Rosenbrock(3), x0, method, max_iter=30)
    assert x0.tobytes() == before
    assert x0.flags.writeable

    x, g, state = x0, Rosenbrock(3).gradient(x0), method.init(x0)
    for _ in range(6):
        handed = content((x, g)), content(state)
        p, after = method.direction(x, g, state)
        assert (content((x, g)), content(state)) == handed
        x, state = x + 1e-3 * p, after
        g = Rosenbrock(3).gradient(x)


@pytest.mark.parametrize("method", FIRST_ORDER + SECOND_ORDER, ids=name)
def test_going_on_from_a_kept_state_gives_the_same_bytes(method):
    run = minimize(Rosenbrock(3), np.array([-1.2, 1.0, 0.5]), method, max_iter=25, tol=0, keep="all")
    states, last = run.trace.state, len(run.trace.k) - 1
    for k in sorted({0, 1, last // 2, last - 1}):
        x = run.trace.x[k]
        g = Rosenbrock(3).gradient(x)
        first, again = method.direction(x, g, states[k]), method.direction(x, g, states[k])
        kept = content(first)
        method.direction(x + 0.1, g * 1.5 + 1, states[k])  # another future of the same state
        assert content(first) == content(again) == kept
        assert content(first[1]) == content(states[k + 1])


@pytest.mark.parametrize("method", FIRST_ORDER + SECOND_ORDER, ids=name)
def test_the_same_run_twice_gives_the_same_bytes(method):
    one, two = (minimize(Rosenbrock(3), np.array([-1.2, 1.0, 0.5]), method, max_iter=25, keep="x") for _ in range(2))
    assert one.trace.x.tobytes() == two.trace.x.tobytes()
