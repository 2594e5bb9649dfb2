import numpy as np
import pytest

from course_lib import (
    BFGS,
    LBFGS,
    Armijo,
    GradientDescent,
    LogisticRegression,
    Quadratic,
    Rosenbrock,
    Stop,
    StrongWolfe,
    iterates,
    minimize,
)

rng = np.random.default_rng(11)
X = rng.normal(size=(60, 4))
OBJECTIVES = {
    "rosenbrock": (Rosenbrock(), [-1.2, 1.0]),
    "rosenbrock 6": (Rosenbrock(6), np.tile([-1.2, 1.0], 3)),
    "quadratic": (Quadratic(np.diag([1.0, 30.0, 1000.0])), [1.0, 1.0, 1.0]),
    "logistic": (LogisticRegression(X, (X[:, 0] > 0.3).astype(float), l2=1e-3), np.zeros(4)),
}
SEARCHES = [Armijo(), Armijo(c1=0.4, shrink=0.7), StrongWolfe(), StrongWolfe(c1=1e-3, c2=0.1)]


def counted(points):
    """The steps of a run, with every evaluated point appended to `points`."""

    def objective(f):
        def value_and_grad(x):
            points.append(x.tobytes())
            return f.value_and_grad(x)

        return value_and_grad

    return objective


@pytest.mark.evidence("eq-armijo", "running.line_search.Armijo")
@pytest.mark.parametrize("name", OBJECTIVES)
@pytest.mark.parametrize("search", SEARCHES, ids=repr)
def test_the_conditions_hold_at_every_accepted_step(name, search):
    f, x0 = OBJECTIVES[name]
    previous, lower = None, 0
    for step, _ in zip(iterates(f, x0, GradientDescent(1.0), search=search), range(200), strict=False):
        if previous is not None and abs(previous.f - step.f) > 1e-10 * (1 + abs(previous.f)):
            slope = previous.g @ step.p
            assert slope < 0
            lower += step.f < previous.f
            assert step.f <= previous.f + search.c1 * step.alpha * slope
            if isinstance(search, StrongWolfe):
                assert abs(step.g @ step.p) <= search.c2 * abs(slope)
        previous = step
    assert lower > 0


@pytest.mark.parametrize("search", SEARCHES, ids=repr)
def test_no_point_is_evaluated_twice(search):
    points = []
    f, x0 = OBJECTIVES["rosenbrock"]
    minimize(counted(points)(f), x0, GradientDescent(1.0), search=search, max_iter=100)
    assert len(points) == len(set(points)) > 100


def test_armijo_takes_the_first_length_that_passes():
    f = Quadratic(np.eye(1))  # from x = 1 the length α falls by α − α²/2, and passes if α ≤ 2(1 − c₁)
    accepted = [
        list(zip(iterates(f, [1.0], GradientDescent(trial), search=Armijo(0.25, 0.5)), range(2), strict=False))[1][0]
        for trial in (1.5, 1.6, 10.0)
    ]
    assert [step.alpha for step in accepted] == [1.5, 0.8, 1.25]


@pytest.mark.parametrize("search", [Armijo(), StrongWolfe()], ids=repr)
def test_backs_off_from_points_where_f_is_not_finite(search):
    def barrier(x):  # −log x + x, defined for x > 0 only
        return (float(x[0] - np.log(x[0])) if x[0] > 0 else np.nan), 1 - 1 / x

    run = minimize(barrier, [3.0], GradientDescent(40.0), search=search, max_iter=500)
    assert run.stop is Stop.GRADIENT_SMALL
    assert run.x[0] == pytest.approx(1, abs=2e-6)


def test_wolfe_goes_beyond_a_trial_that_is_too_short():
    first = list(
        zip(
            iterates(Quadratic(np.eye(2)), [1.0, 2.0], GradientDescent(1e-3), search=StrongWolfe(c2=0.1)),
            range(2),
            strict=False,
        )
    )[1][0]
    assert 0.9 <= first.alpha <= 1.1  # |φ'(α)| = |1 − α| ‖g‖²


@pytest.mark.parametrize("search", [Armijo(), StrongWolfe()], ids=repr)
def test_a_function_without_bound_ends_by_itself(search):
    run = minimize(lambda x: (-float(x[0]), -np.ones(1)), [0.0], GradientDescent(1.0), search=search, max_iter=50)
    assert run.stop in (Stop.ITERATION_LIMIT, Stop.LINE_SEARCH_FAILED)


@pytest.mark.parametrize("search", [Armijo(), StrongWolfe()], ids=repr)
def test_a_wrong_gradient_is_reported_and_hangs_nothing(search):
    run = minimize(lambda x: (float(x @ x), -2 * x), [1.0, 2.0], GradientDescent(1.0), search=search)
    assert run.stop in (Stop.LINE_SEARCH_FAILED, Stop.NO_PROGRESS)
    np.testing.assert_array_equal(run.x, [1.0, 2.0])


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Armijo(c1=0), r"c1 must lie in \(0, 1\), got 0"),
        (lambda: Armijo(shrink=1.0), r"shrink must lie in \(0, 1\), got 1.0"),
        (lambda: Armijo(max_iter=0), r"max_iter must be at least 1, got 0"),
        (lambda: StrongWolfe(c2=1.5), r"c2 must lie in \(0, 1\), got 1.5"),
        (lambda: StrongWolfe(c1=0.9, c2=0.5), r"c1 must lie in \(0, 0.5\), got 0.9"),
    ],
)
def test_bad_input(make, message):
    with pytest.raises(ValueError, match=message):
        make()


QUASI_NEWTON = [BFGS(), LBFGS()]


def ripples(level, height, trend):
    """Return a wave over a parabola, far above 0."""

    def objective(t):
        f = level + height * np.sin(4 * t[0]) + trend * t[0] ** 2
        return float(t.dtype.type(f)), 4 * height * np.cos(4 * t) + 2 * trend * t

    return objective


@pytest.mark.parametrize("method", QUASI_NEWTON, ids=["BFGS", "LBFGS"])
@pytest.mark.parametrize("start", [1.5, -2.0, 0.3, 5.0])
@pytest.mark.parametrize(
    ("level", "height", "trend", "dtype", "digits"),
    [
        (1e12, 10.0, 0.1, np.float64, 1e-13),
        (-1e12, 10.0, 0.1, np.float64, 1e-13),
        (1e15, 1e3, 10.0, np.float64, 1e-13),
        (1e4, 0.1, 1e-3, np.float32, 2e-6),
        (1e4, 1e-3, 1e-5, np.float32, 2e-6),
    ],
)
def test_f_never_climbs_by_more_than_rounding(method, start, level, height, trend, dtype, digits):
    run = minimize(ripples(level, height, trend), np.array([start], dtype), method, tol=0, max_iter=200)
    lowest = np.minimum.accumulate(run.trace.f)
    assert (run.trace.f[1:] <= lowest[:-1] + digits * abs(level)).all()


@pytest.mark.parametrize("method", QUASI_NEWTON, ids=["BFGS", "LBFGS"])
@pytest.mark.parametrize(
    ("f", "below"),
    [
        (lambda x: (float(np.log(x[0])) if x[0] > 0 else np.nan, 1 / x), -6.0),
        (lambda x: (-float(np.exp(x[0])), -np.exp(x)), -1e300),
    ],
    ids=["log", "exp"],
)
def test_a_line_without_a_wolfe_point_gives_the_best_point_seen(method, f, below):
    seen = []

    def recorded(x):
        value, gradient = f(x)
        seen.append(value)
        return value, gradient

    run = minimize(recorded, [1.0], method, max_iter=20)
    assert run.stop in (Stop.LINE_SEARCH_FAILED, Stop.NOT_FINITE, Stop.ITERATION_LIMIT)
    assert run.steps >= 1
    assert run.f < below
    assert (np.diff(run.trace.f) < 0).all()


def test_a_function_that_falls_for_ever_is_called_so():
    run = minimize(lambda x: (float(x[0]), np.ones(1)), [1.0], BFGS())
    assert (run.stop, run.steps) == (Stop.LINE_SEARCH_FAILED, 0)
    assert "falls along it without end" in run.stop.value


@pytest.mark.parametrize("method", QUASI_NEWTON, ids=["BFGS", "LBFGS"])
@pytest.mark.parametrize("size", [1e-10, 1e-17, 1e-25])
def test_the_first_step_moves_x_however_small_the_gradient(method, size):
    def flat(x):
        return size * float((x - 1) @ (x - 1)), 2 * size * (x - 1)

    run = minimize(flat, [-1.0, 3.0], method, tol=1e-8 * size)
    assert run.converged
    np.testing.assert_allclose(run.x, [1, 1], atol=1e-8)


@pytest.mark.parametrize("method", QUASI_NEWTON, ids=["BFGS", "LBFGS"])
@pytest.mark.parametrize(("dtype", "size"), [(np.float64, 1e120), (np.float64, 1e-120), (np.float32, 1e25)])
def test_slopes_and_scales_neither_overflow_nor_vanish(method, dtype, size):
    def scaled(x):
        return size * 0.5 * float(x.astype(float) @ [x[0], 10 * x[1]]), (size * np.array([x[0], 10.0 * x[1]])).astype(
            dtype
        )

    x0 = np.array([1.0, 1.0], dtype)
    run = minimize(scaled, x0, method, tol=1e-4 * size)
    assert run.converged, run
    assert run.steps < 30
