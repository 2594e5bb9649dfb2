"""What students hand in is graded by otter-grader, which `make classroom` installs: solutions pass, blanks do not."""

import importlib.util
import json
import subprocess
import sys
from pathlib import Path

import pytest
from book_sources import ROOT

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(importlib.util.find_spec("otter") is None, reason="otter-grader is not here: make classroom"),
]
MASTER = ROOT / "scripts" / "hub" / "one-step.ipynb"
SOLUTION = "def step(gradient, x, learning_rate):\n    return x - learning_rate * gradient(x)"


def otter(*arguments):
    command = [str(Path(sys.executable).with_name("otter")), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The folder that otter makes of the notebook with the solution; it has run its tests on that."""
    folder = tmp_path_factory.mktemp("made")
    otter("assign", MASTER, folder)
    return folder


def answer_cell(notebook):
    (cell,) = [cell for cell in notebook["cells"] if "otter_answer_cell" in cell["metadata"].get("tags", [])]
    return cell


def test_students_get_the_starter_and_need_the_library_alone(made):
    notebook = json.loads((made / "student" / MASTER.name).read_text(encoding="utf-8"))
    assert "".join(answer_cell(notebook)["source"]).endswith("    ...")
    code = "".join("".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code")
    assert "import otter" not in code and "return" not in code


@pytest.mark.parametrize(("answer", "points"), [(None, 0), (SOLUTION.replace("x -", "x +"), 0), (SOLUTION, 2)])
def test_a_submission_has_its_points(made, tmp_path, answer, points):
    notebook = json.loads((made / "student" / MASTER.name).read_text(encoding="utf-8"))
    if answer:
        answer_cell(notebook)["source"] = answer
    submission = tmp_path / MASTER.name
    submission.write_text(json.dumps(notebook), encoding="utf-8")
    (autograder,) = (made / "autograder").glob("*.zip")
    otter("run", "-a", autograder, "-o", tmp_path, submission)
    results = json.loads((tmp_path / "results.json").read_text(encoding="utf-8"))["tests"]
    assert {one["name"]: one["score"] for one in results if "score" in one} == {"step": points}
