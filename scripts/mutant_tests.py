"""Which tests run a line of the numerical core, and what they say of a change in it."""

import ast
import contextlib
import functools
import hashlib
import importlib
import importlib.abc
import importlib.util
import json
import os
import resource
import signal
import sys
import time
from collections.abc import Callable, Generator
from pathlib import Path
from typing import NamedTuple

import coverage
import numpy  # noqa: F401 (once, for all the processes to come)
import pytest

ROOT = Path(__file__).resolve().parent.parent
LIBRARY, TESTS = ROOT / "course_lib", ROOT / "tests"
MAP = ROOT / ".venv" / "var" / "mutant-tests.json"
OTHERS = ("interactive", "exercises", "showing", "book/site", "book/sources", "book/extensions", "reference")
OPTIONS = ["-q", "-x", "--tb=no", "-p", "no:xdist", "-p", "no:cacheprovider", "-p", "no:nbval"]
QUICK = ["-m", "not kernel and not draws and not live and not slow"]
SECONDS_TO_BEGIN, LEAST_SECONDS, TIMES_LONGER, MEMORY = 20, 4, 4, 4 << 30


class Changed(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Imports one module of the library from a changed source."""

    def __init__(self, module: str, source: str) -> None:
        self.name = "course_lib." + module.removesuffix(".py").replace("/", ".")
        self.path, self.source = LIBRARY / module, source

    def find_spec(self, name: str, path: object = None, target: object = None) -> object:
        return importlib.util.spec_from_file_location(name, self.path, loader=self) if name == self.name else None

    def exec_module(self, module: object) -> None:
        exec(compile(self.source, str(self.path), "exec"), module.__dict__)


class Recorded:
    """A pytest plugin: how long each test takes, and which of the library's lines it runs."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self.coverage = coverage.Coverage(data_file=None, include=[f"{LIBRARY}/*"])
        self.coverage.start()

    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, None, None]:
        self.coverage.switch_context(item.nodeid)
        start = time.perf_counter()
        yield
        self.seconds[item.nodeid] = time.perf_counter() - start
        self.coverage.switch_context("")

    def pytest_sessionfinish(self, exitstatus: int) -> None:
        self.coverage.stop()
        data = self.coverage.get_data()
        lines = {
            Path(file).relative_to(LIBRARY).as_posix(): data.contexts_by_lineno(file) for file in data.measured_files()
        }
        if exitstatus == 0:
            MAP.write_text(json.dumps({"sources": sources(), "seconds": self.seconds, "lines": lines}), "utf-8")


class Order:
    """A pytest plugin: these tests only, in this order, and the end for one that takes far longer than before."""

    def __init__(self, names: list[str], seconds: dict[str, float]) -> None:
        self.place = {name: place for place, name in enumerate(names)}
        self.seconds = seconds

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        signal.setitimer(signal.ITIMER_PROF, LEAST_SECONDS + TIMES_LONGER * self.seconds[nodeid])

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = sorted((i for i in items if i.nodeid in self.place), key=lambda item: self.place[item.nodeid])


class Map(NamedTuple):
    """What is known of the tests: `lines[module][line]` are those that run it, "" the import."""

    seconds: dict[str, float]
    lines: dict[str, dict[str, list[str]]]

    def covering(self, module: str, line: int) -> list[str]:
        """The tests that run the statement in which a line stands, the quickest first; all of them if none is named.

        What an import makes is also looked at by tests that run no line of it: those of its room, and of the whole
        library.
        """
        known = self.lines.get(module, {})
        names = {name for row in statement_rows(LIBRARY / module, line) for name in known.get(str(row), ())}
        if "" in names and len(names) > 1:
            room = f"tests/{Path(module).parent.as_posix()}/"
            names |= {name for name in self.seconds if name.startswith(room) or name.count("/") == 1}
        return sorted(names - {""} or self.seconds, key=self.seconds.__getitem__)


def sources() -> str:
    """A digest of the library and its tests."""
    files = [*sorted(LIBRARY.rglob("*.py")), *sorted(TESTS.rglob("*.py"))]
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


@functools.cache
def statements(path: Path) -> list[ast.stmt]:
    return [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.stmt)]


def statement_rows(path: Path, line: int) -> range:
    """The rows of the innermost statement around a line; of a compound one its head, of a function or class all."""

    def rows(node: ast.stmt) -> range:
        decorators = [decorator.lineno for decorator in getattr(node, "decorator_list", ())]
        return range(min([node.lineno, *decorators]), node.end_lineno + 1)

    inner = min((node for node in statements(path) if line in rows(node)), key=lambda node: len(rows(node)))
    body = getattr(inner, "body", None)
    whole = body is None or isinstance(inner, ast.FunctionDef | ast.ClassDef)
    return rows(inner) if whole else range(inner.lineno, max(line, body[0].lineno - 1) + 1)


def in_child(action: Callable[[], int], seconds: int) -> int:
    """The status with which an action ends in a process of its own, silent and within bounds."""
    child = os.fork()
    if child == 0:
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        with open(os.devnull, "w", encoding="utf-8") as silent:
            os.dup2(silent.fileno(), 1)
            os.dup2(silent.fileno(), 2)
        with contextlib.suppress(BaseException):
            os._exit(action())
        os._exit(pytest.ExitCode.TESTS_FAILED)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def recorded() -> Map:
    """The map of the tests as they are, from a run of them all where none is kept."""
    kept = json.loads(MAP.read_text(encoding="utf-8")) if MAP.exists() else {"sources": ""}
    if kept["sources"] != sources():
        names = {file: file.relative_to(TESTS).as_posix() for file in sorted(TESTS.rglob("test_*.py"))}
        files = [file for file, name in names.items() if not name.startswith(OTHERS)]

        def action() -> int:
            recorder = Recorded()
            importlib.import_module("course_lib.derivatives.gradcheck")  # with its own cache, whose saving is tested
            functools.cache = lambda function: function  # each test computes what it uses
            return pytest.main([*OPTIONS, *QUICK, *map(str, files)], plugins=[recorder])

        if in_child(action, 3600) != 0:
            raise SystemExit("The tests fail without any change; see make check.")
        kept = json.loads(MAP.read_text(encoding="utf-8"))
    return Map(kept["seconds"], kept["lines"])


def passes(tests: list[str], known: Map, changed: Changed) -> bool:
    """Whether all these tests pass with the changed module."""
    files = sorted({name.partition("::")[0] for name in tests})

    def action() -> int:
        sys.meta_path.insert(0, changed)
        return pytest.main([*OPTIONS, *files], plugins=[Order(tests, known.seconds)])

    seconds = SECONDS_TO_BEGIN + sum(LEAST_SECONDS + TIMES_LONGER * known.seconds[name] for name in tests)
    # Where no test is found any more, nothing has noticed the change.
    return in_child(action, int(seconds)) in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED)
