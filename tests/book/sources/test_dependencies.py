"""NumPy alone in the numerical core; every requirement says why it is there."""

import ast
import sys
from pathlib import Path

import pytest
from book_sources import ROOT
from complaints import no_complaints

LIBRARY = ROOT / "course_lib"
REFERENCES = {"torch", "scipy", "mpmath"}
ALLOWED = {
    ("showing",): {"matplotlib"},
    ("interactive", "explorers"): {"matplotlib"},
    ("interactive", "widgets.py"): {"ipywidgets"},
}


def complaints_about_requirements(text: str) -> list[str]:
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return [f"no reason beside {line!r}" for line in lines if not line.partition(" #")[2].strip()]


def third_party(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            found.add(node.module.partition(".")[0])
    return found - set(sys.stdlib_module_names) - {"course_lib"}


def allowed(path: Path) -> set[str]:
    """Return what a file, named from within course_lib, may import."""
    return {"numpy"} | ALLOWED.get(path.parts[:-1], set()) | ALLOWED.get((*path.parts[:-1], path.name), set())


def complaints_about_library(library: Path) -> list[str]:
    return [
        f"{path.relative_to(library)} imports {name}"
        for path in sorted(library.rglob("*.py"))
        for name in sorted(third_party(path) - allowed(path.relative_to(library)))
    ]


def complaints_about_tests(tests: Path) -> list[str]:
    """References are recorded by the scripts under reference/; the suite runs without them."""
    return [
        f"{path.relative_to(tests)} imports {name}"
        for path in sorted(tests.rglob("*.py"))
        if path.relative_to(tests).parts[0] != "reference"
        for name in sorted(third_party(path) & REFERENCES)
    ]


def test_every_requirement_has_a_reason():
    no_complaints(complaints_about_requirements((ROOT / "requirements.txt").read_text(encoding="utf-8")))


def test_the_library_imports_numpy_alone():
    no_complaints(complaints_about_library(LIBRARY))


@pytest.mark.slow
def test_no_test_imports_a_reference():
    no_complaints(complaints_about_tests(ROOT / "tests"))


def test_a_requirement_without_a_reason_is_found():
    text = "# heading\n\nnumpy>=2  # arrays\nscipy>=1\nruff #\n"
    assert complaints_about_requirements(text) == ["no reason beside 'scipy>=1'", "no reason beside 'ruff #'"]


@pytest.mark.parametrize(
    ("name", "source", "complaint"),
    [
        ("minimize.py", "import scipy.optimize", "minimize.py imports scipy"),
        ("methods/adam.py", "def f():\n    from matplotlib import pyplot", "methods/adam.py imports matplotlib"),
        ("showing/plotting.py", "from IPython.display import display", "showing/plotting.py imports IPython"),
        (
            "interactive/explorers/explore.py",
            "import ipywidgets",
            "interactive/explorers/explore.py imports ipywidgets",
        ),
    ],
)
def test_a_foreign_import_is_found(tmp_path, name, source, complaint):
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_text(
        f"import math\nimport numpy as np\nfrom course_lib import types\n{source}\n", encoding="utf-8"
    )
    assert complaints_about_library(tmp_path) == [complaint]


def test_a_reference_in_a_test_is_found(tmp_path):
    for name in ("test_adam.py", "reference/record.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("import torch\n", encoding="utf-8")
    assert complaints_about_tests(tmp_path) == ["test_adam.py imports torch"]
