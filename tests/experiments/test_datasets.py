import re

import numpy as np
import pytest

from course_lib.experiments.datasets import (
    read_digits,
    read_table,
    standardized,
    stratified_split,
    two_moons,
    with_intercept,
)


def test_without_noise_the_points_lie_on_two_half_circles():
    points, moon = two_moons(np.random.default_rng(0), 101, 0.0)
    first, second = points[moon == 0], points[moon == 1]
    assert (len(first), len(second)) == (51, 50)
    np.testing.assert_allclose(np.linalg.norm(first, axis=1), 1, rtol=1e-14)
    np.testing.assert_allclose(np.linalg.norm(second - [1, 0.5], axis=1), 1, rtol=1e-14)
    assert first[:, 1].min() >= 0
    assert second[:, 1].max() <= 0.5
    assert np.ptp(first[:, 0]) > 1.9  # the whole half circle, not a piece of it


def test_the_ends_of_each_moon_lie_inside_the_other():
    points, moon = two_moons(np.random.default_rng(1), 2000, 0.0)
    lowest = points[moon == 0][np.argmax(points[moon == 0][:, 0])]
    assert np.linalg.norm(lowest - [1, 0.5]) < 1


def test_noise_has_the_given_size():
    same = (np.random.default_rng(2) for _ in range(2))
    clean, noisy = (two_moons(rng, 20_000, noise)[0] for rng, noise in zip(same, (0.0, 0.2), strict=True))
    assert np.std(noisy - clean) == pytest.approx(0.2, rel=0.02)


def test_the_same_generator_gives_the_same_bytes():
    one, other = (two_moons(np.random.default_rng(3), 10, 0.1) for _ in range(2))
    assert one[0].tobytes() == other[0].tobytes()


def test_a_split_has_each_row_once_and_each_label_in_its_share():
    labels = np.random.default_rng(4).permutation(np.repeat([3, 5, 9], [50, 30, 21]))
    learn, judge = stratified_split(np.random.default_rng(5), labels, 20)
    np.testing.assert_array_equal(np.sort(np.concatenate([learn, judge])), np.arange(101))
    # 20/101 of 50, 30 and 21 is 9.90, 5.94 and 4.16
    assert [int(np.sum(labels[judge] == label)) for label in (3, 5, 9)] == [10, 6, 4]


def test_the_rows_of_a_split_are_drawn():
    labels = np.repeat([0, 1], 50)
    first, second = (stratified_split(np.random.default_rng(seed), labels, 10)[1] for seed in (0, 1))
    assert not np.array_equal(first, second)
    np.testing.assert_array_equal(first, stratified_split(np.random.default_rng(0), labels, 10)[1])
    chosen = [stratified_split(np.random.default_rng(seed), labels, 10)[1] for seed in range(400)]
    share = np.bincount(np.concatenate(chosen), minlength=100) / 400
    assert np.all(np.abs(share - 0.1) < 0.06)  # four standard deviations of a share of 0.1 in 400 draws


def test_a_table_is_read_by_its_names(tmp_path):
    (tmp_path / "rows.csv").write_text("sex,mass_g\nmale,3750\nfemale,3800.5\n", encoding="utf-8")
    table = read_table(tmp_path / "rows.csv")
    assert table["sex"].tolist() == ["male", "female"] and table["mass_g"].tolist() == [3750.0, 3800.5]


def test_digits_are_read_as_brightness_and_label(tmp_path):
    rows = np.arange(130).reshape(2, 65) % 17
    np.savetxt(tmp_path / "digits.csv.gz", rows, delimiter=",", fmt="%d")
    pixels, digit = read_digits(tmp_path / "digits.csv.gz")
    np.testing.assert_array_equal(16 * pixels, rows[:, :64])
    np.testing.assert_array_equal(digit, rows[:, 64])


def test_standardized_columns_have_mean_0_and_deviation_1_in_any_units():
    columns = np.random.default_rng(0).normal([3, -40], [0.1, 700], size=(50, 2))
    z = standardized(columns)
    np.testing.assert_allclose(z.mean(axis=0), 0, atol=1e-13)
    np.testing.assert_allclose(z.std(axis=0), 1, rtol=1e-13)
    np.testing.assert_allclose(standardized(columns * [1000, 2] + 5), z, rtol=1e-9)


def test_the_intercept_is_the_first_column():
    np.testing.assert_array_equal(with_intercept(np.array([[2.0, 3], [4, 5]])), [[1, 2, 3], [1, 4, 5]])


RNG = np.random.default_rng(0)


@pytest.mark.parametrize(
    ("call", "error", "says"),
    [
        (lambda: two_moons(RNG, 1, 0.1), ValueError, "n must be at least 2, got 1"),
        (lambda: two_moons(RNG, 10, -0.1), ValueError, "noise must be at least 0, got -0.1"),
        (lambda: two_moons(0, 10, 0.1), TypeError, "rng must be a numpy.random.Generator, got 0"),
        (lambda: stratified_split(RNG, np.zeros((2, 2)), 1), ValueError, "labels must have shape (n,), one a row"),
        (lambda: stratified_split(RNG, [0, 1], 2), ValueError, "less than the number of rows, 2, got 2"),
        (lambda: stratified_split(RNG, [0, 1], 0), ValueError, "held_out must be at least 1, got 0"),
        (lambda: standardized([[1.0, 2.0], [1.0, 3.0]]), ValueError, "columns must not be constant, got the standard"),
        (lambda: stratified_split(0, [0, 1], 1), TypeError, "rng must be a numpy.random.Generator, got 0"),
    ],
)
def test_what_does_not_fit_is_refused(call, error, says):
    with pytest.raises(error, match=re.escape(says)):
        call()
