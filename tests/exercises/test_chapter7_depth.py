"""The answers of chapter 7's exercises on depth, worked out by the library."""

import numpy as np
import pytest

from course_lib import MLP, bounds, exercise


def question(number, place):
    return exercise(number).questions[place - 1]


def right(number, place):
    return [option.text for option in question(number, place).options if option.right]


def test_forty_layers_down():
    asked = question("7.5", 1)
    gain = bounds.gradient_decades(200, 1 / 200, 0.5, depth=40)
    assert asked.answer == pytest.approx(gain, abs=1e-3)
    squared = 2 * gain
    one = bounds.gradient_decades(200, 1 / 200, 0.5)
    for slip in (-gain, squared, -squared, 0, one):
        assert min(abs(slip - known) for known in asked.wrong) < 5e-3


def test_the_variance_that_keeps_the_length():
    assert bounds.gradient_variance_factor(200, question("7.5", 2).answer, 0.5) == pytest.approx(1, rel=1e-15)


def test_a_norm_near_two_bounds_and_decides_nothing():
    rng = np.random.default_rng(0)
    norms = [np.linalg.norm(rng.normal(0, np.sqrt(1 / 200), (200, 200)), 2) for _ in range(3)]
    np.testing.assert_allclose(norms, 2, atol=0.1)
    assert bounds.gradient_product_bound(1, [2] * 40) == 2**40
    (text,) = right("7.5", 3)
    assert "2^{40}" in text


def test_the_message_is_the_networks_delta():
    net = MLP((3, 4, 2, 5))
    rng = np.random.default_rng(1)
    theta = net.init(rng)
    back = net.backward(theta, rng.normal(size=(1, 3)), rng.normal(size=(1, 5)))
    W2, W3 = (W for W, _ in net.unflatten(theta)[1:])
    delta = exercise("7.6").code.reference(W2, W3, back.z[0][0], back.z[1][0], back.delta[2][0])
    np.testing.assert_allclose(delta, back.delta[0][0], rtol=1e-12)


def test_what_the_cures_do_to_sixty_layers():
    gain = 60 / 2 * np.log10(np.pi / (np.pi - 1))
    asked = question("7.7", 1)
    assert asked.answer == pytest.approx(gain, abs=5e-3)
    plain = bounds.gradient_decades(200, 2 / 200, 0.5, depth=60)
    wrong_variance = gain + bounds.gradient_decades(200, 2 / 200, 1.0, depth=60)
    assert plain == pytest.approx(0, abs=1e-12)
    for slip in (plain, 2 * gain, -gain, gain / 60, wrong_variance):
        assert min(abs(slip - known) for known in asked.wrong) < 0.05


def test_the_second_matrix_of_thirty_blocks():
    asked = question("7.7", 2)
    q = asked.answer * bounds.gradient_variance_factor(200, 1 / 200, 0.5)
    assert (1 + q) ** 30 == pytest.approx(np.e, rel=0.02)
    assert (1 + asked.answer) ** 30 > 2 * np.e  # without the ReLU's half
