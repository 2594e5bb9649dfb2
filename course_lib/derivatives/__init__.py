"""Derivatives without a formula of their own: differences, automatic differentiation, traces; and gradients checked."""

from course_lib.derivatives import autodiff, matrix_calculus
from course_lib.derivatives.finite_differences import central_difference, complex_step, forward_difference
from course_lib.derivatives.gradcheck import GradientReport, check_gradient, check_hessian, hessian_vector_product
from course_lib.derivatives.matrix_calculus import taylor_remainder

__all__ = [
    "GradientReport",
    "autodiff",
    "central_difference",
    "check_gradient",
    "check_hessian",
    "complex_step",
    "forward_difference",
    "hessian_vector_product",
    "matrix_calculus",
    "taylor_remainder",
]
