"""Names and numbers in mathematical notation."""

import math

import pytest

from course_lib.showing.notation import name, number, sentence


@pytest.mark.parametrize(
    ("word", "read"),
    [
        ("beta2", "β₂"),
        ("alpha", "α"),
        ("alpha_L", "αL"),
        ("x1", "x₁"),
        ("x_1", "x₁"),
        ("n", "n"),
        ("kappa", "κ"),
        ("hidden_units", "hidden units"),
        ("learning_rate", "learning rate α"),
        ("condition", "condition number κ"),
        ("share_of_W", "share of W"),
        ("sigma_max", "σ max"),
        ("beta10", "β₁₀"),
        ("alphabet", "alphabet"),
        ("step", "step"),
        ("2AWB", "2AWB"),
    ],
)
def test_names(word, read):
    assert name(word) == read


@pytest.mark.parametrize(
    ("value", "read"),
    [
        (1e-7, "10⁻⁷"),
        (-1e-7, "−10⁻⁷"),
        (2.5e-7, "2.5·10⁻⁷"),
        (-0.87, "−0.87"),
        (0.0, "0"),
        (-0.0, "0"),
        (1, "1"),
        (1.0, "1"),
        (-1000, "−1000"),
        (12345, "12345"),
        (12345.5, "12345.5"),
        (1 / 3, "0.3333"),
        (0.9997, "0.9997"),
        (0.001, "0.001"),
        (0.0001, "10⁻⁴"),
        (0.00012345, "1.234·10⁻⁴"),
        (1e6, "10⁶"),
        (3e8, "3·10⁸"),
        (9.9996e-5, "10⁻⁴"),
        (5e-324, "4.941·10⁻³²⁴"),
        (math.inf, "∞"),
        (-math.inf, "−∞"),
        (math.nan, "not a number"),
    ],
)
def test_numbers(value, read):
    assert number(value) == read


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("f = 1.2e-07 after 12 steps.", "f = 1.2·10⁻⁷ after 12 steps."),
        ("f = 1.0e-07.", "f = 10⁻⁷."),
        ("f = 5.00e+00, slope -0.87", "f = 5, slope −0.87"),
        ("between -1e-3 and 1e-3", "between −0.001 and 0.001"),
        ("a step of 10^-5, of 10^2, of 10^400 and of 10^-4.75", "a step of 10⁻⁵, of 10², of 10⁴⁰⁰ and of 10^−4.75"),
        ("(-3, -.5), [-2, 1]", "(−3, −.5), [−2, 1]"),
        ("a re-run, x-1, 2024-05-06, layer 3-4, beta2", "a re-run, x-1, 2024-05-06, layer 3-4, beta2"),
        ("1e-07x and 0x1e5", "1e-07x and 0x1e5"),
        ("−3 and 10⁻⁷", "−3 and 10⁻⁷"),
    ],
)
def test_sentences(text, read):
    assert sentence(text) == read
