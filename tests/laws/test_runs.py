"""Laws of runs and their records, of minibatches and of schedules."""

import itertools

import numpy as np
import pytest
from drawn import decades, powers_of_two, rngs
from hypothesis import given
from hypothesis import strategies as st

from course_lib import (
    BFGS,
    Adam,
    GradientDescent,
    Quadratic,
    Result,
    Rosenbrock,
    Step,
    Stop,
    Trace,
    iterates,
    minibatches,
    minimize,
    schedules,
)

EPS = np.finfo(np.float64).eps
METHODS = [GradientDescent(1e-3), Adam(0.05), BFGS()]


@pytest.mark.law("minimize", "iterates", "Trace", "Result", "Step", "Stop")
@given(rng=rngs, method=st.sampled_from(METHODS), every=st.integers(1, 5), max_iter=st.integers(0, 12))
def test_minimize_is_what_iterates_gives_and_its_record_is_thinned(rng, method, every, max_iter):
    x0 = rng.uniform(-2, 2, 2)
    kept = x0.copy()
    run = minimize(Rosenbrock(), x0, method, tol=0, max_iter=max_iter, every=every, keep="all")
    steps = list(itertools.islice(iterates(Rosenbrock(), x0, method), max_iter + 1))
    assert x0.tobytes() == kept.tobytes()
    wanted = sorted({*range(0, max_iter + 1, every), max_iter})
    trace: Trace = run.trace
    assert trace.k.tolist() == wanted
    for i, k in enumerate(wanted):
        step: Step = steps[k]
        assert (step.k, step.f, step.x.tobytes()) == (k, trace.f[i], trace.x[i].tobytes())
        assert trace.grad_norm[i] == pytest.approx(np.linalg.norm(step.g), rel=4 * EPS)
        assert trace.grad_max[i] == np.abs(step.g).max()
        assert (np.isnan(trace.alpha[i]) and step.alpha is None) or trace.alpha[i] == step.alpha
    assert len({len(part) for part in (trace.k, trace.f, trace.alpha, trace.evals, trace.x, trace.state)}) == 1
    assert isinstance(run, Result) and run.stop is Stop.ITERATION_LIMIT and not run.converged
    assert (run.steps, run.f, run.x.tobytes()) == (max_iter, steps[-1].f, steps[-1].x.tobytes())
    assert run.evals == trace.evals[-1] >= max_iter + 1


@pytest.mark.law("minimize", "Result", "Stop")
@given(rng=rngs, decade=st.integers(-8, 1))
def test_a_run_ends_at_the_first_small_gradient(rng, decade):
    tol, x0 = 10.0**decade, rng.uniform(-2, 2, 3)
    run = minimize(Quadratic(np.diag([1.0, 2.0, 3.0])), x0, GradientDescent(0.3), tol=tol)
    assert run.stop is Stop.GRADIENT_SMALL and run.converged
    assert run.trace.grad_max[-1] <= tol
    assert (run.trace.grad_max[:-1] > tol).all()


@pytest.mark.law("minimize", "Step", "Stop")
@given(rng=rngs, at=st.integers(0, 6))
def test_a_callback_sees_every_step_and_may_end_the_run(rng, at):
    seen: list[Step] = []

    def stop(step):
        seen.append(step)
        return step.k == at

    run = minimize(Rosenbrock(), rng.uniform(-2, 2, 2), Adam(), tol=0, callback=stop)
    assert run.stop is Stop.CALLBACK
    assert [step.k for step in seen] == list(range(at + 1))
    assert run.x.tobytes() == seen[-1].x.tobytes()


@pytest.mark.law("minibatches")
@given(rng=rngs, n=st.integers(1, 12), size=st.integers(1, 14))
def test_an_epoch_shows_every_row_once_and_rows_stay_together(rng, n, size):
    data = rng.standard_normal((n, 2)).astype(np.float32), np.arange(n)
    before, seed = data[0].tobytes(), int(rng.integers(2**31))
    batches, again = (minibatches(data, size, np.random.default_rng(seed)) for _ in range(2))
    for _ in range(2):
        epoch = list(itertools.islice(batches, -(-n // size)))
        assert [len(y) for _, y in epoch] == [size] * (n // size) + [n % size] * bool(n % size)
        rows = np.concatenate([y for _, y in epoch])
        assert sorted(rows) == list(range(n))
        X = np.concatenate([X for X, _ in epoch])
        assert X.dtype == np.float32
        np.testing.assert_array_equal(X, data[0][rows])
        for one, two in zip(epoch, again, strict=False):
            assert [a.tobytes() for a in one] == [a.tobytes() for a in two]
    assert data[0].tobytes() == before


@pytest.mark.law("minibatches", "minimize")
@given(rng=rngs)
def test_a_run_on_one_batch_of_all_rows_is_the_run_on_the_mean(rng):
    X = rng.standard_normal((4, 2))

    def mean(x, rows=X):
        return float(((x - rows) ** 2).sum() / (2 * len(rows))), x - rows.mean(axis=0)

    whole = minimize(mean, np.ones(2), Adam(0.1), tol=0, max_iter=5, keep="x")
    batched = minimize(mean, np.ones(2), Adam(0.1), batches=minibatches(X, 4, rng), max_iter=5, keep="x")
    np.testing.assert_allclose(batched.trace.x, whole.trace.x, rtol=1e-12)


@pytest.mark.law("schedules.inverse_time", "schedules.cosine", "schedules.warm_up")
@given(first=decades(-6, 3), factor=powers_of_two, k=st.integers(1, 50), steps=st.integers(1, 40))
def test_schedules_scale_with_their_first_rate(first, factor, k, steps):
    assert schedules.inverse_time(factor * first, 0.3)(k) == factor * schedules.inverse_time(first, 0.3)(k)
    scaled = schedules.cosine(factor * first, steps, factor * first / 8)(k)
    assert scaled == factor * schedules.cosine(first, steps, first / 8)(k)
    assert schedules.warm_up(factor * first, steps)(k) == factor * schedules.warm_up(first, steps)(k)


@pytest.mark.law("schedules.inverse_time", "schedules.cosine", "schedules.warm_up")
@given(first=decades(-6, 3), decay=decades(-4, 1), steps=st.integers(1, 40), k=st.integers(1, 40))
def test_schedules_begin_and_end_where_they_say(first, decay, steps, k):
    slower = schedules.inverse_time(first, decay)
    assert slower(1) == first
    assert 1 / slower(k + 1) - 1 / slower(k) == pytest.approx(decay / first, rel=1e-9)
    wave = schedules.cosine(first, steps, first / 8)
    assert (wave(1), wave(steps + 1), wave(steps + k)) == (first, first / 8, first / 8)
    mirrored = wave(1 + k) + wave(1 + steps - k) if k <= steps else first + first / 8
    assert mirrored == pytest.approx(first + first / 8, rel=8 * EPS)
    if k < steps:
        assert wave(k + 1) < wave(k)
    climb = schedules.warm_up(slower, steps)
    assert climb(k) == pytest.approx(min(k, steps) * slower(k) / steps, rel=4 * EPS)
    assert schedules.warm_up(slower, 1)(k) == slower(k)
