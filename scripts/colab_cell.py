"""Put the cell that fetches the course in Google Colab behind the title of every chapter: `make strip` runs this.

The cell finds out by itself which repository its notebook was opened from, so that a copy of the repository needs no
change. It stays out of the page, which runs without it.
"""

import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CELL_ID = "colab"
SOURCE = """# Google Colab fetches the course here; anywhere else this does nothing.
import os
import re

SESSIONS = "curl -s http://$(hostname -i):9000/api/sessions"
GITHUB = r"github\\.com(?:/|%2F)([\\w.-]+)(?:/|%2F)([\\w.-]+)"


def fetch_course(repository=""):  # empty: the one of this notebook
    found = re.search(GITHUB, repository or os.popen(SESSIONS).read())
    if not found:
        raise ValueError("add the address: https://github.com/owner/name")
    address = f"https://github.com/{found[1]}/{found[2]}"
    get = f"git clone --quiet --depth 1 {address} course"
    install = "pip install --quiet './course[interactive]' myst-nb"
    if os.system(f"{get} && {install}"):
        raise RuntimeError(f"this failed: {get} && {install}")
    os.chdir("course/book")


if "COLAB_RELEASE_TAG" in os.environ and not os.path.isdir("_data"):
    fetch_course()"""


def cell() -> dict:
    return {
        "cell_type": "code",
        "execution_count": None,
        "id": CELL_ID,
        "metadata": {"jupyter": {"source_hidden": True}, "tags": ["remove-cell"]},
        "outputs": [],
        "source": SOURCE.splitlines(keepends=True),
    }


def with_cell(notebook: dict) -> dict:
    """The notebook with this cell, and no older one, in the second place."""
    title, *others = [one for one in notebook["cells"] if one["id"] != CELL_ID]
    return {**notebook, "cells": [title, cell(), *others]}


def chapters(book: Path) -> list[Path]:
    return sorted(book.glob("[0-9]*.ipynb"))


def main(paths: list[Path]) -> None:
    """Rewrite the chapters that don't have the cell yet, as JupyterLab writes them."""
    for path in paths:
        text = path.read_text(encoding="utf-8")
        complete = json.dumps(with_cell(json.loads(text)), indent=1, ensure_ascii=False) + "\n"
        if complete != text:
            path.write_text(complete, encoding="utf-8")


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]] or chapters(ROOT / "book"))
