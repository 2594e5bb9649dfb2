"""What `from course_lib import …` gives, and what importing it costs."""

import inspect
import subprocess
import sys

import pytest

import course_lib

NAMES = """
    AMSGrad Adam AdamW Armijo BFGS Backprop Beale Eigenpair GradientDescent GradientReport Himmelblau Huber LBFGS
    LineSearch LogCosh LogisticRegression MLP Method Momentum Nesterov Newton Objective PowellSingular PseudoHuber
    Quadratic RMSProp Result Rosenbrock Step Stop StrongWolfe Trace Wood ask_choice ask_formula ask_number autodiff
    batch_norm batch_norm_backward bounds central_difference check check_gradient check_hessian clip_norm clip_value
    complex_step cross_entropy cross_entropy_gradient dual_norm exercise explore forward_difference he
    hessian_vector_product iterates log_softmax log_sum_exp matrix_calculus minibatches minimize mse mse_gradient
    norm power_iteration projected relu relu_derivative residual_block residual_block_backward schedules sigmoid
    sigmoid_derivative softmax softmax_jacobian softplus steepest_direction tanh tanh_derivative taylor_remainder
    xavier
"""
PUBLIC = NAMES.split()
MODULES = [
    *(
        "basins",
        "datasets",
        "deep_network",
        "eigenvalues",
        "finite_differences",
        "gradcheck",
        "initializers",
        "network",
    ),
    *("line_search", "listings", "network_cost", "norms", "plotting", "race", "rare_gradient", "recurrent"),
]
INTERACTIVE = {"ask_choice", "ask_formula", "ask_number", "check", "exercise", "explore"}


def in_a_fresh_interpreter(code):
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)


@pytest.mark.parametrize("name", PUBLIC)
def test_no_public_name_is_lost(name):
    assert getattr(course_lib, name) is not None
    assert name in dir(course_lib)


@pytest.mark.parametrize("name", MODULES)
def test_modules_come_by_their_first_names(name):
    assert inspect.ismodule(getattr(course_lib, name))
    assert name in dir(course_lib)


def test_everything_that_needs_numpy_alone_comes_with_the_star():
    assert set(course_lib.__all__) == set(PUBLIC) - INTERACTIVE


def test_a_name_that_is_not_there_is_an_attribute_error():
    with pytest.raises(AttributeError, match="module 'course_lib' has no attribute 'Adm'"):
        course_lib.Adm  # noqa: B018
    with pytest.raises(ImportError, match="cannot import name 'Adm' from 'course_lib'"):
        from course_lib import Adm  # noqa: F401


@pytest.mark.parametrize(
    ("names", "absent"),
    [
        ("*", ["matplotlib", "ipywidgets", "course_lib.interactive"]),
        ("check, exercise, ask_number", ["matplotlib", "ipywidgets"]),
        ("explore", ["ipywidgets", "matplotlib.pyplot"]),
    ],
)
def test_figures_and_widgets_are_imported_only_where_they_are_asked_for(names, absent):
    run = in_a_fresh_interpreter(
        f"from course_lib import {names}\nimport sys\nprint([n for n in {absent} if n in sys.modules])"
    )
    assert (run.stdout, run.stderr) == ("[]\n", "")


def test_importing_enters_no_room():
    run = in_a_fresh_interpreter(
        "import course_lib, sys\nprint([n for n in sys.modules if n.startswith('course_lib.')])"
    )
    assert run.stdout == "[]\n"


def test_without_matplotlib_the_way_to_get_it_is_said():
    code = "import sys\nsys.modules['matplotlib'] = None\nfrom course_lib import *\nfrom course_lib import check\n"
    run = in_a_fresh_interpreter(code + "from course_lib import plotting")
    assert "plotting needs matplotlib" in run.stderr and "pip install 'optimization-derived[interactive]'" in run.stderr
