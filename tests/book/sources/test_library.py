"""tests/ mirrors course_lib/ file by file, and what course_lib exports explains itself."""

import inspect
from pathlib import Path
from types import ModuleType, SimpleNamespace

from book_sources import ROOT
from complaints import no_complaints

import course_lib


def complaints_about_mirror(library: Path, tests: Path) -> list[str]:
    sources = [path.relative_to(library) for path in sorted(library.rglob("*.py")) if not path.name.startswith("_")]
    return [f"no tests/{wanted}" for wanted in dict.fromkeys(map(mirror, sources)) if not any(tests.glob(wanted))]


def mirror(source: Path) -> str:
    """Return the file that tests this one; the exercises of a chapter, a file each, are tested together."""
    if source.parts[0] == "exercises" and len(source.parts) == 3:
        return f"exercises/test_{source.parts[1]}*.py"
    return source.with_name(f"test_{source.name}").as_posix()


def has_docstring(value: object) -> bool:
    text = vars(value).get("__doc__") if inspect.isclass(value) else inspect.getdoc(value)
    # a dataclass without a docstring is given its signature, a NamedTuple its fields
    return bool(text) and not text.startswith(f"{value.__name__}(")


def complaints_about_docstrings(library: ModuleType | SimpleNamespace) -> list[str]:
    public = [(name, getattr(library, name)) for name in library.__all__]
    return [f"{name} has no docstring" for name, value in public if not has_docstring(value)]


def test_every_file_has_its_tests():
    no_complaints(complaints_about_mirror(ROOT / "course_lib", ROOT / "tests"))


def test_everything_exported_has_a_docstring():
    no_complaints(complaints_about_docstrings(course_lib))


def test_a_file_without_tests_is_found(tmp_path):
    for name in ("lib/__init__.py", "lib/_checks.py", "lib/methods/adam.py", "lib/bounds.py", "tests/test_bounds.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    assert complaints_about_mirror(tmp_path / "lib", tmp_path / "tests") == ["no tests/methods/test_adam.py"]


def test_an_export_without_a_docstring_is_found():
    from dataclasses import make_dataclass
    from typing import NamedTuple

    class Child(course_lib.GradientDescent):
        pass

    def documented():
        """Say something."""

    exported = {
        "silent": lambda: None,
        "documented": documented,
        "Child": Child,
        "Data": make_dataclass("Data", ["x"]),
        "Pair": NamedTuple("Pair", [("x", int)]),
        "GradientDescent": course_lib.GradientDescent,
    }
    found = complaints_about_docstrings(SimpleNamespace(__all__=list(exported), **exported))
    assert found == [f"{name} has no docstring" for name in ("silent", "Child", "Data", "Pair")]
