"""Optimization, derived: gradient descent and what follows from it, each line the equation of its chapter."""

from typing import Any

from course_lib import autodiff, bounds, matrix_calculus, schedules
from course_lib.eigenvalues import Eigenpair, power_iteration
from course_lib.finite_differences import central_difference, complex_step, forward_difference
from course_lib.functions import (
    batch_norm,
    batch_norm_backward,
    cross_entropy,
    cross_entropy_gradient,
    log_softmax,
    log_sum_exp,
    mse,
    mse_gradient,
    relu,
    relu_derivative,
    residual_block,
    residual_block_backward,
    sigmoid,
    sigmoid_derivative,
    softmax,
    softmax_jacobian,
    softplus,
    tanh,
    tanh_derivative,
)
from course_lib.gradcheck import GradientReport, check_gradient, check_hessian, hessian_vector_product
from course_lib.initializers import he, xavier
from course_lib.line_search import Armijo, StrongWolfe
from course_lib.matrix_calculus import taylor_remainder
from course_lib.methods import (
    BFGS,
    LBFGS,
    Adam,
    AdamW,
    AMSGrad,
    GradientDescent,
    Momentum,
    Nesterov,
    Newton,
    RMSProp,
    clip_norm,
    clip_value,
    projected,
)
from course_lib.minimize import iterates, minibatches, minimize
from course_lib.network import MLP, Backprop
from course_lib.norms import dual_norm, norm, steepest_direction
from course_lib.objectives import (
    Beale,
    Himmelblau,
    Huber,
    LogCosh,
    LogisticRegression,
    PowellSingular,
    PseudoHuber,
    Quadratic,
    Rosenbrock,
    Wood,
)
from course_lib.types import LineSearch, Method, Objective, Result, Step, Stop, Trace

# Explorers and exercises need matplotlib and ipywidgets; they are imported when they are asked for.
_INTERACTIVE = ("ask_choice", "ask_number", "check", "exercise", "explore")


def __getattr__(name: str) -> Any:
    if name in _INTERACTIVE:
        from course_lib import interactive

        return getattr(interactive, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


__all__ = [
    "BFGS",
    "LBFGS",
    "MLP",
    "AMSGrad",
    "Adam",
    "AdamW",
    "Armijo",
    "Backprop",
    "Beale",
    "Eigenpair",
    "GradientDescent",
    "GradientReport",
    "Himmelblau",
    "Huber",
    "LineSearch",
    "LogCosh",
    "LogisticRegression",
    "Method",
    "Momentum",
    "Nesterov",
    "Newton",
    "Objective",
    "PowellSingular",
    "PseudoHuber",
    "Quadratic",
    "RMSProp",
    "Result",
    "Rosenbrock",
    "Step",
    "Stop",
    "StrongWolfe",
    "Trace",
    "Wood",
    "ask_choice",
    "ask_number",
    "autodiff",
    "batch_norm",
    "batch_norm_backward",
    "bounds",
    "central_difference",
    "check",
    "check_gradient",
    "check_hessian",
    "clip_norm",
    "clip_value",
    "complex_step",
    "cross_entropy",
    "cross_entropy_gradient",
    "dual_norm",
    "exercise",
    "explore",
    "forward_difference",
    "he",
    "hessian_vector_product",
    "iterates",
    "log_softmax",
    "log_sum_exp",
    "matrix_calculus",
    "minibatches",
    "minimize",
    "mse",
    "mse_gradient",
    "norm",
    "power_iteration",
    "projected",
    "relu",
    "relu_derivative",
    "residual_block",
    "residual_block_backward",
    "schedules",
    "sigmoid",
    "sigmoid_derivative",
    "softmax",
    "softmax_jacobian",
    "softplus",
    "steepest_direction",
    "tanh",
    "tanh_derivative",
    "taylor_remainder",
    "xavier",
]
