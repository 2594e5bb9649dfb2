import itertools

import numpy as np
import pytest

from course_lib import (
    BFGS,
    LBFGS,
    MLP,
    Adam,
    AdamW,
    AMSGrad,
    Armijo,
    GradientDescent,
    Momentum,
    Nesterov,
    Quadratic,
    Result,
    RMSProp,
    Rosenbrock,
    Step,
    Stop,
    clip_norm,
    iterates,
    minimize,
    projected,
)

BOWL = Quadratic(np.diag([1.0, 10.0]))
GD = GradientDescent(0.1)
AT = [1.0, 2.0]


def half_square(x):
    return 0.5 * float(np.sum(x**2)), x


def take(n, steps):
    return list(itertools.islice(steps, n))


@pytest.mark.evidence("eq-level-line", "running.minimize.iterates")
def test_steps_leave_level_lines_at_a_right_angle():
    f = Rosenbrock()
    for step in take(20, iterates(f, [-1.2, 1.0], GradientDescent(1e-3))):
        tangent = np.array([-step.g[1], step.g[0]]) / np.linalg.norm(step.g)
        h = 1e-6
        along = (f(step.x + h * tangent) - f(step.x - h * tangent)) / (2 * h)
        assert abs(along) <= 1e-7 * np.linalg.norm(step.g)


def test_iterates_are_the_equation():
    steps = take(30, iterates(BOWL, [3.0, 1.0], GradientDescent(0.1)))
    assert [s.k for s in steps] == list(range(30))
    assert steps[0].p is None and steps[0].alpha is None
    for a, b in itertools.pairwise(steps):
        np.testing.assert_array_equal(b.p, -a.g)
        np.testing.assert_array_equal(b.x, a.x + b.alpha * b.p)
        assert b.f == BOWL(b.x)


def test_gradient_small_means_the_largest_entry():
    run = minimize(BOWL, [3.0, 1.0], GradientDescent(0.1), tol=1e-4)
    assert run.converged and run.stop is Stop.GRADIENT_SMALL
    assert run.trace.grad_max[-1] <= 1e-4 < run.trace.grad_max[-2]
    assert isinstance(run, Result) and run.f == BOWL(run.x) and run.evals == run.steps + 1


def test_tol_zero_runs_to_the_limit_and_a_zero_gradient_still_ends():
    assert minimize(BOWL, [3.0, 1.0], GradientDescent(0.1), tol=0, max_iter=50).steps == 50
    run = minimize(BOWL, [0.0, 0.0], GradientDescent(0.1), tol=0)
    assert run.stop is Stop.GRADIENT_SMALL and run.steps == 0


def test_iteration_limit_zero_evaluates_once():
    run = minimize(BOWL, [3.0, 1.0], GradientDescent(0.1), max_iter=0)
    assert (run.stop, run.steps, run.evals) == (Stop.ITERATION_LIMIT, 0, 1)


@pytest.mark.parametrize("every", [1, 3, 7, 100])
def test_trace_records_multiples_and_the_last_step(every):
    full = minimize(BOWL, [3.0, 1.0], GradientDescent(0.1), tol=0, max_iter=25, keep="all")
    thin = minimize(BOWL, [3.0, 1.0], GradientDescent(0.1), tol=0, max_iter=25, keep="all", every=every)
    k = thin.trace.k
    np.testing.assert_array_equal(k, sorted({*range(0, 26, every), 25}))
    for name in ("f", "grad_norm", "grad_max", "alpha", "evals", "x"):
        np.testing.assert_array_equal(getattr(thin.trace, name), getattr(full.trace, name)[k])
    assert len(thin.trace.state) == len(k)


def test_trace_holds_what_it_says():
    trace = minimize(BOWL, [3.0, 1.0], GradientDescent(0.1), tol=0, max_iter=5, keep="x").trace
    assert np.isnan(trace.alpha[0]) and np.all(trace.alpha[1:] == 0.1)
    np.testing.assert_array_equal(trace.f, BOWL(trace.x))
    np.testing.assert_allclose(trace.grad_norm, np.linalg.norm(BOWL.gradient(trace.x), axis=1), rtol=1e-15)
    np.testing.assert_array_equal(trace.grad_max, np.abs(BOWL.gradient(trace.x)).max(axis=1))
    scalars = minimize(BOWL, [3.0, 1.0], GradientDescent(0.1), max_iter=5).trace
    assert scalars.x is None and scalars.state is None


def test_gradient_norms_survive_extreme_sizes():
    for size in (1e-200, 1e200):
        run = minimize(
            lambda x, size=size: (0.0, size * np.array([3.0, 4.0])), [0.0, 0.0], GradientDescent(0.1), max_iter=0, tol=0
        )
        assert run.trace.grad_norm[0] == pytest.approx(5 * size, rel=1e-15, abs=0)


def test_a_diverging_run_ends_at_the_last_good_step_without_a_warning():
    run = minimize(lambda x: (float(np.sum(x**4)), 4 * x**3), [2.5], GradientDescent(0.1))
    assert run.stop is Stop.NOT_FINITE and np.isfinite(run.f) and np.isfinite(run.x).all()
    np.testing.assert_allclose(
        minimize(lambda x: (float(np.sum(x**4)), 4 * x**3), [2.5], GradientDescent(0.1), max_iter=2, keep="x").trace.x[
            :, 0
        ],
        [2.5, -3.75, 17.34375],
    )


@pytest.mark.parametrize(("f", "g"), [(np.nan, 0.0), (np.inf, 0.0), (0.0, np.nan)])
def test_not_finite_at_the_start(f, g):
    run = minimize(lambda x: (f, np.full(2, g)), [1.0, 1.0], GradientDescent(0.1), tol=0)
    assert (run.stop, run.steps) == (Stop.NOT_FINITE, 0)
    assert list(iterates(lambda x: (f, np.full(2, g)), [1.0, 1.0], GradientDescent(0.1))) == []


def test_callback_sees_every_step_and_stops_on_true():
    seen = []

    def callback(step):
        assert isinstance(step, Step)
        seen.append(step.k)
        return step.k == 4

    run = minimize(BOWL, [3.0, 1.0], GradientDescent(0.1), callback=callback)
    assert run.stop is Stop.CALLBACK and seen == [0, 1, 2, 3, 4] and run.steps == 4


def test_exceptions_of_the_callback_pass_through():
    with pytest.raises(ZeroDivisionError):
        minimize(BOWL, [3.0, 1.0], GradientDescent(0.1), callback=lambda step: 1 / 0)


def test_a_rate_may_depend_on_k_from_one_on():
    asked = []

    def rate(k):
        asked.append(k)
        return 1 / k

    run = minimize(half_square, [1.0], GradientDescent(rate), tol=0, max_iter=4, keep="x")
    assert asked[:1] == [1] and run.x[0] == 0  # x₁ = x₀ − x₀
    assert np.all(run.trace.alpha[1:] == 1 / np.arange(1, len(run.trace.alpha)))


@pytest.mark.parametrize("value", [0.0, -1.0, np.nan, np.inf])
def test_a_rate_that_fails_at_k_is_named(value):
    with pytest.raises(ValueError, match=r"learning_rate\(3\) must be .* got"):
        minimize(BOWL, [3.0, 1.0], GradientDescent(lambda k: 0.01 if k < 3 else value), tol=0)


def test_x0_is_never_written_and_iterates_are_read_only():
    x0 = np.array([3.0, 1.0])
    steps = take(3, iterates(BOWL, x0, GradientDescent(0.1)))
    np.testing.assert_array_equal(x0, [3.0, 1.0])
    assert x0.flags.writeable
    for step in steps:
        with pytest.raises(ValueError, match="read-only"):
            step.x[0] = 0.0


def test_an_objective_may_reuse_its_gradient_array():
    buffer = np.empty(2)

    def objective(x):
        np.multiply([1.0, 10.0], x, out=buffer)
        return 0.5 * float(x @ buffer), buffer

    steps = take(3, iterates(objective, [3.0, 1.0], GradientDescent(0.05)))
    np.testing.assert_array_equal(steps[0].g, [3.0, 10.0])
    np.testing.assert_array_equal(steps[1].p, -steps[0].g)


def test_types_and_shapes_of_x0():
    assert minimize(BOWL, np.float32([3, 1]), GradientDescent(0.1)).x.dtype == np.float32
    assert minimize(BOWL, [3, 1], GradientDescent(0.1)).x.dtype == np.float64
    scalar = minimize(half_square, 3.0, GradientDescent(0.5), max_iter=2, tol=0)
    assert isinstance(scalar.x, np.ndarray) and scalar.x.shape == () and scalar.x == 0.75


def test_same_input_same_bytes():
    runs = [
        minimize(Rosenbrock(4), [-1.2, 1.0, 0.3, 2.0], GradientDescent(1.0), search=Armijo(), max_iter=99, keep="x")
        for _ in range(2)
    ]
    assert runs[0].trace.x.tobytes() == runs[1].trace.x.tobytes()


def test_a_method_needs_only_init_and_direction():
    class Signs:
        def init(self, x0):
            return None

        def direction(self, x, g, state):
            return -0.5 * np.sign(g), state

    run = minimize(BOWL, [3.0, 1.0], Signs(), max_iter=6, tol=0, keep="x")
    np.testing.assert_array_equal(run.trace.x[2], [2.0, 0.0])


def test_a_search_that_cannot_move_x_reports_no_progress():
    def kink(x):  # lowest at 1, where the gradient still promises a decrease
        return 1e3 * float(abs(x[0] - 1)), np.array([1e-3])

    run = minimize(kink, [1.0], GradientDescent(1.0), search=Armijo())
    assert run.stop is Stop.NO_PROGRESS and run.steps == 0 and run.x[0] == 1


def test_batches_are_handed_to_the_objective_in_order():
    seen = []

    def objective(x, rows, weight):
        seen.append((rows.tolist(), weight))
        return float(np.sum(x)), np.ones_like(x)

    batches = [(np.array([k]), 10 * k) for k in range(4)]
    run = minimize(objective, [0.0], GradientDescent(1.0), batches=batches, tol=1e9)
    assert seen == [([k], 10 * k) for k in range(4)]
    assert run.stop is Stop.ITERATION_LIMIT and run.steps == 3


@pytest.mark.parametrize(
    ("arguments", "options", "error", "message"),
    [
        ((BOWL, [np.nan, 1.0], GD), {}, ValueError, r"x0 must be finite, got nan at index \(0,\)"),
        ((BOWL, [], GD), {}, ValueError, r"x0 must not be empty, got shape \(0,\)"),
        ((BOWL, [1.0, 2.0, 3.0], GD), {}, ValueError, r"x must have 2 entries .* got shape \(3,\)"),
        ((BOWL, ["a", "b"], GD), {}, TypeError, r"x0 must be an array of real numbers"),
        (
            (BOWL, [1 + 2j, 0], GD),
            {},
            TypeError,
            r"x0 must be an array of real numbers, got dtype complex",
        ),
        ((BOWL, [[1.0], [1.0, 2.0]], GD), {}, ValueError, r"x0 must be an array of numbers"),
        ((None, AT, GD), {}, TypeError, r"objective must have value_and_grad\(x\)"),
        (
            (lambda x: x, AT, GD),
            {},
            TypeError,
            r"objective must return the pair \(f, gradient\)",
        ),
        (
            (lambda x: (x, x), AT, GD),
            {},
            ValueError,
            r"the value .* one number, got shape \(2,\)",
        ),
        (
            (lambda x: (0.0, x[:1]), AT, GD),
            {},
            ValueError,
            r"the gradient must have the shape of x",
        ),
        ((BOWL, AT, 0.1), {}, TypeError, r"method must have init\(x0\) and direction\(x, g, state\), got 0.1"),
        ((BOWL, AT, GD), {"tol": -1}, ValueError, r"tol must be at least 0, got -1"),
        (
            (BOWL, AT, GD),
            {"max_iter": 2.5},
            TypeError,
            r"max_iter must be a whole number, got 2.5",
        ),
        (
            (BOWL, AT, GD),
            {"max_iter": -1},
            ValueError,
            r"max_iter must be at least 0, got -1",
        ),
        ((BOWL, AT, GD), {"every": 0}, ValueError, r"every must be at least 1, got 0"),
        (
            (BOWL, AT, GD),
            {"keep": "y"},
            ValueError,
            r"keep must be one of 'scalars', 'x', 'all', got 'y'",
        ),
        (
            (BOWL, AT, GD),
            {"callback": 3},
            TypeError,
            r"callback must be a function of a Step, got 3",
        ),
        (
            (BOWL, AT, GD),
            {"search": "armijo"},
            TypeError,
            r"search must be a line search such as",
        ),
        (
            (BOWL, AT, GD),
            {"search": Armijo(), "batches": [()]},
            ValueError,
            r"search must be left out with batches",
        ),
        (
            (BOWL, AT, GD),
            {"batches": []},
            ValueError,
            r"batches must hold at least one tuple",
        ),
    ],
)
def test_bad_input(arguments, options, error, message):
    with pytest.raises(error, match=message):
        minimize(*arguments, **options)


# Nothing wrong in silence.

ADAPTIVE = [method(0.05, epsilon=0.0) for method in (Adam, AdamW, AMSGrad, RMSProp)]


def looks_at_two(x):
    """Return f of two of three entries; the gradient of the third is 0."""
    return float((x[0] - 1) ** 2 + (x[1] - 1) ** 2), np.array([2 * (x[0] - 1), 2 * (x[1] - 1), 0.0])


class Nans:
    """A method of one's own that divides 0 by 0 in an entry that f does not look at."""

    def init(self, x0):
        return None

    def direction(self, x, g, state):
        return np.array([-g[0], -g[1], np.nan]), None


def nan_projection(x):
    return np.array([x[0], x[1], np.nan])


@pytest.mark.parametrize(
    "method", [*ADAPTIVE, Nans(), projected(GD, nan_projection), clip_norm(Nans(), 1.0)], ids=lambda m: type(m).__name__
)
def test_a_step_that_is_not_finite_ends_the_run_though_f_and_its_gradient_are(method):
    run = minimize(looks_at_two, np.zeros(3), method)
    assert (run.stop, run.steps, run.converged) == (Stop.NOT_FINITE, 0, False)
    np.testing.assert_array_equal(run.x, np.zeros(3))
    assert [step.k for step in iterates(looks_at_two, np.zeros(3), method)] == [0]
    batches = [(), (), ()]
    assert minimize(looks_at_two, np.zeros(3), method, batches=batches).stop is Stop.NOT_FINITE


@pytest.mark.parametrize("method", [Adam, AdamW, AMSGrad, RMSProp])
@pytest.mark.parametrize(("dtype", "size"), [(np.float64, 1e200), (np.float32, 1e30)])
def test_squares_beyond_the_largest_float_end_the_run_instead_of_stopping_x(method, dtype, size):
    run = minimize(lambda x: (1.0, np.full_like(x, size)), np.zeros(2, dtype), method(0.1), max_iter=5)
    assert (run.stop, run.steps) == (Stop.NOT_FINITE, 0)
    below = dtype(np.sqrt(np.finfo(dtype).max) / 2)
    assert minimize(lambda x: (1.0, np.full_like(x, below)), np.zeros(2, dtype), method(0.1), max_iter=5).steps == 5


def test_a_search_does_not_take_an_infinite_x_for_a_minimum():
    def falls_to_the_right(x):
        return float(1 / (1 + np.abs(x).sum())), np.full_like(x, -1e305)

    run = minimize(falls_to_the_right, [1.0], GradientDescent(1e10), search=Armijo(c1=1e-300))
    assert np.isfinite(run.x).all()


def test_a_slope_beyond_the_largest_float_is_not_finite():
    run = minimize(lambda x: (1e200 * float(x @ x), 2e200 * x), [1.0, 1.0], GradientDescent(1.0), search=Armijo())
    assert (run.stop, run.steps) == (Stop.NOT_FINITE, 0)


@pytest.mark.parametrize("method", [*ADAPTIVE, BFGS(), LBFGS(), Momentum(0.1), Nesterov(0.1), projected(GD, np.abs)])
def test_a_callback_cannot_change_the_run(method):
    def arrays(step):
        state = step.state if isinstance(step.state, tuple) else (step.state,)
        pairs = [part for pair in getattr(step.state, "pairs", ()) for part in pair]
        return [part for part in (step.x, step.g, step.p, *state, *pairs) if isinstance(part, np.ndarray)]

    for step in take(4, iterates(BOWL, [3.0, 1.0], method)):
        for array in arrays(step):
            with pytest.raises(ValueError, match="read-only"):
                array[...] = 0


@pytest.mark.parametrize("said", [1, 0, "stop", np.array([True]), [True]])
def test_a_callback_answers_true_or_false_or_nothing(said):
    with pytest.raises(TypeError, match=r"^callback must return True to stop the run, or False or None to go on, got"):
        minimize(BOWL, AT, GD, callback=lambda step: said)
    for fine in (None, False, np.False_):
        assert minimize(BOWL, AT, GD, callback=lambda step, fine=fine: fine, max_iter=3).steps == 3
    assert minimize(BOWL, AT, GD, callback=lambda step: np.True_).stop is Stop.CALLBACK


def needs_two(a, b):
    raise AssertionError("never called")


def type_error_inside(x):
    raise TypeError("my own")


@pytest.mark.parametrize(
    ("run", "error", "message"),
    [
        (lambda: minimize(Rosenbrock, AT, GD), TypeError, r"^objective must be an object, .* write Rosenbrock\(…\)$"),
        (
            lambda: minimize(needs_two, AT, GD),
            TypeError,
            r"^objective must take x, .*: needs_two\(\) missing 1 required",
        ),
        (
            lambda: minimize(MLP((2, 1)), np.ones(3), GD),
            TypeError,
            r"^objective must take x, and after it what a batch",
        ),
        (lambda: minimize(type_error_inside, AT, GD), TypeError, r"^my own$"),
        (
            lambda: minimize(BOWL, AT, GD, search=lambda phi, start, trial: 0.5),
            TypeError,
            r"^search must return what phi",
        ),
        (lambda: minimize(BOWL, AT, GD, search=lambda a: 0.5), TypeError, r"^search must take \(phi, start, trial\): "),
        (lambda: minimize(BOWL, AT, GD, batches=5), TypeError, r"^batches must be an iterable of tuples, .* got 5$"),
        (lambda: minimize(BOWL, AT, GD, batches=[(), None, ()]), TypeError, r"^batches must hold tuples, got None"),
        (lambda: minimize(BOWL, AT, GD, callback=lambda: None), TypeError, r"^callback must take one Step: "),
        (
            lambda: minimize(BOWL, AT, GradientDescent(needs_two)),
            TypeError,
            r"^learning_rate must be a function of k alo",
        ),
        (
            lambda: minimize(BOWL, np.ones(2, np.float16), GD),
            TypeError,
            r"^x0 must be float64 or float32 where steps are",
        ),
        (lambda: minimize(BOWL, np.ones(2, np.longdouble), GD), TypeError, r"^x0 must be float64 or float32, got"),
        (lambda: minimize(BOWL, np.ma.array(AT, mask=[0, 1]), GD), TypeError, r"^x0 must not have a mask"),
        (lambda: minimize(lambda x: (0.0, np.ma.array(x)), AT, GD), TypeError, r"^the gradient must not have a mask"),
        (
            lambda: minimize(lambda x: (0.0, 1j * x), AT, GD),
            TypeError,
            r"^the gradient must be an array of real numbers",
        ),
    ],
)
def test_what_does_not_fit_is_answered_in_the_callers_words(run, error, message):
    with pytest.raises(error, match=message):
        run()


def test_an_objective_that_overwrites_x_is_told_so():
    def doubling(x):
        x *= 2
        return float(x @ x), 2 * x

    with pytest.raises(ValueError, match=r"^objective must not write to x.* write x = 2 \* x instead of x \*= 2"):
        minimize(doubling, AT, GD)
