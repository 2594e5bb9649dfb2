"""Functions of a network, each beside its derivative."""

from course_lib.functions.activations import (
    relu,
    relu_derivative,
    sigmoid,
    sigmoid_derivative,
    softplus,
    tanh,
    tanh_derivative,
)
from course_lib.functions.layers import batch_norm, batch_norm_backward, residual_block, residual_block_backward
from course_lib.functions.losses import cross_entropy, cross_entropy_gradient, mse, mse_gradient
from course_lib.functions.softmax import log_softmax, log_sum_exp, softmax, softmax_jacobian

__all__ = [
    "batch_norm",
    "batch_norm_backward",
    "cross_entropy",
    "cross_entropy_gradient",
    "log_softmax",
    "log_sum_exp",
    "mse",
    "mse_gradient",
    "relu",
    "relu_derivative",
    "residual_block",
    "residual_block_backward",
    "sigmoid",
    "sigmoid_derivative",
    "softmax",
    "softmax_jacobian",
    "softplus",
    "tanh",
    "tanh_derivative",
]
