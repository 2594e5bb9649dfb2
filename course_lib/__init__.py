"""Optimization, derived: gradient descent and what follows from it, each line the equation of its chapter."""

from course_lib.functions.activations import sigmoid, sigmoid_derivative, softplus
from course_lib.line_search import Armijo, StrongWolfe
from course_lib.methods import GradientDescent
from course_lib.minimize import iterates, minibatches, minimize
from course_lib.norms import dual_norm, norm, steepest_direction
from course_lib.objectives import LogisticRegression, Quadratic, Rosenbrock
from course_lib.types import LineSearch, Method, Objective, Result, Step, Stop, Trace

__all__ = [
    "Armijo",
    "GradientDescent",
    "LineSearch",
    "LogisticRegression",
    "Method",
    "Objective",
    "Quadratic",
    "Result",
    "Rosenbrock",
    "Step",
    "Stop",
    "StrongWolfe",
    "Trace",
    "dual_norm",
    "iterates",
    "minibatches",
    "minimize",
    "norm",
    "sigmoid",
    "sigmoid_derivative",
    "softplus",
    "steepest_direction",
]
