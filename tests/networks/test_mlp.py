"""The multilayer perceptron against recorded automatic differentiation, differences, and the formulas written out."""

import json
from pathlib import Path

import numpy as np
import pytest

from course_lib.derivatives.gradcheck import check_gradient
from course_lib.functions import cross_entropy, cross_entropy_gradient, mse, mse_gradient, relu, relu_derivative
from course_lib.methods import GradientDescent
from course_lib.networks.initializers import he, xavier
from course_lib.networks.mlp import MLP
from course_lib.running import iterates, minibatches, minimize

FOLDER = Path(__file__).parents[1] / "reference"
RECORD = np.load(FOLDER / "torch_network.npz")
CASES = sorted({key.split("/")[1] for key in RECORD.files if key.startswith("network/")})
NET = MLP((3, 4, 2))
THETA = NET.init(np.random.default_rng(0))
X, Y = np.random.default_rng(1).normal(size=(5, 3)), np.random.default_rng(2).normal(size=(5, 2))


@pytest.fixture(params=CASES)
def case(request):
    """A recorded network with theta, X, Y, torch's value and torch's gradient."""
    c = {key: RECORD[f"network/{request.param}/{key}"] for key in ("theta", "X", "Y", "value", "gradient")}
    sizes, activation, loss, l2 = (
        RECORD[f"network/{request.param}/{key}"] for key in ("sizes", "activation", "loss", "l2")
    )
    return MLP(sizes.tolist(), str(activation), str(loss), float(l2)), c


def test_value_and_gradient_equal_torch(case):
    net, c = case
    value, gradient = net.value_and_grad(c["theta"], c["X"], c["Y"])
    assert value == pytest.approx(float(c["value"]), rel=1e-14)
    assert np.linalg.norm(gradient - c["gradient"]) <= 1e-14 * np.linalg.norm(gradient)


def test_gradient_equals_differences(case):
    net, c = case
    report = check_gradient(net.objective(c["X"], c["Y"]), c["theta"], tol=1e-8)
    assert report, report


def test_backward_has_the_pieces_of_value_and_grad(case):
    net, c = case
    value, gradient = net.value_and_grad(c["theta"], c["X"], c["Y"])
    passed = net.backward(c["theta"], c["X"], c["Y"])
    np.testing.assert_array_equal(net.flatten(passed.gradients), gradient)
    np.testing.assert_array_equal(passed.h[-1], net.forward(c["theta"], c["X"]))
    assert net.objective(c["X"], c["Y"])(c["theta"])[0] == value
    n, depth = len(c["X"]), len(net.sizes) - 1
    assert [z.shape for z in passed.z] == [d.shape for d in passed.delta] == [(n, size) for size in net.sizes[1:]]
    assert [h.shape for h in passed.h] == [(n, size) for size in net.sizes]
    assert len(passed.gradients) == depth


def test_four_layers_one_sample_as_the_source_writes_them():
    net = MLP((3, 5, 4, 4, 2))
    prefix = "network/four layers, one sample/"
    theta, x, y = RECORD[prefix + "theta"], RECORD[prefix + "X"].T, RECORD[prefix + "Y"].T
    (W1, b1), (W2, b2), (W3, b3), (W4, b4) = ((W, b[:, None]) for W, b in net.unflatten(theta))
    z1 = W1 @ x + b1
    h1 = np.tanh(z1)
    z2 = W2 @ h1 + b2
    h2 = np.tanh(z2)
    z3 = W3 @ h2 + b3
    h3 = np.tanh(z3)
    z4 = W4 @ h3 + b4
    d4 = z4 - y
    d3 = (W4.T @ d4) * (1 - h3**2)
    d2 = (W3.T @ d3) * (1 - h2**2)
    d1 = (W2.T @ d2) * (1 - h1**2)
    passed = net.backward(theta, x.T, y.T)
    for ours, columns in (
        (passed.z, (z1, z2, z3, z4)),
        (passed.h, (x, h1, h2, h3, z4)),
        (passed.delta, (d1, d2, d3, d4)),
    ):
        for row, column in zip(ours, columns, strict=True):
            np.testing.assert_allclose(row, column.T, rtol=1e-13, atol=1e-15)
    for (dW, db), d, h in zip(passed.gradients, (d1, d2, d3, d4), (x, h1, h2, h3), strict=True):
        np.testing.assert_allclose(dW, d @ h.T, rtol=1e-13, atol=1e-15)
        np.testing.assert_allclose(db, d[:, 0], rtol=1e-13, atol=1e-15)
    assert net.value_and_grad(theta, x.T, y.T)[0] == pytest.approx(0.5 * np.sum((z4 - y) ** 2), rel=1e-14)


def test_a_batch_is_the_mean_of_its_samples(case):
    net, c = case
    whole = net.value_and_grad(c["theta"], c["X"], c["Y"])
    single = [net.value_and_grad(c["theta"], x[None], y[None]) for x, y in zip(c["X"], c["Y"], strict=True)]
    assert whole[0] == pytest.approx(np.mean([value for value, _ in single]), rel=1e-13)
    mean = np.mean([gradient for _, gradient in single], axis=0)
    assert np.linalg.norm(whole[1] - mean) <= 1e-13 * np.linalg.norm(mean)


def test_the_two_layer_example_of_the_chain_rule():
    example = json.loads((FOLDER / "worked_examples.json").read_text(encoding="utf-8"))["two_layers"]
    net = MLP((3, 3, 3, 3))
    identity = (np.eye(3), np.zeros(3))  # tanh in the last layer: one more layer that changes nothing
    theta = net.flatten([*zip(example["W"], example["b"], strict=True), identity])
    data = np.array([example["x"]]), np.array([example["y"]])
    assert 2 * net.value_and_grad(theta, *data)[0] == pytest.approx(example["squared_error"], rel=1e-14)
    gradients = net.backward(theta, *data).gradients
    for (dW, _), recorded in zip(gradients, example["gradients"], strict=False):
        np.testing.assert_allclose(2 * dW, recorded, rtol=1e-14, atol=1e-15)


def test_saturated_units_keep_the_true_tiny_gradient():
    net = MLP((1, 1, 1))
    theta = net.flatten([([[30.0]], [0.0]), ([[1.0]], [0.0])])
    dW1 = net.backward(theta, [[1.0]], [[0.0]]).gradients[0][0]
    assert dW1.item() == pytest.approx(4 * np.exp(-60), rel=1e-13)  # δ₂ W₂ tanh'(30) x with δ₂ = tanh(30) = 1
    assert 1 - np.tanh(30) ** 2 == 0


def test_equal_hidden_units_stay_equal():
    sizes = (3, 4, 2)
    theta = np.concatenate([np.tile([0.3, -0.2, 0.5], 4), np.full(4, 0.1), np.repeat([0.4, -0.7], 4), [0.2, -0.3]])
    end = minimize(MLP(sizes).objective(X, Y), theta, GradientDescent(0.1), max_iter=200, tol=0)
    (W1, b1), (W2, _) = MLP(sizes).unflatten(end.x)
    assert np.linalg.norm(W1 - theta[:12].reshape(4, 3)) > 0.1
    np.testing.assert_allclose(W1, np.tile(W1[0], (4, 1)), rtol=1e-12)
    np.testing.assert_allclose(b1, np.full(4, b1[0]), rtol=1e-12)
    np.testing.assert_allclose(W2, np.tile(W2[:, :1], 4), rtol=1e-12)


def test_theta_is_each_W_row_by_row_and_then_its_b():
    net = MLP((2, 3, 1))
    assert net.n == 3 * 2 + 3 + 3 + 1
    (W1, b1), (W2, b2) = net.unflatten(np.arange(13))
    np.testing.assert_array_equal(W1, [[0, 1], [2, 3], [4, 5]])
    np.testing.assert_array_equal(b1, [6, 7, 8])
    np.testing.assert_array_equal(W2, [[9, 10, 11]])
    np.testing.assert_array_equal(b2, [12])
    np.testing.assert_array_equal(net.flatten([(W1, b1), (W2, b2)]), np.arange(13))


def test_unflatten_gives_arrays_of_its_own():
    theta = THETA.copy()
    NET.unflatten(theta)[0][0][:] = 7
    np.testing.assert_array_equal(theta, THETA)


def test_forward_by_hand():
    theta = MLP((1, 2, 1), activation="relu").flatten([([[2.0], [-1.0]], [1.0, 1.0]), ([[1.0, 3.0]], [0.5])])
    output = MLP((1, 2, 1), activation="relu").forward(theta, [[1], [-2]])
    np.testing.assert_array_equal(output, [[3 + 3 * 0 + 0.5], [0 + 3 * 3 + 0.5]])


@pytest.mark.parametrize("labels", [[0, 1, 1, 0, 1], np.eye(2)[[0, 1, 1, 0, 1]]])
def test_the_losses_are_those_of_the_functions(labels):
    net = MLP((3, 4, 2), "relu", "cross_entropy")
    passed = net.backward(THETA, X, labels)
    assert net.value_and_grad(THETA, X, labels)[0] == cross_entropy(passed.z[-1], labels)
    np.testing.assert_array_equal(passed.delta[-1], cross_entropy_gradient(passed.z[-1], labels))
    np.testing.assert_array_equal(passed.h[1], relu(passed.z[0]))
    W2 = net.unflatten(THETA)[1][0]
    np.testing.assert_allclose(passed.delta[0], passed.delta[1] @ W2 * relu_derivative(passed.z[0]), rtol=1e-14)
    output = NET.forward(THETA, X)
    assert NET.value_and_grad(THETA, X, Y)[0] == mse(output, Y)
    np.testing.assert_array_equal(NET.backward(THETA, X, Y).delta[-1], mse_gradient(output, Y))


def test_l2_adds_to_the_weights_and_not_to_the_biases():
    plain, decayed = MLP((3, 4, 2)), MLP((3, 4, 2), l2=0.5)
    theta = THETA + 0.1
    layers = plain.unflatten(theta)
    difference = decayed.value_and_grad(theta, X, Y)[0] - plain.value_and_grad(theta, X, Y)[0]
    assert difference == pytest.approx(0.25 * sum(np.sum(W**2) for W, _ in layers), rel=1e-13)
    gap = decayed.value_and_grad(theta, X, Y)[1] - plain.value_and_grad(theta, X, Y)[1]
    for (dW, db), (W, _) in zip(plain.unflatten(gap), layers, strict=True):
        np.testing.assert_allclose(dW, 0.5 * W, rtol=1e-13, atol=1e-15)
        np.testing.assert_array_equal(db, 0)


@pytest.mark.parametrize("loss", ["half_squared_error", "cross_entropy"])
def test_float32_stays_whatever_the_type_of_the_data(loss):
    net = MLP((3, 4, 2), loss=loss, l2=0.1)
    target = Y if loss == "half_squared_error" else [0, 1, 1, 0, 1]
    theta = THETA.astype(np.float32)
    passed = net.backward(theta, X, target)
    arrays = [*passed.z, *passed.h, *passed.delta, *(part for pair in passed.gradients for part in pair)]
    assert {a.dtype for a in arrays} == {np.dtype(np.float32)}
    assert net.forward(theta, X).dtype == net.objective(X, target)(theta)[1].dtype == np.float32
    np.testing.assert_allclose(net.value_and_grad(theta, X, target)[1], net.value_and_grad(THETA, X, target)[1], 1e-3)


def test_data_of_one_precision_serve_parameters_of_another():
    single = X.astype(np.float32)
    assert NET.objective(single, Y)(THETA)[0] == NET.value_and_grad(THETA, single, Y)[0]


def test_nothing_that_is_passed_in_is_written():
    theta, inputs, targets = (np.array(a) for a in (THETA, X, Y))
    objective = NET.objective(inputs, targets)
    first = objective(theta)
    NET.backward(theta, inputs, targets)
    for array, original in ((theta, THETA), (inputs, X), (targets, Y)):
        np.testing.assert_array_equal(array, original)
    inputs[:], targets[:] = 0, 0
    assert objective(theta)[0] == first[0]
    np.testing.assert_array_equal(objective(theta)[1], first[1])


def test_minibatches_feed_the_network_itself():
    batches = minibatches((X, Y), 2, np.random.default_rng(0))
    steps = iterates(NET, THETA, GradientDescent(0.1), batches=batches)
    start, second = next(steps), next(steps)
    again = minibatches((X, Y), 2, np.random.default_rng(0))
    g0 = NET.value_and_grad(THETA, *next(again))[1]
    np.testing.assert_array_equal(start.g, g0)
    np.testing.assert_array_equal(second.x, THETA - 0.1 * g0)
    np.testing.assert_array_equal(second.g, NET.value_and_grad(second.x, *next(again))[1])


@pytest.mark.parametrize("loss", ["half_squared_error", "cross_entropy"])
@pytest.mark.parametrize("dtype", [np.float64, np.float32])
def test_an_objective_on_some_rows_is_the_network_on_these_rows(loss, dtype):
    net, theta = MLP((3, 4, 2), "tanh", loss, l2=0.1), THETA.astype(dtype)
    targets = Y if loss == "half_squared_error" else np.array([0, 1, 1, 0, 1])
    objective = net.objective(X, targets)
    for rows in ([4, 1, 1], np.array([3]), slice(1, 4), np.arange(5) > 2):
        value, gradient = net.value_and_grad(theta, X[rows], targets[rows])
        assert objective(theta, rows)[0] == value
        np.testing.assert_array_equal(objective(theta, rows)[1], gradient)
    data = minibatches((X, targets), 2, np.random.default_rng(0))
    numbers = minibatches(np.arange(5), 2, np.random.default_rng(0))
    runs = [
        minimize(function, theta, GradientDescent(0.1), batches=batches, max_iter=7)
        for function, batches in ((net, data), (objective, numbers))
    ]
    np.testing.assert_array_equal(runs[0].x, runs[1].x)


@pytest.mark.parametrize("rows", [[], slice(5, None), 2, None, np.zeros(5, bool)])
def test_rows_that_choose_nothing_or_no_matrix_are_refused(rows):
    with pytest.raises(ValueError, match="rows must be a slice or a vector that chooses at least one row of X"):
        NET.objective(X, Y)(THETA, rows)


def test_a_row_that_the_data_have_not_is_refused():
    with pytest.raises(IndexError, match="index 5 is out of bounds"):
        NET.objective(X, Y)(THETA, [0, 5])


def test_a_run_that_diverges_ends_as_not_finite_without_an_exception():
    net = MLP((3, 4, 2), "relu", "cross_entropy")
    result = minimize(net.objective(1e3 * X, [0, 1, 1, 0, 1]), THETA, GradientDescent(1e200), max_iter=50)
    assert result.stop.name == "NOT_FINITE"


@pytest.mark.parametrize(("scheme", "draw"), [("xavier", xavier), ("he", he)])
def test_init_draws_the_weights_layer_by_layer_and_sets_the_biases_to_0(scheme, draw):
    rng = np.random.default_rng(5)
    expected = [draw(rng, (4, 3)), draw(rng, (2, 4))]
    layers = NET.unflatten(NET.init(np.random.default_rng(5), scheme))
    for (W, b), drawn in zip(layers, expected, strict=True):
        np.testing.assert_array_equal(W, drawn)
        np.testing.assert_array_equal(b, 0)


@pytest.mark.parametrize(("activation", "scheme"), [("tanh", "xavier"), ("sigmoid", "xavier"), ("relu", "he")])
def test_the_activation_chooses_the_scheme(activation, scheme):
    net = MLP((3, 4, 2), activation)
    chosen, named = (net.init(np.random.default_rng(5), *given) for given in [(), (scheme,)])
    np.testing.assert_array_equal(chosen, named)


@pytest.mark.parametrize(
    ("error", "make", "message"),
    [
        (ValueError, lambda: MLP((3,)), r"^sizes must hold at least the widths of input and output, got \(3,\)"),
        (ValueError, lambda: MLP((3, 0, 2)), r"^sizes\[1\] must be at least 1, got 0"),
        (TypeError, lambda: MLP((3, 2.5)), r"^sizes\[1\] must be a whole number, got 2.5"),
        (TypeError, lambda: MLP(3), r"^sizes must be the widths of the layers, such as \(2, 8, 1\), got 3"),
        (
            ValueError,
            lambda: MLP((3, 2), activation="gelu"),
            r"^activation must be one of 'tanh', 'relu', 'sigmoid', got 'gelu'",
        ),
        (
            ValueError,
            lambda: MLP((3, 2), loss="hinge"),
            r"^loss must be one of 'half_squared_error', 'cross_entropy', got 'hinge'",
        ),
        (
            ValueError,
            lambda: MLP((3, 1), loss="cross_entropy"),
            r"^sizes must end with at least 2 classes for cross_entropy, got \(3, 1\)",
        ),
        (ValueError, lambda: MLP((3, 2), l2=-1), r"^l2 must be at least 0, got -1"),
        (ValueError, lambda: NET.init(np.random.default_rng(0), "zeros"), r"^scheme must be one of 'xavier', 'he'"),
        (TypeError, lambda: NET.init(0), r"^rng must be a numpy.random.Generator, got 0"),
        (ValueError, lambda: NET.flatten([]), r"^layers must hold 2 pairs \(W, b\), got 0"),
        (
            ValueError,
            lambda: NET.flatten([(np.ones((3, 4)), np.ones(4)), (np.ones((2, 4)), np.ones(2))]),
            r"^W_1 must have shape \(4, 3\), got \(3, 4\)",
        ),
        (
            ValueError,
            lambda: NET.flatten([(np.ones((4, 3)), np.ones(4)), (np.ones((2, 4)), np.ones((2, 1)))]),
            r"^b_2 must have shape \(2,\), got \(2, 1\)",
        ),
        (
            ValueError,
            lambda: NET.value_and_grad(THETA[:-1], X, Y),
            r"^theta must be a vector of 26 entries for sizes \(3, 4, 2\), got \(25,\)",
        ),
        (ValueError, lambda: NET.unflatten(THETA[None]), r"^theta must be a vector of 26 entries"),
        (
            ValueError,
            lambda: NET.forward(THETA, X[0]),
            r"^X must have one sample a row, got shape \(3,\); a single sample x is x\[None\]",
        ),
        (ValueError, lambda: NET.forward(THETA, X.T), r"^X must have rows of sizes\[0\] = 3 entries, got shape \(3, 5"),
        (ValueError, lambda: NET.forward(THETA, X[:0]), r"^X must have rows of sizes\[0\] = 3 entries, got shape \(0"),
        (ValueError, lambda: NET.objective(X * np.nan, Y), r"^X must be finite, got nan"),
        (ValueError, lambda: NET.objective(X, Y / 0.0), r"^Y must be finite, got -?inf"),
        (ValueError, lambda: NET.backward(THETA, X, Y[:, 0]), r"^Y must have shape \(5, 2\), a row for each row of X"),
        (
            ValueError,
            lambda: MLP((3, 4, 2), loss="cross_entropy").objective(X, [0, 1, 2, 0, 1]),
            r"^targets must be class indices from 0 to 1, got 2",
        ),
        (
            ValueError,
            lambda: MLP((3, 4, 2), loss="cross_entropy").value_and_grad(THETA, X, np.ones((5, 2))),
            r"^targets must have rows that sum to 1, got 2 in row 0",
        ),
    ],
)
@pytest.mark.filterwarnings("ignore:divide by zero")
def test_what_does_not_fit_is_refused(error, make, message):
    with pytest.raises(error, match=message):
        make()


@pytest.mark.parametrize("loss", ["half_squared_error", "cross_entropy"])
def test_many_float32_rows_cost_no_digits(loss):
    net, rng = MLP((5, 8, 3), loss=loss, l2=0.01), np.random.default_rng(4)
    theta = net.init(rng).astype(np.float32)
    X = rng.normal(size=(60_000, 5)).astype(np.float32) + 1
    Y = rng.integers(0, 3, len(X)) if loss == "cross_entropy" else rng.normal(size=(len(X), 3)).astype(np.float32) + 2
    (value, gradient), (exact, exact_gradient) = (
        net.value_and_grad(theta.astype(d), X, Y) for d in (np.float32, float)
    )
    assert gradient.dtype == np.float32
    assert value == pytest.approx(exact, rel=3e-7)
    np.testing.assert_allclose(gradient, exact_gradient, atol=1e-6 * np.abs(exact_gradient).max())


@pytest.mark.parametrize("dtype", [np.float16, np.longdouble, complex, bool, object])
def test_parameters_are_float64_or_float32(dtype):
    net = MLP((2, 1))
    with pytest.raises(TypeError, match=r"^theta must be"):
        net.forward(np.ones(3, dtype), np.ones((1, 2)))


def test_data_may_be_stored_in_half_precision():
    net, X = MLP((2, 1)), np.array([[0.5, 0.25]], np.float16)
    np.testing.assert_array_equal(net.forward(np.ones(3), X), [[1.75]])
    with pytest.raises(ValueError, match=r"^X must be finite, got inf"):
        net.forward(np.ones(3, np.float32), np.array([[1e300, 0.0]]))
