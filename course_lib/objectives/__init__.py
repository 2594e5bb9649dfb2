"""Functions to minimise: value, gradient, Hessian, and what is known about their minimisers."""

from course_lib.objectives.beale import Beale
from course_lib.objectives.himmelblau import Himmelblau
from course_lib.objectives.huber import Huber
from course_lib.objectives.log_cosh import LogCosh
from course_lib.objectives.logistic_regression import LogisticRegression
from course_lib.objectives.powell_singular import PowellSingular
from course_lib.objectives.pseudo_huber import PseudoHuber
from course_lib.objectives.quadratic import Quadratic
from course_lib.objectives.rosenbrock import Rosenbrock
from course_lib.objectives.wood import Wood

__all__ = [
    "Beale",
    "Himmelblau",
    "Huber",
    "LogCosh",
    "LogisticRegression",
    "PowellSingular",
    "PseudoHuber",
    "Quadratic",
    "Rosenbrock",
    "Wood",
]
