"""Laws of the methods: what a change of units, of place or of axes does to the directions they give."""

import itertools

import numpy as np
import pytest
from drawn import positive_definite, powers_of_two, rngs, rotation
from hypothesis import given, settings
from hypothesis import strategies as st

from course_lib import (
    BFGS,
    LBFGS,
    Adam,
    AdamW,
    AMSGrad,
    Armijo,
    GradientDescent,
    Method,
    Momentum,
    Nesterov,
    Newton,
    Objective,
    Quadratic,
    RMSProp,
    Step,
    clip_norm,
    clip_value,
    iterates,
    minimize,
    projected,
)

EPS = np.finfo(np.float64).eps


def quartic(x):
    """Σ cosh xᵢ + ¼(Σx)⁴, smooth and convex."""
    s = x.sum()
    return float(np.cosh(x).sum() + s**4 / 4), np.sinh(x) + s**3


def hessian(x):
    return np.diag(np.cosh(x)) + 3 * x.sum() ** 2


def box(x):
    return np.clip(x, -0.75, 0.75)


METHODS = {
    "GradientDescent": GradientDescent(0.05),
    "Momentum": Momentum(0.02),
    "Nesterov": Nesterov(0.02),
    "RMSProp": RMSProp(0.02),
    "Adam": Adam(0.05),
    "AMSGrad": AMSGrad(0.05),
    "AdamW": AdamW(0.05),
    "Newton": Newton(hessian),
    "Newton, damped": Newton(hessian, damping=0.5),
    "BFGS": BFGS(),
    "LBFGS": LBFGS(3),
    "clip_norm": clip_norm(Momentum(0.02), 0.7),
    "clip_value": clip_value(Adam(0.05), 0.7),
    "projected": projected(Nesterov(0.02), box),
}
NAMES = [name for name in METHODS if "," not in name]


def directions(method, points, gradients):
    """What the method answers to a history of points and gradients."""
    state, answers = method.init(points[0]), []
    for x, g in zip(points, gradients, strict=True):
        p, state = method.direction(x, g, state)
        answers.append(p)
    return np.array(answers)


def history(rng, n=3, length=6):
    """Points, and gradients that grow along the steps as those of a convex function do."""
    points = np.cumsum(rng.standard_normal((length, n)), axis=0)
    return points, points @ positive_definite(rng, n)


def arrays_in(state):
    if isinstance(state, np.ndarray):
        return [state]
    return [array for part in state for array in arrays_in(part)] if isinstance(state, tuple) else []


@pytest.mark.law(*NAMES, "iterates", "Step")
@pytest.mark.parametrize("dtype", [np.float64, np.float32])
@pytest.mark.parametrize("name", METHODS)
@given(rng=rngs)
def test_a_step_moves_by_alpha_p_in_the_type_of_the_start_which_is_not_written(name, dtype, rng):
    x0 = rng.uniform(-0.7, 0.7, 3).astype(dtype)
    kept, before = x0.tobytes(), None
    for step in itertools.islice(iterates(quartic, x0, METHODS[name]), 6):
        assert isinstance(step, Step)
        assert {a.dtype for a in (step.x, step.g, *arrays_in(step.state))} == {np.dtype(dtype)}
        if before is not None:
            size = np.abs(before.x).max() + np.abs(step.alpha * step.p).max()
            moved = before.x + step.alpha * step.p
            np.testing.assert_allclose(step.x, moved, rtol=0, atol=4 * np.finfo(dtype).eps * size)
        before = step
    assert x0.tobytes() == kept


@pytest.mark.law(*NAMES)
@pytest.mark.parametrize("name", METHODS)
@given(rng=rngs, at=st.integers(0, 6))
def test_replay_from_a_kept_state_gives_the_same_bytes(name, rng, at):
    method = METHODS[name]
    run = minimize(quartic, rng.uniform(-2, 2, 3), method, tol=0, max_iter=8, keep="all")
    at = min(at, len(run.trace.k) - 2)
    x, state = run.trace.x[at], run.trace.state[at]
    _, g = quartic(x)
    p, after = method.direction(x, g, state)
    recorded = [array.tobytes() for array in arrays_in(run.trace.state[at + 1])]
    assert [array.tobytes() for array in arrays_in(after)] == recorded
    x_new = x + run.trace.alpha[at + 1] * p
    assert (method.project(x_new) if name == "projected" else x_new).tobytes() == run.trace.x[at + 1].tobytes()


@pytest.mark.law("GradientDescent", "Momentum", "Nesterov", "RMSProp", "Adam", "AMSGrad", "Newton", "BFGS", "LBFGS")
@pytest.mark.law("clip_norm", "clip_value")
@pytest.mark.parametrize("name", [name for name in METHODS if name not in ("AdamW", "projected", "Newton, damped")])
@given(rng=rngs)
def test_a_shift_of_the_function_shifts_the_path(name, rng):
    c, x0 = rng.integers(-4, 5, 3), rng.uniform(-0.7, 0.7, 3)
    method = METHODS[name]
    there = Newton(lambda x: hessian(x - c)) if name == "Newton" else method
    path = minimize(quartic, x0, method, tol=0, max_iter=5, keep="x").trace.x
    shifted = minimize(lambda x: quartic(x - c), x0 + c, there, tol=0, max_iter=5, keep="x").trace.x
    length = min(len(path), len(shifted))
    np.testing.assert_allclose(shifted[:length] - c, path[:length], rtol=0, atol=1e-9)


@pytest.mark.law("GradientDescent", "Momentum", "Nesterov", "Newton", "BFGS", "LBFGS", "clip_norm")
@pytest.mark.parametrize("name", ["GradientDescent", "Momentum", "Nesterov", "BFGS", "LBFGS", "clip_norm"])
@given(rng=rngs)
def test_turned_axes_turn_the_directions(name, rng):
    (points, gradients), Q = history(rng), rotation(rng, 3)
    p = directions(METHODS[name], points, gradients)
    turned = directions(METHODS[name], points @ Q.T, gradients @ Q.T)
    np.testing.assert_allclose(turned, p @ Q.T, rtol=0, atol=1e-10 * np.abs(p).max())
    newton = Newton(hessian).direction(points[0], gradients[0], None)[0]
    there = Newton(lambda x: Q @ hessian(Q.T @ x) @ Q.T).direction(Q @ points[0], Q @ gradients[0], None)[0]
    np.testing.assert_allclose(there, Q @ newton, rtol=0, atol=1e-12 * np.abs(newton).max())


@pytest.mark.law("RMSProp", "Adam", "AMSGrad", "AdamW", "clip_value")
@pytest.mark.parametrize("name", ["RMSProp", "Adam", "AMSGrad", "AdamW", "clip_value"])
@given(rng=rngs)
def test_entrywise_methods_follow_exchanged_and_mirrored_axes_to_the_bit(name, rng):
    (points, gradients), order, signs = history(rng), rng.permutation(3), rng.choice([-1.0, 1.0], 3)
    p = directions(METHODS[name], points, gradients)
    moved = directions(METHODS[name], signs * points[:, order], signs * gradients[:, order])
    np.testing.assert_array_equal(moved, signs * p[:, order])
    alone = directions(METHODS[name], points[:, :1], gradients[:, :1])
    np.testing.assert_array_equal(alone, p[:, :1])


@pytest.mark.law("RMSProp", "Adam", "AMSGrad", "GradientDescent", "Momentum", "Nesterov", "BFGS", "LBFGS", "Newton")
@given(rng=rngs, factor=powers_of_two)
def test_a_function_in_other_units_changes_the_directions_by_a_power_of_the_factor(rng, factor):
    points, gradients = history(rng)
    for adaptive in (RMSProp, Adam, AMSGrad):  # their step has the units of x, whatever those of f
        p, scaled = (directions(adaptive(epsilon=c * 1e-3), points, c * gradients) for c in (1.0, factor))
        np.testing.assert_array_equal(scaled, p)
    for plain in (GradientDescent(1.0), Momentum(1.0), Nesterov(1.0)):
        np.testing.assert_array_equal(
            directions(plain, points, factor * gradients), factor * directions(plain, points, gradients)
        )
    for learning in (BFGS(), LBFGS()):  # once a pair is there, the step has the units of x
        p, scaled = (directions(learning, points, c * gradients)[1:] for c in (1.0, factor))
        np.testing.assert_array_equal(scaled, p)
    x, g = points[0], gradients[0]
    newton, scaled = (Newton(lambda x, c=c: c * hessian(x)).direction(x, c * g, None)[0] for c in (1.0, factor))
    np.testing.assert_array_equal(scaled, newton)


@pytest.mark.law("Newton", "minimize")
@given(rng=rngs, search=st.sampled_from([None, Armijo()]))
def test_newton_sees_no_affine_change_of_variables(rng, search):
    A, b, y0 = rotation(rng, 3) * rng.uniform(0.5, 2, 3), rng.standard_normal(3), rng.uniform(-0.5, 0.5, 3)

    def there(y):
        f, g = quartic(A @ y + b)
        return f, A.T @ g

    run = minimize(quartic, A @ y0 + b, Newton(hessian), search=search, tol=0, max_iter=4, keep="x")
    changed = Newton(lambda y: A.T @ hessian(A @ y + b) @ A)
    path = minimize(there, y0, changed, search=search, tol=0, max_iter=4, keep="x").trace.x
    length = min(len(path), len(run.trace.x))
    np.testing.assert_allclose(path[:length] @ A.T + b, run.trace.x[:length], rtol=0, atol=1e-9)


@pytest.mark.law("BFGS", "LBFGS")
@given(rng=rngs)
def test_what_quasi_newton_has_learnt_answers_the_last_change_of_the_gradient_with_its_step(rng):
    points, gradients = history(rng)
    s, y = points[-1] - points[-2], gradients[-1] - gradients[-2]
    for method in (BFGS(), LBFGS()):
        state = method.init(points[0])
        for x, g in zip(points, gradients, strict=True):
            _, state = method.direction(x, g, state)
        # the same point again brings no new pair, so that the answer to y is −Hy
        state = state._replace(g=y)
        p, _ = method.direction(points[-1], y, state)
        np.testing.assert_allclose(-p, s, rtol=0, atol=1e-9 * np.abs(s).max())


@pytest.mark.law("BFGS", "LBFGS")
@given(rng=rngs)
def test_lbfgs_with_room_for_one_pair_is_bfgs_after_one_and_both_descend(rng):
    points, gradients = history(rng)
    one, whole = directions(LBFGS(1), points[:2], gradients[:2]), directions(BFGS(), points[:2], gradients[:2])
    np.testing.assert_allclose(one, whole, rtol=0, atol=1e-11 * np.abs(whole).max())
    for method in (BFGS(), LBFGS(2), LBFGS()):
        assert (np.sum(directions(method, points, gradients) * gradients, axis=1) < 0).all()


@pytest.mark.law("GradientDescent", "Momentum", "Nesterov")
@given(rng=rngs)
def test_linear_methods_add_up(rng):
    points, gradients = history(rng)
    others = rng.standard_normal(gradients.shape)
    for method in (GradientDescent(1.0), Momentum(1.0, 0.7), Nesterov(1.0, 0.7)):
        p, q = directions(method, points, gradients), directions(method, points, others)
        np.testing.assert_allclose(directions(method, points, 2 * gradients - others), 2 * p - q, rtol=0, atol=1e-12)
    velocity = directions(Momentum(1.0, 0.7), points, gradients)
    look_ahead = directions(Nesterov(1.0, 0.7), points, gradients)
    np.testing.assert_allclose(look_ahead, 0.7 * velocity - gradients, rtol=0, atol=1e-12)


@pytest.mark.law("Momentum", "Nesterov", "Adam", "AMSGrad", "AdamW", "RMSProp", "clip_norm", "clip_value", "projected")
@given(rng=rngs)
def test_at_the_ends_of_their_ranges_methods_become_one_another(rng):
    points, gradients = history(rng)

    def same(one, two):
        np.testing.assert_array_equal(directions(one, points, gradients), directions(two, points, gradients))

    same(Momentum(1.0, beta=0.0), GradientDescent(1.0))
    same(Nesterov(1.0, beta=0.0), GradientDescent(1.0))
    same(AdamW(weight_decay=0.0), Adam())
    largest = float(np.abs(gradients).max())
    same(clip_value(Adam(), largest), Adam())
    same(clip_norm(Adam(), 3 * largest), Adam())
    growing = np.sort(np.abs(gradients), axis=0)
    np.testing.assert_array_equal(directions(AMSGrad(), points, growing), directions(Adam(), points, growing))
    decayed = directions(AdamW(weight_decay=0.25), points, gradients)
    np.testing.assert_allclose(decayed, directions(Adam(), points, gradients) - 0.25 * points, rtol=0, atol=1e-14)
    # without a memory of g, Adam is RMSProp whose mean of squares is freed of its start at 0
    adam, rms = (directions(m, points, gradients) for m in (Adam(1.0, 0.0, 0.9, 0.0), RMSProp(1.0, 0.9, 0.0)))
    k = np.arange(1, len(points) + 1)[:, None]
    np.testing.assert_allclose(adam, rms * np.sqrt(1 - 0.9**k), rtol=1e-13)
    whole = projected(Momentum(0.02), lambda x: x)
    runs = [minimize(quartic, points[0] / 4, m, tol=0, max_iter=5).x for m in (whole, Momentum(0.02))]
    np.testing.assert_array_equal(*runs)


@pytest.mark.law("clip_norm", "clip_value")
@given(rng=rngs, factor=powers_of_two)
def test_clipping_bounds_the_gradient_and_clip_norm_keeps_its_direction(rng, factor):
    g = rng.standard_normal(4)
    long = -clip_norm(GradientDescent(1.0), factor).direction(g, g, None)[0]
    assert np.linalg.norm(long) == pytest.approx(min(factor, np.linalg.norm(g)), rel=8 * EPS)
    np.testing.assert_allclose(long / np.linalg.norm(long), g / np.linalg.norm(g), rtol=16 * EPS)
    flat = -clip_value(GradientDescent(1.0), factor).direction(g, g, None)[0]
    np.testing.assert_array_equal(flat, np.sign(g) * np.minimum(np.abs(g), factor))


@pytest.mark.law("projected")
@settings(max_examples=5)
@given(rng=rngs)
def test_a_projected_run_stays_in_the_set_and_ends_where_projected_descent_stands_still(rng):
    A, b = positive_definite(rng, 3, least=1.0), 5 * rng.standard_normal(3)
    run = minimize(Quadratic(A, b), np.zeros(3), projected(GradientDescent(0.1), box), tol=0, max_iter=400, keep="x")
    assert (np.abs(run.trace.x) <= 0.75).all()
    np.testing.assert_allclose(box(run.x - run.g), run.x, rtol=0, atol=1e-9)


@pytest.mark.law("Newton")
@given(rng=rngs)
def test_damped_newton_is_newton_on_a_convex_function_and_descends_on_every_other(rng):
    g, A = rng.standard_normal(3), rng.standard_normal((3, 3))
    convex = positive_definite(rng, 3)
    pure, damped = (Newton(lambda x: convex, d).direction(g, g, None)[0] for d in (0.0, 0.5))
    np.testing.assert_array_equal(pure, damped)
    np.testing.assert_allclose(convex @ pure, -g, rtol=0, atol=1e-12)
    p, _ = Newton(lambda x: A + A.T, damping=0.5).direction(g, g, None)
    assert g @ p < 0
    tau = (-g @ p - p @ (A + A.T) @ p) / (p @ p)  # (H + τI)p = −g
    d = 0.5 * 10.0 ** np.arange(20)
    assert np.min(np.abs(np.append(d, 0) - tau)) <= 1e-8 * (1 + tau)


@pytest.mark.law("Method", "Objective", "minimize")
@given(rng=rngs)
def test_a_method_of_three_lines_and_a_plain_function_are_enough(rng):
    class Descent:
        learning_rate = 0.05

        def init(self, x0):
            return None

        def direction(self, x, g, state):
            return -g, state

    class WithGradient:
        def value_and_grad(self, x):
            return quartic(x)

    class Inherits(Descent, Method):
        pass

    x0 = rng.uniform(-1, 1, 3)
    assert isinstance(WithGradient(), Objective)
    runs = [
        minimize(f, x0, method, max_iter=5) for f in (quartic, WithGradient()) for method in (Descent(), Inherits())
    ]
    own = minimize(quartic, x0, GradientDescent(0.05), max_iter=5)
    assert {run.x.tobytes() for run in runs} == {own.x.tobytes()}
