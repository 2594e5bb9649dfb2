import itertools

import numpy as np
import pytest

from course_lib import bounds, minibatches


def take(count, iterator):
    return list(itertools.islice(iterator, count))


def test_minibatches_of_a_list_of_arrays_are_refused():
    X, y = np.ones((4, 2)), np.ones(4)
    with pytest.raises(
        TypeError, match=r"^data must be an array or a tuple of arrays, got a list of arrays; write \(X, y\)$"
    ):
        minibatches([X, y], 2, np.random.default_rng(0))
    assert next(minibatches([[1.0, 2.0], [3.0, 4.0]], 2, np.random.default_rng(0)))[0].shape == (2, 2)


def test_minibatches_cover_each_epoch_and_reshuffle():
    X, y = np.arange(10)[:, None], np.arange(10) * 2
    batches = take(8, minibatches((X, y), 4, np.random.default_rng(0)))
    assert [len(rows) for rows, _ in batches] == [4, 4, 2] * 2 + [4, 4]
    orders = [np.concatenate([rows[:, 0] for rows, _ in batches[i : i + 3]]) for i in (0, 3)]
    assert all(sorted(order) == list(range(10)) for order in orders) and list(orders[0]) != list(orders[1])
    assert all(np.array_equal(labels, 2 * rows[:, 0]) for rows, labels in batches)
    again = take(8, minibatches((X, y), 4, np.random.default_rng(0)))
    assert all(np.array_equal(a[0], b[0]) for a, b in zip(batches, again, strict=True))
    assert len(next(minibatches(X, 3, np.random.default_rng(0)))) == 1


@pytest.mark.parametrize("alpha, low, high", [(0.02, 0.1, 0.25), (0.4, 0.75, 0.95)])
def test_errors_of_an_epoch_nearly_cancel_so_the_noise_ball_is_smaller_at_small_rates(alpha, low, high):
    squares = []
    for seed in range(20):
        rng, x = np.random.default_rng(seed), 0.0
        samples = rng.normal(size=200)
        samples = (samples - samples.mean()) / samples.std()
        for k, (batch,) in enumerate(take(2000, minibatches(samples, 8, rng))):
            x -= alpha * (x - batch.mean())
            if k >= 500:
                squares.append(x**2)
    assert low < np.mean(squares) / bounds.sgd_stationary_variance(alpha, 1, 1, 8) < high


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        ((np.zeros(3), 0, np.random.default_rng(0)), ValueError, r"batch_size must be at least 1, got 0"),
        ((np.zeros(3), 1, 42), TypeError, r"rng must be a numpy.random.Generator, got 42"),
        (
            ((np.zeros(3), np.zeros(2)), 1, np.random.default_rng(0)),
            ValueError,
            r"same number of rows, .* lengths \[3, 2\]",
        ),
        ((np.zeros((0, 2)), 1, np.random.default_rng(0)), ValueError, r"at least one, got lengths \[0\]"),
        (({"X": np.zeros(3)}, 1, np.random.default_rng(0)), TypeError, r"^data must be an array .* write \(X, y\)$"),
        (({1, 2}, 1, np.random.default_rng(0)), TypeError, r"^data must be an array with a row for each sample"),
        (((np.zeros(3), 3), 1, np.random.default_rng(0)), TypeError, r"^data\[1\] must be an array with a row"),
        (([[1.0], [1.0, 2.0]], 1, np.random.default_rng(0)), ValueError, r"^data must be .* rows of different lengths"),
        (
            ((np.ma.array([1, 2], mask=[0, 1]),), 1, np.random.default_rng(0)),
            TypeError,
            r"^data\[0\] must not have a mask",
        ),
    ],
)
def test_bad_minibatches(arguments, error, message):
    with pytest.raises(error, match=message):
        minibatches(*arguments)
