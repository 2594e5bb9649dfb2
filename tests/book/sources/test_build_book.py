"""scripts/build_book.py does no more than a change asks for, and never calls a failed build a website."""

import subprocess
import sys
import textwrap
from pathlib import Path
from types import SimpleNamespace

import build_book
import pytest


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A small project whose build only writes index.html and keeps a mark in the execution cache."""
    for name in (
        "course_lib/methods/adam.py",
        "book/_data/rows.csv",
        "book/index.md",
        "_config.yml",
        "requirements.lock",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("one\n", encoding="utf-8")
    state = SimpleNamespace(root=tmp_path, builds=0, status=0, static=set())

    def run(command, cwd, env):
        if command[1] == Path(build_book.__file__).with_name("execute_notebooks.py"):
            assert command[2:] == ["book", "_build/.jupyter_cache"]
            return SimpleNamespace(returncode=0)
        assert command[1:] == ["build", ".", "-W", "--keep-going", "-n"]
        assert not (cwd / "_build" / ".doctrees").exists()
        state.builds += 1
        state.static.add(env["COURSE_STATIC"])
        for folder in ("html", ".doctrees", ".jupyter_cache"):
            (cwd / "_build" / folder).mkdir(exist_ok=True)
        (cwd / "_build" / "html" / "index.html").touch()
        return SimpleNamespace(returncode=state.status)

    monkeypatch.setattr(build_book.subprocess, "run", run)
    assert build_book.build(tmp_path) == 0
    state.cached = tmp_path / "_build" / ".jupyter_cache" / "executed"
    state.cached.touch()
    return state


def test_nothing_changed_builds_nothing(project):
    (project.root / "book" / "index.md").touch()
    (project.root / "course_lib" / "__pycache__").mkdir()
    (project.root / "course_lib" / "__pycache__" / "x.py").write_text("left by a tool", encoding="utf-8")
    assert build_book.build(project.root) == 0
    assert project.builds == 1
    assert project.static == {"1"}


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("course_lib/methods/adam.py", "edit"),
        ("course_lib/methods/adam.py", "delete"),
        ("course_lib/methods/adam.py", "add"),
        ("book/_data/rows.csv", "edit"),
        ("book/_data/rows.csv", "delete"),
        ("book/_data/rows.csv", "add"),
        ("requirements.lock", "edit"),
    ],
)
def test_a_change_in_what_cells_use_executes_again(project, name, change):
    path = project.root / name
    if change == "edit":
        path.write_text("two\n", encoding="utf-8")
    elif change == "delete":
        path.unlink()
    else:
        path.with_name(f"new{path.suffix}").write_text("new\n", encoding="utf-8")
    assert build_book.build(project.root) == 0
    assert project.builds == 2
    assert not project.cached.exists()


@pytest.mark.parametrize("name", ["book/index.md", "_config.yml", "book/_static/course.css", "book/_ext/site.py"])
def test_any_other_change_builds_but_keeps_what_was_executed(project, name):
    (project.root / name).parent.mkdir(exist_ok=True)
    (project.root / name).write_text("two\n", encoding="utf-8")
    assert build_book.build(project.root) == 0
    assert project.builds == 2
    assert project.cached.exists()


def test_a_failed_build_fails_again_and_a_mended_one_succeeds(project):
    (project.root / "book" / "index.md").write_text("broken\n", encoding="utf-8")
    project.status = 1
    assert build_book.build(project.root) == 1
    assert build_book.build(project.root) == 1
    assert project.builds == 3
    project.status = 0
    assert build_book.build(project.root) == 0
    assert project.builds == 4
    assert project.cached.exists()


def test_of_two_builds_the_second_waits(tmp_path):
    """The second is let in when the first leaves, and says meanwhile what it waits for."""
    waiting = textwrap.dedent(f"""
        import sys
        from pathlib import Path
        sys.path.insert(0, {str(Path(build_book.__file__).parent)!r})
        import build_book
        with build_book.alone(Path({str(tmp_path)!r})):
            print("my turn", flush=True)
    """)
    with build_book.alone(tmp_path):
        second = subprocess.Popen([sys.executable, "-c", waiting], stdout=subprocess.PIPE, text=True)
        assert second.stdout.readline() == "Another build is at work here; waiting for it.\n"
    assert second.communicate()[0] == "my turn\n"
