"""Records the softmax family and the activations in 60-digit arithmetic, rounded to float64 at the end.

Run in an environment that has mpmath: python tests/reference/record_softmax.py
"""

import json
from pathlib import Path

import mpmath
from mpmath import mp, mpf

mp.dps = 60
inf = float("inf")

ROWS = {
    "small": [1.0, 2.0, 3.0],
    "negative": [-1.5, -0.25, -7.0, 0.0],
    "equal": [0.7, 0.7, 0.7],
    "one": [4.2],
    "plus 1000": [1000.0, 1001.0, 1002.5],
    "minus 1000": [-1000.0, -1001.0, -1002.5],
    "apart": [1000.0, -1000.0, 0.0],
    "sure": [40.0, 0.0, 1.0],
    "very sure": [0.0, -700.0],
    "below the smallest float": [0.0, -800.0],
    "largest floats": [1e308, -1e308, 1e308],
    "one at -inf": [0.5, -inf, -1.0],
    "one above -inf": [-inf, 3.0, -inf],
    "close": [1e-9, 0.0, -1e-9],
}


def round_to_float(value):
    """The nearest float64; 0 below half of the smallest subnormal."""
    return float(value) if abs(value) > mpf(2) ** -1075 else 0.0


def family(z):
    """What the softmax family gives for one row; sums without the largest term, so that no digit of it is lost."""
    exact = [mpf(v) for v in z]
    top = exact.index(max(exact))
    terms = [mpmath.exp(v - exact[top]) if mpmath.isfinite(v) else mpf(0) for v in exact]
    total = mpmath.fsum(terms)
    others = [mpmath.fsum(terms[:i] + terms[i + 1 :]) for i in range(len(terms))]
    log_total = mpmath.log1p(others[top])
    lists = {
        "softmax": [t / total for t in terms],
        "log_softmax": [v - exact[top] - log_total for v in exact],
        "jacobian_diagonal": [t * rest / total**2 for t, rest in zip(terms, others, strict=True)],
        "gradient_for_the_first_class": [-others[0] / total] + [t / total for t in terms[1:]],
    }
    return {
        "z": z,
        "log_sum_exp": float(exact[top] + log_total),
        **{name: [round_to_float(value) for value in values] for name, values in lists.items()},
    }


MAGNITUDES = [
    *(10.0**e for e in range(-300, 0, 30)),
    *(1e-17, 1e-8, 1e-4, 0.01, 0.3, 0.5, 1.0, 1.7, 3.0, 5.5, 9.0, 15.0, 18.9, 19.1, 22.0, 36.5, 36.8, 37.5, 60.0),
    *(150.0, 340.0, 354.0, 372.0, 400.0, 700.0, 708.0, 709.7, 709.8, 745.0, 746.0, 1e3, 1e4),
]
Z = sorted([*MAGNITUDES, 0.0, *(-m for m in MAGNITUDES)])


FUNCTIONS = {
    "sigmoid": lambda z: 1 / (1 + mpmath.exp(-z)),
    "sigmoid_derivative": lambda z: 1 / (1 + mpmath.exp(-z)) / (1 + mpmath.exp(z)),
    "tanh": mpmath.tanh,
    "tanh_derivative": lambda z: mpmath.sech(z) ** 2,
    "softplus": lambda z: mpmath.log1p(mpmath.exp(z)) if z < 0 else z + mpmath.log1p(mpmath.exp(-z)),
}

record = {
    "rows": {name: family(z) for name, z in ROWS.items()},
    "z": Z,
    "activations": {name: [round_to_float(f(mpf(z))) for z in Z] for name, f in FUNCTIONS.items()},
}
Path(__file__).with_name("softmax.json").write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")
