"""Unconstrained test problems f(x) = Σ rᵢ(x)² as their residuals, each with its usual start.

Source: Moré, Garbow and Hillstrom, "Testing unconstrained optimization software"; Himmelblau, *Applied Nonlinear
    Programming*; Zakharov's function and the curved paraboloid of De Sterck, "Steepest descent preconditioning for
    nonlinear GMRES optimization".
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

H = 1e-30


@dataclass(frozen=True)
class Problem:
    """f(x) = Σ rᵢ(x)² with a start; ∇f = 2Jᵀr, J by complex steps, which are exact up to rounding."""

    name: str
    residuals: Callable[[np.ndarray], np.ndarray]
    start: np.ndarray

    def value_and_grad(self, x: np.ndarray) -> tuple[float, np.ndarray]:
        """f(x) and ∇f(x); infinite or nan where a residual is."""
        with np.errstate(all="ignore"):
            r = self.residuals(x)
            J = np.array([self.residuals(x + 1j * H * e).imag / H for e in np.eye(x.size)])
            return float(r @ r), 2 * J @ r


def problems() -> list[Problem]:
    """Every problem from its usual start and from ten times that, where it is not 0."""
    cases = [Problem(name, residuals, np.array(start, float)) for name, (residuals, start) in TABLE.items()]
    far = [Problem(f"{case.name} × 10", case.residuals, 10 * case.start) for case in cases if case.start.any()]
    return cases + far


def stack(*parts: np.ndarray) -> np.ndarray:
    """All residuals in one vector."""
    return np.concatenate([np.atleast_1d(part) for part in parts])


def helical_valley(x: np.ndarray) -> np.ndarray:
    turn = np.arctan(x[1] / x[0]) / (2 * np.pi) + (0.5 if x[0].real < 0 else 0.0)
    return stack(10 * (x[2] - 10 * turn), 10 * (np.sqrt(x[0] ** 2 + x[1] ** 2) - 1), x[2])


def freudenstein_roth(x: np.ndarray) -> np.ndarray:
    a, b = x
    return stack(-13 + a + ((5 - b) * b - 2) * b, -29 + a + ((b + 1) * b - 14) * b)


BARD = np.array([0.14, 0.18, 0.22, 0.25, 0.29, 0.32, 0.35, 0.39, 0.37, 0.58, 0.73, 0.96, 1.34, 2.10, 4.39])
GAUSS = np.array([9e-4, 44e-4, 175e-4, 0.0540, 0.1295, 0.2420, 0.3521])
GAUSS = np.concatenate([GAUSS, [0.3989], GAUSS[::-1]])
MEYER = np.array(
    [34780, 28610, 23650, 19630, 16370, 13720, 11540, 9744, 8261, 7030, 6005, 5147, 4427, 3820, 3307, 2872]
)
KOWALIK = np.array([0.1957, 0.1947, 0.1735, 0.16, 0.0844, 0.0627, 0.0456, 0.0342, 0.0323, 0.0235, 0.0246])
KOWALIK_U = np.array([4, 2, 1, 0.5, 0.25, 0.167, 0.125, 0.1, 0.0833, 0.0714, 0.0625])
OSBORNE = (
    "844 908 932 936 925 908 881 850 818 784 751 718 685 658 628 603 580 558 538 522 506 490 478 467 457 448 438 431 "
    "424 420 414 411 406"
)
OSBORNE = np.array(OSBORNE.split(), float) / 1000


def bard(x: np.ndarray) -> np.ndarray:
    u = np.arange(1.0, 16)
    v = 16 - u
    return BARD - (x[0] + u / (v * x[1] + np.minimum(u, v) * x[2]))


def kowalik_osborne(x: np.ndarray) -> np.ndarray:
    u = KOWALIK_U
    return KOWALIK - x[0] * (u**2 + u * x[1]) / (u**2 + u * x[2] + x[3])


def osborne_1(x: np.ndarray) -> np.ndarray:
    t = 10 * np.arange(33)
    return OSBORNE - (x[0] + x[1] * np.exp(-t * x[3]) + x[2] * np.exp(-t * x[4]))


def gaussian(x: np.ndarray) -> np.ndarray:
    t = (8 - np.arange(1, 16)) / 2
    return x[0] * np.exp(-x[1] * (t - x[2]) ** 2 / 2) - GAUSS


def meyer(x: np.ndarray) -> np.ndarray:
    return x[0] * np.exp(x[1] / (45 + 5 * np.arange(1, 17) + x[2])) - MEYER


def box(x: np.ndarray) -> np.ndarray:
    t = np.arange(1, 11) / 10
    return np.exp(-t * x[0]) - np.exp(-t * x[1]) - x[2] * (np.exp(-t) - np.exp(-10 * t))


def jennrich_sampson(x: np.ndarray) -> np.ndarray:
    i = np.arange(1, 11)
    return 2 + 2 * i - (np.exp(i * x[0]) + np.exp(i * x[1]))


def brown_dennis(x: np.ndarray) -> np.ndarray:
    t = np.arange(1, 21) / 5
    return (x[0] + t * x[1] - np.exp(t)) ** 2 + (x[2] + x[3] * np.sin(t) - np.cos(t)) ** 2


def biggs_exp6(x: np.ndarray) -> np.ndarray:
    t = np.arange(1, 14) / 10
    y = np.exp(-t) - 5 * np.exp(-10 * t) + 3 * np.exp(-4 * t)
    return x[2] * np.exp(-t * x[0]) - x[3] * np.exp(-t * x[1]) + x[5] * np.exp(-t * x[4]) - y


def watson(x: np.ndarray) -> np.ndarray:
    t, j = np.arange(1, 30)[:, None] / 29, np.arange(len(x))
    rows = (t ** np.maximum(j - 1, 0) * j) @ x - (t**j @ x) ** 2 - 1
    return stack(rows, x[0], x[1] - x[0] ** 2 - 1)


def rosenbrock(x: np.ndarray) -> np.ndarray:
    return stack(10 * (x[1::2] - x[::2] ** 2), 1 - x[::2])


def chained_rosenbrock(x: np.ndarray) -> np.ndarray:
    return stack(10 * (x[1:] - x[:-1] ** 2), 1 - x[:-1])


def powell_singular(x: np.ndarray) -> np.ndarray:
    a, b, c, d = x.reshape(-1, 4).T
    return stack(a + 10 * b, 5**0.5 * (c - d), (b - 2 * c) ** 2, 10**0.5 * (a - d) ** 2)


def wood(x: np.ndarray) -> np.ndarray:
    a, b, c, d = x
    ties = 10**0.5 * (b + d - 2), (b - d) / 10**0.5
    return stack(10 * (b - a**2), 1 - a, 90**0.5 * (d - c**2), 1 - c, *ties)


def beale(x: np.ndarray) -> np.ndarray:
    return np.array([1.5, 2.25, 2.625]) - x[0] * (1 - x[1] ** np.array([1, 2, 3]))


def penalty_1(x: np.ndarray) -> np.ndarray:
    return stack(1e-5**0.5 * (x - 1), x @ x - 0.25)


def penalty_2(x: np.ndarray) -> np.ndarray:
    n, a = len(x), 1e-5**0.5
    i = np.arange(2, n + 1)
    y = np.exp(i / 10) + np.exp((i - 1) / 10)
    pairs = a * (np.exp(x[1:] / 10) + np.exp(x[:-1] / 10) - y)
    return stack(x[0] - 0.2, pairs, a * (np.exp(x[1:] / 10) - np.exp(-0.1)), np.arange(n, 0, -1) @ x**2 - 1)


def variably_dimensioned(x: np.ndarray) -> np.ndarray:
    s = np.arange(1, len(x) + 1) @ (x - 1)
    return stack(x - 1, s, s**2)


def trigonometric(x: np.ndarray) -> np.ndarray:
    n = len(x)
    return n - np.cos(x).sum() + np.arange(1, n + 1) * (1 - np.cos(x)) - np.sin(x)


def brown_almost_linear(x: np.ndarray) -> np.ndarray:
    return stack(x[:-1] + x.sum() - (len(x) + 1), np.prod(x) - 1)


def boundary_value(x: np.ndarray) -> np.ndarray:
    h = 1 / (len(x) + 1)
    t = h * np.arange(1, len(x) + 1)
    return 2 * x - stack(0, x[:-1]) - stack(x[1:], 0) + h**2 * (x + t + 1) ** 3 / 2


def integral_equation(x: np.ndarray) -> np.ndarray:
    h = 1 / (len(x) + 1)
    t = h * np.arange(1, len(x) + 1)
    kernel = np.minimum(t, t[:, None]) * (1 - np.maximum(t, t[:, None]))
    return x + h / 2 * kernel @ (x + t + 1) ** 3


def broyden_tridiagonal(x: np.ndarray) -> np.ndarray:
    return (3 - 2 * x) * x - stack(0, x[:-1]) - 2 * stack(x[1:], 0) + 1


def broyden_banded(x: np.ndarray) -> np.ndarray:
    i = np.arange(len(x))
    distance = i - i[:, None]
    band = (distance != 0) & (distance >= -5) & (distance <= 1)
    return x * (2 + 5 * x**2) + 1 - band @ (x * (1 + x))


def linear_full_rank(x: np.ndarray) -> np.ndarray:
    m = 2 * len(x)
    return stack(x, np.zeros(m - len(x))) - 2 / m * x.sum() - 1


def linear_rank_one(x: np.ndarray) -> np.ndarray:
    return np.arange(1, 2 * len(x) + 1) * (np.arange(1, len(x) + 1) @ x) - 1


def chebyquad(x: np.ndarray) -> np.ndarray:
    n, shifted = len(x), 2 * x - 1
    polynomials = [np.ones(n), shifted]
    while len(polynomials) <= n:
        polynomials.append(2 * shifted * polynomials[-1] - polynomials[-2])
    i = np.arange(1, n + 1)
    integrals = np.where(i % 2, 0.0, -1 / np.maximum(i**2 - 1.0, 1))
    return np.array([polynomial.mean() for polynomial in polynomials[1:]]) - integrals


def himmelblau(x: np.ndarray) -> np.ndarray:
    return stack(x[0] ** 2 + x[1] - 11, x[0] + x[1] ** 2 - 7)


def zakharov(x: np.ndarray) -> np.ndarray:
    s = np.arange(1, len(x) + 1) @ x / 2
    return stack(x, s, s**2)


def diagonal(x: np.ndarray) -> np.ndarray:
    return np.sqrt(np.arange(1, len(x) + 1) / 2) * (x - 1)


def paraboloid(x: np.ndarray) -> np.ndarray:
    bend = stack(0, np.full(len(x) - 1, 10 * (x[0] - 1) ** 2))
    return np.sqrt(np.arange(1, len(x) + 1) / 2) * (x - 1 - bend)


def grid(n: int) -> np.ndarray:
    """t (t − 1) at t = 1/(n + 1), …, n/(n + 1)."""
    t = np.arange(1, n + 1) / (n + 1)
    return t * (t - 1)


TABLE: dict[str, tuple[Callable[[np.ndarray], np.ndarray], object]] = {
    "Rosenbrock 2": (rosenbrock, [-1.2, 1]),
    "Rosenbrock 10": (rosenbrock, [-1.2, 1] * 5),
    "Rosenbrock 100": (rosenbrock, [-1.2, 1] * 50),
    "chained Rosenbrock 10": (chained_rosenbrock, [-1.2, 1] * 5),
    "chained Rosenbrock 50": (chained_rosenbrock, [-1.2, 1] * 25),
    "Freudenstein and Roth": (freudenstein_roth, [0.5, -2]),
    "Powell badly scaled": (lambda x: stack(1e4 * x[0] * x[1] - 1, np.exp(-x[0]) + np.exp(-x[1]) - 1.0001), [0, 1]),
    "Brown badly scaled": (lambda x: stack(x[0] - 1e6, x[1] - 2e-6, x[0] * x[1] - 2), [1, 1]),
    "Beale": (beale, [1, 1]),
    "Jennrich and Sampson": (jennrich_sampson, [0.3, 0.4]),
    "helical valley": (helical_valley, [-1, 0, 0]),
    "Bard": (bard, [1, 1, 1]),
    "Gaussian": (gaussian, [0.4, 1, 0]),
    "Meyer": (meyer, [0.02, 4000, 250]),
    "Box": (box, [0, 10, 20]),
    "Powell singular 4": (powell_singular, [3, -1, 0, 1]),
    "Powell singular 100": (powell_singular, [3, -1, 0, 1] * 25),
    "Wood": (wood, [-3, -1, -3, -1]),
    "Kowalik and Osborne": (kowalik_osborne, [0.25, 0.39, 0.415, 0.39]),
    "Brown and Dennis": (brown_dennis, [25, 5, -5, -1]),
    "Osborne 1": (osborne_1, [0.5, 1.5, -1, 0.01, 0.02]),
    "Biggs EXP6": (biggs_exp6, [1, 2, 1, 1, 1, 1]),
    "Watson 6": (watson, np.zeros(6)),
    "Watson 9": (watson, np.zeros(9)),
    "penalty I 4": (penalty_1, [1, 2, 3, 4]),
    "penalty I 10": (penalty_1, np.arange(1, 11)),
    "penalty II 4": (penalty_2, np.full(4, 0.5)),
    "penalty II 10": (penalty_2, np.full(10, 0.5)),
    "variably dimensioned 10": (variably_dimensioned, 1 - np.arange(1, 11) / 10),
    "variably dimensioned 40": (variably_dimensioned, 1 - np.arange(1, 41) / 40),
    "trigonometric 10": (trigonometric, np.full(10, 0.1)),
    "trigonometric 50": (trigonometric, np.full(50, 0.02)),
    "Brown almost linear 10": (brown_almost_linear, np.full(10, 0.5)),
    "boundary value 10": (boundary_value, grid(10)),
    "boundary value 50": (boundary_value, grid(50)),
    "integral equation 10": (integral_equation, grid(10)),
    "integral equation 50": (integral_equation, grid(50)),
    "Broyden tridiagonal 10": (broyden_tridiagonal, np.full(10, -1)),
    "Broyden tridiagonal 100": (broyden_tridiagonal, np.full(100, -1)),
    "Broyden banded 10": (broyden_banded, np.full(10, -1)),
    "Broyden banded 50": (broyden_banded, np.full(50, -1)),
    "linear full rank 10": (linear_full_rank, np.ones(10)),
    "linear rank one 10": (linear_rank_one, np.ones(10)),
    "Chebyquad 8": (chebyquad, np.arange(1, 9) / 9),
    "Himmelblau": (himmelblau, [1, 1]),
    "Zakharov 10": (zakharov, np.full(10, 5)),
    "Zakharov 40": (zakharov, np.full(40, 5)),
    "diagonal quadratic 100": (diagonal, np.zeros(100)),
    "paraboloid 100": (paraboloid, np.zeros(100)),
}
