"""Optimization, derived: gradient descent and what follows from it, each line the equation of its chapter.

Everywhere an argument of the wrong kind is a TypeError and one outside its stated range a ValueError; the sentence
names the argument, its value and what would be right. A docstring's *Raises* says what goes beyond that.
"""

from importlib import import_module
from typing import Any

_ROOMS = {
    "methods": (
        "AMSGrad Adam AdamW BFGS GradientDescent LBFGS Momentum Nesterov Newton RMSProp clip_norm clip_value projected"
    ),
    "running": "Armijo StrongWolfe iterates minibatches minimize",
    "objectives": (
        "Beale Himmelblau Huber LogCosh LogisticRegression PowellSingular PseudoHuber Quadratic Rosenbrock Wood"
    ),
    "networks": "Backprop MLP he xavier",
    "derivatives": (
        "GradientReport central_difference check_gradient check_hessian complex_step forward_difference "
        "hessian_vector_product taylor_remainder"
    ),
    "functions": (
        "batch_norm batch_norm_backward cross_entropy cross_entropy_gradient log_softmax log_sum_exp mse mse_gradient "
        "relu relu_derivative residual_block residual_block_backward sigmoid sigmoid_derivative softmax "
        "softmax_jacobian softplus tanh tanh_derivative"
    ),
    "bounds.norms": "dual_norm norm steepest_direction",
    "bounds.eigenvalues": "Eigenpair power_iteration",
    "types": "LineSearch Method Objective Result Step Stop Trace",
}
_MODULES = {
    "derivatives": "autodiff finite_differences gradcheck matrix_calculus",
    "running": "line_search schedules",
    "networks": "network=mlp deep_network=deep network_cost=cost initializers recurrent",
    "bounds": "eigenvalues norms",
    "experiments": "basins datasets race rare_gradient",
    "showing": "listings plotting",
    "": "bounds",
}
_COURSE = {
    "exercises": "check exercise",
    "interactive.explorers": "explore",
    "interactive.questions": "ask_choice ask_formula ask_number",
}


def _by_name(rooms: dict[str, str]) -> dict[str, str]:
    return {name: room for room, names in rooms.items() for name in names.split()}


_ROOM_OF = _by_name(_ROOMS | _COURSE)
# A name before "=" is what a module is called from here.
_MODULE_OF = {
    name.split("=")[0]: ".".join(filter(None, ["course_lib", room, name.split("=")[-1]]))
    for name, room in _by_name(_MODULES).items()
}

# What a course asks and shows needs matplotlib and ipywidgets, and is no part of `import *`.
__all__ = list(_by_name(_ROOMS | {"": "autodiff bounds matrix_calculus schedules"}))


def __getattr__(name: str) -> Any:
    """A room is entered when one of its names is asked for, so that importing the library costs next to nothing."""
    try:
        if name in _MODULE_OF:
            return import_module(_MODULE_OF[name])
        if name in _ROOM_OF:
            return getattr(import_module(f"course_lib.{_ROOM_OF[name]}"), name)
    except ModuleNotFoundError as missing:
        needs = f"{name} needs {missing.name}; install it with: pip install 'optimization-derived[interactive]'"
        raise ModuleNotFoundError(needs, name=missing.name) from missing
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return [*_ROOM_OF, *_MODULE_OF]
