from decimal import Decimal, getcontext

import numpy as np
import pytest

from course_lib.functions.activations import sigmoid, sigmoid_derivative, softplus

getcontext().prec = 330  # 1 + e⁻⁷⁰⁰ must differ from 1
POINTS = [-800.0, -700.0, -40.0, -1.0, -1e-9, 0.0, 1e-9, 0.5, 19.0, 37.5, 700.0, 745.0]


def exact(z):
    e = Decimal(z).exp()
    return e / (1 + e), e / (1 + e) ** 2, (1 + e).ln()


@pytest.mark.parametrize("z", POINTS)
@pytest.mark.parametrize(("index", "function"), enumerate((sigmoid, sigmoid_derivative, softplus)))
def test_full_relative_accuracy_everywhere(z, index, function):
    expected = float(exact(z)[index])
    assert float(function(np.float64(z))) == pytest.approx(expected, rel=4e-16, abs=5e-324)


def test_float32_stays_float32():
    z = np.linspace(-100, 100, 9, dtype=np.float32)
    assert all(f(z).dtype == np.float32 for f in (sigmoid, sigmoid_derivative, softplus))


def test_text_is_refused():
    with pytest.raises(TypeError, match="z must be an array of real numbers"):
        sigmoid(["a"])
