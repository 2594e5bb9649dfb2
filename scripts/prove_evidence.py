"""Prove that the evidence is evidence: with the named function returning zeros, the named test fails, for every row.

Usage: prove_evidence.py [words that the label, the function or the test must contain]
"""

import contextlib
import copy
import dataclasses
import inspect
import io
import os
import pkgutil
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from enum import Enum
from pathlib import Path
from types import FunctionType

import numpy as np
import pytest
from evidence import Evidence, all_evidence

ROOT = Path(__file__).resolve().parent.parent


def zeros(value: object) -> object:
    """Return a value of the same type and shape whose numbers are all 0."""
    if isinstance(value, FunctionType):
        return lambda *args, **kwargs: zeros(value(*args, **kwargs))
    if isinstance(value, Enum | str | bytes | type) or value is None or inspect.isroutine(value):
        return value
    if isinstance(value, np.ndarray | np.generic):
        return np.zeros_like(value) if value.dtype.kind in "biufc" else value
    if isinstance(value, bool | int | float | complex):
        return type(value)(0)
    if isinstance(value, Iterator):
        return map(zeros, value)
    if isinstance(value, tuple) and hasattr(value, "_make"):
        return value._make(map(zeros, value))
    if isinstance(value, list | tuple):
        return type(value)(map(zeros, value))
    if isinstance(value, dict):
        return {key: zeros(item) for key, item in value.items()}
    if dataclasses.is_dataclass(value):
        empty = copy.copy(value)
        for field in dataclasses.fields(value):
            with contextlib.suppress(AttributeError):
                object.__setattr__(empty, field.name, zeros(getattr(value, field.name)))
        return empty
    return value


def return_zeros(function: FunctionType) -> None:
    """Change the function itself, so that every name and table that holds it is changed with it."""
    real = FunctionType(
        function.__code__, function.__globals__, function.__name__, function.__defaults__, function.__closure__
    )
    real.__kwdefaults__ = function.__kwdefaults__
    name = f"_zeros_of_{id(real)}"
    function.__globals__[name] = lambda *args, **kwargs: zeros(real(*args, **kwargs))
    free = function.__code__.co_freevars
    lines = [f"def make({', '.join(free)}):", "    def stub(*args, **kwargs):"]
    lines += [f"        {one}" for one in free]  # the code of a closure must have the same free variables
    lines += [f"        return {name}(*args, **kwargs)", "    return stub"]
    scope: dict = {}
    exec("\n".join(lines), scope)
    function.__code__ = scope["make"](*free).__code__
    function.__defaults__, function.__kwdefaults__ = None, None


def methods(cls: type) -> list[FunctionType]:
    """Return what a class computes with: its public methods and properties, and its call, inherited ones included."""
    found: dict[str, FunctionType] = {}
    for base in cls.__mro__:
        if not base.__module__.startswith("course_lib"):
            continue
        for name, member in vars(base).items():
            function = member.fget if isinstance(member, property) else member
            if isinstance(function, FunctionType) and (name == "__call__" or not name.startswith("_")):
                found.setdefault(name, function)
    return list(found.values())


class Broken:
    """A pytest plugin: once the test has been collected, the named function returns zeros."""

    def __init__(self, function: str) -> None:
        self.target = pkgutil.resolve_name(f"course_lib.{function}")

    def pytest_collection_finish(self) -> None:
        target = inspect.unwrap(self.target)
        for function in methods(target) if isinstance(target, type) else [target]:
            return_zeros(function)


def survives(row: Evidence) -> bool:
    """Run the test of a row in a process of its own, with the function broken: it passes, although it should not."""
    child = os.fork()
    if child == 0:
        silent = io.StringIO()
        with contextlib.redirect_stdout(silent), contextlib.redirect_stderr(silent):
            path = row.path.relative_to(ROOT)
            options = ["-q", "-x", "--tb=no", "-p", "no:xdist", "-m", ""]
            status = pytest.main([*options, f"{path}::{row.test}"], plugins=[Broken(row.function)])
        os._exit(status)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if status not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED):
        raise RuntimeError(f"{row.place} could not be run with course_lib.{row.function} broken (status {status})")
    return status == pytest.ExitCode.OK


def main(words: list[str]) -> int:
    os.chdir(ROOT)
    rows, _ = all_evidence(sorted((ROOT / "tests").rglob("test_*.py")))
    rows = [row for row in rows if all(word in f"{row.label} {row.function} {row.place}" for word in words)]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        useless = [row for row, alive in zip(rows, pool.map(survives, rows), strict=True) if alive]
    for row in useless:
        print(f"{row.place} passes although course_lib.{row.function} returns zeros ({row.label})")
    print(f"{len(rows)} rows of evidence, {len(rows) - len(useless)} fail with zeros, {len(useless)} do not")
    return int(bool(useless) or not rows)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
