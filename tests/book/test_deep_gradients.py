"""Evidence for sections 7.3 and 7.4: gradients through many layers, and what is done about them."""

import numpy as np
import pytest

from course_lib import MLP, bounds, check_gradient, clip_norm, clip_value, minimize
from course_lib.functions.layers import batch_norm, batch_norm_backward, residual_block, residual_block_backward
from course_lib.methods import GradientDescent, Momentum
from course_lib.networks.deep import DeepNetwork
from course_lib.networks.initializers import he, xavier
from course_lib.networks.recurrent import RecurrentSum


@pytest.mark.evidence("eq-gradient-product", "networks.mlp.MLP")
def test_the_first_delta_is_the_product_with_transposes():
    net = MLP((4, 5, 3, 6, 2))
    rng = np.random.default_rng(0)
    theta, x = net.init(rng), rng.normal(size=(1, 4))
    back = net.backward(theta, x, rng.normal(size=(1, 2)))
    product = np.eye(5)
    for (W, _), z in zip(net.unflatten(theta)[1:], back.z, strict=False):
        product = product @ np.diag(1 - np.tanh(z[0]) ** 2) @ W.T
    first = product @ back.delta[-1][0]
    np.testing.assert_allclose(first, back.delta[0][0], rtol=1e-12)
    np.testing.assert_allclose(np.outer(first, x[0]), back.gradients[0][0], rtol=1e-12)
    assert np.abs(first).min() > 1e-4


@pytest.mark.evidence("eq-signal-size", "networks.initializers.he")
@pytest.mark.evidence("eq-signal-size", "networks.initializers.xavier")
@pytest.mark.parametrize(("draw", "n_out", "n_in"), [(he, 200, 700), (he, 700, 200), (xavier, 700, 200)])
def test_the_mean_square_of_z_is_n_in_times_the_variance_times_that_of_h(draw, n_out, n_in):
    rng = np.random.default_rng(1)
    h = np.maximum(rng.normal(size=(300, n_in)), 0)
    W = draw(rng, (n_out, n_in))
    variance = 2 / n_in if draw is he else 2 / (n_in + n_out)
    measured = np.mean((h @ W.T) ** 2)
    # ‖W‖² has n_in·n_out terms, the samples share it: a few per cent in all.
    assert measured == pytest.approx(n_in * variance * np.mean(h**2), rel=0.06)


@pytest.mark.evidence("eq-batch-norm", "functions.batch_norm")
def test_batch_normalisation_shifts_and_scales_and_one_sample_is_judged_by_its_company():
    z = 3 * np.random.default_rng(11).normal(size=(7, 3)) + 1
    gamma, beta = np.array([2.0, -1.0, 0.5]), np.array([0.3, 0.0, -4.0])
    y = batch_norm(z, gamma, beta).y
    np.testing.assert_allclose(y, gamma * (z - z.mean(axis=0)) / np.sqrt(z.var(axis=0) + 1e-5) + beta, rtol=1e-12)
    assert np.abs(batch_norm(z[:3], gamma, beta).y[0] - y[0]).max() > 0.1


@pytest.mark.evidence("eq-batch-norm-gradient", "functions.batch_norm_backward")
def test_the_gradient_through_batch_normalisation_loses_two_means():
    rng = np.random.default_rng(12)
    z, g, gamma, beta = rng.normal(size=(6, 2)), rng.normal(size=(6, 2)), np.array([1.5, -0.7]), np.zeros(2)
    forward = batch_norm(z, gamma, beta)
    hat = (forward.y - beta) / gamma
    wanted = gamma / np.sqrt(z.var(axis=0) + 1e-5) * (g - g.mean(axis=0) - hat * (g * hat).mean(axis=0))
    np.testing.assert_allclose(batch_norm_backward(g, forward).x, wanted, rtol=1e-12)
    report = check_gradient(
        lambda z: (np.sum(g * batch_norm(z, gamma, beta).y), batch_norm_backward(g, batch_norm(z, gamma, beta)).x), z
    )
    assert report, report


@pytest.mark.evidence("eq-batch-norm-growth", "networks.deep.DeepNetwork")
@pytest.mark.parametrize("gain", [0.1, 1.0, 9.0])
def test_batch_normalisation_lets_the_gradient_grow_whatever_the_variance(gain):
    net = DeepNetwork(10, 128, 18, 4, kind="batch_norm")
    rng = np.random.default_rng(2)
    theta = net.init(rng, gain)
    back = net.backward(theta, rng.normal(size=(300, 10)), rng.integers(0, 4, 300))
    squares = np.array([np.sum(part**2) for part in back.incoming[1:]])
    growth = (squares[0] / squares[-1]) ** (1 / (len(squares) - 1))
    assert growth == pytest.approx(np.pi / (np.pi - 1), rel=0.03)


@pytest.mark.evidence("eq-residual-gradient", "functions.residual_block_backward")
def test_the_identity_passes_the_gradient_and_the_branch_adds_its_own():
    rng = np.random.default_rng(3)
    W1, W2 = rng.normal(size=(4, 3)), rng.normal(size=(3, 4))
    b1, b2, h, dy = rng.normal(size=4), rng.normal(size=3), rng.normal(size=(1, 3)), rng.normal(size=(1, 3))
    block = residual_block(h, W1, b1, W2, b2, "tanh")
    branch = W2 @ np.diag(1 - np.tanh(W1 @ h[0] + b1) ** 2) @ W1
    dx = residual_block_backward(dy, block).x
    np.testing.assert_allclose(dx[0], dy[0] + branch.T @ dy[0], rtol=1e-13)


@pytest.mark.evidence("thm-residual", "functions.residual_block_backward")
@pytest.mark.parametrize("c", [0.5, 2.0])
@pytest.mark.parametrize("blocks", [5, 80])
@pytest.mark.parametrize("sign", [-1, 1, 0])
def test_small_branches_change_the_length_by_a_constant_factor_at_any_depth(c, blocks, sign):
    rng = np.random.default_rng(4)
    h, dy, passes = rng.normal(size=(1, 6)), rng.normal(size=(1, 6)), []
    for _ in range(blocks):
        W1, W2 = rng.normal(size=(6, 6)), rng.normal(size=(6, 6))
        if sign:  # both ends of the theorem are attained where the branch is ± c/B times the identity
            W1, W2, b1 = np.eye(6), sign * np.eye(6), np.full(6, 1e3)
        else:
            b1 = np.zeros(6)
        W2 = W2 * c / blocks / np.linalg.norm(W2, 2) / np.linalg.norm(W1, 2)
        block = residual_block(h, W1, b1, W2, np.zeros(6), "relu")
        passes.append(block)
        h = np.clip(block.y, -10, 10)
    down = dy
    for block in reversed(passes):
        down = residual_block_backward(down, block).x
    ratio = np.linalg.norm(down) / np.linalg.norm(dy)
    low, high = (1 - c / blocks) ** blocks, (1 + c / blocks) ** blocks
    assert low * (1 - 1e-12) <= ratio <= high * (1 + 1e-12)
    assert high <= np.exp(c)
    if sign:
        assert ratio == pytest.approx(high if sign > 0 else low, rel=1e-12)


@pytest.mark.slow
@pytest.mark.evidence("thm-residual", "functions.residual_block_backward")
def test_random_branches_multiply_the_mean_square_by_one_plus_q():
    """W₂ has variance b/n and is independent of all else, so q = b/2 after one matrix of variance 1/n and a ReLU."""
    rng, n, b, draws = np.random.default_rng(8), 16, 0.5, 4000
    h, down, squares = rng.normal(size=(1, n)), rng.normal(size=(1, n)), []
    for _ in range(draws):
        W1, W2 = rng.normal(size=(n, n)) / np.sqrt(n), np.sqrt(b) * rng.normal(size=(n, n)) / np.sqrt(n)
        block = residual_block(h, W1, np.zeros(n), W2, np.zeros(n))
        squares.append(np.sum(residual_block_backward(down, block).x ** 2))
    assert np.mean(squares) / np.sum(down**2) == pytest.approx(1 + b / 2, abs=5 * np.std(squares) / np.sqrt(draws))


@pytest.mark.evidence("eq-transient", "bounds.gradient_product_bound")
def test_the_norm_bounds_the_powers_and_the_radius_ends_them():
    a, b = 0.5, 10.0
    W = np.array([[a, b], [0, a]])
    norms = []
    for k in range(1, 41):
        power = np.linalg.matrix_power(W, k)
        np.testing.assert_allclose(power, [[a**k, k * a ** (k - 1) * b], [0, a**k]], rtol=1e-13)
        norms.append(np.linalg.norm(power, 2))
        assert norms[-1] <= bounds.gradient_product_bound(1, [np.linalg.norm(W, 2)] * k) * (1 + 1e-12)
    np.testing.assert_allclose(norms[:4], [10.02, 10.01, 7.50, 5.00], atol=0.01)
    assert bounds.gradient_product_bound(1, [np.linalg.norm(W, 2)] * 40) > 1e40 > 1e-8 > norms[-1]


@pytest.mark.evidence("eq-clip-norm", "methods.clip_norm")
def test_clipping_by_norm_shortens_and_does_not_turn():
    g = np.array([3.0, -4.0])
    for c in (0.5, 4.9, 5.0, 80.0):
        seen = -clip_norm(GradientDescent(1.0), c).direction(g, g, None)[0]
        np.testing.assert_allclose(seen, g * min(1, c / 5), rtol=1e-15)


@pytest.mark.evidence("eq-clip-value", "methods.clip_value")
def test_clipping_by_value_turns_but_still_leads_downhill():
    g = np.array([300.0, 4.0, -7.0])
    seen = -clip_value(GradientDescent(1.0), 5.0).direction(g, g, None)[0]
    np.testing.assert_array_equal(seen, [5, 4, -5])
    cosine = seen @ g / np.linalg.norm(seen) / np.linalg.norm(g)
    assert 0 < cosine < 0.65


@pytest.mark.evidence("eq-recurrent-sum", "networks.recurrent.RecurrentSum")
def test_the_recurrent_toy_adds_up_where_both_weights_are_one():
    X = np.random.default_rng(5).normal(size=(4, 6))
    toy = RecurrentSum(X)
    assert toy.f(np.ones(2)) == pytest.approx(0, abs=1e-28)
    w, u = 0.7, 1.3
    last = (u * w ** np.arange(5, -1, -1) * X).sum(axis=1)
    np.testing.assert_allclose(toy.states(np.array([w, u]))[-1], last, rtol=1e-13)
    assert toy.f(np.array([w, u])) == pytest.approx(np.mean((last - X.sum(axis=1)) ** 2) / 2, rel=1e-13)
    assert check_gradient(toy, np.array([w, u])).passed


@pytest.mark.slow
def test_clipping_rescues_the_recurrent_toy():
    toy = RecurrentSum(np.random.default_rng(0).normal(size=(50, 20)))
    start, plain = np.array([1.25, 0.5]), GradientDescent(3e-4)
    with np.errstate(all="ignore"):
        wild = minimize(toy, start, plain, max_iter=50)
    rescued = minimize(toy, start, clip_norm(plain, 10.0), max_iter=2500)
    assert wild.trace.f[-1] > 1e20
    assert rescued.trace.f[-1] < 1e-3


@pytest.mark.evidence("eq-weight-decay", "networks.mlp.MLP")
def test_a_step_on_the_penalised_loss_shrinks_the_weights_first():
    rng, rate, strength = np.random.default_rng(6), 0.1, 0.3
    plain, penalised = MLP((3, 4, 2)), MLP((3, 4, 2), l2=strength)
    theta, X, Y = plain.init(rng), rng.normal(size=(5, 3)), rng.normal(size=(5, 2))
    (W, _), *_ = plain.unflatten(theta)
    (dW, _), *_ = plain.unflatten(plain.value_and_grad(theta, X, Y)[1])
    (stepped, _), *_ = plain.unflatten(theta - rate * penalised.value_and_grad(theta, X, Y)[1])
    np.testing.assert_allclose(stepped, (1 - rate * strength) * W - rate * dW, rtol=1e-13)


@pytest.mark.parametrize(("scale", "norm"), [(1, 2.0), (2, 2.83), (4, 4.0)])
def test_the_norms_of_random_matrices_are_about_twice_the_root_of_n_times_the_variance(scale, norm):
    W = np.random.default_rng(7).normal(0, np.sqrt(scale / 400), (400, 400))
    assert np.linalg.norm(W, 2) == pytest.approx(norm, rel=0.03)


@pytest.mark.slow
def test_a_penalty_on_both_weights_lowers_their_squares_and_raises_the_recurrent_one():
    """The largest curvature forbids the rate 10⁻³, with which a run ends in a cycle of four points."""
    toy = RecurrentSum(np.random.default_rng(0).normal(size=(50, 20)))

    def penalised(theta):
        value, g = toy.value_and_grad(theta)
        return value + theta @ theta / 2, g + theta

    settled = minimize(penalised, [0.8, 0.8], Momentum(3e-4), tol=1e-9, max_iter=3000)
    assert settled.converged
    np.testing.assert_allclose(settled.x, [1.01003, 0.87451], atol=1e-5)
    assert settled.x @ settled.x < 1.8
    cycle = minimize(penalised, [0.8, 0.8], GradientDescent(1e-3), max_iter=1500, keep="x").trace.x[-9:]
    np.testing.assert_allclose(cycle[4:], cycle[:-4], atol=1e-6)
    assert min(np.linalg.norm(penalised(point)[1]) for point in cycle) > 10
