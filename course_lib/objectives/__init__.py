"""Functions to minimise: value, gradient, Hessian, and what is known about their minimisers."""

from course_lib.objectives.logistic_regression import LogisticRegression
from course_lib.objectives.quadratic import Quadratic
from course_lib.objectives.rosenbrock import Rosenbrock

__all__ = ["LogisticRegression", "Quadratic", "Rosenbrock"]
