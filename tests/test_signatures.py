"""What holds for every signature and every dataclass of the library."""

import dataclasses
import importlib
import inspect
import pkgutil

import numpy as np

import course_lib
from course_lib import LogisticRegression, Quadratic
from course_lib.networks.recurrent import RecurrentSum

FLOORS = ("bounds", "derivatives", "experiments", "functions", "methods", "networks", "objectives", "running")
MODULES = [
    importlib.import_module(found.name)
    for floor in FLOORS
    for found in pkgutil.walk_packages([f"{course_lib.__path__[0]}/{floor}"], f"course_lib.{floor}.")
]
DEFINED = {
    f"{module.__name__}.{name}": value
    for module in MODULES
    for name, value in vars(module).items()
    if getattr(value, "__module__", None) == module.__name__
}
CLASSES = {name: value for name, value in DEFINED.items() if inspect.isclass(value)}
DATACLASSES = {name: value for name, value in CLASSES.items() if dataclasses.is_dataclass(value)}
FUNCTIONS = {name: value for name, value in DEFINED.items() if inspect.isfunction(value)}
METHODS = {
    f"{name}.{attribute}": function
    for name, cls in CLASSES.items()
    for attribute, function in vars(cls).items()
    if inspect.isfunction(function) and not attribute.startswith("_")
}


def test_the_whole_library_is_looked_at():
    assert len(MODULES) > 60 and len(DATACLASSES) > 25 and len(FUNCTIONS) > 150 and len(METHODS) > 50


def test_every_argument_may_be_named():
    unnamed = inspect.Parameter.POSITIONAL_ONLY
    signatures = {name: inspect.signature(function) for name, function in (FUNCTIONS | METHODS).items()}
    assert [f"{n}{s}" for n, s in signatures.items() if unnamed in {p.kind for p in s.parameters.values()}] == []


def test_what_is_made_once_is_not_changed():
    assert [name for name, made in DATACLASSES.items() if not made.__dataclass_params__.frozen] == []


def test_what_holds_arrays_is_compared_as_an_object():
    for make in (
        lambda: Quadratic(np.eye(2)),
        lambda: LogisticRegression(np.eye(2), [0, 1]),
        lambda: RecurrentSum(np.eye(2)),
    ):
        one, other = make(), make()
        assert len({one, other, one}) == 2
