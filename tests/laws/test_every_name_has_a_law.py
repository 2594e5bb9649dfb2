"""Every public name of the library has a law: `@pytest.mark.law(name, …)` on a test of a module that uses the name."""

import ast
import runpy
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest
from book_sources import names

import course_lib

MARK = "pytest.mark.law"
FILES = sorted(set(Path(__file__).parent.glob("test_*.py")) - {Path(__file__)})


def public_names():
    """What `from course_lib import *` gives; of a module its own functions and classes, as module.name."""
    for name in course_lib.__all__:
        value = getattr(course_lib, name)
        if not isinstance(value, ModuleType):
            yield name
            continue
        defined = [key for key, member in vars(value).items() if getattr(member, "__module__", None) == value.__name__]
        exported = getattr(value, "__all__", [key for key in defined if not key.startswith("_")])
        yield from (f"{name}.{inner}" for inner in exported if callable(getattr(value, inner)))


@cache
def laws():
    """Each name that a mark carries, with the files in which it does."""
    found: dict[str, set[Path]] = {}
    for path in FILES:
        for name, test in runpy.run_path(str(path)).items():
            for mark in getattr(test, "pytestmark", []) if name.startswith("test_") else []:
                for law in mark.args if mark.name == "law" else []:
                    found.setdefault(law, set()).add(path)
    return found


@cache
def used_in(path):
    """Names and strings of a file, the marks left out."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            node.decorator_list = [mark for mark in node.decorator_list if not ast.unparse(mark).startswith(MARK)]
    return names(tree) | {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)}


@pytest.mark.parametrize("name", sorted(public_names()))
def test_every_public_name_has_a_law(name):
    assert name in laws(), f"{name} has no law; mark a test in tests/laws with @pytest.mark.law({name!r})"


def test_every_law_is_one_of_a_public_name_and_its_file_uses_it():
    extra = set(laws()) - set(public_names())
    assert not extra, f"no public names: {sorted(extra)}"
    idle = [
        (law, path.name) for law, paths in laws().items() for path in paths if law.split(".")[-1] not in used_in(path)
    ]
    assert not idle, f"these marks stand in files that do not use the name: {idle}"
