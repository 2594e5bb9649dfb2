"""Every chapter has the cell for Colab, which fetches the notebook's own repository there and elsewhere nothing."""

import json
import os
import subprocess
import sys

import colab_cell
import pytest
from book_sources import ROOT

CHAPTERS = colab_cell.chapters(ROOT / "book")


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda path: path.stem)
def test_each_chapter_has_it(chapter):
    notebook = json.loads(chapter.read_text(encoding="utf-8"))
    assert notebook == colab_cell.with_cell(notebook), "the cell for Colab is missing or old: make strip"


def run(folder, sessions="", colab=True):
    """Run the cell in a folder where curl, git and pip only write down what they were asked."""
    tools = folder / "tools"
    tools.mkdir()
    (tools / "answer").write_text(sessions, encoding="utf-8")
    programs = {
        "curl": 'cat "$(dirname "$0")/answer"',
        "git": 'echo "git $*" >>asked; for last; do :; done; mkdir -p "$last/book/_data"',
        "pip": 'echo "pip $*" >>asked',
    }
    for name, program in programs.items():
        (tools / name).write_text(f"#!/bin/sh\n{program}\n", encoding="utf-8")
        (tools / name).chmod(0o755)
    source = f"{colab_cell.SOURCE}\nprint(os.getcwd())\n{colab_cell.SOURCE}"  # run twice, as readers do
    environment = {**os.environ, "PATH": f"{tools}:{os.environ['PATH']}", "PYTHONUTF8": "1"}
    environment |= {"COLAB_RELEASE_TAG": "release"} if colab else {}
    done = subprocess.run(
        [sys.executable, "-c", source], cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8"
    )
    asked = folder / "asked"
    return done, asked.read_text(encoding="utf-8").splitlines() if asked.is_file() else []


@pytest.mark.parametrize("path", ["https%3A%2F%2Fgithub.com%2Fowner%2Fna-me%2Fblob", "https://github.com/owner/na-me/"])
def test_in_colab_it_fetches_the_notebooks_own_repository_once(tmp_path, path):
    done, asked = run(tmp_path, json.dumps([{"path": f"fileId={path}"}]))
    assert done.returncode == 0, done.stderr
    assert asked == [
        "git clone --quiet --depth 1 https://github.com/owner/na-me course",
        "pip install --quiet ./course[interactive] myst-nb",
    ]
    assert done.stdout.strip().endswith("course/book")


def test_where_the_repository_is_not_known_it_says_what_to_write(tmp_path):
    done, asked = run(tmp_path, "[]")
    assert "add the address: https://" in done.stderr and asked == []


def test_elsewhere_it_does_nothing(tmp_path):
    done, asked = run(tmp_path, colab=False)
    assert (done.returncode, asked, done.stdout.strip()) == (0, [], str(tmp_path))
