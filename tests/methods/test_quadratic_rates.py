"""The rates of five methods on quadratics against theory."""

import numpy as np
import pytest

from course_lib import Quadratic, iterates
from course_lib.methods import GradientDescent, Momentum, Nesterov


def tuned(kappa):
    """For μ = 1, L = κ: each method with the rate ρ that theory gives for ‖x_k‖ ≈ C ρᵏ."""
    root, nesterov = np.sqrt(kappa), np.sqrt(3 * kappa + 1)
    return {
        "descent 1/L": (GradientDescent(1 / kappa), 1 - 1 / kappa),
        "descent 2/(L+mu)": (GradientDescent(2 / (kappa + 1)), (kappa - 1) / (kappa + 1)),
        "Nesterov": (Nesterov(1 / kappa, (root - 1) / (root + 1)), 1 - 1 / root),
        "Nesterov tuned": (Nesterov(4 / (3 * kappa + 1), (nesterov - 2) / (nesterov + 2)), 1 - 2 / nesterov),
        "Polyak": (Momentum((2 / (root + 1)) ** 2, ((root - 1) / (root + 1)) ** 2), (root - 1) / (root + 1)),
    }


def distances(eigenvalues, method):
    """‖y_k‖/‖y_0‖ until it is 1e-6, from y_0 = (1, …, 1); for Nesterov y is the point before looking ahead."""
    x0 = np.ones(len(eigenvalues))
    ahead = method.learning_rate * method.beta if isinstance(method, Nesterov) else 0.0
    found = []
    for step in iterates(Quadratic(np.diag(eigenvalues)), x0, method):
        found.append(np.linalg.norm(step.x + ahead * step.state.v if ahead else step.x) / np.linalg.norm(x0))
        if found[-1] <= 1e-6:
            return np.array(found)
    raise RuntimeError("the run ended early")


def test_iterations_to_a_millionth_at_condition_number_100():
    counts = [len(distances(np.geomspace(1, 100, 50), method)) - 1 for method, _ in tuned(100).values()]
    assert counts == [1185, 612, 139, 120, 85]


@pytest.mark.parametrize("kappa", [10, 100, 1000])
@pytest.mark.parametrize("case", ["descent 1/L", "descent 2/(L+mu)"])
def test_descent_contracts_by_rho_a_step(kappa, case):
    method, rho = tuned(kappa)[case]
    d = distances([1, kappa], method)
    np.testing.assert_allclose(d[2:] / d[1:-1], rho, rtol=1e-12)


@pytest.mark.parametrize("kappa", [10, 100, 1000])
@pytest.mark.parametrize("case", ["Nesterov", "Nesterov tuned", "Polyak"])
def test_accelerated_methods_contract_by_rho_a_step_but_for_the_factor_k_of_a_double_root(kappa, case):
    method, rho = tuned(kappa)[case]
    d = distances([1, kappa], method)
    k = np.arange(len(d))
    tail = slice(len(d) // 2, None)
    growth = (d / rho**k)[tail]
    line = np.polyfit(k[tail], growth, 1)
    assert line[0] > 0
    np.testing.assert_allclose(np.polyval(line, k[tail]), growth, rtol=2e-3)
